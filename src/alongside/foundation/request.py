"""A request as views see it once the access rule has let it through."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from .actor import Actor


class Request(HttpRequest):
    """Somebody acting, and perhaps htmx asking. Only behind a rule that asks for signing in."""

    actor: Actor
    htmx: HtmxDetails
