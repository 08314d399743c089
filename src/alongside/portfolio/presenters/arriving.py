"""What would come, what is here already and what cannot come; and afterwards what did."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from alongside.foundation import moving
from alongside.foundation.actor import Actor
from alongside.foundation.moving import CANNOT, HERE, NEW, Line
from alongside.portfolio.actions.arriving import Opened, look_at_files, takers
from alongside.portfolio.queries import arriving as queries
from alongside.portfolio.queries.bundle import Bundle

# Parts that are taken by this area, or that belong to the record itself.
TAKEN = ("answers", "plan")


@dataclass(frozen=True, slots=True)
class Group:
    """A part of what was brought. ``why`` of a line is shown where there is one."""

    title: str
    new: tuple[Line, ...]
    here: tuple[Line, ...]
    cannot: tuple[Line, ...]


def preview(actor: Actor, bundle: Bundle) -> list[Group]:
    """What taking it would come to. Changes nothing."""
    opened = look_at_files(bundle)
    plan = queries.plan_coming(actor, bundle)
    groups = [
        _group(_("Entries and files"), _entries(actor, opened)),
        _group(_("My view"), (one.line for one in queries.answers_coming(actor, bundle))),
        _group(_("My plan"), plan.lines if plan else ()),
        *(_group(str(t.title), t.preview(actor, part)) for t, part in takers(bundle)),
        _group(_("The rest"), _rest(bundle)),
    ]
    return [one for one in groups if one.new or one.here or one.cannot]


def _entries(actor: Actor, opened: Opened) -> Iterator[Line]:
    for one in queries.entries_coming(actor, opened.bundle):
        yield one.line
        if one.line.state == NEW:
            for file in one.entry.get("files", ()):
                found = opened.files[file["path"]]
                what = _("File “%(name)s”") % {"name": file["name"]}
                yield Line(what, CANNOT, found) if isinstance(found, str) else Line(what)


def _rest(bundle: Bundle) -> Iterator[Line]:
    """Parts that nothing here takes: said by name, so that nobody thinks they came along."""
    known = {*TAKEN, *(taker.name for taker in moving.takers())}
    for name, part in bundle.document["everything"].items():
        if name not in known and part:
            why = _("it is not taken over, and stays in your file")
            yield Line(name.replace("_", " ")[:60].capitalize(), CANNOT, why)


def _group(title: str, lines: Iterable[Line]) -> Group:
    by_state: dict[str, list[Line]] = {NEW: [], HERE: [], CANNOT: []}
    for line in lines:
        by_state[line.state].append(line)
    return Group(title, tuple(by_state[NEW]), tuple(by_state[HERE]), tuple(by_state[CANNOT]))


def report(kept: Mapping[str, Any]) -> list[Group]:
    """What came of taking it."""
    titles = {"entries": _("Entries and files"), "answers": _("My view"), "plan": _("My plan")}
    titles |= {f"part:{one.name}": str(one.title) for one in moving.takers()}
    groups = [
        _group(titles.get(name, name), (Line(**line) for line in lines))
        for name, lines in kept.items()
    ]
    return [one for one in groups if one.new or one.here or one.cannot]
