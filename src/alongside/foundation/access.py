"""Every address says who may open it. One that does not say is refused, whoever asks.

Views use the decorators; addresses of other packages are declared by name in ``declare``.
"""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _

from .actor import Role

View = Callable[..., HttpResponseBase]
Rule = Callable[[HttpRequest], HttpResponseBase | None]

_by_name: dict[str, Rule] = {}


def anyone(request: HttpRequest) -> None:
    """No sign-in needed."""


def signed_in(request: HttpRequest) -> HttpResponseBase | None:
    """Somebody who has signed in; others are taken to the sign-in page and brought back."""
    if request.user.is_authenticated:
        return None
    if request.method != "GET" or request.headers.get("HX-Request"):
        # A form that was open when the session ended: say so, so that the page keeps the text.
        return HttpResponse(
            _("You are signed out. Your text is still on the page: sign in and save it again."),
            status=401,
            content_type="text/plain; charset=utf-8",
        )
    return redirect_to_login(request.get_full_path())


def holds(*roles: Role) -> Rule:
    """Somebody signed in who holds one of these roles somewhere; actions look at the place."""

    def rule(request: HttpRequest) -> HttpResponseBase | None:
        asked = signed_in(request)
        if asked is not None:
            return asked
        if not request.actor.is_a(*roles):  # type: ignore[attr-defined]
            raise PermissionDenied(_("This page is for people with another role."))
        return None

    rule.__doc__ = "Somebody signed in who is: " + ", ".join(roles)
    return rule


def from_this_site(request: HttpRequest) -> None:
    """For forms that change nothing and may leave no cookie: refuse what another site sent.

    A form token needs a cookie. Browsers say themselves where a form came from; what says nothing
    is no browser, and then nobody can be tricked into sending it.
    """
    if request.method in ("GET", "HEAD"):
        return
    fetched, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
    ours = {f"{request.scheme}://{request.get_host()}", *settings.CSRF_TRUSTED_ORIGINS}
    if fetched not in ("same-origin", "none", None) or (
        not fetched and origin and origin not in ours
    ):
        raise PermissionDenied(_("This was sent from another site. Open the page here first."))


def access(rule: Rule) -> Callable[[View], View]:
    """Declare who may open a view. Goes outermost: ``@access(signed_in)``."""

    def mark(view: View) -> View:
        view.access_rule = rule  # type: ignore[attr-defined]
        return view

    return mark


def declare(**rules: Rule) -> None:
    """Declare rules for addresses whose views are not ours, by url name."""
    _by_name.update(rules)


def rule_for(view: Any, url_name: str | None) -> Rule | None:
    rule: Rule | None = getattr(view, "access_rule", None)
    if rule is None and url_name:
        rule = _by_name.get(url_name)
    return rule


class AccessMiddleware:
    """Applies the declared rule before the view runs; refuses what declares none."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: View, args: object, kwargs: object
    ) -> HttpResponseBase | None:
        match = request.resolver_match
        rule = rule_for(view, match.url_name if match else None)
        if rule is None:
            raise PermissionDenied("No access rule is declared for this address.")
        return rule(request)
