"""An answer in words: its point, its mark, and when it was saved. Never a number."""

import hashlib
import json
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from alongside.assessment import queries
from alongside.core import scales
from alongside.core.framework import Edition, Kind, Point

EVIDENCE_NAMES = {
    "person-feedback": _lazy(
        "Something a person using the service, or someone close to them, said"
    ),
    "colleague": _lazy("Something a colleague saw or said"),
    "supervision": _lazy("Something from supervision"),
    "team-review": _lazy("Something from a team review"),
    "change": _lazy("Something I changed"),
    "learning": _lazy("Something I learned, such as a course or a visit"),
    "reflection": _lazy("A reflection I wrote"),
}


def point_of(edition: Edition, code: str, point: str) -> Point | None:
    """The described point or other answer, in the words for this kind of statement."""
    offered = (*edition.points[Kind.of(code)], *edition.other_points)
    return next((one for one in offered if one.id == point), None)


def point_said(edition: Edition, answer: scales.Answer) -> Point | None:
    """The point of an answer in the words it was chosen with: those of the edition it was said of."""
    given = queries.edition_of(answer.of_edition) if answer.of_edition else edition
    return point_of(given, answer.code, answer.point or answer.point_then)


def where(edition: Edition, answer: scales.Answer) -> str:
    """The name of the point of an answer, and whether its words mean something else by now."""
    point = point_said(edition, answer)
    if point is None or not answer.point_then:
        return point.label if point else ""
    return _("%(point)s, in words that mean something else now") % {"point": point.label}


def asides_of(edition: Edition, code: str) -> list[Point]:
    """The answers that place nobody: "not part of my role" is not among them for a value."""
    return [point for point in edition.other_points if Kind.of(code) in point.offered_for]


def label_of(edition: Edition, code: str, point: str) -> str:
    found = point_of(edition, code, point)
    return found.label if found else ""


def day(moment: datetime) -> str:
    return date_format(timezone.localtime(moment), "j F Y")


def saved(moment: datetime | None, *, now: datetime) -> str:
    """When something was saved: the time for today, else the date."""
    if moment is None:
        return ""
    local = timezone.localtime(moment)
    if local.date() == timezone.localtime(now).date():
        return _("Saved %(time)s") % {"time": date_format(local, "H:i")}
    return _("Saved on %(date)s") % {"date": day(moment)}


def pairs(edition: Edition, answer: scales.Answer) -> list[tuple[str, str]]:
    """Everything an answer says, as (label, text), leaving out what it does not say."""
    point = point_said(edition, answer)
    then = answer.point_then
    kind = EVIDENCE_NAMES.get(answer.evidence_kind)
    said = [
        (
            _("Where I was, in words that mean something else now") if then else _("Where I am"),
            f"{point.label}. {point.line}" if point else "",
        ),
        (_("I want to work on this"), _("Yes") if answer.want else ""),
        (_("Note"), answer.note),
        (_("How I know"), "\n".join(part for part in (str(kind or ""), answer.evidence) if part)),
    ]
    return [(label, text) for label, text in said if text] or [(_("Answer"), _("Nothing yet"))]


def fingerprint(answer: scales.Answer) -> str:
    """A short mark for what an answer says, so that a form shows whether it was touched."""
    return hashlib.sha256(json.dumps(answer.content).encode()).hexdigest()[:16]


def values(answer: scales.Answer) -> dict[str, Any]:
    """What an answer says, for a script to fill a card with."""
    return {
        "point": answer.point,
        "want": answer.want,
        "note": answer.note,
        "evidence": answer.evidence,
        "evidence_kind": answer.evidence_kind,
    }
