"""Who may open an address: anybody, or whoever holds a token of their own. No cookie counts here."""

from datetime import date
from typing import Any, cast

from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja.security import HttpBearer

from alongside.accounts import actions, queries
from alongside.accounts.queries import Holder

from .problems import SCOPE, Refused, answer, problem


class Asked(HttpRequest):
    """A request behind a token: ``auth`` says whose it is."""

    auth: Holder


def with_token(request: HttpRequest) -> HttpResponseBase | None:
    """Somebody whose program holds a token of their own, while it lasts."""
    today = timezone.localdate()
    holder = _holder(request, today)
    if holder is None:
        said = _("Send a token of your own that still works: “Authorization: Bearer …”.")
        return answer(problem(401, said))
    request.holder = holder  # type: ignore[attr-defined]
    if holder.used_on != today:
        actions.note_token_used(actor=holder.actor, token_id=holder.token_id, today=today)
    unread: HttpResponseBase | None = getattr(request, "unread", None)
    return unread


def _holder(request: HttpRequest, today: date) -> Holder | None:
    scheme, _space, text = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer":
        return None
    return queries.token_holder(text.strip(), today=today)


class OwnToken(HttpBearer):
    """Looks at what a token may do. Whose it is was found before, by the address's own rule."""

    def __init__(self, scope: str = "") -> None:
        super().__init__()
        self.scope = scope

    def __call__(self, request: HttpRequest) -> Any:
        holder = cast(Holder | None, getattr(request, "holder", None))
        if holder is None:
            return None
        if self.scope and self.scope not in holder.scopes:
            said = _("This token may not do that. It needs the scope %(scope)s.")
            raise Refused(problem(403, said % {"scope": self.scope}, type=SCOPE))
        return holder

    def authenticate(self, request: HttpRequest, token: str) -> Any:
        """Never asked: ``__call__`` above is all there is."""
        return None
