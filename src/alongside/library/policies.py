"""Who may add to a service's own part of the library, and what an entry must hold."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from ipaddress import ip_address
from typing import Final
from urllib.parse import urlsplit
from uuid import UUID

from alongside.core.library import FEWEST_STEPS, MOST_STEPS, Strength, find_circle, good_hours
from alongside.foundation.actor import Actor, Role

AUTHORS: Final = (Role.STEWARD, Role.SUPERVISOR)
READERS: Final = (*AUTHORS, Role.SERVICE_LEAD)
RESOURCE_KINDS: Final = ("published", "website", "local")
MOST_STATEMENTS: Final = 6
MOST_DATES: Final = 6
MOST_COST: Final = 100_000
LONGEST_LINE: Final = 200
LONGEST_TEXT: Final = 2000

# How long each kind of thing may go unchecked. Help now says its own time, in its own file.
REVIEW_DAYS: Final[Mapping[str, int]] = {
    "resource": 365,
    "activity": 365,
    "outside": 365,
    "own-activity": 365,
    "own-resource": 365,
    "own-offering": 365,
}


def may_author(actor: Actor, *, board: UUID, service: UUID) -> bool:
    """Stewards and supervisors of the service, of a team in it, or of what it belongs to."""
    return _holds(actor, AUTHORS, board=board, service=service)


def may_see_ours(actor: Actor, *, board: UUID, service: UUID) -> bool:
    """Whoever may add to it, and those who lead the service."""
    return _holds(actor, READERS, board=board, service=service)


def _holds(actor: Actor, roles: Collection[Role], *, board: UUID, service: UUID) -> bool:
    return any(
        held.role in roles
        and (held.service == service or held.covers(board=board, service=service, team=None))
        for held in actor.roles
    )


def may_check_links(actor: Actor | None) -> bool:
    """Whoever runs this installation (no actor: the command line), or a steward."""
    return actor is None or actor.is_a(Role.STEWARD)


def due_on(last_checked: date | None, days: int) -> date | None:
    """The day a thing wants checking again; None where it was never checked and wants it now."""
    return None if last_checked is None else last_checked + timedelta(days=days)


def is_due(last_checked: date | None, days: int, *, today: date) -> bool:
    due = due_on(last_checked, days)
    return due is None or due <= today


def good_link(link: str) -> bool:
    """An address on the open web: a link checker must never be led to a machine inside."""
    try:
        parts = urlsplit(link)
        port = parts.port
    except ValueError:
        return False
    host = (parts.hostname or "").rstrip(".")
    if parts.scheme not in ("https", "http") or parts.username or port not in (None, 80, 443):
        return False
    if len(link) > LONGEST_LINE or "." not in host or host.endswith((".local", ".internal")):
        return False
    last = host.rpartition(".")[2]
    return not _is_address(host) and not last[:1].isdigit() and last.isascii()


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


# What an entry must hold


@dataclass(frozen=True, slots=True)
class ActivityDraft:
    """A service's own activity as somebody wrote it. ``develops`` maps codes to strengths 1 to 3;
    ``hours`` are quarter hours from 0.25 to 8; ``cost`` is in pounds."""

    title: str
    kind: str
    with_whom: str
    hours: Decimal
    develops: Mapping[str, int]
    steps: tuple[str, ...]
    notice: str
    evidence: str
    cautions: tuple[str, ...] = ()
    settings: tuple[str, ...] = ()
    lived_experience_led: bool = False
    prerequisites: tuple[str, ...] = ()
    cost: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class ResourceDraft:
    """A service's own book, site or body to learn from; ``serves`` are statement codes."""

    title: str
    kind: str
    about: str
    standing: str
    link: str = ""
    serves: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OfferingDraft:
    """Days on which an activity is on, at a place. ``places`` is None where there is no limit."""

    activity: str
    dates: tuple[date, ...]
    where: str
    places: int | None = None
    cost: Decimal = Decimal(0)
    how_to_book: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """What an entry may name: the ids of the library it joins, and the edition's codes.

    ``codes`` is empty where no edition is published; any code of the right form will do then.
    ``waits`` maps activity ids to the ids they build on.
    """

    kinds: Collection[str]
    with_whom: Collection[str]
    settings: Collection[str]
    codes: Collection[str]
    activities: Collection[str]
    waits: Mapping[str, tuple[str, ...]]


Fault = tuple[str, str]
"""The field that is wrong, and what is wrong with it: a key of actions.FAULTS."""


def activity_faults(draft: ActivityDraft, known: Known, *, own_id: str = "") -> Iterator[Fault]:
    """Everything wrong with an activity. ``own_id`` is its id, once it has one."""
    yield from _lines(title=draft.title)
    yield from _texts(notice=draft.notice, evidence=draft.evidence)
    if draft.kind not in known.kinds:
        yield "kind", "unknown"
    if draft.with_whom not in known.with_whom:
        yield "with_whom", "unknown"
    if not set(draft.settings) <= set(known.settings):
        yield "settings", "unknown"
    if not good_hours(float(draft.hours)):
        yield "hours", "hours"
    if not FEWEST_STEPS <= len(draft.steps) <= MOST_STEPS:
        yield "steps", "steps"
    if any(not 0 < len(text) <= LONGEST_TEXT for text in (*draft.steps, *draft.cautions)):
        yield "steps", "long"
    if not 0 < len(draft.develops) <= MOST_STATEMENTS:
        yield "develops", "statements"
    if not set(draft.develops.values()) <= {int(strength) for strength in Strength}:
        yield "develops", "unknown"
    yield from _code_faults("develops", draft.develops, known)
    yield from _cost_faults(draft.cost)
    yield from _waiting_faults(draft.prerequisites, known, own_id)


def _waiting_faults(before: tuple[str, ...], known: Known, own_id: str) -> Iterator[Fault]:
    if not set(before) <= set(known.activities) - {own_id}:
        yield "prerequisites", "unknown"
    elif own_id and find_circle({**known.waits, own_id: before}):
        yield "prerequisites", "circle"


def resource_faults(draft: ResourceDraft, known: Known) -> Iterator[Fault]:
    yield from _lines(title=draft.title)
    yield from _texts(about=draft.about, standing=draft.standing)
    if draft.kind not in RESOURCE_KINDS:
        yield "kind", "unknown"
    if draft.link and not good_link(draft.link):
        yield "link", "link"
    if len(draft.serves) > MOST_STATEMENTS:
        yield "serves", "statements"
    yield from _code_faults("serves", draft.serves, known)


def offering_faults(draft: OfferingDraft, known: Known) -> Iterator[Fault]:
    yield from _lines(where=draft.where)
    if draft.activity not in known.activities:
        yield "activity", "unknown"
    if not 0 < len(draft.dates) <= MOST_DATES or len(set(draft.dates)) != len(draft.dates):
        yield "dates", "dates"
    if draft.places is not None and not 0 < draft.places <= 10_000:
        yield "places", "places"
    if len(draft.how_to_book) > LONGEST_TEXT:
        yield "how_to_book", "long"
    yield from _cost_faults(draft.cost)


def _lines(**lines: str) -> Iterator[Fault]:
    yield from ((name, "long") for name, text in lines.items() if len(text) > LONGEST_LINE)
    yield from ((name, "empty") for name, text in lines.items() if not text.strip())


def _texts(**texts: str) -> Iterator[Fault]:
    yield from ((name, "long") for name, text in texts.items() if len(text) > LONGEST_TEXT)
    yield from ((name, "empty") for name, text in texts.items() if not text.strip())


def _code_faults(field: str, codes: Collection[str], known: Known) -> Iterator[Fault]:
    if known.codes and not set(codes) <= set(known.codes):
        yield field, "unknown"


def _cost_faults(cost: Decimal) -> Iterator[Fault]:
    if not 0 <= cost <= MOST_COST:
        yield "cost", "cost"
