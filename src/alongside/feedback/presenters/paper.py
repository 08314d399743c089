"""Cards and paper forms. The codes are in the page that was just made, and nowhere else."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import segno
from django.utils.safestring import SafeString

from alongside.core.feedback import codes

from .giving import Asked, Question, Sofar


@dataclass(frozen=True, slots=True)
class Card:
    code: str
    picture: SafeString


@dataclass(frozen=True, slots=True)
class Paper:
    """What is printed: cards to cut out, or a form for each."""

    place: str
    quarter: str
    until: Any
    address: str
    cards: list[Card]
    questions: list[tuple[Question, Question]]
    ways: list[Any]


def card(address: str, code: str) -> Card:
    """A card. The code stands after a # in the address, which browsers send to nobody."""
    made = segno.make(f"{address}#{code}", error="m", micro=False)
    picture = made.svg_inline(
        border=2, omitsize=True, light="#fff", svgclass="fb-qr", lineclass=None
    )
    return Card(code, SafeString(picture))


def checked(given: Sequence[str]) -> list[str]:
    """Those of the codes that are cards' codes, as they are printed."""
    found = []
    for text in given:
        try:
            code = codes.read(text)
        except codes.NotACode:
            continue
        if code.kind is codes.Kind.CARD:
            found.append(str(code))
    return found


def paper(asked: Asked, given: Sequence[str], *, address: str, quarter: str) -> Paper:
    nothing = Sofar("", "")
    return Paper(
        place=asked.place,
        quarter=quarter,
        until=asked.opens_after,
        address=address,
        cards=[card(address, code) for code in given],
        questions=asked.questions(nothing),
        ways=asked.ways(nothing),
    )
