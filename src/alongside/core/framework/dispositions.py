"""What became of a statement when one edition followed another, as its authors say it."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Became(StrEnum):
    """What a new edition does with statements of the one before it."""

    SAME = "same"
    REWORDED = "reworded"  # other words, the same meaning
    CHANGED = "changed"  # another meaning
    SPLIT = "split"
    MERGED = "merged"
    RETIRED = "retired"
    NEW = "new"


# What keeps its lasting identifier, and with it what people said of it.
KEEPS: Final = frozenset({Became.SAME, Became.REWORDED})
# What people are asked to look at again.
LOOK_AGAIN: Final = frozenset({Became.CHANGED, Became.SPLIT, Became.MERGED})


@dataclass(frozen=True, slots=True)
class Disposition:
    """What became of the statements ``old`` (codes of the edition before): the statements ``new``
    (codes of this one). ``why`` is shown to everybody, beside both wordings.
    """

    kind: Became
    old: tuple[str, ...]
    new: tuple[str, ...]
    why: str = ""


@dataclass(frozen=True, slots=True)
class PointChange:
    """What became of the words of a described point: ``kind`` is reworded or changed.

    ``group`` is the kind of statements it is chosen for, or "other". A point whose words are those
    of the edition before has none.
    """

    group: str
    id: str
    kind: Became
    why: str = ""
