"""python -m bench.crosswalks: of the statements a crosswalk relates to an item, how many stand among
the first 3, 5 and 10 that its title alone suggests.

Two measures, because an item may have thirty statements. Recall is the share of all of them, and
could not be 1. Precision is the share of the suggestions that were wanted. Beside ours stand the
site's own search, and what drawing statements blindly would give. The crosswalks are one project's
judgement, waiting for readers: figures against them say how alike words and that judgement are.
"""

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from alongside.core.crosswalks import Crosswalk, recall
from alongside.core.framework import Edition
from alongside.core.search import Index, Passage
from alongside.framework.loading import packaged_crosswalks, packaged_edition, suggester

AT = (3, 5, 10)
Suggest = Callable[[str], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Asked:
    title: str
    wanted: frozenset[str]


def asked(crosswalk: Crosswalk) -> list[Asked]:
    """Every item that somebody related statements to."""
    found = [
        Asked(
            item.title,
            frozenset(one.statement for one in crosswalk.of_item(item.code) if one.statement),
        )
        for item in crosswalk.items
    ]
    return [one for one in found if one.wanted]


def by_shared_words(edition: Edition) -> Suggest:
    suggestions = suggester(edition)
    return lambda title: [one.code for one in suggestions.of(title, most=max(AT))]


def by_search(edition: Edition) -> Suggest:
    """The search of the site: what holds most of the words, and never what holds fewer."""
    index = Index(
        Passage(one.code, where, text, weight)
        for one in edition.statements
        for where, text, weight in (("title", one.title, 3), ("text", one.text, 2))
    )
    return lambda title: [found.about for found in index.find(title)]


def means(items: Sequence[Asked], suggest: Suggest) -> list[tuple[float, float]]:
    """Recall and precision at each length, over items, each counting once."""
    suggested = [(list(suggest(one.title)), one.wanted) for one in items]
    made = []
    for at in AT:
        recalls = [recall(codes, wanted, at) for codes, wanted in suggested]
        precisions = [len(wanted & set(codes[:at])) / at for codes, wanted in suggested]
        made.append((sum(recalls) / len(items), sum(precisions) / len(items)))
    return made


def by_chance(items: Sequence[Asked], many: int) -> list[tuple[float, float]]:
    share = sum(len(one.wanted) / many for one in items) / len(items)
    return [(at / many, share) for at in AT]


def line(name: str, figures: Sequence[tuple[float, float]]) -> str:
    parts = [
        f"@{at}: recall {found:.2f} precision {right:.2f}"
        for at, (found, right) in zip(AT, figures, strict=True)
    ]
    return f"  {name:22} " + "   ".join(parts)


def main() -> int:
    edition = packaged_edition()
    ways = {
        "shared words (ours)": by_shared_words(edition),
        "the site's search": by_search(edition),
    }
    every: list[Asked] = []
    for crosswalk in packaged_crosswalks():
        items = asked(crosswalk)
        every += items
        show(crosswalk.title, items, ways, len(edition.statements))
    show("All of them", every, ways, len(edition.statements))
    return 0


def show(name: str, items: Sequence[Asked], ways: dict[str, Suggest], many: int) -> None:
    print(f"{name}: {len(items)} items, {sum(len(one.wanted) for one in items)} relations")
    for way, suggest in ways.items():
        print(line(way, means(items, suggest)))
    print(line("drawn blindly", by_chance(items, many)))


if __name__ == "__main__":
    sys.exit(main())
