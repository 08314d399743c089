"""alongside framework import-document FILE --edition NAME | remove-document --edition NAME."""

import argparse
import sys
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from alongside.core.framework import Edition, digest
from alongside.core.framework.lists import Found, Headed, headed_lists
from alongside.core.framework.places import Matched, Missing, Placed, Why, match
from alongside.foundation.reading import Fault, Faults
from alongside.framework.loading import Document, read_document

from .framework_diff import edition as edition_named
from .refusing import Refused
from .with_django import start

WIDTH = 100


def import_document(options: argparse.Namespace) -> None:
    """Read, match, show; and keep it, unless this is a dry run."""
    under = _headings(options.section)
    edition = edition_named(options.edition)
    known = {one.source.section for one in edition.statements}
    unknown = set(under) - known - {one.source.section for one in edition.facts}
    if unknown:
        raise Refused(f"The edition has no section “{min(unknown)}”. Copy its name exactly.")
    tell(f"Reading {options.file}")
    document = read_document(options.file, tell=tell)
    found = headed_lists(document.blocks)
    tell(f"Matching {len(found.lists)} lists")
    matched = match(edition, found, under=under)
    print("\n".join(_preview(edition, document, found, matched)))
    if options.dry_run:
        print("\nThis was a dry run: nothing was kept.")
        return
    _refuse(options, edition, document, matched)
    tell(f"Keeping {len(matched.placed)} entries")
    print("\n" + _keep(options, edition, document, matched))


def tell(said: str) -> None:
    """How far it has come, for whoever waits; apart from what it found."""
    print(f"{said} ...", file=sys.stderr)


def _headings(given: Iterable[str]) -> dict[str, str]:
    under = {}
    for one in given:
        section, equals, heading = one.partition("=")
        if not (equals and section.strip() and heading.strip()):
            raise Refused(f"“{one}” is not SECTION=HEADING.")
        under[section.strip()] = heading.strip()
    return under


def _refuse(
    options: argparse.Namespace, edition: Edition, document: Document, matched: Matched
) -> None:
    """A document is kept whole or not at all, unless whoever loads it says that a part will do."""
    statements = set(edition.by_code)
    if not matched.of(statements):
        raise Refused(f"{options.file}:1: no statement of {edition.slug} was found in it.")
    left = [one for one in matched.missing if statements & set(one.codes)]
    if left and not options.partial:
        raise Faults(
            Fault(str(options.file), one.line or 1, 1, f"{one.section}: {_why(one)}")
            for one in left
        )


def _why(one: Missing) -> str:
    said: Mapping[Why, str] = {
        Why.NO_HEADING: "no heading of the document says this; name it with --section",
        Why.NO_LIST: "the heading is there, and no list under it",
        Why.TWO_LISTS: "two lists could be meant; name the heading with --section",
        Why.OTHER_LENGTH: f"the list has {one.found} entries, and the edition counts {one.length}",
    }
    return said[one.why]


def _keep(
    options: argparse.Namespace, edition: Edition, document: Document, matched: Matched
) -> str:
    start()
    from alongside.framework import actions, queries

    if edition.slug in queries.edition_slugs():
        if queries.published(edition.slug).digest != digest(edition):
            raise Refused(f"{edition.slug} is published here with other words than this folder's.")
    kept = actions.load_official(
        actor=None,
        edition=edition.slug,
        document=document,
        placed=matched.placed,
        shown=options.public,
    )
    said = "is kept" if kept.new else "was kept already"
    seen = "Everybody can read it" if kept.public else "Only stewards can read it"
    return f"{document.name} {said} beside {edition.slug}, as version {kept.number}. {seen}."


# What is shown


def _preview(edition: Edition, document: Document, found: Found, matched: Matched) -> Iterator[str]:
    yield (
        f"{document.name}: {document.form}, {document.lines} lines, "
        f"{len(found.headings)} headings, {len(found.lists)} lists"
    )
    for section, rows in groupby(matched.placed, key=lambda row: row.section):
        placed = list(rows)
        entries = "1 entry" if len(placed) == 1 else f"{len(placed)} entries"
        first, last = placed[0].entry.line, placed[-1].entry.line
        yield f"\n{section}: {entries}, lines {first} to {last}"
        yield from (_row(edition, one) for one in placed)
    yield from _not_matched(matched, found)
    yield "\n" + _count(edition, matched)


def _row(edition: Edition, one: Placed) -> str:
    ours = edition.by_code.get(one.code)
    beside = f"  [{ours.title}]" if ours else ""
    return f"  {one.code:4} {one.entry.line:5}  {_short(one.entry.text, WIDTH - 14 - len(beside))}{beside}"


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def _not_matched(matched: Matched, found: Found) -> Iterator[str]:
    if matched.missing:
        yield "\nNot matched"
    for one in matched.missing:
        codes = ", ".join(one.codes)
        where = f"line {one.line}: " if one.line else ""
        yield f"  {one.section} ({codes}): {where}{_why(one)}"
    if matched.spare:
        yield "\nLists that no section of the edition names"
    yield from (f"  line {one.line}: {_name(one)} ({len(one.entries)})" for one in matched.spare)
    if found.left_out:
        heads = dict(reversed(found.left_out))
        yield "\nLeft out as running heads"
        yield from (f"  line {line}: {_short(text, 60)}" for text, line in heads.items())


def _name(one: Headed) -> str:
    return _short(one.heading or one.lead or "no heading", 60)


def _count(edition: Edition, matched: Matched) -> str:
    statements = len(matched.of(edition.by_code))
    facts = len(matched.of(one.id for one in edition.facts))
    return (
        f"{statements} of {len(edition.statements)} statements and {facts} of "
        f"{len(edition.facts)} other entries matched."
    )


def remove_document(options: argparse.Namespace) -> None:
    start()
    from alongside.framework import actions

    gone = actions.remove_official(actor=None, edition=options.edition)
    said = "1 version" if gone == 1 else f"{gone} versions"
    print(f"The document beside {options.edition} is gone, with every word of it ({said}).")
