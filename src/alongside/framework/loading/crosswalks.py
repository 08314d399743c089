"""A crosswalk from its file: read, checked against its schema and its edition, then built.

``data/crosswalks/<id>.yaml`` holds one. Its items are another framework's titles and codes; every
other word is our own. What CHIME processes a theme supports is said in the edition, and a file that
says ``themes: {from: chime}`` takes it from there: it is never written down a second time.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from alongside.core.crosswalks import Crosswalk, How, from_document
from alongside.core.framework import Edition
from alongside.foundation.reading import (
    Fault,
    Faults,
    Located,
    Place,
    check_shape,
    did_you_mean,
    read_yaml,
)

from .editions import DATA, packaged_edition, schema

FOLDER: Final = DATA / "crosswalks"


@dataclass(frozen=True, slots=True)
class _File:
    """One file and the edition it speaks of; rows that have not even the right shape are left out."""

    located: Located
    edition: Edition

    @property
    def items(self) -> list[tuple[Place, Mapping[str, Any]]]:
        return _rows(self.located.value, ("items",))

    def relations(self, item: Place) -> list[tuple[Place, Mapping[str, Any]]]:
        return _rows(self.located.value, (*item, "relations"))

    @property
    def every_relation(self) -> list[tuple[Place, Mapping[str, Any]]]:
        return [row for place, _ in self.items for row in self.relations(place)]

    @property
    def asides(self) -> list[tuple[Place, Mapping[str, Any]]]:
        return _rows(self.located.value, ("asides",))

    @property
    def takes_chime(self) -> bool:
        themes = self.located.value.get("themes") if isinstance(self.located.value, dict) else None
        return isinstance(themes, dict) and themes.get("from") == "chime"


def load_crosswalk(path: Path, edition: Edition) -> Crosswalk:
    """The crosswalk in a file. Raises Faults with everything that is wrong, line by line."""
    located = read_yaml(path)
    faults = check_shape(located, schema("crosswalk"))
    file = _File(located, edition)
    if isinstance(located.value, dict):
        for check in _CHECKS:
            faults += check(file)
    if faults:
        raise Faults(faults)
    return from_document(_document(file))


def load_crosswalks(folder: Path, edition: Edition) -> tuple[Crosswalk, ...]:
    """All crosswalks in a folder, by id. Raises Faults with what is wrong in any of them."""
    made: list[Crosswalk] = []
    faults: list[Fault] = []
    for path in sorted(folder.glob("*.yaml")):
        try:
            made.append(load_crosswalk(path, edition))
        except Faults as found:
            faults += found.faults
    if faults:
        raise Faults(faults)
    return tuple(made)


@cache
def packaged_crosswalks() -> tuple[Crosswalk, ...]:
    """The crosswalks that come with the product, read once for each process."""
    return load_crosswalks(FOLDER, packaged_edition())


def _rows(value: Any, place: Place) -> list[tuple[Place, Mapping[str, Any]]]:
    """The mappings in the list at a place, if there is one; schemas have reported what is not."""
    for step in place:
        if isinstance(step, int) and isinstance(value, list):
            value = value[step]
        else:
            value = value.get(step) if isinstance(value, dict) else None
    listed = enumerate(value) if isinstance(value, list) else ()
    return [((*place, at), row) for at, row in listed if isinstance(row, dict)]


# What a file may say: each check takes the file and gives faults


def _names(file: _File) -> Iterator[Fault]:
    located = file.located
    name, slug = located.value.get("id"), located.value.get("edition")
    if isinstance(name, str) and name != Path(located.file).stem:
        yield located.fault(
            ("id",), f"the file is called {Path(located.file).stem!r}, not {name!r}"
        )
    if isinstance(slug, str) and slug != file.edition.slug:
        hint = did_you_mean(slug, [file.edition.slug])
        yield located.fault(("edition",), f"is for {slug!r}, not {file.edition.slug!r}{hint}")
    seen: set[str] = set()
    for place, item in file.items:
        code = str(item.get("code"))
        if code in seen:
            yield located.fault((*place, "code"), f"item {code!r} stands already further up")
        seen.add(code)


def _ends(file: _File) -> Iterator[Fault]:
    """Each relation has one end here, that exists, and names it once for an item."""
    known = {"statement": set(file.edition.by_code), "theme": set(file.edition.theme_by_id)}
    for item_place, _item in file.items:
        seen: set[str] = set()
        for place, row in file.relations(item_place):
            given = [key for key in known if key in row]
            if len(given) != 1:
                yield file.located.fault(
                    place, "names either a statement or a theme, and one of them"
                )
                continue
            key, name = given[0], row[given[0]]
            if name not in known[key]:
                hint = did_you_mean(str(name), known[key])
                yield file.located.fault((*place, key), f"there is no {key} {name!r}{hint}")
            if name in seen:
                yield file.located.fault(
                    (*place, key), f"{name} has a relation to this item already"
                )
            seen.add(name)


def _left_over(file: _File) -> Iterator[Fault]:
    for place, row in file.every_relation:
        if row.get("relation") == How.EXACT and "not_covered" in row:
            message = (
                "an exact relation leaves nothing over; take this out or choose another relation"
            )
            yield file.located.fault((*place, "not_covered"), message)
        elif row.get("relation") != How.EXACT and "not_covered" not in row:
            message = (
                f"{row.get('relation')!r} lacks 'not_covered': say what of the item is left over"
            )
            yield file.located.fault((*place, "relation"), message)


def _every_statement(file: _File) -> Iterator[Fault]:
    """All statements were held against the other framework, and each stands in one place."""
    related = {row.get("statement") for _, row in file.every_relation}
    aside: dict[str, Place] = {}
    for place, row in file.asides:
        for at, code in enumerate(_listed(row.get("statements"))):
            spot = (*place, "statements", at)
            if code not in file.edition.by_code:
                hint = did_you_mean(code, file.edition.by_code)
                yield file.located.fault(spot, f"there is no statement {code!r}{hint}")
            elif code in related:
                yield file.located.fault(
                    spot, f"{code} has a relation above, and is set aside here"
                )
            elif code in aside:
                yield file.located.fault(spot, f"{code} is set aside twice")
            aside[code] = spot
    for code in file.edition.by_code:
        if code not in related and code not in aside:
            message = f"{code} was not looked at: give it a relation, or set it aside and say why"
            yield file.located.fault(("asides",), message)


def _every_item(file: _File) -> Iterator[Fault]:
    for place, item in file.items:
        bears = bool(file.relations(place)) or file.takes_chime
        if bears and "nothing" in item:
            yield file.located.fault(
                (*place, "nothing"), "something bears on this item; take this out"
            )
        elif not bears and "nothing" not in item:
            message = f"nothing bears on {item.get('code')!r}: say so with 'nothing', and why"
            yield file.located.fault((*place, "code"), message)


def _chime(file: _File) -> Iterator[Fault]:
    """Where the edition's themes say it, a file may narrow what they say and not go beyond it."""
    if not file.takes_chime:
        return
    letters = {letter for theme in file.edition.themes for letter in theme.chime}
    for place, item in file.items:
        code = str(item.get("code"))
        if code not in letters:
            yield file.located.fault(
                (*place, "code"), f"no theme supports a process called {code!r}"
            )
        for spot, row in file.relations(place):
            statement = file.edition.by_code.get(str(row.get("statement")))
            if "theme" in row:
                message = "what a theme supports stands in edition.yaml (chime); say it there"
                yield file.located.fault((*spot, "theme"), message)
            elif statement and not _supports(file.edition, statement.code, code):
                message = f"no theme of {statement.code} supports {code!r} in edition.yaml (chime)"
                yield file.located.fault((*spot, "statement"), message)


def _supports(edition: Edition, code: str, letter: str) -> bool:
    one = edition.by_code[code]
    return any(letter in edition.theme_by_id[name].chime for name in (one.theme, *one.also_themes))


def _listed(value: Any) -> list[str]:
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []


_CHECKS: Final[tuple[Callable[[_File], Iterator[Fault]], ...]] = (
    _names,
    _ends,
    _left_over,
    _every_statement,
    _every_item,
    _chime,
)


# Building, once nothing is wrong


def _document(file: _File) -> dict[str, Any]:
    """The file in the shape core's ``from_document`` reads, with what the themes say put in."""
    value = file.located.value
    themes = value.get("themes")
    items = value["items"]
    if themes:
        items = [
            {
                **item,
                "relations": [*item.get("relations", ()), *_of_themes(file.edition, item, themes)],
            }
            for item in items
        ]
    rest = {key: value[key] for key in ("id", "title", "edition", "lead", "other")}
    asides, checks = value.get("asides", []), value.get("checks", [])
    return {**rest, "items": items, "asides": asides, "checks": checks}


def _of_themes(
    edition: Edition, item: Mapping[str, Any], themes: Mapping[str, Any]
) -> Iterator[dict[str, Any]]:
    for theme in edition.themes:
        if item["code"] in theme.chime:
            yield {
                "theme": theme.id,
                "relation": How.RELATED.value,
                "why": themes["why"],
                "not_covered": themes["not_covered"],
            }
