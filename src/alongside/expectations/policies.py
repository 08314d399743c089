"""Who may change what, what an entry must hold, and small rules about words. No Django."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from urllib.parse import urlsplit
from uuid import UUID

from alongside.foundation.actor import Actor, Role

EDITORS: Final = (Role.STEWARD, Role.SERVICE_LEAD)
PLACE_KINDS: Final = ("place", "advocacy")
PAGE_REVIEW_DAYS: Final = 365
PLACE_REVIEW_DAYS: Final = 180
LONGEST_LINE: Final = 200
LONGEST_TEXT: Final = 1500
LONGEST_BLOCK: Final = 4000
# The pocket sheet: what fits a page, and what fits a card folded to a quarter of it.
MOST_OWN: Final = 4
LONGEST_OWN_LINE: Final = 160
LONGEST_OWN_TEXT: Final = 500
PAGE_LINES: Final = 20
PAGE_WIDTH: Final = 78
CARD_LINES: Final = 20
CARD_WIDTH: Final = 42
ROOMY_LINES: Final = 10
NOTE_LINES: Final = 7


def may_edit_page(actor: Actor, *, board: UUID, service: UUID) -> bool:
    """Stewards and leads of the service, or of what it belongs to; not of one team in it."""
    return actor.is_a_at(*EDITORS, board=board, service=service)


def may_edit_reform(actor: Actor) -> bool:
    """The law is the same everywhere, so its words are for stewards who hold that nationally."""
    return any(
        held.role is Role.STEWARD and held.board is held.service is held.team is None
        for held in actor.roles
    )


# When something was looked at


def due_on(last_checked: date, days: int) -> date:
    return last_checked + timedelta(days=days)


def is_due(last_checked: date, days: int, *, today: date) -> bool:
    return due_on(last_checked, days) <= today


# What an entry must hold


@dataclass(frozen=True, slots=True)
class PageDraft:
    """A service's own page: who we are, how to reach us, and a film in BSL where there is one."""

    who_we_are: str
    reach: str
    film: str = ""


@dataclass(frozen=True, slots=True)
class PlaceDraft:
    """A place in the service's directory. ``kind`` is "place" or "advocacy"."""

    kind: str
    name: str
    what: str
    address: str = ""
    phone: str = ""
    link: str = ""
    access: str = ""


Fault = tuple[str, str]
"""The field that is wrong, and what is wrong with it: a key of actions.FAULTS."""


def page_faults(draft: PageDraft) -> Iterator[Fault]:
    yield from _text("who_we_are", draft.who_we_are, needed=True)
    yield from _text("reach", draft.reach, needed=True)
    yield from _link("film", draft.film)


def place_faults(draft: PlaceDraft) -> Iterator[Fault]:
    if draft.kind not in PLACE_KINDS:
        yield "kind", "unknown"
    yield from _text("name", draft.name, needed=True, longest=LONGEST_LINE)
    yield from _text("what", draft.what, needed=True)
    yield from _text("address", draft.address)
    yield from _text("access", draft.access)
    if draft.phone and not re.fullmatch(r"[0-9+ ]{3,20}", draft.phone):
        yield "phone", "phone"
    yield from _link("link", draft.link)
    if not (draft.address or draft.phone or draft.link):
        yield "address", "nowhere"


def reform_faults(text: str) -> Iterator[Fault]:
    yield from _text("text", text, needed=True, longest=LONGEST_BLOCK)


def _text(
    name: str, text: str, *, needed: bool = False, longest: int = LONGEST_TEXT
) -> Iterator[Fault]:
    if needed and not text.strip():
        yield name, "empty"
    if len(text) > longest:
        yield name, "long"


def _link(name: str, link: str) -> Iterator[Fault]:
    if link and not good_link(link):
        yield name, "link"


def good_link(link: str) -> bool:
    """A whole web address that a browser can open, and no more than that."""
    try:
        parts = urlsplit(link)
        host = parts.hostname or ""
    except ValueError:
        return False
    plain = parts.scheme in ("https", "http") and not parts.username and " " not in link
    return plain and "." in host and len(link) <= LONGEST_LINE


# Easy Read: one idea a line, a picture beside each

SENTENCE: Final = re.compile(r"(?<=[.?])['’\"]?\s+(?=['‘\"]?[A-Z0-9])")


def sentences(text: str) -> list[str]:
    """The sentences of a plain text, each to stand on a line of its own."""
    return [part.strip() for part in SENTENCE.split(text) if part.strip()]


@dataclass(frozen=True, slots=True)
class Picture:
    """A line drawing: what it shows, and the words of a line that call for it."""

    id: str
    shows: str
    words: tuple[str, ...]


def picture_for(line: str, pictures: Sequence[Picture], *, otherwise: str) -> str:
    """The id of the first picture one of whose words is in the line, whole or as it begins."""
    said = " ".join(re.findall(r"[a-z0-9]+", line.lower()))
    for picture in pictures:
        if any(_says(said, word) for word in picture.words):
            return picture.id
    return otherwise


def _says(said: str, word: str) -> bool:
    return re.search(rf"\b{re.escape(word)}(?:s|es|ed|ing|ly)?\b", said) is not None


# The pocket sheet


def lines_taken(texts: Iterable[str], *, width: int) -> int:
    """About how many printed lines these take, each begun on a line of its own."""
    return sum(
        sum(1 + max(0, len(part) - 1) // width for part in text.splitlines() or [""])
        for text in texts
    )


def fits_page(texts: Iterable[str]) -> bool:
    return lines_taken(texts, width=PAGE_WIDTH) <= PAGE_LINES


def is_roomy(texts: Iterable[str]) -> bool:
    """Whether there is so little that it can be set larger, with more room for notes."""
    return lines_taken(texts, width=CARD_WIDTH) <= ROOMY_LINES


def fits_card(left: Iterable[str], right: Iterable[str]) -> bool:
    """Whether both inner sides of the folded card hold their texts, in letters still large enough."""
    return all(lines_taken(side, width=CARD_WIDTH) <= CARD_LINES for side in (left, right))
