"""Choosing a file to keep with an entry."""

from django import forms
from django.utils.translation import gettext_lazy as _

ACCEPTED = ".jpg,.jpeg,.png,.webp,.pdf,.docx"


class FileForm(forms.Form):
    """One file. What is in it is looked at by the action."""

    file = forms.FileField(
        label=_("A file to keep with it"),
        help_text=_(
            "A picture, a PDF or a Word document (DOCX), up to 5 MB. "
            "The notes a camera puts in a picture are taken out."
        ),
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
        error_messages={"required": _("Choose a file first.")},
    )  # fmt: skip
