"""The titles and codes of another framework, from a file; and the statements to hold against them."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from alongside.core.crosswalks import Suggestions
from alongside.core.framework import Edition, Statement
from alongside.foundation.reading import Faults, check_shape, read_yaml

from .editions import schema


@dataclass(frozen=True, slots=True)
class Listed:
    """One item of another framework: code, title, and (if given) what it asks in one's own words."""

    code: str
    title: str
    about: str = ""

    @property
    def text(self) -> str:
        return f"{self.title}. {self.about}"


def load_items(path: Path) -> tuple[Listed, ...]:
    """The items in a file. Raises Faults with everything that is wrong, line by line."""
    located = read_yaml(path)
    faults = check_shape(located, schema("items"))
    rows = located.value.get("items") if isinstance(located.value, dict) else None
    if not faults and isinstance(rows, list):
        many = Counter(row["code"] for row in rows)
        faults += [
            located.fault(("items", at, "code"), f"{row['code']!r} stands more than once; keep one")
            for at, row in enumerate(rows)
            if many[row["code"]] > 1
        ]
    if faults:
        raise Faults(faults)
    return tuple(Listed(**row) for row in located.value["items"])


def suggester(edition: Edition) -> Suggestions:
    """The statements of an edition, ready to be held against any number of items."""
    return Suggestions({one.code: list(_texts(edition, one)) for one in edition.statements})


def _texts(edition: Edition, one: Statement) -> Iterator[tuple[str, float]]:
    """What is said of a statement, and how much its words count: a title's more than a face's."""
    theme = edition.theme_by_id[one.theme]
    yield one.title, 3
    yield one.text, 2
    yield f"{theme.name} {theme.summary}", 1
    for said in asdict(one.faces).values():
        yield said, 1
