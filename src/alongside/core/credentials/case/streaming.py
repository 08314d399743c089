"""A package read piece by piece, so that a large one takes little room.

Text comes in chunks. Each entry of the long lists is given by itself, with the line it starts on;
everything else is given whole. JSON is read strictly: no name twice in an object, no NaN or infinite
number, no characters that cannot be kept, bounded depth and size.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import isfinite
from typing import Any, Final, NoReturn

LISTS: Final = frozenset({"CFItems", "CFAssociations", "CFRubrics"})
WRAPPERS: Final = frozenset({"CFPackage", "package", "data"})
LARGEST: Final = 4_000_000
"""The most characters that one entry may have."""
DEEPEST: Final = 40

_SPACE: Final = re.compile(r"[ \t\r\n]*")
# What cannot be kept: control characters but tab and line ends, lone surrogates, no characters.
_BAD: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


class BadJson(ValueError):
    """Something that cannot be read: on which line, where in the package, and what is wrong."""

    def __init__(self, line: int, where: str, says: str) -> None:
        super().__init__(f"line {line}: {where}: {says}" if where else f"line {line}: {says}")
        self.line, self.where, self.says = line, where, says


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a long list (``place`` counts from 0), or one whole part (``place`` is -1)."""

    name: str
    place: int
    line: int
    value: Any


class Stream:
    """A text in chunks, with a window that is moved over it."""

    def __init__(self, chunks: Iterable[str]) -> None:
        self._chunks = iter(chunks)
        self._text, self._at, self._line, self._ended = "", 0, 1, False
        self._decoder = json.JSONDecoder(
            object_pairs_hook=_no_repeats, parse_constant=_no_number, parse_float=_finite
        )

    def entries(self) -> Iterator[Entry]:
        """Every part of the package. Raises BadJson."""
        yield from self._object(wrapped=False)
        if self._peek():
            raise self.bad("there is something after the end of the package")

    def bad(self, says: str, where: str = "") -> BadJson:
        return BadJson(self._line, where, says)

    # The outer shape

    def _object(self, *, wrapped: bool) -> Iterator[Entry]:
        self._take("{", "a package is an object with CFDocument in it")
        seen: set[str] = set()
        while self._peek() != "}":
            if seen:
                self._take(",", "a comma is missing between two parts")
            key = self._value("a name")
            if not isinstance(key, str):
                raise self.bad("a name is a text in double quotes")
            if key in seen:
                raise self.bad(f"“{key[:60]}” stands twice")
            seen.add(key)
            self._take(":", f"a colon is missing after “{key[:60]}”")
            yield from self._part(key, wrapped=wrapped)
        self._take("}", "the end is missing")

    def _part(self, key: str, *, wrapped: bool) -> Iterator[Entry]:
        first = self._peek()
        if key in LISTS and first == "[":
            yield from self._list(key)
        elif key in WRAPPERS and first == "{" and not wrapped:
            yield from self._object(wrapped=True)
        else:
            line = self._line
            yield Entry(key, -1, line, self._value(key))

    def _list(self, key: str) -> Iterator[Entry]:
        self._take("[", "a list is missing")
        place = 0
        while self._peek() != "]":
            if place:
                self._take(",", f"a comma is missing between two entries of {key}")
                self._peek()
            line = self._line
            yield Entry(key, place, line, self._value(f"{key} {place + 1}"))
            place += 1
        self._take("]", f"the end of {key} is missing")

    # The window

    def _peek(self) -> str:
        """The next character that is no space, or "" at the end."""
        while True:
            found = _SPACE.match(self._text, self._at)
            self._move(found.end() if found else self._at)
            if self._at < len(self._text):
                return self._text[self._at]
            if not self._more():
                return ""

    def _take(self, sign: str, says: str) -> None:
        if self._peek() != sign:
            raise self.bad(says if self._at < len(self._text) else "the file ends too early")
        self._move(self._at + 1)

    def _move(self, to: int) -> None:
        self._line += self._text.count("\n", self._at, to)
        self._at = to

    def _more(self) -> bool:
        if self._ended:
            return False
        chunk = next(self._chunks, None)
        if chunk is None:
            self._ended = True
            return False
        self._text, self._at = self._text[self._at :] + chunk, 0
        return True

    def _value(self, where: str) -> Any:
        """The value at the window's start; more is taken in until it is whole."""
        self._peek()
        wanted = 0
        while True:
            size = len(self._text) - self._at
            if size < wanted and self._more():
                continue
            try:
                value, end = self._decoder.raw_decode(self._text, self._at)
            except json.JSONDecodeError as error:
                # Not whole yet, perhaps. Twice as much each time, so that nothing takes for ever.
                wanted = 2 * size
                if size <= LARGEST and self._more():
                    continue
                if size > LARGEST:
                    raise self.bad(f"this is longer than {LARGEST:,} characters", where) from error
                self._move(min(error.pos, len(self._text)))
                raise self.bad(f"this is not JSON ({error.msg})", where) from error
            except (ValueError, RecursionError) as error:
                says = (
                    "this is nested too deeply" if isinstance(error, RecursionError) else str(error)
                )
                raise self.bad(says, where) from error
            if end == len(self._text) and self._more():
                continue
            if end - self._at > LARGEST:
                raise self.bad(f"this is longer than {LARGEST:,} characters", where)
            self._look(value, where)
            self._move(end)
            return value

    def _look(self, value: Any, where: str) -> None:
        """No text in it that cannot be kept, and not too deep. Without recursion."""
        waiting = [(value, 0)]
        while waiting:
            one, depth = waiting.pop()
            if depth > DEEPEST:
                raise self.bad(f"this is nested more than {DEEPEST} deep", where)
            if isinstance(one, str):
                found = _BAD.search(one)
                if found:
                    code = f"U+{ord(found[0]):04X}"
                    raise self.bad(f"this holds a character that cannot be kept ({code})", where)
            elif isinstance(one, dict):
                waiting += [(inner, depth + 1) for pair in one.items() for inner in pair]
            elif isinstance(one, list):
                waiting += [(inner, depth + 1) for inner in one]


def _no_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        seen: set[str] = set()
        twice = next(name for name, _ in pairs if name in seen or seen.add(name))  # type: ignore[func-returns-value]
        raise ValueError(f"“{twice[:60]}” stands twice in one object")
    return made


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number that can be kept")


def _finite(digits: str) -> float:
    number = float(digits)
    return number if isfinite(number) else _no_number(digits[:20])
