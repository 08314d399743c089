"""How a package hangs together: every end exists, nothing is above itself, and nothing too deep.

No recursion anywhere, so that a chain of ten thousand is only another fault.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Final, Protocol

DEEPEST: Final = 60
CHILD: Final = "isChildOf"


class OneItem(Protocol):
    @property
    def identifier(self) -> str: ...
    @property
    def line(self) -> int: ...


class OneAssociation(OneItem, Protocol):
    @property
    def kind(self) -> str: ...
    @property
    def origin(self) -> str: ...
    @property
    def destination(self) -> str: ...


class Hanging(Protocol):
    @property
    def items(self) -> Iterable[OneItem]: ...
    @property
    def associations(self) -> Iterable[OneAssociation]: ...


@dataclass
class Hung:
    """Each item's parents and depth (1 right under the document); ``loose`` hang under nothing."""

    parents: dict[str, list[str]] = field(default_factory=dict)
    depth: dict[str, int] = field(default_factory=dict)
    loose: int = 0
    outside: int = 0


Tell = Callable[[int, str, str], None]


def hang(document: str, package: Hanging, fault: Tell) -> Hung:
    """How the items hang under the document. Faults go to ``fault``: line, what, and why."""
    lines = {item.identifier: item.line for item in package.items}
    if document in lines:
        fault(lines[document], document, "an item has the identifier of the document")
    hung = Hung()
    for one in package.associations:
        own = f"association {one.identifier}"
        ends = [end in lines or end == document for end in (one.origin, one.destination)]
        if one.kind != CHILD:
            hung.outside += not all(ends)
            if not any(ends):
                fault(one.line, own, "neither of its ends is in this package")
        elif one.origin == one.destination:
            fault(one.line, own, f"{one.origin} stands under itself")
        elif one.origin == document:
            fault(one.line, own, "the document stands under one of its own items")
        elif not all(ends):
            gone = one.destination if ends[0] else one.origin
            fault(one.line, own, f"there is no item {gone} in this package")
        else:
            hung.parents.setdefault(one.origin, []).append(one.destination)
    hung.loose = sum(item not in hung.parents for item in lines)
    _measure(document, lines, hung, fault)
    return hung


def _measure(document: str, lines: dict[str, int], hung: Hung, fault: Tell) -> None:
    """Every item's longest way up. What never comes to an end stands in a circle."""
    children: dict[str, list[str]] = {}
    above = dict.fromkeys(lines, 0)
    for child, parents in hung.parents.items():
        for parent in parents:
            if parent != document:
                children.setdefault(parent, []).append(child)
                above[child] += 1
    ready = [item for item, count in above.items() if not count]
    hung.depth = dict.fromkeys(ready, 1)
    while ready:
        item = ready.pop()
        for child in children.get(item, ()):
            hung.depth[child] = max(hung.depth.get(child, 1), hung.depth[item] + 1)
            above[child] -= 1
            if not above[child]:
                ready.append(child)
    left = {item for item, count in above.items() if count}
    if left:
        circle = _circle(left, hung.parents)
        says = "stands above itself: " + " under ".join(
            [*circle[:8], *(["…"] if circle[8:] else [])]
        )
        fault(lines[circle[0]], f"item {circle[0]}", says)
        return
    deepest = max(hung.depth, key=hung.depth.__getitem__, default="")
    if deepest and hung.depth[deepest] > DEEPEST:
        says = f"it stands {hung.depth[deepest]:,} deep; {DEEPEST} at most"
        fault(lines[deepest], f"item {deepest}", says)


def _circle(left: set[str], parents: dict[str, list[str]]) -> list[str]:
    """One circle among items that are left over: going up from any of them leads into one."""
    way: list[str] = []
    seen: dict[str, int] = {}
    at = min(left)
    while at not in seen:
        seen[at] = len(way)
        way.append(at)
        at = next(parent for parent in parents[at] if parent in left)
    return way[seen[at] :]
