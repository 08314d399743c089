"""alongside content due | checks: what the texts need from a person."""

import argparse
import json
from collections.abc import Iterator
from typing import TYPE_CHECKING

from .with_django import start

if TYPE_CHECKING:
    from alongside.core.crosswalks import Crosswalk


def due(options: argparse.Namespace) -> None:
    start()
    from django.utils import timezone

    from alongside.library.queries import due as what_is_due

    rows = what_is_due(today=timezone.localdate())
    if options.json:
        print(json.dumps([vars_of(row) for row in rows], ensure_ascii=False, indent=2, default=str))
        return
    for row in rows:
        print(f"{row.last_checked or 'never checked'}  {row.what}: {row.name}")
    if not rows:
        print("Nothing is due.")


def checks(options: argparse.Namespace) -> None:
    from alongside.expectations.loading import packaged
    from alongside.framework.loading import (
        packaged_crosswalks,
        packaged_edition,
        packaged_tailored,
    )
    from alongside.library.loading import packaged_library
    from alongside.portfolio.loading import packaged as forms

    rows = [
        *((check.about, check.where, check.note) for check in packaged_edition().checks),
        *(row for one in packaged_crosswalks() for row in _of_crosswalk(one)),
        *((one.about, one.where, one.note) for made in packaged_tailored() for one in made.checks),
        *((check.id, check.where, check.note) for check in packaged_library().checks),
        *packaged().checks,
        *((one.key, check.where, check.note) for one in forms() for check in one.checks),
    ]
    if options.json:
        named = [{"about": about, "where": where, "note": note} for about, where, note in rows]
        print(json.dumps(named, ensure_ascii=False, indent=2))
        return
    for about, where, note in rows:
        print(f"{about}  {where}: {note}")


def _of_crosswalk(one: "Crosswalk") -> Iterator[tuple[str, str, str]]:
    """What to confirm of a crosswalk, and, item by item, which relations no reader has said yes to."""
    for check in one.checks:
        yield one.id, check.where, check.note
    for item in one.items:
        waiting = [relation.about for relation in one.waiting if relation.item == item.code]
        if waiting:
            yield (
                one.id,
                f"{item.code} {item.title}",
                f"waits for a named reader: {', '.join(waiting)}",
            )


def vars_of(row: object) -> dict[str, object]:
    return {name: getattr(row, name) for name in row.__slots__}  # type: ignore[attr-defined]
