"""Gives every request its actor: None for a visitor, otherwise who they are, roles when asked."""

from collections.abc import Callable

from allauth.account.authentication import get_authentication_records
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from alongside.foundation.actor import Actor

from .actions import end_tokens
from .models import Person
from .queries import roles_of

MADE_HERE = "second_factor_made_here"


class ActorMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request.actor = SimpleLazyObject(lambda: actor_of(request))  # type: ignore[attr-defined]
        return self.get_response(request)


def actor_of(request: HttpRequest) -> Actor | None:
    user = request.user
    if not user.is_authenticated:
        return None
    return Actor(user.pk, lambda: roles_of(user.pk, unproved_since=_unproved_since(request)))


def _unproved_since(request: HttpRequest) -> float | None:
    """When this session began, or None where its second factor was given or made in it."""
    records = get_authentication_records(request, request.user)
    if request.session.get(MADE_HERE) or any(one["method"] == "mfa" for one in records):
        return None
    return min((one["at"] for one in records), default=None)


def note_second_factor(sender: object, request: HttpRequest, **kwargs: object) -> None:
    """Whoever sets up a second factor has it in hand, in that session and no other."""
    request.session[MADE_HERE] = True


def end_tokens_too(sender: object, request: HttpRequest, user: Person, **kwargs: object) -> None:
    """A new password shuts out whoever knew the old one: what they made with it opens nothing more."""
    if end_tokens(actor=Actor(user.pk)):
        said = _("Your tokens for programs were ended too. Make new ones if you still need them.")
        messages.info(request, said)
