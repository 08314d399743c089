"""What a new edition changed for one person, in words: what they said, of what, and what came of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from django.urls import reverse

from alongside.assessment import queries
from alongside.core import scales
from alongside.core.framework import Became, Edition, Statement
from alongside.core.framework.beside import Beside, Sort
from alongside.core.framework.points import place
from alongside.framework import queries as framework
from alongside.framework.presenters import around, difference
from alongside.framework.presenters.addresses import Addresses

from . import words


@dataclass(frozen=True, slots=True)
class Link:
    code: str
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Before:
    """What somebody said of earlier words, and what became of these. ``title`` is that of the
    statement they said it of. ``open`` are the statements of now that wait for them; empty where
    nothing is asked.
    """

    edition: str
    title: str
    change: difference.Shown
    said: tuple[tuple[str, str], ...]
    open: tuple[Link, ...]
    all_changes: str
    point: around.Shown | None = None  # where the statement means the same, and its point does not


@dataclass(frozen=True, slots=True)
class SaidOf:
    """Where an answer that counts was said. ``wording`` is what it said then, if that is not what
    it says now, and ``point`` what was chosen then, in the words of then, if these are others.
    """

    edition: str
    url: str
    wording: str
    point: str = ""


@dataclass(frozen=True, slots=True)
class ChangesPage:
    old: str
    number: int
    again: tuple[Before, ...]
    counts: tuple[Before, ...]
    retired: tuple[Before, ...]
    new: tuple[Link, ...]
    others: tuple[difference.Shown, ...]
    points: tuple[around.Shown, ...]
    profiles: tuple[around.Shown, ...]
    all_changes: str
    looked: bool


def page(changes: queries.Changes) -> ChangesPage:
    """Only what changed, by what it asks of this person."""
    now = queries.edition_of(changes.new)
    again = tuple(before(one, changes.new) for one in changes.again)
    counts = tuple(
        _before(one.of_edition, one.of_code, one, changes.new, ()) for one in changes.counts
    )
    retired = tuple(_before(of, one.code, one, changes.new, ()) for of, one in changes.retired)
    at_old, at_new = Addresses(changes.old), Addresses(changes.new)
    answered = _answered(changes)
    others = (one for one in changes.changes if not answered.intersection((*one.old, *one.new)))
    shown = [difference.shown(one, at_old, at_new) for one in others]
    made = (one.new[0] for one in changes.changes if one.kind is Became.NEW)
    return ChangesPage(
        old=queries.edition_of(changes.old).title,
        number=changes.number,
        again=again,
        counts=counts,
        retired=retired,
        new=_links((one.code for one in made), now),
        others=tuple(one for one in shown if one.fate.id != Became.NEW.value),
        points=_shown(changes.beside, Sort.POINT),
        profiles=_shown(changes.beside, Sort.PROFILE),
        all_changes=reverse("framework:difference", args=[changes.old, changes.new]),
        looked=changes.looked_at is not None,
    )


def _shown(changed: Iterable[Beside], sort: Sort) -> tuple[around.Shown, ...]:
    return tuple(around.shown(one) for one in changed if one.sort is sort)


def _answered(changes: queries.Changes) -> set[Statement]:
    """The statements, before and now, of which this person had said something."""
    then, now = queries.edition_of(changes.old), queries.edition_of(changes.new)
    came = {code for one in changes.again for code in one.carried.to}
    came |= {one.code for one in changes.counts}
    gone = {framework.now(of, one.code, changes.old).counts for of, one in changes.retired}
    return {now.by_code[code] for code in came} | {then.by_code[code] for code in gone - {""}}


def before(one: queries.LookAgain, slug: str) -> Before:
    """Something to look at again, with both wordings and why."""
    found = _before(one.edition, one.answer.code, one.answer, slug, one.open)
    if one.worded is None:
        return found
    at = place(one.answer.code, one.answer.point)
    shown = next(
        around.shown(beside)
        for beside in framework.beside(one.edition, slug)
        if beside.sort is Sort.POINT and (beside.group, beside.id) in at
    )
    return replace(found, point=shown)


def _before(
    of: str, code: str, answer: scales.Answer, slug: str, open_codes: Iterable[str]
) -> Before:
    then, now = queries.edition_of(of), queries.edition_of(slug)
    change = next(
        one for one in framework.changes(of, slug) if code in [gone.code for gone in one.old]
    )
    return Before(
        edition=then.title,
        title=then.by_code[code].title,
        change=difference.shown(change, Addresses(of), Addresses(slug)),
        said=tuple(words.pairs(then, scales.Answer(code, *answer.content))),
        open=_links(open_codes, now),
        all_changes=reverse("framework:difference", args=[of, slug]),
    )


def _links(codes: Iterable[str], edition: Edition) -> tuple[Link, ...]:
    found = (edition.by_code[code] for code in codes)
    return tuple(
        Link(one.code, one.title, reverse("assessment:theme", args=[one.theme]) + f"#{one.code}")
        for one in found
    )


def by_code(again: Iterable[queries.LookAgain], slug: str) -> Mapping[str, list[Before]]:
    """What is to be looked at again, beside each statement that waits for it."""
    found: dict[str, list[Before]] = {}
    for one in again:
        for code in one.open:
            found.setdefault(code, []).append(before(one, slug))
    return found


def said_of(answer: scales.Answer | None, edition: Edition) -> SaidOf | None:
    """Where an answer that counts was said, where that is an earlier edition."""
    if answer is None or not answer.of_edition or answer.content == scales.Answer("").content:
        return None
    then = queries.edition_of(answer.of_edition)
    said, says = then.by_code[answer.of_code].faces, edition.by_code[answer.code].faces
    url = reverse("framework:statement", args=[answer.of_edition, answer.of_code])
    chosen = words.point_of(then, answer.of_code, answer.point)
    offered = words.point_of(edition, answer.code, answer.point)
    other = chosen and offered and (chosen.label, chosen.line) != (offered.label, offered.line)
    return SaidOf(
        then.title,
        url,
        said.worker if said.worker != says.worker else "",
        f"{chosen.label}. {chosen.line}" if chosen and other else "",
    )
