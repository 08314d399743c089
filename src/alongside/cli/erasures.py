"""alongside erasures list | apply, and alongside tidy."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from .refusing import Refused
from .with_django import start

if TYPE_CHECKING:
    from alongside.foundation.erasure_list import Erased


def listing(options: argparse.Namespace) -> None:
    start()
    for one in sorted(_known_here()):
        what = "" if one.kind == "person" else f"  ({one.kind})"
        print(one.line() if options.json else f"{one.day}  {one.person}{what}")


def _known_here() -> "set[Erased]":
    """Every erasure that the database remembers: people, and stories that were taken back."""
    from alongside.accounts.queries import erasures
    from alongside.foundation.erasure_list import STORY, Erased
    from alongside.stories.queries import tombstones

    people = {Erased(row.day, row.person) for row in erasures()}
    return people | {Erased(day, story, STORY) for story, day in tombstones()}


def apply(options: argparse.Namespace) -> None:
    start()
    known, back = apply_file(options.file)
    print(f"{known} erasures known. {back} were back, and are erased again.")


def apply_file(file: Path | None = None) -> tuple[int, int]:
    """Erase again whoever is back, and whatever story, by the list here and the one outside.

    Lines that cannot be read are named once the others have been applied.
    """
    from django.conf import settings

    from alongside.accounts.actions import erase_again
    from alongside.foundation.erasure_list import PERSON, read
    from alongside.stories.actions import withdraw_again

    known, faults = _known_here(), []
    listed = Path(settings.ERASURES_FILE) if settings.ERASURES_FILE else None
    # The list that settings name begins with the first erasure; one given by hand must be there.
    paths = [file] if file else [listed] if listed and listed.exists() else []
    for path in paths:
        found, wrong = read(path)
        known.update(found)
        faults += wrong
    back = erase_again(actor=None, erased=[one for one in known if one.kind == PERSON])
    stories = {one.person: one.day for one in known if one.kind != PERSON}
    back += withdraw_again(actor=None, stories=stories)
    if faults:
        faults.append("Mend or remove these lines, and run `alongside erasures apply` again.")
        raise Refused("\n".join(faults))
    return len({one.person for one in known}), back


def tidy(options: argparse.Namespace) -> None:
    start()
    from django.utils import timezone

    from alongside.accounts.actions import tidy as let_go

    gone = let_go(actor=None, today=timezone.localdate())
    for what, count in sorted(gone.items()):
        print(f"{what}: {count}")
    if not gone:
        print("Nothing has passed its time.")
