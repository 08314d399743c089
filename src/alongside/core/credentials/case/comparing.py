"""What a package would change of what is there already."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Difference:
    """Identifiers that are new, gone, or say something else now; and how many stay as they are."""

    new: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    same: int = 0

    def __bool__(self) -> bool:
        return bool(self.new or self.gone or self.changed)


def compare(before: Mapping[str, str], after: Mapping[str, str]) -> Difference:
    """Two sets of objects, each as its text by identifier; in the order of ``after``, then before."""
    return Difference(
        new=tuple(key for key in after if key not in before),
        gone=tuple(key for key in before if key not in after),
        changed=tuple(key for key in after if key in before and before[key] != after[key]),
        same=sum(key in before and before[key] == text for key, text in after.items()),
    )
