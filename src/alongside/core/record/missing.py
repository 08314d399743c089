"""What a form asks for that is not there yet: a plain list, in the form's order.

Never how much of it is there in parts of a whole, and never that all is well: an empty list means
that nothing on it is missing, and no more.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from .counting import ZERO, Gap
from .entries import Entry
from .filling import Filled, Part
from .forms import NEEDS, Amount, Field, Section

TOO_LITTLE: Final = "too-little"  # an amount is not reached
EMPTY_FIELD: Final = "empty-field"  # an entry lacks something the form asks for
TOO_LONG: Final = "too-long"  # a text has more words than there is room for
SILENT: Final = "silent"  # a stretch without anything dated, and no word about it
NOTHING: Final = "nothing"  # a section with nothing in it


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing. ``so_far`` and ``begun`` go with ``amount``; ``words`` with the only field."""

    what: str
    section: Section
    amount: Amount | None = None
    so_far: Decimal = ZERO
    begun: int = 0
    entry: Entry | None = None
    fields: tuple[Field, ...] = ()
    words: int = 0
    gap: Gap | None = None


def missing(of: Filled) -> list[Missing]:
    """Everything the form asks for that this record does not have yet, section by section."""
    return [one for part in of.parts for one in _in_part(part)]


def _in_part(part: Part) -> Iterator[Missing]:
    section = part.section
    short = [one for one in part.amounts if one.so_far < one.amount.at_least]
    for reached in short:
        yield Missing(
            TOO_LITTLE, section, reached.amount, so_far=reached.so_far, begun=reached.begun
        )
    there = part.wanted if section.of == NEEDS else part.rows
    if not there and not section.optional and not short:
        yield Missing(NOTHING, section)
    for row in part.rows:
        lacking = tuple(cell.field for cell in row.cells if cell.lacking)
        if lacking:
            yield Missing(EMPTY_FIELD, section, entry=row.entry, fields=lacking)
        for cell in row.cells:
            if cell.too_long:
                yield Missing(
                    TOO_LONG, section, entry=row.entry, fields=(cell.field,), words=cell.words
                )
    for stretch in part.stretches:
        if not stretch.told_by:
            yield Missing(SILENT, section, gap=stretch.gap)
