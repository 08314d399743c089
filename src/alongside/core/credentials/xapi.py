"""xAPI 1.0.3: what an employer's record store is told of something that was completed. Dict to dict.

That it was completed, on which day, and nothing of how: there is no place here for a rating, a point,
a result, a name, an address of anybody or a word that somebody wrote.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

VERSION: Final = "1.0.3"
LANGUAGE: Final = "en-GB"
COMPLETED: Final = "http://adlnet.gov/expapi/verbs/completed"
ACTIVITY, PLAN = "activity", "plan"
KINDS: Final = (ACTIVITY, PLAN)
PLAN_TITLE: Final = "A learning plan of one's own"
MOST_STATEMENTS: Final = 12

Statement = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Completion:
    """Something completed. ``id`` and ``who`` are drawn at random and lead to nobody outside.

    ``site``: our address with no slash at its end; ``activity`` and ``title``: the library's own, ""
    for a plan, of which nothing is told; ``for_items``: identifiers of the statements it is about.
    """

    id: str
    who: str
    site: str
    kind: str
    on: date
    activity: str = ""
    title: str = ""
    for_items: Sequence[str] = ()


def told(codes: Iterable[str]) -> tuple[str, ...]:
    """Statements of knowledge and skills. A value is nobody's to show as something completed."""
    chosen = [code for code in dict.fromkeys(codes) if not code.startswith("V")]
    return tuple(sorted(chosen)[:MOST_STATEMENTS])


def statement(one: Completion) -> Statement:
    """The statement as it is sent. The time is the day's beginning: when in the day is nobody's
    business, and a store may refuse what has not happened yet, as noon would be of a morning."""
    of_plan = one.kind == PLAN
    where = f"{one.site}/completions/#plan" if of_plan else f"{one.site}/learning/{one.activity}/"
    made: Statement = {
        "id": one.id,
        "version": VERSION,
        "actor": {"objectType": "Agent", "account": {"homePage": one.site, "name": one.who}},
        "verb": {"id": COMPLETED, "display": {LANGUAGE: "completed"}},
        "object": {
            "objectType": "Activity",
            "id": where,
            "definition": {"name": {LANGUAGE: PLAN_TITLE if of_plan else one.title}},
        },
        "timestamp": f"{one.on.isoformat()}T00:00:00Z",
    }
    if one.for_items and not of_plan:
        about = [f"{one.site}/ims/case/v1p1/CFItems/{item}" for item in one.for_items]
        made["context"] = {"contextActivities": {"category": [_activity(item) for item in about]}}
    return made


def _activity(id_: str) -> dict[str, str]:
    return {"objectType": "Activity", "id": id_}


# All that may stand in a statement: anything else is a fault of ours, and is not sent.
_LEAF: Final = None
_SHAPE: Final[Mapping[str, Any]] = {
    "id": _LEAF,
    "version": _LEAF,
    "actor": {"objectType": _LEAF, "account": {"homePage": _LEAF, "name": _LEAF}},
    "verb": {"id": _LEAF, "display": {LANGUAGE: _LEAF}},
    "object": {"objectType": _LEAF, "id": _LEAF, "definition": {"name": {LANGUAGE: _LEAF}}},
    "timestamp": _LEAF,
    "context": {"contextActivities": {"category": [{"objectType": _LEAF, "id": _LEAF}]}},
}
NEEDED: Final = ("id", "version", "actor", "verb", "object", "timestamp")


def faults(made: Statement) -> list[str]:
    """Where something stands that may not, or is missing; empty for every statement of ours."""
    found = [f"{name}: missing" for name in NEEDED if name not in made]
    found += _beyond(made, _SHAPE, "")
    if made.get("verb", {}).get("id") != COMPLETED:
        found.append("verb: not one of ours")
    return found


def _beyond(value: Any, shape: Any, where: str) -> list[str]:
    if shape is _LEAF:
        return [] if isinstance(value, str) else [f"{where}: not a text"]
    if isinstance(shape, list):
        if not isinstance(value, list):
            return [f"{where}: not a list"]
        return [fault for one in value for fault in _beyond(one, shape[0], where)]
    if not isinstance(value, dict):
        return [f"{where}: not an object"]
    found = []
    for name, inner in value.items():
        at = f"{where}/{name}"
        found += _beyond(inner, shape[name], at) if name in shape else [f"{at}: may not stand here"]
    return found
