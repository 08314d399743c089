"""Text at the edges: NUL and control characters are refused, with a clear word about where.

PostgreSQL fails on NUL where SQLite does not; other control characters are invisible to readers.
"""

import json
import re
from collections.abc import Callable
from math import isfinite
from typing import Any, Final, NoReturn

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from alongside.core.credentials.tables import safe

MOST_JSON: Final = 1_000_000
# Tab, line feed and carriage return are ordinary; the rest of C0, DEL and lone surrogates are not,
# nor are the two code points that no XML may hold: a Word document could not be made of them.
BAD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


class BadText(ValueError):
    """Text that holds a character nobody can see or store."""


def check(text: str, where: str) -> str:
    """Give the text back, or raise BadText saying where, what and what to do."""
    found = BAD.search(text)
    if found is None:
        return text
    line = text.count("\n", 0, found.start()) + 1
    raise BadText(
        _(
            "%(where)s holds a character that cannot be saved (%(code)s, line %(line)s). "
            "Take it out, or type the text instead of pasting it."
        )
        % {"where": where, "code": f"U+{ord(found.group()):04X}", "line": line}
    )


def cell(text: str) -> str:
    """A spreadsheet cell that no program takes for a formula."""
    return str(safe(text))


def read_json(body: bytes, *, most: int = MOST_JSON, depth: int = 64) -> Any:
    """Parse JSON strictly: no NaN, no repeated keys, no control characters, bounded size, depth."""
    if len(body) > most:
        raise BadText(_("The file is larger than %(most)s bytes.") % {"most": most})
    try:
        text = body.decode("utf-8")
        value = json.loads(
            text,
            object_pairs_hook=_no_repeats,
            parse_constant=_no_constant,
            parse_float=_finite,
        )
    except BadText:
        raise
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise BadText(
            _("This is not JSON that can be read: %(error)s") % {"error": error}
        ) from error
    _walk(value, depth, "")
    return value


def _no_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise BadText(_("A name stands twice in the same object."))
    return made


def _no_constant(name: str) -> NoReturn:
    raise BadText(_("%(name)s is not a number that can be kept.") % {"name": name})


def _finite(digits: str) -> float:
    """1e400 is no NaN and no Infinity, and yet would be one."""
    number = float(digits)
    return number if isfinite(number) else _no_constant(digits[:20])


def _walk(value: Any, depth: int, where: str) -> None:
    if depth < 0:
        raise BadText(_("The JSON is nested too deeply."))
    if isinstance(value, str):
        check(value, where or "JSON")
    elif isinstance(value, dict):
        for key, inner in value.items():
            check(key, where or "JSON")
            _walk(inner, depth - 1, f"{where}/{key}")
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            _walk(inner, depth - 1, f"{where}/{index}")


class TextMiddleware:
    """Looks at every address, query and form before a view does."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        try:
            check(request.path, _("The address"))
            for name, values in request.GET.lists():
                check(name, _("The address"))
                for value in values:
                    check(value, name)
            if request.method == "POST" and "form" in (request.content_type or ""):
                for name, values in request.POST.lists():
                    for value in values:
                        check(str(value), str(name))
        except BadText as error:
            return render(request, "400.html", {"exception": error}, status=400)
        return self.get_response(request)
