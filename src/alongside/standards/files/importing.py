"""An edition made from another and a sheet that was changed by hand: checked, and told apart.

Nothing is published here. What comes out is the text of a folder that ``framework.loading`` reads,
and it is read once before anybody gets it: what is wrong is said by the sheet's own lines.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from alongside.core import framework as core
from alongside.core.credentials import sheets
from alongside.core.credentials.differences import Difference, by_statement
from alongside.core.credentials.framework_tables import SHAPES
from alongside.core.framework.changing import kept_identifiers
from alongside.core.framework.dispositions import Became, Disposition
from alongside.core.framework.points import grouped
from alongside.core.framework.wording import wording
from alongside.foundation.reading import Fault, Faults, Place, read_yaml_text
from alongside.framework.loading import load_edition
from alongside.framework.presenters.folder import as_yaml, parts_of

from .reading import Found

Where = Mapping[tuple[str, ...], int]


@dataclass(frozen=True, slots=True)
class Imported:
    """``files`` is the folder (path inside to text); ``differences`` what changed by statement."""

    edition: core.Edition
    files: Mapping[str, str]
    differences: tuple[Difference, ...]


def imported(found: Found, base: core.Edition, *, slug: str = "") -> Imported:
    """The edition that a sheet makes of ``base``. Raises Faults, with the sheet's lines."""
    read = sheets.read(found.sheets)
    unnamable = _faults(found, sheets.unnamable(read))
    if unnamable:
        raise Faults(unnamable)
    old = core.to_document(base)
    document = sheets.over(old, read)
    faults = list(found.faults)
    faults += _faults(found, (*read.wrong, *sheets.unlinked(read, document)))
    _settle(document)
    document["slug"] = slug or document["slug"]
    if document["slug"] != base.slug:
        _follow(document, base, read)
    parts = parts_of(document)
    files = {name: as_yaml(part) for name, part in parts.items()}
    with TemporaryDirectory() as folder:
        write(files, Path(folder))
        try:
            edition = load_edition(Path(folder))
        except Faults as more:
            translator = _Translator(found, read, parts, files, Path(folder))
            told = {(fault.file, fault.line) for fault in faults}
            also = [translator.told(fault) for fault in more.faults]
            faults += [fault for fault in also if (fault.file, fault.line) not in told]
    if faults:
        raise Faults(faults)
    return Imported(edition, files, by_statement(old, core.to_document(edition)))


def _settle(document: dict[str, Any]) -> None:
    """Give a statement with an unknown theme (a fault by now) some theme, so that it is read too."""
    known = [theme["id"] for theme in document["themes"]]
    for one in document["statements"]:
        if known and one["theme"] not in known:
            one["theme"] = known[0]


def write(files: Mapping[str, str], folder: Path) -> None:
    for name, text in files.items():
        path = (folder / name).resolve()
        if not path.is_relative_to(folder.resolve()):
            raise ValueError(f"{name} would stand outside the folder.")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def _faults(found: Found, wrong: Iterable[sheets.Wrong]) -> list[Fault]:
    return [Fault(found.names[one.table], one.line, 1, one.words) for one in wrong]


# What became of each statement


def _follow(document: dict[str, Any], base: core.Edition, read: sheets.Read) -> None:
    """Say that the edition follows ``base``, and what became of each statement.

    What the sheet says comes first. For the rest: the same words are the same; other words are
    said to have changed, with no reason given, and publishing asks for one: nobody is told that a
    meaning stayed unless a person has said so.
    """
    document["previous"] = base.slug
    own = [core.disposition(row) for row in core.to_document(base).get("dispositions", ())]
    told = [one for one in _told(read) if one not in own]
    before = {code for one in told for code in one.old}
    after = {code for one in told for code in one.new}
    told += _drafted(document, base, before, after)
    document["dispositions"] = [
        {"kind": one.kind.value, "old": list(one.old), "new": list(one.new), "why": one.why}
        for one in told
    ]
    document["identifiers"] = kept_identifiers(base, told)
    document["points_became"] = list(_points(document, base, read))


def _points(
    document: Mapping[str, Any], base: core.Edition, read: sheets.Read
) -> Iterator[dict[str, str]]:
    """What became of the points that have other words, by the same rule: what the sheet says, or
    that they changed, with no reason given.
    """
    own = {(one.group, one.id, one.kind.value, one.why) for one in base.points_became}
    rows = read.rows.get("points_became", ())
    told = {
        (row["kind"], row["id"]): row
        for row in rows
        if (row["kind"], row["id"], row["became"], row["why"]) not in own
    }
    before = {at: (one.label, one.line) for at, one in grouped(base).items()}
    now = {**document["points"], "other": document["other_points"]}
    for kind, points in now.items():
        for one in points:
            if before.get((kind, one["id"])) not in (None, (one["label"], one["line"])):
                said = told.get((kind, one["id"]), {"became": Became.CHANGED.value, "why": ""})
                yield {"group": kind, "id": one["id"], "kind": said["became"], "why": said["why"]}


def _told(read: sheets.Read) -> Iterator[Disposition]:
    for row in read.rows.get("dispositions", ()):
        if row["became"] in set(Became):
            yield Disposition(
                Became(row["became"]), tuple(row["old"]), tuple(row["new"]), row["why"]
            )


def _drafted(
    document: Mapping[str, Any], base: core.Edition, before: set[str], after: set[str]
) -> list[Disposition]:
    new = {one["code"]: one for one in document["statements"]}
    drafted = []
    for code in dict.fromkeys((*base.by_code, *new)):
        if code in new and code in base.by_code and code not in before | after:
            alike = _words(new[code]) == wording(base.by_code[code])
            kind = Became.SAME if alike else Became.CHANGED
            drafted.append(Disposition(kind, (code,), (code,)))
            continue
        if code in base.by_code and code not in before:
            drafted.append(Disposition(Became.RETIRED, (code,), ()))
        if code in new and code not in after:
            drafted.append(Disposition(Became.NEW, (), (code,)))
    return drafted


def _words(row: Mapping[str, Any]) -> dict[str, str]:
    """``changing.wording`` of a statement that is still a plain row."""
    questions = {f"question {at}": text for at, text in enumerate(row["questions"], start=1)}
    said = {"title": row["title"], "statement": row["text"], **row["faces"], **questions}
    return {**said, "if not": row["if_not"]}


# Faults of the folder, by the lines of the sheet


class _Translator:
    """Where in the sheet something in the folder came from."""

    def __init__(
        self,
        found: Found,
        read: sheets.Read,
        parts: Mapping[str, Any],
        files: Mapping[str, str],
        folder: Path,
    ) -> None:
        self.found, self.parts, self.files, self.folder = found, parts, files, folder
        self.lines = dict(_lines(read))
        self.places: dict[str, tuple[list[tuple[int, int]], list[Place]]] = {}

    def told(self, fault: Fault) -> Fault:
        name = Path(fault.file).relative_to(self.folder).as_posix()
        message = fault.message.replace(f"{self.folder}/", "")
        table, *key = self._key(name, self._place(name, fault))
        for length in range(len(key), -1, -1):
            line = self.lines.get((table, *key[:length]))
            if line is not None:
                words = [word for word in key if not word.isdigit()]
                said = f" ({' '.join(words)})" if words else ""
                return Fault(self.found.names[table], line, 1, f"{message}{said}")
        return Fault(f"{name} (as it was, not in the sheet)", fault.line, fault.column, message)

    def _place(self, name: str, fault: Fault) -> Place:
        """The place in a file of the folder whose text begins last before the fault."""
        if name not in self.places:  # read once: a sheet may have thousands of faults
            self.places[name] = self._places(name)
        marks, places = self.places[name]
        at = bisect_right(marks, (fault.line, fault.column))
        return places[at - 1] if at else ()

    def _places(self, name: str) -> tuple[list[tuple[int, int]], list[Place]]:
        """Where in a file each place begins, in order, and the places."""
        try:
            marks = read_yaml_text(self.files[name], name=name).marks
        except (Faults, KeyError):
            return [], []
        ordered = sorted(marks.items(), key=lambda item: item[1])
        return [mark for _, mark in ordered], [place for place, _ in ordered]

    def _key(self, name: str, place: Place) -> tuple[str, ...]:
        part, head = self.parts.get(name, {}), str(place[0]) if place else ""
        row = part[place[0]][place[1]] if len(place) > 1 and isinstance(place[1], int) else {}
        if name.startswith("statements/"):
            inner = str(place[2]) if len(place) > 2 else ""
            table = {"faces": "faces", "questions": "questions", "looks_like": "examples"}
            return _with(table.get(inner, "statements"), row.get("code"), *place[3:4])
        if name == "edition.yaml":
            tables = {"themes": "themes", "strands": "strands", "settings": "settings"}
            if head in tables:
                return _with(tables[head], row.get("id"))
            if head in ("counts", "no_evidence"):
                return ("statements",)
            return _with("items", row.get("id")) if head == "facts" else ("edition", head)
        if name == "profiles.yaml" and "emphasis" in place[2:3] and len(place) > 3:
            inside = row["emphasis"][int(place[3])]
            return _with("emphasis", row.get("id"), inside.get("code"))
        if name == "points.yaml":
            return _with("points", head, row.get("id"))
        tables = {"pairs.yaml": "pairs", "profiles.yaml": "profiles",
                  "outside-things.yaml": "outside_things"}  # fmt: skip
        return _with(tables.get(name, "dispositions"), row.get("id"))


def _with(table: str, *key: object) -> tuple[str, ...]:
    return (table, *(str(one) for one in key if one is not None))


def _lines(read: sheets.Read) -> Iterator[tuple[tuple[str, ...], int]]:
    """The line of each row by what tells it apart; of the whole table, its head."""
    for table, rows in read.rows.items():
        yield (table,), 1
        count: dict[str, int] = {}
        shape = SHAPES[table]
        for row, line in zip(rows, read.lines[table], strict=True):
            if table in ("questions", "examples"):
                at = count.get(row["code"], 0)
                count[row["code"]] = at + 1
                yield (table, row["code"], str(at)), line
                if not at:
                    yield (table, row["code"]), line
            else:
                key = shape.key or (shape.fields[0].name,)
                yield (table, *(str(row[name]) for name in key)), line
