"""Papers of a consultation: what is printed, what can be spoken of, and how much came by which way."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import segno
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from alongside.core.framework import papers
from alongside.framework import policies, queries
from alongside.framework.models import PaperSet, Round
from alongside.framework.policies import Speaker, Way

from . import differing
from .difference import Shown
from .names import SPEAKERS, WAYS, Text


@dataclass(frozen=True, slots=True)
class Leaf:
    """One paper: its code, and the address with the code as a picture to scan."""

    code: str
    picture: SafeString


@dataclass(frozen=True, slots=True)
class Paper:
    """What is printed: cards to cut out, or a leaflet for each code."""

    title: str
    until: date
    about: str
    address: str
    hand_in: str
    leaves: tuple[Leaf, ...]
    changes: tuple[Shown, ...]
    speakers: tuple[Text, ...]


def paper(row: Round, codes: Sequence[str], *, address: str, hand_in: str) -> Paper:
    return Paper(
        title=row.draft.title,
        until=row.closes_on,
        about=row.about,
        address=address,
        hand_in=hand_in,
        leaves=tuple(_leaf(address, code) for code in codes),
        changes=changes(row),
        speakers=tuple(SPEAKERS[one] for one in Speaker),
    )


def _leaf(address: str, code: str) -> Leaf:
    """The code stands after a # in the address, which browsers send to nobody."""
    made = segno.make(f"{address}#{code}", error="m", micro=False)
    picture = made.svg_inline(
        border=2, omitsize=True, light="#fff", svgclass="ed-qr", lineclass=None
    )
    return Leaf(code, SafeString(picture))


def checked(given: Sequence[str]) -> list[str]:
    """Those of the texts that are codes of papers, as they are printed."""
    found = []
    for text in given:
        try:
            found.append(str(papers.read(text)))
        except papers.NotACode:
            continue
    return found


def changes(row: Round) -> tuple[Shown, ...]:
    """What the draft would change, to be read before something is said of it."""
    before, now = queries.before(row.draft), queries.edition_in(row.pk, row.digest)
    return tuple(differing.changed(before, now))


def places(row: Round) -> list[tuple[str, list[tuple[str, str]]]]:
    """All that can be spoken of, in two groups: what would change first."""
    words = queries.places_of(row)
    new = {side.code for one in changes(row) for side in one.new or one.old}
    groups = [
        (_("What would change"), sorted(new)),
        (_("What would stay as it is"), sorted(set(words) - new)),
    ]
    return [
        (name, [(code, f"{code} {words[code].title}") for code in codes])
        for name, codes in groups
        if codes
    ]


# How much came by which way


@dataclass(frozen=True, slots=True)
class CameBy:
    way: Text
    count: str


def came_by(row: Round) -> tuple[CameBy, ...]:
    """How much came by each way, once the round is closed. Fewer than five and none look alike."""
    if row.came is None:
        return ()
    return tuple(CameBy(WAYS[way], _in_words(row.came.get(way.value, 0))) for way in Way)


def _in_words(count: int) -> str:
    if count < policies.STEP:
        return _("none, or fewer than %(number)s") % {"number": policies.STEP}
    return _("%(number)s or a few more") % {"number": count}


# For those who make papers


@dataclass(frozen=True, slots=True)
class PapersPage:
    """Papers of a round that is open. It says nothing of what came back."""

    row: Round
    sets: tuple[PaperSet, ...]
    can_make: bool
    left: int


def papers_page(row: Round, *, today: date) -> PapersPage:
    left = policies.MOST_A_ROUND - queries.papers_made(row.pk)
    is_open = row.closed_on is None
    return PapersPage(
        row=row,
        sets=tuple(queries.paper_sets(row.pk)),
        can_make=is_open and today <= row.closes_on and left >= policies.LEAST_AT_ONCE,
        left=left,
    )
