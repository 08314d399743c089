"""What a statement says, part by part; and how two wordings differ, part by part and word by word."""

import re
from collections.abc import Iterator
from dataclasses import asdict
from difflib import SequenceMatcher
from typing import Final

from .edition import Statement

Run = tuple[str, bool]
"""Some words, and whether only this one of two wordings has them."""

_TOKENS: Final = re.compile(r"\s+|[\w’'-]+|[^\w\s]+")


def wording(statement: Statement) -> dict[str, str]:
    """What a statement says, by the name of each part: what "same" and "reworded" are about.

    Examples, what to think about, theme and source are around it, and may change at any time.
    """
    faces = {name: str(text) for name, text in asdict(statement.faces).items()}
    questions = {f"question {at}": text for at, text in enumerate(statement.questions, start=1)}
    said = {"title": statement.title, "statement": statement.text, **faces, **questions}
    return {**said, "if not": statement.if_not}


def around(statement: Statement) -> dict[str, str]:
    """What stands around the words of a statement, by the name of each part."""
    examples = {f"example {one.setting}": one.text for one in statement.looks_like}
    rest = {"not like this": statement.does_not_look_like, "to think about": statement.reflect}
    also = " ".join(statement.also_themes)
    return {"code": statement.code, "theme": statement.theme, "also": also, **examples, **rest}


def differing(before: Statement, after: Statement) -> Iterator[tuple[str, str, str]]:
    """The parts in which two wordings differ: the part's name, the words before, the words now."""
    yield from _differing(wording(before), wording(after))


def differing_around(before: Statement, after: Statement) -> Iterator[tuple[str, str, str]]:
    """The same for what stands around the words."""
    yield from _differing(around(before), around(after))


def _differing(first: dict[str, str], second: dict[str, str]) -> Iterator[tuple[str, str, str]]:
    for name in dict.fromkeys([*first, *second]):
        if first.get(name, "") != second.get(name, ""):
            yield name, first.get(name, ""), second.get(name, "")


def by_words(before: str, after: str) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
    """Two wordings, each in runs of words that both have and that only it has.

    The runs of each put together are exactly what was given. Where little is alike, each stands
    whole, because a few small words in common help nobody to see what changed.
    """
    first, second = _TOKENS.findall(before), _TOKENS.findall(after)
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    if matcher.ratio() < 0.4:
        return _whole(before), _whole(after)
    left: list[Run] = []
    right: list[Run] = []
    for tag, a, b, c, d in matcher.get_opcodes():
        _add(left, "".join(first[a:b]), tag != "equal")
        _add(right, "".join(second[c:d]), tag != "equal")
    return tuple(left), tuple(right)


def _whole(text: str) -> tuple[Run, ...]:
    return ((text, True),) if text else ()


def _add(runs: list[Run], text: str, only_here: bool) -> None:
    if text:
        runs.append((text, only_here))
