"""What changed between two editions, as a page: each statement's fate, and both wordings."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from alongside.core.framework import Became, Statement
from alongside.core.framework.beside import Beside
from alongside.core.framework.changing import Change
from alongside.core.framework.wording import Run, by_words, differing, differing_around
from alongside.framework.queries import Published

from . import around
from .addresses import Addresses
from .names import FATES, Fate
from .shapes import FACE_BY_ID, FACES, KINDS, PLACES, Text


@dataclass(frozen=True, slots=True)
class Part:
    """One part in which two wordings differ, before and now."""

    label: Text
    before: tuple[Run, ...]
    now: tuple[Run, ...]

    @property
    def anew(self) -> bool:
        """Whether nearly nothing is as it was: then marking it all would only be hard to read."""
        return all(one for runs in (self.before, self.now) for _text, one in runs)


@dataclass(frozen=True, slots=True)
class Side:
    """A statement as one of two editions has it."""

    code: str
    kind: Text
    title: str
    text: str
    url: str
    faces: tuple[tuple[Text, str], ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """One change: what became of what, why, and (where one became one) the parts that differ."""

    id: str
    fate: Fate
    old: tuple[Side, ...]
    new: tuple[Side, ...]
    why: str
    parts: tuple[Part, ...]

    @property
    def keeps_its_code(self) -> bool:
        return [one.code for one in self.old] == [one.code for one in self.new]


@dataclass(frozen=True, slots=True)
class DifferencePage:
    old: Published
    new: Published
    in_line: bool
    counts: tuple[tuple[Fate, int], ...]
    shown: tuple[tuple[Fate, tuple[Shown, ...]], ...]
    same: tuple[Shown, ...]
    around: list[tuple[Text, list[around.Shown]]]


def page(
    old: Published,
    new: Published,
    changes: Iterable[Change],
    *,
    beside: Iterable[Beside],
    in_line: bool,
) -> DifferencePage:
    """Whatever is not wholly the same, by what became of it; then what is."""
    all_shown = [shown(one, Addresses(old.slug), Addresses(new.slug)) for one in changes]
    by_fate = {fate: tuple(one for one in all_shown if one.fate is fate) for fate in FATES.values()}
    same = FATES[Became.SAME]
    whole = tuple(one for one in by_fate[same] if not one.parts)
    rest = {**by_fate, same: tuple(one for one in by_fate[same] if one.parts)}
    return DifferencePage(
        old=old,
        new=new,
        in_line=in_line,
        counts=tuple((fate, len(some)) for fate, some in by_fate.items() if some),
        shown=tuple((fate, some) for fate, some in rest.items() if some),
        same=whole,
        around=around.changed(beside),
    )


def shown(change: Change, old: Addresses, new: Addresses) -> Shown:
    first = (change.new or change.old)[0]
    return Shown(
        id=f"{change.kind.value}-{first.code}",
        fate=FATES[change.kind],
        old=tuple(_side(one, old) for one in change.old),
        new=tuple(_side(one, new) for one in change.new),
        why=change.why,
        parts=tuple(parts(change)),
    )


def _side(one: Statement, at: Addresses) -> Side:
    faces = tuple((face.name, str(getattr(one.faces, face.id))) for face in FACES)
    return Side(one.code, KINDS[one.kind], one.title, one.text, at.statement(one.code), faces)


def parts(change: Change) -> list[Part]:
    """The parts that differ where one statement became one."""
    if len(change.old) != 1 or len(change.new) != 1:
        return []
    both = change.old[0], change.new[0]
    return [
        Part(label(name), *by_words(before, now))
        for name, before, now in (*differing(*both), *differing_around(*both))
    ]


def label(name: str) -> Text:
    """A part's name in words."""
    kind, _space, which = name.partition(" ")
    if name in FACE_BY_ID:
        return FACE_BY_ID[name].name
    if kind == "question":
        return _("Question %(number)s") % {"number": which}
    if kind == "example":
        return _("What it looks like")
    places = {"if not": "if-not", "not like this": "not-like-this", "to think about": "reflect"}
    return PLACES[places.get(name, name)]
