"""alongside framework import FILE|ADDRESS: another framework's CASE package, previewed or taken in."""

import argparse
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from alongside.core.credentials.case.comparing import Difference
from alongside.core.credentials.case.reading import Package
from alongside.core.credentials.case.reading import Refused as BadPackage

from .refusing import Refused
from .with_django import start

SHOWN: Final = 20
WIDTH: Final = 80


def take_in(options: argparse.Namespace) -> None:
    start()
    from alongside.others import actions, queries
    from alongside.others.loading import source_of

    package = _package(options.file)
    preview = queries.preview(package)
    for line in (*_about(package), *_changes(package, preview)):
        print(_plain(line))
    if options.dry_run:
        print("\nNothing was kept: this was a dry run.")
        return
    from_address = "://" in options.file
    source = source_of(options.file) if from_address else Path(options.file).name
    row = actions.take_in(actor=None, package=package, source=source)
    if preview.same:
        print("\nIt is here already, word for word. Nothing was kept again.")
    else:
        print(f"\nTaken in as number {row.number} of this framework: /framework/others/{row.pk}/")


def _package(given: str) -> Package:
    """What stands in a file or at an address. Raises Refused."""
    from alongside.foundation.fetching import Unfetched
    from alongside.others.loading import load, load_from

    try:
        return load_from(given) if "://" in given else load(Path(given))
    except BadPackage as error:
        faults = [_plain(f"{given}: {fault}") for fault in error.faults]
        raise Refused("\n".join([*faults, "Nothing was kept."])) from error
    except Unfetched as error:
        raise Refused(_plain(f"{given}: {error} Nothing was kept.")) from error
    except FileNotFoundError as error:
        raise Refused(f"{given} is not there.") from error


def _plain(text: str) -> str:
    """Others' words as a terminal may have them: nothing in them can move the cursor."""
    return "".join(sign if sign.isprintable() or sign == "\n" else "?" for sign in text)


def _about(package: Package) -> Iterator[str]:
    document = package.document
    yield document["title"]
    if document.get("creator"):
        yield f"  by {document['creator']}"
    deep = max(package.hung.depth.values(), default=0)
    yield f"  {document['identifier']}"
    yield f"  items: {len(package.items):,}, {deep} deep; associations: {len(package.associations):,}"
    if package.hung.loose:
        yield f"  under no heading: {package.hung.loose:,}"
    if package.hung.outside:
        yield f"  associations that lead elsewhere: {package.hung.outside:,}"
    if not package.licence():
        yield "  It names no licence. Ask its publisher before you show it to anybody."
    if package.notes:
        yield "\nPut right on the way:"
        yield from (f"  {count:,} {note}" for note, count in sorted(package.notes.items()))


def _changes(package: Package, preview: Any) -> Iterator[str]:
    if preview.before is None:
        yield "\nThis framework is not here yet."
        return
    day = preview.before.imported_at
    yield f"\nBeside number {preview.before.number}, taken in on {day.day} {day:%B %Y}:"
    if preview.document:
        yield "  what it says about itself is different"
    names = {item.identifier: item.code or item.title or item.statement for item in package.items}
    yield from _listed("items", preview.items, names)
    yield from _listed("associations", preview.associations, {})


def _listed(what: str, difference: Difference, names: Mapping[str, str]) -> Iterator[str]:
    yield f"  {what} that stay as they are: {difference.same:,}"
    parts = {"new": difference.new, "changed": difference.changed, "gone": difference.gone}
    for word, found in parts.items():
        if found:
            yield f"  {what} {word}: {len(found):,}"
        for identifier in found[:SHOWN] if what == "items" else ():
            yield f"    {identifier}  {names.get(identifier, '')[:WIDTH]}".rstrip()
        if what == "items" and len(found) > SHOWN:
            yield f"    and {len(found) - SHOWN:,} more"
