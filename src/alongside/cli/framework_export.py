"""alongside framework export: an edition as a file that others' software reads."""

import argparse
import sys
from pathlib import Path

from alongside.core.credentials.framework_tables import SHAPES
from alongside.core.credentials.publication import Publication
from alongside.framework.loading import load_edition, packaged_edition
from alongside.framework.presenters.publication import publication_of

from .refusing import Refused
from .with_django import start


def export(options: argparse.Namespace) -> None:
    from alongside.standards.files import writing
    from alongside.standards.files.formats import FORMATS, table

    if options.table and (options.format != "csv" or options.table not in SHAPES):
        raise Refused(f"--table goes with --format csv, and is one of: {', '.join(SHAPES)}.")
    publication = chosen(options.edition, options.site)
    if options.table:
        content = writing.table_csv(table(publication, options.table))
    else:
        content = FORMATS[options.format].make(publication)
    if str(options.output) == "-":
        sys.stdout.buffer.write(content)
        return
    options.output.write_bytes(content)
    print(f"{options.output}: {publication.title}, {len(content):,} bytes.")


def chosen(edition: str, site: str) -> Publication:
    """What is packaged; or what stands in a folder; or what this installation has published."""
    root = f"{site.rstrip('/')}/framework/"
    if not edition:
        return publication_of(packaged_edition(), root=root)
    if Path(edition).is_dir():
        return publication_of(load_edition(Path(edition)), root=root)
    start()
    from alongside.framework import queries
    from alongside.framework.documents import Linked

    try:
        return Linked(queries.published(edition), root).publication
    except queries.NoEditionError as error:
        known = ", ".join(queries.edition_slugs()) or "none"
        raise Refused(
            f"There is no folder and no published edition “{edition}”. Published here: {known}."
        ) from error
