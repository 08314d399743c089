"""alongside framework diff A B: what became of each statement from one edition to another, and what
changed beside them: themes, described points, profiles.
"""

import argparse
import json
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from alongside.core.framework import Became, Edition, beside, digest
from alongside.core.framework.changing import Change, compare
from alongside.core.framework.wording import differing, differing_around
from alongside.framework.loading import load_edition, packaged_edition

from .refusing import Refused
from .with_django import start

SAME, DIFFERS = 0, 1
WIDTH = 96


def diff(options: argparse.Namespace) -> int:
    """0 where nothing differs, 1 where something does; trouble is said as everywhere, with 2."""
    old, new = edition(options.old), edition(options.new)
    if digest(old) == digest(new):
        changes: tuple[Change, ...] = ()
        around: tuple[beside.Beside, ...] = ()
    else:
        between = _between(options.old, options.new)
        changes = compare(old, new, between=between)
        around = beside.compare(old, new, between=between)
    found = [one for one in changes if one.kind is not Became.SAME or _parts(one)]
    if options.json:
        document = {
            "old": old.slug,
            "new": new.slug,
            "same": not found and not around,
            "changes": [_plain(one) for one in found],
            "beside": [_plain_beside(one) for one in around],
        }
        print(json.dumps(document, ensure_ascii=False, indent=2))
    else:
        print("\n".join(_lines(old, new, found, around)))
    return DIFFERS if found or around else SAME


def edition(named: str) -> Edition:
    """The edition in a folder, or the one published here under a slug."""
    if Path(named).is_dir():
        return load_edition(Path(named))
    if named == packaged_edition().slug:
        return packaged_edition()
    start()
    from alongside.framework import queries

    try:
        return queries.edition(named)
    except queries.NoEditionError as error:
        known = ", ".join(queries.edition_slugs()) or "none"
        raise Refused(
            f"“{named}” is neither a folder nor an edition published here (there are: {known})."
        ) from error


def _between(old: str, new: str) -> Sequence[Edition]:
    """The editions between two that are published here, oldest first, whichever way they stand."""
    if Path(old).is_dir() or Path(new).is_dir():
        return ()
    start()
    from alongside.framework import queries

    return queries.between(old, new)


def _parts(change: Change) -> list[tuple[str, str, str]]:
    if len(change.old) != 1 or len(change.new) != 1:
        return []
    both = change.old[0], change.new[0]
    return [*differing(*both), *differing_around(*both)]


def _plain(change: Change) -> dict[str, Any]:
    parts = [{"part": name, "before": old, "now": new} for name, old, new in _parts(change)]
    return {
        "became": change.kind.value,
        "old": [one.code for one in change.old],
        "new": [one.code for one in change.new],
        "why": change.why or None,
        "differs": parts,
    }


def _plain_beside(one: beside.Beside) -> dict[str, Any]:
    return {
        "sort": one.sort.value,
        "group": one.group or None,
        "id": one.id,
        "name": one.name or None,
        "became": one.kind.value,
        "why": one.why or None,
        "differs": [{"part": name, "before": was, "now": now} for name, was, now in one.parts],
    }


def _lines(
    old: Edition, new: Edition, changes: Iterable[Change], around: Sequence[beside.Beside]
) -> Iterator[str]:
    yield f"{old.slug} → {new.slug}"
    for one in changes:
        before = " + ".join(gone.code for gone in one.old)
        after = " + ".join(made.code for made in one.new)
        arrow = " → ".join(part for part in (before, after) if part)
        yield f"\n{one.kind.value}: {arrow}  {(one.new or one.old)[0].title}"
        if one.why:
            yield _wrapped("why: ", one.why)
        parts = _parts(one)
        yield from _both(parts)
        if not parts:
            yield from (_wrapped(f"- {gone.code} ", gone.text) for gone in one.old)
            yield from (_wrapped(f"+ {made.code} ", made.text) for made in one.new)
    for beside_it in around:
        group = f"{beside_it.group} " if beside_it.group else ""
        name = " ".join(part for part in (beside_it.id, beside_it.name) if part)
        yield f"\n{beside_it.kind.value}: {beside_it.sort.value} {group}{name}"
        if beside_it.why:
            yield _wrapped("why: ", beside_it.why)
        yield from _both(beside_it.parts)
    if not changes and not around:
        yield "Nothing differs."


def _both(parts: Iterable[tuple[str, str, str]]) -> Iterator[str]:
    for name, was, now in parts:
        yield f"  {name}"
        yield from (_wrapped(sign, text) for sign, text in (("- ", was), ("+ ", now)) if text)


def _wrapped(lead: str, text: str) -> str:
    return textwrap.fill(text, WIDTH, initial_indent=f"    {lead}", subsequent_indent="      ")
