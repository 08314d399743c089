"""An opening: what one browser is given when a course sends it, and must bring back with the message.

It is signed, lasts ten minutes, and names the platform, a state and a nonce, and nobody. It lies in a
cookie of that browser; here only the digest of one that was used is kept, until it would have ended.
"""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from .framing import framed

LASTS: Final = 600  # seconds
SALT: Final = "alongside.courses.opening"
WHERE: Final = "lti:launch"
STATE: Final = re.compile(r"state-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-([0-9a-f]{12})")


@dataclass(frozen=True, slots=True)
class Opening:
    platform: UUID
    state: str
    nonce: str

    @property
    def cookie(self) -> str:
        return name_of(self.state)

    def give(self, request: HttpRequest, response: HttpResponse) -> None:
        """Leave it with the browser that the response goes to.

        A course is another site, and its message comes as a form: only SameSite=None travels so.
        It is brought back to one address alone, so that many of them weigh on no other page.
        """
        said = signing.dumps([str(self.platform), self.state, self.nonce], salt=SALT)
        response.set_cookie(
            self.cookie,
            said,
            max_age=LASTS,
            path=reverse(WHERE),
            secure=not settings.PLAIN_HTTP,
            httponly=True,
            samesite="Lax" if settings.PLAIN_HTTP else "None",
        )
        _of_this_frame(request, response, self.cookie)

    def ends(self) -> datetime:
        """When it cannot be used any more, whoever has it."""
        return timezone.now() + timedelta(seconds=LASTS)


def name_of(state: str) -> str:
    found = STATE.fullmatch(state)
    prefix = "course-" if settings.PLAIN_HTTP else "__Secure-course-"
    return f"{prefix}{found.group(1)}" if found else ""


def brought(request: HttpRequest, state: str) -> Opening | None:
    """The opening that this browser was given for a state; None where it brings none."""
    said = request.COOKIES.get(name_of(state), "")
    try:
        given: Any = signing.loads(said, salt=SALT, max_age=LASTS)
        one = Opening(UUID(given[0]), str(given[1]), str(given[2]))
    except (signing.BadSignature, ValueError, TypeError, IndexError):
        return None
    return one if one.state == state else None


def forget(request: HttpRequest, response: HttpResponse, state: str) -> None:
    """Its time is over: the browser is told to let it go."""
    name = name_of(state)
    if name in request.COOKIES:
        response.delete_cookie(
            name, path=reverse(WHERE), samesite="Lax" if settings.PLAIN_HTTP else "None"
        )
        _of_this_frame(request, response, name)


def _of_this_frame(request: HttpRequest, response: HttpResponse, name: str) -> None:
    """In a frame, browsers keep a cookie only if it is for frames of the same page and no others.
    Django and Python 3.11 have no word for that."""
    if framed(request) and not settings.PLAIN_HTTP:
        response.cookies[name]["samesite"] = "None; Partitioned"
