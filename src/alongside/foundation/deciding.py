"""When a panel has decided: the same for every text that people with lived experience decide on."""

from collections.abc import Collection
from typing import Final
from uuid import UUID

FEWEST_YES: Final = 2


def is_decided(*, yes: Collection[UUID], not_yet: Collection[UUID]) -> bool:
    """Two different people said yes to the very words, and nobody says not yet.

    Whose word it is to give, and on which words, is for whoever asks to see to.
    """
    return len(set(yes)) >= FEWEST_YES and not not_yet
