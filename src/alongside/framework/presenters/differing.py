"""What a draft does with the statements of the edition before, laid side by side."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from alongside.core.framework import Became, Edition, Statement, changing
from alongside.framework.actions import LABELS

from .names import BECAME, Text


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a statement before and now. ``alike``: it did not change."""

    name: str
    before: str
    now: str


@dataclass(frozen=True, slots=True)
class Changed:
    """One disposition, as a page shows it. ``code`` and ``title`` are of what there is now."""

    kind: Became
    became: Text
    code: str
    title: str
    old: tuple[Statement, ...]
    new: tuple[Statement, ...]
    why: str
    parts: tuple[Part, ...]

    @property
    def theme(self) -> str:
        return (self.new or self.old)[0].theme


def part_name(name: str) -> str:
    if name.startswith("question "):
        return _("Question %(number)s") % {"number": name.removeprefix("question ")}
    return str(LABELS[name])


def changed(before: Edition, now: Edition) -> list[Changed]:
    """Everything but what stayed the same, in the new edition's order."""
    found = changing.compare(before, now)
    return [shown(one) for one in found if one.kind is not Became.SAME]


def shown(change: changing.Change) -> Changed:
    """For one that follows one: the parts that differ. Else all words stand beside each other."""
    first = (change.new or change.old)[0]
    pair = len(change.old) == len(change.new) == 1
    parts = changing.differing(change.old[0], change.new[0]) if pair else ()
    return Changed(
        kind=change.kind,
        became=BECAME[change.kind],
        code=first.code,
        title=first.title,
        old=change.old,
        new=change.new,
        why=change.why,
        parts=tuple(Part(part_name(name), old, new) for name, old, new in parts),
    )


def about(before: Edition, now: Edition, code: str) -> Changed | None:
    """What became of one code: of the draft's, or of one that it retires."""
    for change in changing.compare(before, now):
        if any(one.code == code for one in change.new):
            return shown(change)
    retired = (one for one in changing.compare(before, now) if not one.new)
    return next((shown(one) for one in retired if one.old[0].code == code), None)


def said(statement: Statement) -> Iterable[tuple[str, str]]:
    """All that a statement says, part by part, each with its name."""
    return [(part_name(name), text) for name, text in changing.wording(statement).items() if text]
