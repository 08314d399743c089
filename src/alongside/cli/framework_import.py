"""alongside framework import-sheet: a sheet that was changed by hand, as the folder of an edition."""

import argparse
import shutil
from collections.abc import Iterator
from pathlib import Path

from alongside.core import framework as core
from alongside.core.credentials.differences import Difference, by_table
from alongside.core.credentials.framework_tables import tables
from alongside.core.framework.dispositions import Became
from alongside.framework.loading import packaged_edition
from alongside.framework.presenters.publication import publication_of
from alongside.standards.files.importing import Imported, imported, write
from alongside.standards.files.reading import Found, read_file

from .framework_diff import edition
from .refusing import Refused

LONGEST_SHOWN = 200
OF_STATEMENTS = {"edition", "statements", "faces", "questions", "examples", "dispositions"}


def import_sheet(options: argparse.Namespace) -> None:
    found = read_file(options.file)
    named = options.onto or _named(found)
    base = edition(named) if named else packaged_edition()
    made = imported(found, base, slug=options.slug)
    print("\n".join(_told(found, base, made)))
    if options.dry_run:
        print("Nothing was written.")
        return
    _write(options.output, base, made)


def _named(found: Found) -> str:
    """The edition that the sheet says it was made from."""
    for sheet in found.sheets:
        if sheet.shape.name == "edition":
            said = {line.cells.get("name"): line.cells.get("value", "") for line in sheet.lines}
            base, _, slug = str(said.get("address", "")).rstrip("/").rpartition("/")
            return slug if base else ""
    return ""


def _told(found: Found, base: core.Edition, made: Imported) -> Iterator[str]:
    yield f"{_file(found)}, beside {base.title} ({base.slug}):"
    for name in found.aside:
        yield f"  The sheet “{name}” is no table of the framework and was left aside."
    for one in made.differences:
        yield from _difference(one)
    for name, gone, added in _other_tables(base, made.edition):
        yield f"  {name}: lines that are gone: {gone}; lines that are new: {added}."
    if not made.differences and not list(_other_tables(base, made.edition)):
        yield "  Nothing is different."
    unsaid = [one for one in made.edition.dispositions if _asks_why(one)]
    if unsaid:
        codes = ", ".join(" ".join(one.old) for one in unsaid)
        yield (
            f"  Before it can be published, dispositions.yaml must say why of {codes}: or, where "
            "only the wording is another, that it is reworded."
        )


def _file(found: Found) -> str:
    return next(iter(found.names.values())).partition("[")[0]


def _asks_why(one: core.Disposition) -> bool:
    return not one.why and one.kind not in (Became.SAME, Became.REWORDED, Became.NEW)


def _difference(one: Difference) -> Iterator[str]:
    if one.there != "both":
        yield f"  {one.code} {one.title}: {'is new' if one.there == 'new' else 'is gone'}."
        return
    yield f"  {one.code} {one.title}"
    for name, before, after in one.parts:
        yield f"    {name}"
        yield f"      - {_short(before)}"
        yield f"      + {_short(after)}"


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_SHOWN else f"{text[: LONGEST_SHOWN - 1]}…"


def _other_tables(base: core.Edition, new: core.Edition) -> Iterator[tuple[str, int, int]]:
    first, second = (tables(publication_of(one, root="/framework/")) for one in (base, new))
    return (row for row in by_table(first, second) if row[0] not in OF_STATEMENTS)


def _write(folder: Path | None, base: core.Edition, made: Imported) -> None:
    if folder is None:
        raise Refused("Say with --output which folder to write, or ask with --dry-run only.")
    if made.edition.slug == base.slug:
        raise Refused(
            f"The new edition still has the slug “{base.slug}”. Give it one of its own, in the "
            "sheet “edition” or with --slug."
        )
    if folder.exists():
        raise Refused(f"{folder} is there already. Nothing was written over; give another name.")
    beside = folder.with_name(f"{folder.name}.part")
    shutil.rmtree(beside, ignore_errors=True)
    write(made.files, beside)
    beside.rename(folder)
    print(f"{folder}: written. `alongside framework check {folder}` reads it once more.")
