"""Numbers as people say them."""

from decimal import Decimal
from typing import Final

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

register = template.Library()

PARTS_OF_AN_HOUR: Final[dict[int, Promise]] = {
    0: gettext_lazy("no time"),
    15: gettext_lazy("a quarter of an hour"),
    30: gettext_lazy("half an hour"),
    45: gettext_lazy("three quarters of an hour"),
}


@register.filter
def hours_words(hours: float | Decimal) -> str:
    """A length of time in words, to the nearest minute: 0.25, 2.5 or 20 hours."""
    minutes = round(hours * 60)
    if minutes in PARTS_OF_AN_HOUR:
        return str(PARTS_OF_AN_HOUR[minutes])
    whole, over = divmod(minutes, 60)
    whole_words = ngettext("%(number)s hour", "%(number)s hours", whole) % {"number": whole}
    over_words = ngettext("%(number)s minute", "%(number)s minutes", over) % {"number": over}
    if not over:
        return whole_words
    if not whole:
        return over_words
    return _("%(hours)s %(minutes)s") % {"hours": whole_words, "minutes": over_words}
