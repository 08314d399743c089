"""What a new edition means for what one person has said: what to look at again, and what counts on."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from alongside.assessment.models import Looked
from alongside.core import scales
from alongside.core.framework import Became
from alongside.core.framework.beside import Beside, Sort
from alongside.core.framework.changing import Carried, Change
from alongside.core.framework.points import Worded, place
from alongside.framework import queries as framework

from .answers import Answers, answers_by_edition, as_now, said_something
from .starting import start_of


@dataclass(frozen=True, slots=True)
class LookAgain:
    """Something said of earlier words whose meaning changed, with the statements that came of it.
    ``worded`` is given where the statement means the same, and the point that was chosen does not.
    """

    edition: str
    answer: scales.Answer
    carried: Carried
    open: tuple[str, ...]
    worded: Worded | None = None


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed for one person from the newest edition they had answered to the one now.

    ``again`` waits to be looked at; ``counts`` are answers said of other words that mean the same;
    ``retired`` stay as answers of their edition; ``changes`` is all that is not the same, and
    ``beside`` what is other beside statements: points this person chose, and their starting point.
    """

    old: str
    new: str
    again: tuple[LookAgain, ...]
    counts: tuple[scales.Answer, ...]
    retired: tuple[tuple[str, scales.Answer], ...]
    changes: tuple[Change, ...]
    beside: tuple[Beside, ...]
    looked_at: datetime | None

    @property
    def number(self) -> int:
        """How many things changed: what stays the same to the letter is not among them."""
        return len(self.changes)

    @property
    def anything(self) -> bool:
        """Whether there is something to tell: of statements, or of what touches this person."""
        return bool(self.changes or self.beside)


def changes_for(
    person_id: UUID, edition_slug: str, given: Mapping[str, Answers] | None = None
) -> Changes | None:
    """What changed since this person was last here; None where they said nothing earlier.
    ``given`` are their answers by edition, for a caller that has them at hand.
    """
    given = answers_by_edition(person_id) if given is None else given
    if not given.keys() - {edition_slug}:
        return None
    earlier = [slug for slug in framework.followed_by(edition_slug) if slug in given]
    if not earlier:
        return None
    found = framework.changes(earlier[0], edition_slug)
    now = as_now(given, edition_slug)
    reworded = {new.code for one in found if one.kind is Became.REWORDED for new in one.new}
    looked = looked_of(person_id, edition_slug)
    return Changes(
        old=earlier[0],
        new=edition_slug,
        again=look_again_at(given, edition_slug),
        counts=tuple(one for one in now.values() if one.of_edition and one.code in reworded),
        retired=_retired(given, edition_slug),
        changes=tuple(one for one in found if one.kind is not Became.SAME),
        beside=tuple(_beside(person_id, given, earlier[0], edition_slug)),
        looked_at=looked.at if looked else None,
    )


def looked_of(person_id: UUID, edition_slug: str) -> Looked | None:
    """When this person looked through what changed with an edition, if they have."""
    return Looked.objects.filter(person_id=person_id, edition=edition_slug).first()


def looks_of(person_id: UUID) -> list[Looked]:
    """Every time this person looked through what a new edition changed, oldest first."""
    return list(Looked.objects.filter(person_id=person_id).order_by("at"))


def look_again_at(given: Mapping[str, Answers], edition_slug: str) -> tuple[LookAgain, ...]:
    """What this person said of statements whose meaning changed, while any that came of it is
    unanswered. What they have said again since, of an edition in between, is not asked twice.
    """
    now = as_now(given, edition_slug)
    found = []
    for earlier in framework.followed_by(edition_slug):
        means = framework.meaning(earlier, edition_slug)
        for code, answer in given.get(earlier, {}).items():
            carried = means.get(code)
            worded = framework.point_changed(earlier, code, answer.point, edition_slug)
            if carried and carried.counts and worded:
                carried = Carried(Became.CHANGED, carried.to, worded.why)
            else:
                worded = None
            if not carried or not carried.again or not said_something(answer):
                continue
            since = _said_since(given, earlier, answer, edition_slug)
            waiting = tuple(
                to for to in carried.to if to not in since and not _again(answer, now.get(to))
            )
            if waiting:
                found.append(LookAgain(earlier, answer, carried, waiting, worded))
    return tuple(found)


def _beside(person_id: UUID, given: Mapping[str, Answers], old: str, new: str) -> Iterator[Beside]:
    """Of what changed beside the statements, what touches this person."""
    chose = {
        at
        for slug in framework.followed_by(new)
        for answer in given.get(slug, {}).values()
        for at in place(answer.code, answer.point)
    }
    start = start_of(person_id)
    for one in framework.beside(old, new):
        if (one.sort is Sort.POINT and (one.group, one.id) in chose) or (
            one.sort is Sort.PROFILE and one.id in (start.profile, start.overlay)
        ):
            yield one


def _again(before: scales.Answer, since: scales.Answer | None) -> bool:
    """Whether something was said again: a point where there was one, else anything."""
    return since is not None and (since.answered or (said_something(since) and not before.answered))


def _said_since(
    given: Mapping[str, Answers], edition: str, before: scales.Answer, until: str
) -> set[str]:
    """The statements of now of which something was said again in an edition between the two."""
    found: set[str] = set()
    for later in framework.followed_by(until):
        if later == edition:
            break
        carried, onward = framework.meaning(edition, later), framework.meaning(later, until)
        for code in carried[before.code].to if before.code in carried else ():
            if code in onward and _again(before, given.get(later, {}).get(code)):
                found.update(onward[code].to)
    return found


def _retired(
    given: Mapping[str, Answers], edition_slug: str
) -> tuple[tuple[str, scales.Answer], ...]:
    return tuple(
        (earlier, answer)
        for earlier in framework.followed_by(edition_slug)
        for code, answer in given.get(earlier, {}).items()
        if framework.now(earlier, code, edition_slug).kind is Became.RETIRED
        and said_something(answer)
    )
