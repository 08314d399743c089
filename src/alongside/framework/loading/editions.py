"""An edition from its files: read, checked against schemas and against itself, then built.

A folder holds one edition: ``edition.yaml``, ``points.yaml``, ``pairs.yaml``, ``profiles.yaml``,
``outside-things.yaml`` and ``statements/<theme>.yaml``; where it follows another edition, also
``dispositions.yaml``. Everything that is wrong, in any file, is
reported together; what one file gets wrong never hides what another does. The schemas stand in
``data/schema`` and say what a file may hold; the checks here say how the files fit together.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import zip_longest
from pathlib import Path
from typing import Any, Final

from alongside.core.framework import Became, Edition, Kind, disposition, from_document
from alongside.core.framework.changing import miscounted
from alongside.core.scales import NOT_MY_ROLE, POINTS, RATHER_NOT_SAY
from alongside.foundation.reading import (
    Fault,
    Faults,
    Located,
    Place,
    check_shape,
    did_you_mean,
    read_yaml,
)

from .building import document

DATA: Final = Path(__file__).parents[1] / "data"
PACKAGED: Final = DATA / "realising-recovery-2007"
PARTS: Final = ("edition", "points", "pairs", "profiles", "outside-things")
FOLLOWS: Final = "dispositions"  # the part that only an edition which follows another has
MAX_STATEMENT_FILES: Final = 200

Row = tuple[Located, Place, Mapping[str, Any]]
"""One entry of a list in a file: the file, where the entry stands, and what it holds."""


def load_edition(path: Path) -> Edition:
    """The edition in a folder. Raises Faults with everything that is wrong, file by file."""
    folder = _Folder.read(path)
    faults = list(folder.faults)
    for check in _CHECKS:
        faults += check(folder)
    if faults:
        raise Faults(faults)
    values = {name: located.value for name, located in folder.parts.items()}
    rows = ((row, Path(located.file).stem) for located, _, row in folder.all_statements())
    return from_document(document(values, rows))


@cache
def packaged_edition() -> Edition:
    """The 2007 edition that comes with the product, read once for each process."""
    return load_edition(PACKAGED)


@cache
def schema(name: str) -> Mapping[str, Any]:
    """The JSON Schema of one of the parts, or of ``statements``."""
    found: Mapping[str, Any] = json.loads((DATA / "schema" / f"{name}.json").read_text("utf-8"))
    return found


# Reading


@dataclass(slots=True)
class _Folder:
    """The files of an edition as far as they could be read, and what was wrong with them."""

    path: Path
    parts: dict[str, Located] = field(default_factory=dict)
    statements: list[Located] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    all_read: bool = True

    @classmethod
    def read(cls, path: Path) -> "_Folder":
        folder = cls(path)
        if not path.is_dir():
            raise Faults([Fault(str(path), 1, 1, "is not a folder; give the edition's folder")])
        follows = (FOLLOWS,) if (path / f"{FOLLOWS}.yaml").exists() else ()
        for name in (*PARTS, *follows):
            located = folder._one(path / f"{name}.yaml", name)
            if located:
                folder.parts[name] = located
        files = sorted((path / "statements").glob("*.yaml"))
        for file in files[:MAX_STATEMENT_FILES]:
            located = folder._one(file, "statements")
            if located:
                folder.statements.append(located)
        parts = {path / f"{name}.yaml" for name in (*PARTS, *follows)}
        folder._strays({*parts, *files[:MAX_STATEMENT_FILES]})
        return folder

    def _one(self, file: Path, name: str) -> Located | None:
        try:
            located = read_yaml(file)
        except Faults as faults:
            self.faults += faults.faults
            self.all_read = False
            return None
        self.faults += check_shape(located, schema(name))
        return located

    def _strays(self, known: set[Path]) -> None:
        for file in sorted(self.path.rglob("*.y*ml")):
            if file not in known:
                message = "is not part of an edition; rename it or take it out"
                self.faults.append(Fault(str(file), 1, 1, message))

    def rows(self, name: str, key: str) -> list[Row]:
        """The entries of a list in one part, leaving aside what has not even the right shape."""
        located = self.parts.get(name)
        return _rows(located, key) if located else []

    def all_statements(self) -> list[Row]:
        return [row for located in self.statements for row in _rows(located, "statements")]

    def codes(self) -> set[str]:
        return {str(row.get("code")) for _, _, row in self.all_statements()}


def _rows(located: Located, key: str) -> list[Row]:
    value = located.value.get(key) if isinstance(located.value, dict) else None
    return _entries(located, (key,), value)


def _entries(located: Located, place: Place, value: Any) -> list[Row]:
    """The mappings in what should be a list of them; schemas have reported what is not."""
    listed = enumerate(value) if isinstance(value, list) else ()
    return [(located, (*place, at), row) for at, row in listed if isinstance(row, dict)]


def _words(row: Mapping[str, Any], key: str) -> list[tuple[int, str]]:
    value = row.get(key)
    listed = enumerate(value) if isinstance(value, list) else ()
    return [(at, word) for at, word in listed if isinstance(word, str)]


# How the files fit together: each check takes the folder and gives faults


def _unique(rows: list[Row], key: str, what: str) -> Iterator[Fault]:
    first: dict[Any, Fault] = {}
    for located, place, row in rows:
        name = row.get(key)
        if not isinstance(name, str):
            continue
        here = located.fault((*place, key), "")
        if name in first:
            where = f"{Path(first[name].file).name} line {first[name].line}"
            yield located.fault((*place, key), f"{what} {name!r} stands already in {where}")
        first.setdefault(name, here)


def _known(row: Row, key: str, names: set[str], what: str) -> Iterator[Fault]:
    located, place, values = row
    name = values.get(key)
    if isinstance(name, str) and name not in names:
        hint = did_you_mean(name, names)
        yield located.fault((*place, key), f"there is no {what} {name!r}{hint}")


def _ids(rows: list[Row], key: str = "id") -> set[str]:
    return {row[key] for _, _, row in rows if isinstance(row.get(key), str)}


def _themes_and_files(folder: _Folder) -> Iterator[Fault]:
    themes, strands = folder.rows("edition", "themes"), folder.rows("edition", "strands")
    yield from _unique(themes, "id", "theme")
    yield from _unique(strands, "id", "strand")
    yield from _unique(folder.rows("edition", "settings"), "id", "setting")
    yield from _unique(folder.rows("edition", "facts"), "id", "item")
    for theme in themes:
        yield from _known(theme, "strand", _ids(strands), "strand")
    files = {Path(located.file).stem: located for located in folder.statements}
    for located, place, theme_row in themes:
        name = theme_row.get("id")
        if folder.all_read and isinstance(name, str) and name not in files:
            yield located.fault((*place, "id"), f"theme {name!r} has no statements/{name}.yaml")
    used = {row.get("strand") for _, _, row in themes}
    for located, place, row in strands:
        if row.get("id") not in used:
            yield located.fault(place, f"strand {row.get('id')!r} has no theme")
    for name, located in files.items():
        yield from _theme_of_file(located, name, _ids(themes))


def _theme_of_file(located: Located, name: str, themes: set[str]) -> Iterator[Fault]:
    theme = located.value.get("theme") if isinstance(located.value, dict) else None
    if isinstance(theme, str) and theme != name:
        yield located.fault(("theme",), f"the file is called {name!r} and says {theme!r}")
    if themes and name not in themes:
        hint = did_you_mean(name, themes)
        yield located.fault(("theme",), f"edition.yaml has no theme {name!r}{hint}")


def _codes(folder: _Folder) -> Iterator[Fault]:
    yield from _unique(folder.all_statements(), "code", "statement")
    edition = folder.parts.get("edition")
    counts = edition.value.get("counts") if edition and isinstance(edition.value, dict) else None
    if not (edition and isinstance(counts, dict) and folder.all_read):
        return
    codes = folder.codes()
    for kind in Kind:
        wanted = counts.get(kind.value)
        if not isinstance(wanted, int):
            continue
        letter = kind.value[0].upper()
        if FOLLOWS in folder.parts:  # codes that were retired stay free
            there = sum(code[:1] == letter for code in codes)
            if there != wanted:
                message = f"{wanted} {kind.value} statements are promised, and there are {there}"
                yield edition.fault(("counts", kind.value), message)
            continue
        should = {f"{letter}{number:02}" for number in range(1, wanted + 1)}
        have = {code for code in codes if code[:1] == letter}
        for code in sorted(should - have):
            message = f"{wanted} {kind.value} statements are promised, and {code} is missing"
            yield edition.fault(("counts", kind.value), message)
        for located, place, row in folder.all_statements():
            if row.get("code") in have - should:
                message = f"{row['code']} is not one of the {wanted} promised in edition.yaml"
                yield located.fault((*place, "code"), message)


def _statements(folder: _Folder) -> Iterator[Fault]:
    themes = _ids(folder.rows("edition", "themes"))
    settings = _ids(folder.rows("edition", "settings"))
    sources: dict[str, str] = {}
    for located, place, row in folder.all_statements():
        home = Path(located.file).stem
        for at, theme in _words(row, "also_themes"):
            spot = (*place, "also_themes", at)
            if theme == home:
                yield located.fault(spot, f"{theme!r} is this statement's own theme already")
            elif themes and theme not in themes:
                hint = did_you_mean(theme, themes)
                yield located.fault(spot, f"there is no theme {theme!r}{hint}")
        examples = _entries(located, (*place, "looks_like"), row.get("looks_like"))
        for example in examples if settings else []:
            yield from _known(example, "setting", settings, "setting")
        yield from _unique(examples, "setting", "an example for")
        source, code = json.dumps(row.get("source"), sort_keys=True), str(row.get("code"))
        if source in sources and row.get("source") and FOLLOWS not in folder.parts:
            message = f"{code} comes from the same place as {sources[source]}"
            yield located.fault((*place, "source"), message)
        sources.setdefault(source, code)


def _points(folder: _Folder) -> Iterator[Fault]:
    located = folder.parts.get("points")
    if not located:
        return
    wanted = {kind.value: POINTS for kind in Kind} | {"other": (NOT_MY_ROLE, RATHER_NOT_SAY)}
    for key, ids in wanted.items():
        have = [row.get("id") for _, _, row in _rows(located, key)]
        for at, (given, expected) in enumerate(zip_longest(have, ids)):
            if given != expected:
                order = f"should give, in this order: {', '.join(ids)}"
                yield located.fault((key, at, "id"), f"{key!r} {order}")
                break


def _pairs(folder: _Folder) -> Iterator[Fault]:
    pairs = folder.rows("pairs", "pairs")
    yield from _unique(pairs, "id", "pair")
    for pair in pairs:
        located, place, row = pair
        if folder.all_read:
            yield from _known(pair, "first", folder.codes(), "statement")
            yield from _known(pair, "second", folder.codes(), "statement")
        if row.get("first") == row.get("second"):
            yield located.fault((*place, "second"), f"pairs {row.get('first')!r} with itself")


def _profiles(folder: _Folder) -> Iterator[Fault]:
    profiles = folder.rows("profiles", "profiles") + folder.rows("profiles", "overlays")
    yield from _unique(profiles, "id", "profile")
    for located, place, profile in profiles:
        rows = _entries(located, (*place, "emphasis"), profile.get("emphasis"))
        yield from _unique(rows, "code", "in this profile")
        for emphasis in rows:
            yield from _emphasis(emphasis, folder)


def _emphasis(emphasis: Row, folder: _Folder) -> Iterator[Fault]:
    located, place, row = emphasis
    if folder.all_read:
        yield from _known(emphasis, "code", folder.codes(), "statement")
    if str(row.get("code")).startswith("V") and row.get("typical") is not None:
        message = f"{row['code']} is a value, and a value is never given a typical point"
        yield located.fault((*place, "typical"), message)


def _things_and_rest(folder: _Folder) -> Iterator[Fault]:
    things = folder.rows("outside-things", "things")
    yield from _unique(things, "id", "outside thing")
    lists = [(row, (*place, "statements"), located) for located, place, row in things]
    edition = folder.parts.get("edition")
    if edition and isinstance(edition.value, dict):
        lists.append(({"statements": edition.value.get("no_evidence")}, ("no_evidence",), edition))
    for row, place, located in lists if folder.all_read else []:
        for at, code in _words(row, "statements"):
            if code not in folder.codes():
                yield located.fault((*place, at), f"there is no statement {code!r}")


def _dispositions(folder: _Folder) -> Iterator[Fault]:
    """What can be told from the edition alone; the rest is told when it is to be published."""
    located = folder.parts.get(FOLLOWS)
    if not located or not isinstance(located.value, dict):
        return
    rows, named = folder.rows(FOLLOWS, "dispositions"), set[str]()
    codes = folder.codes() if folder.all_read else set()
    spots = [((*place, "new", at), code) for _, place, r in rows for at, code in _words(r, "new")]
    identifiers = located.value.get("identifiers")
    kept = list(identifiers) if isinstance(identifiers, dict) else []
    for spot, code in (*spots, *((("identifiers", code), code) for code in kept)):
        if codes and code not in codes:
            yield located.fault(spot, f"there is no statement {code!r}{did_you_mean(code, codes)}")
        if code in named and spot[0] != "identifiers":
            yield located.fault(spot, f"{code} stands in another row already")
        named.add(code)
    for _, place, row in rows:
        if row.get("kind") in set(Became):
            said = {key: [code for _, code in _words(row, key)] for key in ("old", "new")}
            for fault in miscounted(disposition({"kind": row["kind"], **said})):
                yield located.fault(place, fault)
    for code in sorted(codes - {code for _, code in spots}):
        yield located.fault(("dispositions",), f"nothing says where {code} comes from")


_CHECKS: Final[tuple[Callable[[_Folder], Iterator[Fault]], ...]] = (
    _themes_and_files,
    _codes,
    _statements,
    _points,
    _pairs,
    _profiles,
    _things_and_rest,
    _dispositions,
)
