"""alongside framework publish FOLDER: the edition in a folder, for everybody, and never changed after."""

import argparse

from alongside.framework.loading import load_edition

from .refusing import Refused
from .with_django import start


def publish(options: argparse.Namespace) -> None:
    edition = load_edition(options.folder)
    start()
    from alongside.framework import actions, queries

    newest = queries.stands_apart_from(edition)
    if newest and not options.apart:
        raise Refused(
            f"{edition.slug} does not follow the newest edition, {newest}. Published like this, nothing "
            "that people answered, planned or linked would count in it, and everybody would begin "
            f"again. Say in its files that it follows {newest} (`previous`, and dispositions.yaml), or "
            "say --apart if that is what you mean."
        )
    there = edition.slug in queries.edition_slugs()
    actions.publish(actor=None, edition=edition)
    print(f"{edition.slug}: {'is published already' if there else 'is published'}.")
