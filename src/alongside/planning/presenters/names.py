"""How a shared plan is called on other pages."""

from django.utils.translation import gettext as _


def shared_name(item: str) -> str:
    return _("My plan")
