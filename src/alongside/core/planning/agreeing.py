"""The states of a plan, the moves between them and who makes each; what one version says that
another does not.

One dict, MOVES, holds all of it. The diagram in docs/reference/plan-states.md is made from it, the
actions ask it, and the tests walk it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Final

DRAFT: Final = "draft"
SHARED: Final = "shared"
DISCUSSED: Final = "discussed"
AGREED: Final = "agreed"
UNDER_WAY: Final = "under-way"
REVIEWED: Final = "reviewed"
CLOSED: Final = "closed"
STATES: Final = (DRAFT, SHARED, DISCUSSED, AGREED, UNDER_WAY, REVIEWED, CLOSED)

WORKER: Final = "worker"
OTHER: Final = "other"  # whom the plan is being agreed with
EITHER: Final = "either"
BOTH: Final = "both"  # happens once each has said yes, and is nobody's alone


@dataclass(frozen=True, slots=True)
class Move:
    """Where a move leads from each state it can be made in. ``who`` is WORKER, OTHER, EITHER or
    BOTH. ``label`` says it in plain words, for the manual."""

    steps: Mapping[str, str]
    who: str
    label: str


def _stays(*states: str) -> dict[str, str]:
    return {state: state for state in states}


MOVES: Final[Mapping[str, Move]] = MappingProxyType(
    {
        "share": Move(
            {
                **dict.fromkeys((DRAFT, SHARED, DISCUSSED, AGREED), SHARED),
                **_stays(UNDER_WAY, REVIEWED),
            },
            WORKER,
            "shares it with a supervisor",
        ),
        "take-back": Move(
            {
                **dict.fromkeys((SHARED, DISCUSSED, AGREED), DRAFT),
                **_stays(UNDER_WAY, REVIEWED),
            },
            WORKER,
            "stops sharing it",
        ),
        "discuss": Move({SHARED: DISCUSSED}, EITHER, "marks it as talked over"),
        "propose": Move(
            _stays(SHARED, DISCUSSED, AGREED, UNDER_WAY, REVIEWED),
            EITHER,
            "proposes it as it stands now, as a version",
        ),
        "agree": Move(
            {**dict.fromkeys((SHARED, DISCUSSED, AGREED), AGREED), **_stays(UNDER_WAY, REVIEWED)},
            BOTH,
            "both have said yes to a version",
        ),
        "begin": Move(
            dict.fromkeys((DRAFT, AGREED, REVIEWED), UNDER_WAY),
            WORKER,
            "begins, or goes on with it",
        ),
        "renew": Move(
            _stays(UNDER_WAY, REVIEWED), WORKER, "takes changes over, where nobody else agrees it"
        ),
        "review": Move(dict.fromkeys((UNDER_WAY, REVIEWED), REVIEWED), WORKER, "looks back at it"),
        "close": Move(
            dict.fromkeys((AGREED, UNDER_WAY, REVIEWED), CLOSED),
            WORKER,
            "closes it; the next plan starts",
        ),
    }
)


class NotNow(ValueError):
    """A move that cannot be made in this state. ``state`` and ``move`` say which."""

    def __init__(self, state: str, move: str) -> None:
        super().__init__(f"A plan that is {state} has no move “{move}”.")
        self.state, self.move = state, move


def after(state: str, move: str) -> str:
    """The state a move leads to. Raises NotNow where it cannot be made, or is none."""
    known = MOVES.get(move)
    if known is None or state not in known.steps:
        raise NotNow(state, move)
    return known.steps[state]


def may(voice: str, move: str) -> bool:
    """Whether a move is for this voice (WORKER or OTHER) to make. What both make is nobody's."""
    known = MOVES.get(move)
    return known is not None and known.who in (EITHER, voice)


def moves_from(state: str, voice: str) -> tuple[str, ...]:
    """The moves this voice could make now, in the order of MOVES."""
    return tuple(name for name, move in MOVES.items() if state in move.steps and may(voice, name))


def as_mermaid() -> str:
    """The states and moves as a mermaid diagram, for the manual."""
    lines = ["stateDiagram-v2", f"  [*] --> {_name(DRAFT)}"]
    for name, move in MOVES.items():
        for before, then in move.steps.items():
            lines.append(f"  {_name(before)} --> {_name(then)}: {name} ({move.who})")
    return "\n".join([*lines, f"  {_name(CLOSED)} --> [*]"])


def _name(state: str) -> str:
    return state.replace("-", "_")


# What each thing to do in a plan under way can be.
TO_DO: Final = "to-do"
DONE: Final = "done"
MOVED: Final = "moved"
REPLACED: Final = "replaced"
DID_NOT_HAPPEN: Final = "did-not-happen"
LEFT_OUT: Final = "left-out"  # a later version is without it
ITEM_STATES: Final = (TO_DO, DONE, MOVED, REPLACED, DID_NOT_HAPPEN, LEFT_OUT)
STILL_TO_DO: Final = (TO_DO, MOVED)


# A version is a dict of JSON values: ``activities`` (each ``id``, ``title``, ``hours``, ``month``,
# ``on``), ``needs`` (each ``code``, ``reasons``), the SETTINGS below, and ``edition``.
SETTINGS: Final = ("hours", "start", "end", "hours_per_month", "protected_hours", "review_on")
Document = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Changed:
    """One thing that both versions have, as it was and as it is. ``what``: a title, a code or a
    name of SETTINGS."""

    what: str
    was: Any
    now: Any


@dataclass(frozen=True, slots=True)
class Difference:
    """What one version says that the other does not. Activities by title; needs by code."""

    added: tuple[str, ...] = ()
    taken_out: tuple[str, ...] = ()
    moved: tuple[Changed, ...] = ()
    longer_or_shorter: tuple[Changed, ...] = ()
    needs_added: tuple[str, ...] = ()
    needs_taken_out: tuple[str, ...] = ()
    settings: tuple[Changed, ...] = field(default=())

    def __bool__(self) -> bool:
        return any(getattr(self, name) for name in self.__dataclass_fields__)


def difference(before: Document, now: Document, *, leave_out: Iterable[str] = ()) -> Difference:
    """What changed between two versions, in the order in which they say it.

    ``leave_out``: ids of activities to say nothing about (they were replaced, or did not happen:
    that is said elsewhere). ``was`` and ``now`` of what moved are (month, day) pairs.
    """
    aside = frozenset(leave_out)
    old, new = _by("id", before["activities"], aside), _by("id", now["activities"], aside)
    both = [id_ for id_ in new if id_ in old]
    needs_old, needs_new = _by("code", before["needs"]), _by("code", now["needs"])
    return Difference(
        added=tuple(one["title"] for id_, one in new.items() if id_ not in old),
        taken_out=tuple(one["title"] for id_, one in old.items() if id_ not in new),
        moved=tuple(
            Changed(new[id_]["title"], _when(old[id_]), _when(new[id_]))
            for id_ in both
            if _when(old[id_]) != _when(new[id_])
        ),
        longer_or_shorter=tuple(
            Changed(new[id_]["title"], old[id_]["hours"], new[id_]["hours"])
            for id_ in both
            if old[id_]["hours"] != new[id_]["hours"]
        ),
        needs_added=tuple(code for code in needs_new if code not in needs_old),
        needs_taken_out=tuple(code for code in needs_old if code not in needs_new),
        settings=tuple(
            Changed(name, before.get(name), now.get(name))
            for name in SETTINGS
            if before.get(name) != now.get(name)
        ),
    )


def _by(
    key: str, rows: Sequence[Mapping[str, Any]], aside: frozenset[str] = frozenset()
) -> dict[str, Mapping[str, Any]]:
    return {row[key]: row for row in rows if row[key] not in aside}


def _when(one: Mapping[str, Any]) -> tuple[int | None, str | None]:
    return one.get("month"), one.get("on")
