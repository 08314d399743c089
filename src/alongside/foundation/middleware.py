"""Small layers around every request: sessions that end, and errors that say what is kept."""

import logging
from collections.abc import Callable
from datetime import timedelta

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone

from .actor import Forbidden
from .sealed import CannotOpen
from .writing import Conflict

Next = Callable[[HttpRequest], HttpResponseBase]
log = logging.getLogger(__name__)
SEEN_EVERY = timedelta(minutes=5)


class SessionEndMiddleware:
    """Ends a session after a time unused, and after a longest time whatever happens."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
            self._end_or_note(request)
        return self.get_response(request)

    def _end_or_note(self, request: HttpRequest) -> None:
        now = int(timezone.now().timestamp())
        began = request.session.setdefault("began", now)
        seen = request.session.get("seen", now)
        if now - began > settings.SESSION_LONGEST or now - seen > settings.SESSION_UNUSED:
            logout(request)
        elif "seen" not in request.session or now - seen > SEEN_EVERY.total_seconds():
            request.session["seen"] = now


def note_sign_out(sender: object, request: HttpRequest, **kwargs: object) -> None:
    """However somebody was signed out, their browser is told to throw away what it kept."""
    request.signed_out = True  # type: ignore[attr-defined]


# Nothing here looks at a camera, listens, or asks where somebody is; passkeys are our own affair.
NOT_ASKED_FOR = "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()"


class PermissionsMiddleware:
    """Tells the browser what no page here may ever ask it for."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        response.headers["Permissions-Policy"] = NOT_ASKED_FOR
        return response


class PrivateMiddleware:
    """Pages of somebody signed in are never kept by a cache; signing out clears the browser's copy."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
            response.headers.setdefault("Cache-Control", "private, no-store")
        if getattr(request, "signed_out", False):
            response.headers["Clear-Site-Data"] = '"cache", "storage"'
        return response


class ErrorsMiddleware:
    """Turns a refusal or a clash of two edits into a page that keeps both texts."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponseBase | None:
        if isinstance(error, Conflict):
            facts = {
                "label": error.label,
                "yours": error.yours,
                "theirs": error.theirs,
                "go_on_url": error.go_on,
            }
            return render(request, "409.html", facts, status=409)
        if isinstance(error, Forbidden):
            return render(request, "403.html", {"exception": error}, status=403)
        if isinstance(error, CannotOpen):
            log.error("%s (%s)", error, request.resolver_match and request.resolver_match.view_name)
            return render(request, "foundation/locked.html", status=503)
        return None
