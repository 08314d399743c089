"""alongside erasures list | apply, and alongside tidy."""

import argparse
from pathlib import Path

from .refusing import Refused
from .with_django import start


def listing(options: argparse.Namespace) -> None:
    start()
    from alongside.accounts.queries import erasures
    from alongside.foundation.erasure_list import Erased

    for row in erasures():
        one = Erased(row.day, row.person)
        print(one.line() if options.json else f"{one.day}  {one.person}")


def apply(options: argparse.Namespace) -> None:
    start()
    known, back = apply_file(options.file)
    print(f"{known} erasures known. {back} were back, and are erased again.")


def apply_file(file: Path | None = None) -> tuple[int, int]:
    """Erase again whoever is back, by the list here and the one outside the database.

    Lines that cannot be read are named once the others have been applied.
    """
    from django.conf import settings

    from alongside.accounts.actions import erase_again
    from alongside.accounts.queries import erasures
    from alongside.foundation.erasure_list import Erased, read

    known, faults = {Erased(row.day, row.person) for row in erasures()}, []
    listed = Path(settings.ERASURES_FILE) if settings.ERASURES_FILE else None
    # The list that settings name begins with the first erasure; one given by hand must be there.
    paths = [file] if file else [listed] if listed and listed.exists() else []
    for path in paths:
        found, wrong = read(path)
        known.update(found)
        faults += wrong
    back = erase_again(actor=None, erased=known)
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
