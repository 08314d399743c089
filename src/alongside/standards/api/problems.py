"""Whatever goes wrong, said as application/problem+json (RFC 9457), with where and what."""

from collections.abc import Iterable
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from alongside.core.scales import BadAnswer
from alongside.foundation.actor import Forbidden
from alongside.foundation.sealed import CannotOpen
from alongside.foundation.text import BadText
from alongside.foundation.writing import Conflict
from alongside.framework.queries import NoEditionError
from alongside.portfolio.actions import BadEntry

from .shapes.common import Fault, Problem
from .shapes.own import Clash

MEDIA_TYPE: Final = "application/problem+json"
CLASH, LOOK_FIRST, NOT_VALID, SCOPE = (
    f"urn:alongside:problem:{name}" for name in ("clash", "look-first", "not-valid", "scope")
)


class Refused(Exception):
    """Something is refused with this problem."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.detail)
        self.problem = problem


def titles() -> dict[int, str]:
    return {
        400: _("This could not be read"),
        401: _("A token is needed"),
        403: _("Not with this token"),
        404: _("There is nothing here"),
        405: _("That cannot be done here"),
        409: _("Something else was saved meanwhile"),
        413: _("This is too large"),
        415: _("This is not sent in a form that is read here"),
        422: _("Something is not as it needs to be"),
        500: _("Something went wrong here"),
        503: _("This cannot be opened just now"),
    }


def problem(
    status: int, detail: str = "", *, type: str = "about:blank", errors: Iterable[Fault] = ()
) -> Problem:
    title = titles().get(status) or _("That did not work")
    return Problem(
        type=type, title=title, status=status, detail=detail or title, errors=list(errors)
    )


def answer(said: Problem) -> HttpResponse:
    body = said.model_dump_json()
    response = HttpResponse(body, status=said.status, content_type=MEDIA_TYPE)
    if said.status == 401:
        response["WWW-Authenticate"] = 'Bearer realm="Alongside"'
    return response


def not_valid(faults: Iterable[Fault], *, type: str = NOT_VALID, detail: str = "") -> Refused:
    detail = detail or _("Nothing was saved. See “errors” for where and what.")
    return Refused(problem(422, detail, type=type, errors=faults))


# What the areas raise


def _refused(request: HttpRequest, error: Refused) -> HttpResponse:
    return answer(error.problem)


def _invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    faults = [Fault(where=_where(one["loc"]), what=str(one["msg"])) for one in error.errors]
    return answer(not_valid(faults, detail=_("See “errors” for where and what.")).problem)


def _where(path: Iterable[Any]) -> str:
    """Where something stands: what ninja calls the parameter that holds a body or query is left out."""
    first, *rest = (str(part) for part in path)
    return "/".join([first, *(part for part in rest if part not in ("said", "wanted", "part"))])


def _bad_answer(request: HttpRequest, error: BadAnswer) -> HttpResponse:
    if error.problem == "code":
        return answer(problem(404))
    words = {
        "value-in-role": _("A value is always part of the role."),
        "evidence-not-asked": _("No evidence is asked for here, and none is kept."),
        "long": _("This is too long."),
    }
    what = words.get(error.problem) or _("This is not one of the choices.")
    return answer(not_valid([Fault(where=f"body/{error.field}", what=what)]).problem)


def _bad_entry(request: HttpRequest, error: BadEntry) -> HttpResponse:
    where = f"body/{error.field}" if error.field else "body"
    return answer(not_valid([Fault(where=where, what=error.said)]).problem)


def _conflict(request: HttpRequest, error: Conflict) -> HttpResponse:
    faults = [Fault(where=f"yours/{name}", what=text) for name, text in error.yours]
    faults += [Fault(where=f"kept/{name}", what=text) for name, text in error.theirs]
    return answer(problem(409, str(error.label), type=CLASH, errors=faults))


def _said(status: int, *, words: bool = False) -> Any:
    def handle(request: HttpRequest, error: Exception) -> HttpResponse:
        return answer(problem(status, str(error) if words else ""))

    return handle


def _http(request: HttpRequest, error: HttpError) -> HttpResponse:
    if isinstance(error.__cause__, BadText):  # why a body could not be read
        return answer(problem(error.status_code, str(error.__cause__)))
    return answer(problem(error.status_code, "" if error.status_code == 401 else error.message))


HANDLERS: Final[dict[type[Exception], Any]] = {
    Refused: _refused,
    ValidationError: _invalid,
    HttpError: _http,
    Http404: _said(404),
    NoEditionError: _said(404),
    BadAnswer: _bad_answer,
    BadEntry: _bad_entry,
    BadText: _said(400, words=True),
    Forbidden: _said(403, words=True),
    Conflict: _conflict,
    CannotOpen: _said(503),
}


def handle_in(api: NinjaAPI) -> None:
    for kind, handler in HANDLERS.items():
        api.add_exception_handler(kind, handler)


def answers(ok: Any, *codes: int, status: int = 200) -> dict[int, Any]:
    """The answers of an operation, for the document: what it gives, and how it can refuse."""
    return {status: ok, **{code: Clash if code == 409 else Problem for code in (400, *codes)}}
