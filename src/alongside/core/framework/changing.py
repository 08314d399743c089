"""How one edition follows another: whether what it says of that is sound, what changed, and what
something said of an old statement means now.

Two editions stand in a *line* when each names the next older one as its ``previous``. Between any
two of a line, what each step says is put together: reworded and then split is split.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from . import points
from .dispositions import KEEPS, LOOK_AGAIN, Became, Disposition
from .edition import Edition, Statement
from .wording import differing, wording

# How many old and how many new statements each says something about: (fewest, most), or no end.
_MANY: Final = 99
_SIZES: Final[Mapping[Became, tuple[tuple[int, int], tuple[int, int]]]] = {
    Became.SAME: ((1, 1), (1, 1)),
    Became.REWORDED: ((1, 1), (1, 1)),
    Became.CHANGED: ((1, 1), (1, 1)),
    Became.SPLIT: ((1, 1), (2, _MANY)),
    Became.MERGED: ((2, _MANY), (1, 1)),
    Became.RETIRED: ((1, 1), (0, 0)),
    Became.NEW: ((0, 0), (1, 1)),
}
_NEEDS_WHY: Final = LOOK_AGAIN | {Became.RETIRED}
_TURNED: Final = {
    Became.SPLIT: Became.MERGED,
    Became.MERGED: Became.SPLIT,
    Became.RETIRED: Became.NEW,
    Became.NEW: Became.RETIRED,
}


@dataclass(frozen=True, slots=True)
class Change:
    """What became of some statements, with all their words before and after."""

    kind: Became
    old: tuple[Statement, ...]
    new: tuple[Statement, ...]
    why: str = ""


@dataclass(frozen=True, slots=True)
class Carried:
    """What something said of an old statement means now.

    ``to`` are the codes of the statements that came of it. It counts for ``counts`` (a code) as it
    stands, if that is not ""; with ``again`` its owner is asked to look at ``to`` afresh; with
    neither, it stays where it is, as something said earlier.
    """

    kind: Became
    to: tuple[str, ...]
    why: str = ""

    @property
    def counts(self) -> str:
        return self.to[0] if self.kind in KEEPS else ""

    @property
    def again(self) -> bool:
        return self.kind in LOOK_AGAIN


# Whether what an edition says of the one before it is sound


def check(old: Edition, new: Edition) -> tuple[str, ...]:
    """What is wrong with what ``new`` says became of ``old``'s statements; () where nothing is.

    Every statement of both stands in exactly one disposition, in the right number; the same says
    the same; what keeps its meaning keeps its kind and identifier, and nothing else keeps either.
    """
    faults = []
    if new.previous != old.slug:
        faults.append(f"It says it follows “{new.previous}”, and was held against “{old.slug}”.")
    for one in new.dispositions:
        faults += _alone(one, old, new) or list(_words(one, old, new))
    faults += _once("before", (code for d in new.dispositions for code in d.old), old.by_code)
    faults += _once("now", (code for d in new.dispositions for code in d.new), new.by_code)
    return (*faults, *_identifiers(old, new), *points.check(old, new))


def _said(one: Disposition) -> str:
    before, after = " and ".join(one.old), " and ".join(one.new)
    return f"{one.kind.value}: {' → '.join(part for part in (before, after) if part) or 'nothing'}"


def miscounted(one: Disposition) -> Iterator[str]:
    """Where a disposition names too few or too many statements for what it says."""
    named = zip(("before", "now"), (one.old, one.new), _SIZES[one.kind], strict=True)
    for when, codes, (least, most) in named:
        if not least <= len(codes) <= most:
            wanted = str(least) if least == most else f"{least} or more"
            yield f"{_said(one)}: needs {wanted} from {when}, and names {len(codes)}."


def _alone(one: Disposition, old: Edition, new: Edition) -> list[str]:
    """What is wrong with one disposition before any words are read."""
    missing = [f"{code} is not in {old.slug}" for code in one.old if code not in old.by_code]
    missing += [f"{code} is not in {new.slug}" for code in one.new if code not in new.by_code]
    return [*miscounted(one), *(f"{_said(one)}: {what}." for what in missing)]


def _words(one: Disposition, old: Edition, new: Edition) -> Iterator[str]:
    if one.kind in _NEEDS_WHY and not one.why.strip():
        yield f"{_said(one)}: says nothing of why. People will be shown the reason."
    if one.kind not in KEEPS | {Became.CHANGED}:
        return
    before, after = old.by_code[one.old[0]], new.by_code[one.new[0]]
    alike = wording(before) == wording(after)
    if one.kind is Became.SAME and not alike:
        parts = ", ".join(name for name, _, _ in differing(before, after))
        yield f"{_said(one)}: the words are not the same ({parts})."
    if one.kind is not Became.SAME and alike:
        yield f"{_said(one)}: the words are the same; say “same”."
    if one.kind in KEEPS and before.kind is not after.kind:
        yield f"{_said(one)}: {before.kind} cannot become {after.kind} and mean the same."


def _once(when: str, named: Iterable[str], known: Iterable[str]) -> Iterator[str]:
    times = Counter(named)
    for code in known:
        if not times[code]:
            yield f"{code} of {when}: nothing says what became of it."
        elif times[code] > 1:
            yield f"{code} of {when}: is named {times[code]} times; once is right."


def kept_identifiers(old: Edition, dispositions: Iterable[Disposition]) -> dict[str, str]:
    """The ``identifiers`` of an edition that follows ``old`` so: for all that keeps its meaning."""
    return {
        one.new[0]: str(old.identifier(one.old[0]))
        for one in dispositions
        if one.kind in KEEPS and one.new and one.old and one.old[0] in old.by_code
    }


def _identifiers(old: Edition, new: Edition) -> Iterator[str]:
    should = kept_identifiers(old, new.dispositions)
    for code, identifier in should.items():
        given = new.identifiers.get(code)
        if given != identifier:
            yield f"{code} keeps its meaning, so it keeps its identifier, {identifier}."
    for code in new.identifiers:
        if code not in should:
            yield f"{code} is not kept from before, so it cannot keep an identifier."


# What changed


def compare(old: Edition, new: Edition, *, between: Sequence[Edition] = ()) -> tuple[Change, ...]:
    """What became of each statement from one edition to another, in the new one's order, then what
    was retired. ``between`` are the editions that stand between them in their line, oldest first.

    Editions of one line are compared either way round. Others say nothing of each other, and are
    laid side by side: by identifier, else by code.
    """
    if stands_in_line((old, *between, new)):
        return _by_line((old, *between, new))
    if stands_in_line((new, *reversed(between), old)):
        return _ordered(map(_turned, _by_line((new, *reversed(between), old))), new)
    return _side_by_side(old, new)


def stands_in_line(editions: Sequence[Edition]) -> bool:
    """Whether each edition follows the one before it, and says how."""
    steps = pairwise(editions)
    return len(editions) > 1 and all(
        later.previous == earlier.slug and later.dispositions for earlier, later in steps
    )


def _by_line(editions: Sequence[Edition]) -> tuple[Change, ...]:
    old, new = editions[0], editions[-1]
    steps = list(editions[1].dispositions)
    for edition in editions[2:]:
        steps = list(_together(steps, edition.dispositions))
    changes = (
        Change(
            one.kind,
            tuple(old.by_code[code] for code in one.old),
            tuple(new.by_code[code] for code in one.new),
            one.why,
        )
        for one in steps
    )
    return _ordered(changes, new)


def _together(first: Iterable[Disposition], second: Iterable[Disposition]) -> Iterator[Disposition]:
    """Two steps as one: whatever meets in the edition between them belongs together."""
    groups: list[tuple[list[Disposition], list[Disposition]]] = [([one], []) for one in first]
    for later in second:
        met = [group for group in groups if _made(group) & set(later.old)]
        joined = (
            [one for group in met for one in group[0]],
            [*(one for group in met for one in group[1]), later],
        )
        groups = [group for group in groups if not any(group is one for one in met)] + [joined]
    for before, after in groups:
        old = tuple(dict.fromkeys(code for one in before for code in one.old))
        new = tuple(dict.fromkeys(code for one in after for code in one.new))
        if old or new:
            kinds = {one.kind for one in (*before, *after)}
            why = " ".join(dict.fromkeys(one.why for one in (*before, *after) if one.why))
            yield Disposition(_both_steps(len(old), len(new), kinds), old, new, why)


def _made(group: tuple[list[Disposition], list[Disposition]]) -> set[str]:
    return {code for one in group[0] for code in one.new}


def _both_steps(old: int, new: int, kinds: set[Became]) -> Became:
    """What two steps came to, from how many statements there were, and are, and what each said."""
    if not old or not new:
        return Became.NEW if new else Became.RETIRED
    if old == 1 and new == 1:
        if kinds <= KEEPS:
            return Became.REWORDED if Became.REWORDED in kinds else Became.SAME
        return Became.CHANGED
    return Became.SPLIT if old == 1 else Became.MERGED if new == 1 else Became.CHANGED


def _turned(change: Change) -> Change:
    return Change(
        _TURNED.get(change.kind, change.kind), old=change.new, new=change.old, why=change.why
    )


def _side_by_side(old: Edition, new: Edition) -> tuple[Change, ...]:
    at_home = {new.identifier(code): code for code in new.by_code}
    kept = {
        at_home[old.identifier(code)]: code
        for code in old.by_code
        if old.identifier(code) in at_home
    }
    free = set(old.by_code) - set(kept.values())
    pairs = kept | {code: code for code in new.by_code if code in free and code not in kept}
    changes = [
        _beside(old.by_code[before], new.by_code[code], kept=code in kept)
        for code, before in pairs.items()
    ]
    changes += [Change(Became.NEW, (), (one,)) for one in new.statements if one.code not in pairs]
    gone = set(old.by_code) - set(pairs.values())
    changes += [Change(Became.RETIRED, (one,), ()) for one in old.statements if one.code in gone]
    return _ordered(changes, new)


def _beside(before: Statement, after: Statement, *, kept: bool) -> Change:
    alike = wording(before) == wording(after)
    kind = Became.SAME if alike else Became.REWORDED if kept else Became.CHANGED
    return Change(kind, (before,), (after,))


def _ordered(changes: Iterable[Change], new: Edition) -> tuple[Change, ...]:
    place = {one.code: at for at, one in enumerate(new.statements)}
    return tuple(
        sorted(
            changes,
            key=lambda one: (
                min((place[made.code] for made in one.new), default=len(place)),
                [gone.code for gone in one.old],
            ),
        )
    )


# What something said earlier means now


def meaning(
    old: Edition, new: Edition, *, between: Sequence[Edition] = ()
) -> Mapping[str, Carried]:
    """For each statement of ``old``: where something said of it goes in ``new``.

    Nothing is carried between editions that do not stand in line, oldest first: the same code
    need not be the same statement. Over several steps it goes only where they lead it, also where
    others meet it on the way.
    """
    line = (old, *between, new)
    if not stands_in_line(line):
        return {}
    found = {}
    for change in compare(old, new, between=between):
        for before in change.old:
            led = _led(before.code, line)
            to = tuple(one.code for one in change.new if one.code in led)
            found[before.code] = Carried(change.kind if to else Became.RETIRED, to, change.why)
    return found


def _led(code: str, line: Sequence[Edition]) -> set[str]:
    """The statements of the last of a line to which its steps lead from one of the first."""
    here = {code}
    for edition in line[1:]:
        here = {to for one in edition.dispositions if here.intersection(one.old) for to in one.new}
    return here
