"""Reads a library from its folder and says everything that is wrong with it at once.

A folder holds ``activities/*.yaml`` (or ``*.yaml`` beside it), and may hold ``resources.yaml`` and
``library.yaml`` (kinds, labels, shared cautions; without it, the packaged library's own are used).
The shapes stand in ``data/library.schema.json``; what a shape cannot say is checked here.
"""

import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

from alongside.core.library import (
    Activity,
    ActivityKind,
    Library,
    Resource,
    find_circle,
    good_hours,
)
from alongside.foundation.reading import (
    Fault,
    Faults,
    Located,
    Place,
    check_shape,
    did_you_mean,
    read_yaml,
)

PACKAGED: Final = Path(__file__).parent / "data"
CODE: Final = re.compile(r"[KSV][0-9]{2}")
DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def load_library(
    folder: Path, *, codes: Collection[str] = (), themes: Collection[str] = ()
) -> Library:
    """The library in a folder.

    ``codes`` and ``themes`` are those of the edition it is for; where they are left out, any code
    of the right form and any theme will do. Raises Faults with everything wrong, by file and line.
    """
    files = _read(folder)
    faults = [*files.faults]
    if files.shared is not None:
        faults += _check_entries(files, _Known(files.shared.value, codes, themes))
    if faults:
        raise Faults(faults)
    return _build(files)


@cache
def packaged_library() -> Library:
    """The library that comes with Alongside. Read once."""
    return load_library(PACKAGED)


# Reading


@dataclass(slots=True)
class _Files:
    """What a folder holds; only files of the right outer shape get as far as ``entries``."""

    shared: Located | None = None
    activities: list[Located] = field(default_factory=list)
    resources: list[Located] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def entries(self) -> Iterator["_Entry"]:
        """Every activity that is at least a mapping, whether or not it has other faults."""
        for located in self.activities:
            for index, value in enumerate(_list(_mapping(located.value).get("activities"))):
                if isinstance(value, dict):
                    yield _Entry(located, ("activities", index), value)

    def resource_entries(self) -> Iterator["_Entry"]:
        for located in self.resources:
            for index, value in enumerate(_list(_mapping(located.value).get("resources"))):
                if isinstance(value, dict):
                    yield _Entry(located, ("resources", index), value)


@dataclass(frozen=True, slots=True)
class _Entry:
    """One activity or resource, and where it stands."""

    located: Located
    place: Place
    value: dict[str, Any]

    @property
    def id(self) -> str:
        return str(self.value.get("id", ""))

    @property
    def theme(self) -> str:
        """The entry's own theme, or else the theme its whole file is about."""
        return str(self.value.get("theme") or _mapping(self.located.value).get("theme") or "")

    @property
    def where(self) -> str:
        return f"{self.located.file}:{self.located.mark(self.place)[0]}"

    def words(self, key: str) -> Iterator[tuple[int, str]]:
        """The texts of a list with their places in it, leaving out what is not text."""
        for index, word in enumerate(_list(self.value.get(key))):
            if isinstance(word, str):
                yield index, word

    def fault(self, message: str, *inside: str | int) -> Fault:
        return self.located.fault((*self.place, *inside), message)


def _read(folder: Path) -> _Files:
    files = _Files()
    if not folder.is_dir():
        message = "this is not a folder; name one that holds activities/*.yaml"
        raise Faults([Fault(str(folder), 1, 1, message)])
    special = {"library.yaml", "resources.yaml"}
    activities = [path for path in _yaml_files(folder) if path.name not in special]
    activities += _yaml_files(folder / "activities")
    if not activities:
        message = "holds no activities; put them in activities/*.yaml"
        files.faults.append(Fault(str(folder), 1, 1, message))
    own = folder / "library.yaml"
    files.shared = _shaped(files, own if own.is_file() else PACKAGED / "library.yaml", "library")
    for path in activities:
        located = _shaped(files, path, "activities")
        files.activities += [] if located is None else [located]
    if (folder / "resources.yaml").is_file():
        located = _shaped(files, folder / "resources.yaml", "resources")
        files.resources += [] if located is None else [located]
    return files


def _shaped(files: _Files, path: Path, what: str) -> Located | None:
    """A file's content, its faults of reading and shape noted; None if it cannot be read."""
    try:
        located = read_yaml(path)
    except Faults as faults:
        files.faults += faults.faults
        return None
    schema = _schema()
    files.faults += check_shape(located, {"$ref": f"#/$defs/{what}_file", "$defs": schema["$defs"]})
    return located


def _yaml_files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.yaml")) if folder.is_dir() else []


@cache
def _schema() -> dict[str, Any]:
    schema: dict[str, Any] = json.loads((PACKAGED / "library.schema.json").read_text("utf-8"))
    return schema


def _mapping(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


# Checking what a shape cannot say


class _Known:
    """What an entry may name."""

    def __init__(self, shared: Any, codes: Collection[str], themes: Collection[str]) -> None:
        whole = _mapping(shared)
        self.kinds = [str(_mapping(kind).get("id")) for kind in _list(whole.get("kinds"))]
        self.with_whom = list(_mapping(whole.get("with_whom")))
        self.settings = list(_mapping(whole.get("settings")))
        self.cautions = list(_mapping(whole.get("shared_cautions")))
        self.codes = frozenset(codes)
        self.themes = frozenset(themes)

    def code_fault(self, code: str) -> str:
        if self.codes and code not in self.codes:
            return f"there is no statement {code!r}{did_you_mean(code, self.codes)}"
        if not CODE.fullmatch(code):
            return f"{code!r} is not a statement code; codes look like K01, S01 or V01"
        return ""


def _check_entries(files: _Files, known: _Known) -> list[Fault]:
    entries = list(files.entries())
    found = [fault for entry in entries for fault in _check_activity(entry, known)]
    for entry in files.resource_entries():
        found += _check_dates(entry)
        found += _check_sure(entry)
        for index, code in entry.words("serves"):
            message = known.code_fault(code)
            found += [entry.fault(message, "serves", index)] if message else []
    found += _check_kinds(files.shared, known)
    found += _check_twice([*entries, *files.resource_entries()], "id")
    found += _check_twice(entries, "title")
    found += _check_links(entries)
    return found


def _check_activity(entry: _Entry, known: _Known) -> Iterator[Fault]:
    yield from _check_words(entry, known)
    hours = entry.value.get("hours")
    if isinstance(hours, int | float) and not isinstance(hours, bool) and not good_hours(hours):
        message = f"'hours' is {hours}; use quarter hours from 0.25 to 8"
        yield entry.fault(message, "hours")
    for code in _mapping(entry.value.get("develops")):
        message = known.code_fault(code)
        if message:
            yield entry.fault(message, "develops", code)
    if not entry.theme:
        yield entry.fault("names no theme; add one here or at the top of the file")
    elif known.themes and entry.theme not in known.themes:
        hint = did_you_mean(entry.theme, known.themes)
        yield entry.fault(f"there is no theme {entry.theme!r}{hint}", "theme")
    yield from _check_dates(entry)


def _check_words(entry: _Entry, known: _Known) -> Iterator[Fault]:
    for key, allowed in (("kind", known.kinds), ("with_whom", known.with_whom)):
        word = entry.value.get(key)
        if isinstance(word, str) and word not in allowed:
            yield entry.fault(_unknown(key, word, allowed), key)
    for key, allowed in (("settings", known.settings), ("shared_cautions", known.cautions)):
        for index, word in entry.words(key):
            if word not in allowed:
                yield entry.fault(_unknown(key, word, allowed), key, index)


def _unknown(key: str, word: str, allowed: Collection[str]) -> str:
    hint = did_you_mean(word, allowed) or f"; library.yaml lists {', '.join(allowed) or 'none'}"
    return f"{key!r} names {word!r}, which library.yaml does not list{hint}"


def _check_dates(entry: _Entry) -> Iterator[Fault]:
    given: list[tuple[Place, Any]] = [(("last_checked",), entry.value.get("last_checked"))]
    given += [(("dates", index), day) for index, day in entry.words("dates")]
    for inside, day in given:
        if isinstance(day, str) and DAY.fullmatch(day) and _date(day) is None:
            message = f"{day!r} is not a day in the calendar; write a date such as 2027-03-03"
            yield entry.fault(message, *inside)


def _check_sure(entry: _Entry) -> Iterator[Fault]:
    if entry.value.get("confidence") in ("medium", "low") and "confidence_note" not in entry.value:
        message = "is less than sure of how it stands; say why in 'confidence_note'"
        yield entry.fault(message, "confidence")


def _check_kinds(shared: Located | None, known: _Known) -> Iterator[Fault]:
    for index, kind in enumerate(known.kinds):
        if shared is not None and kind in known.kinds[:index]:
            yield shared.fault(("kinds", index, "id"), f"{kind!r} is listed twice; keep one")


def _check_twice(entries: Iterable[_Entry], key: str) -> Iterator[Fault]:
    """An id or title (whatever its capitals and spaces) belongs to one entry only."""
    first: dict[str, _Entry] = {}
    for entry in entries:
        word = entry.value.get(key)
        if not isinstance(word, str):
            continue
        earlier = first.setdefault(" ".join(word.lower().split()), entry)
        if earlier is not entry:
            message = f"{key!r} {word!r} is already used at {earlier.where}; choose another"
            yield entry.fault(message, key)


def _check_links(entries: list[_Entry]) -> Iterator[Fault]:
    """What an entry builds on, or is an offering of, exists; and nothing waits for itself."""
    by_id = {entry.id: entry for entry in entries}
    for entry in entries:
        for index, earlier in entry.words("prerequisites"):
            if earlier not in by_id:
                message = f"builds on {earlier!r}, which is not in this library"
                hint = did_you_mean(earlier, by_id)
                yield entry.fault(message + hint, "prerequisites", index)
        whole = entry.value.get("offering_of")
        if isinstance(whole, str) and (whole not in by_id or whole == entry.id):
            message = f"is an offering of {whole!r}, which is not another entry in this library"
            yield entry.fault(message + did_you_mean(whole, by_id), "offering_of")
    graph = {
        id_: [word for _, word in entry.words("prerequisites")] for id_, entry in by_id.items()
    }
    while circle := find_circle(graph):
        waiting, wanted = circle[0], circle[1 % len(circle)]
        message = f"waits for itself: {' needs '.join((*circle, waiting))}; take one away"
        place = graph[waiting].index(wanted)
        yield by_id[waiting].fault(message, "prerequisites", place)
        graph[waiting] = [earlier for earlier in graph[waiting] if earlier != wanted]


# Building, from files known to be good


def _build(files: _Files) -> Library:
    assert files.shared is not None
    shared = files.shared.value
    cautions: Mapping[str, str] = shared.get("shared_cautions", {})
    return Library(
        title=shared["library"]["title"],
        activities=tuple(_activity(entry, cautions) for entry in files.entries()),
        resources=tuple(_resource(entry.value) for entry in files.resource_entries()),
        kinds={kind["id"]: ActivityKind(**kind) for kind in shared["kinds"]},
        with_whom=shared["with_whom"],
        settings=shared.get("settings", {}),
        shared_cautions=cautions,
    )


def _activity(entry: _Entry, cautions: Mapping[str, str]) -> Activity:
    value = entry.value
    shared = [cautions[name] for name in value.get("shared_cautions", ())]
    return Activity(
        id=value["id"],
        title=value["title"],
        kind=value["kind"],
        with_whom=value["with_whom"],
        hours=float(value["hours"]),
        theme=entry.theme,
        develops=dict(value["develops"]),
        steps=tuple(value["steps"]),
        notice=value["notice"],
        evidence=value["evidence"],
        cautions=(*value.get("cautions", ()), *shared),
        settings=tuple(value.get("settings", ())),
        lived_experience_led=value.get("lived_experience_led", False),
        prerequisites=tuple(value.get("prerequisites", ())),
        cost=float(value.get("cost", 0)),
        from_framework=value.get("from_framework", ""),
        offering_of=value.get("offering_of", ""),
        dates=tuple(sorted(date.fromisoformat(day) for day in value.get("dates", ()))),
        last_checked=_date(value.get("last_checked")),
        checks=tuple(value.get("checks", ())),
    )


def _resource(value: Mapping[str, Any]) -> Resource:
    lists = {key: tuple(value.get(key, ())) for key in ("serves", "framework_activities")}
    dated = {"last_checked": _date(value.get("last_checked"))}
    return Resource(**{**value, **lists, **dated})


def _date(text: Any) -> date | None:
    try:
        return date.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        return None
