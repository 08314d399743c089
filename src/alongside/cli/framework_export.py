"""alongside framework export: an edition as a file that others' software reads."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from alongside.core.credentials.framework_tables import SHAPES
from alongside.core.credentials.publication import Publication
from alongside.framework.loading import load_edition, packaged_edition
from alongside.framework.presenters.publication import publication_of

from .refusing import Refused
from .with_django import start

if TYPE_CHECKING:
    from alongside.framework.documents import Linked


def export(options: argparse.Namespace) -> None:
    from alongside.standards.files import writing
    from alongside.standards.files.formats import FORMATS, table

    if options.table and (options.format != "csv" or options.table not in SHAPES):
        raise Refused(f"--table goes with --format csv, and is one of: {', '.join(SHAPES)}.")
    if options.set:
        _written(options.output, *_set(options))
        return
    publication = chosen(options.edition, options.site)
    if options.table:
        content = writing.table_csv(table(publication, options.table))
    elif options.format == "case":
        # It tells of the editions before and after as well, so it is no format of one alone.
        start()
        from alongside.standards.case.shelf import file_of

        content = file_of(publication)
    else:
        content = FORMATS[options.format].make(publication)
    _written(options.output, content, publication.title)


def _written(output: Path, content: bytes, title: str) -> None:
    if str(output) == "-":
        sys.stdout.buffer.write(content)
        return
    output.write_bytes(content)
    print(f"{output}: {title}, {len(content):,} bytes.")


def _set(options: argparse.Namespace) -> tuple[bytes, str]:
    """Another set of open tables, beside an edition published here, and what it is called."""
    if options.format != "datapackage":
        raise Refused("--set goes with --format datapackage.")
    start()
    from alongside.standards.files import sets

    linked = _published(options.edition, _root(options.site))
    return sets.made(options.set, linked), str(sets.SETS[options.set].title)


def chosen(edition: str, site: str) -> Publication:
    """What is packaged; or what stands in a folder; or what this installation has published."""
    root = _root(site)
    if not edition:
        return publication_of(packaged_edition(), root=root)
    if Path(edition).is_dir():
        return publication_of(load_edition(Path(edition)), root=root)
    start()
    return _published(edition, root).publication


def _root(site: str) -> str:
    return f"{site.rstrip('/')}/framework/"


def _published(edition: str, root: str) -> "Linked":
    """One that this installation has published: by its slug, or the newest."""
    from alongside.framework import queries
    from alongside.framework.documents import Linked

    try:
        return Linked(queries.published(edition), root)
    except queries.NoEditionError as error:
        known = ", ".join(queries.edition_slugs()) or "none"
        raise Refused(
            f"There is no folder and no published edition “{edition}”. Published here: {known}."
            if edition
            else "Nothing is published here yet."
        ) from error
