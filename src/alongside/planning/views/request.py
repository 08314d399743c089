"""A request as these views see it: somebody acting, and perhaps htmx asking."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from alongside.foundation.actor import Actor


class Request(HttpRequest):
    """What the middleware makes of every request that the access rule lets through."""

    actor: Actor
    htmx: HtmxDetails
