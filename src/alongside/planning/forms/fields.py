"""Boxes that several forms share: a text somebody writes, and a day."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

TEXT_MOST = 20_000


def text(label: Any, hint: Any = "", *, required: bool = False, rows: int = 4) -> forms.CharField:
    """A box for what somebody writes, kept as they wrote it."""
    return forms.CharField(
        label=label,
        help_text=hint,
        required=required,
        max_length=TEXT_MOST,
        strip=False,
        widget=forms.Textarea(attrs={"rows": rows, "data-content": True}),
        error_messages={
            "required": _("Write something here first."),
            "max_length": _("This is longer than can be kept. Shorten it a little."),
        },
    )


def day(label: Any, *, required: bool = False) -> forms.DateField:
    return forms.DateField(
        label=label,
        required=required,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "invalid": _("Give the day as a date, such as 3 March 2027."),
            "required": _("Choose a day."),
        },
    )
