"""What an entry is linked to, and what it could be linked to, in words and addresses."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.urls import reverse
from django.utils.translation import ngettext

from alongside.assessment.presenters.beside import Link as AnswerLink
from alongside.assessment.queries import answers_of
from alongside.core.framework import Edition
from alongside.core.record.entries import Entry
from alongside.foundation.actor import Actor
from alongside.framework.queries import published
from alongside.planning.presenters.beside import Link as ItemLink
from alongside.planning.queries import item_titles, items_of
from alongside.portfolio import queries
from alongside.portfolio.queries import words

ANSWER = "answer"
FEW = 3  # entries shown beside an answer; the page there is about the answer


@dataclass(frozen=True, slots=True)
class Target:
    """A statement or a thing to do that entries can be linked to, with what a new one starts from."""

    written: str
    name: str
    url: str
    code: str = ""
    item: UUID | None = None
    title: str = ""
    hours: Decimal | None = None

    @property
    def link(self) -> str:
        """Where entries are linked to it."""
        if self.item is not None:
            return reverse("portfolio:link_item", args=[self.item])
        return reverse("portfolio:link_answer", args=[self.code])


def target(actor: Actor, written: str) -> Target | None:
    """What ``answer:S10`` or ``plan-item:<id>`` stands for; None for anything else."""
    kind, _, id_ = written.partition(":")
    if kind == ANSWER:
        return answer_target(id_)
    if kind == "plan-item":
        try:
            return item_target(actor, UUID(id_))
        except ValueError:
            return None
    return None


def answer_target(code: str) -> Target | None:
    found = published().edition.by_code.get(code)
    if found is None:
        return None
    url = reverse("assessment:theme", args=[found.theme]) + f"#{code}"
    return Target(f"answer:{code}", f"{code} {found.title}", url, code=code)


def item_target(actor: Actor, item_id: UUID) -> Target | None:
    titles = item_titles(actor.person_id, [item_id])
    if item_id not in titles:
        return None
    hours = next((one.hours for one in items_of(actor.person_id) if one.id == item_id), None)
    return Target(
        f"plan-item:{item_id}",
        titles[item_id],
        reverse("planning:item", args=[item_id]),
        item=item_id,
        title=titles[item_id],
        hours=None if hours is None else Decimal(str(hours)),
    )


@dataclass(frozen=True, slots=True)
class Linked:
    name: str
    url: str


def links_of(actor: Actor, entry: Entry) -> tuple[Linked, ...]:
    """What one's own entry is linked to, each leading there."""
    found = [answer_target(code) for code in entry.codes]
    linked = [Linked(one.name, one.url) for one in found if one]
    titles = item_titles(actor.person_id, list(queries.items_linked(UUID(entry.id))))
    items = (Linked(title, reverse("planning:item", args=[id_])) for id_, title in titles.items())
    return (*linked, *items)


@dataclass(frozen=True, slots=True)
class Tick:
    """Something to tick, and whether it is linked now."""

    value: str
    name: str
    on: bool
    small: str = ""


@dataclass(frozen=True, slots=True)
class TickGroup:
    name: str
    ticks: tuple[Tick, ...]
    open: bool


@dataclass(frozen=True, slots=True)
class LinkPage:
    """Statements by theme, those I have looked at first, and what there is to do in my plan."""

    answered: tuple[Tick, ...]
    others: tuple[TickGroup, ...]
    items: tuple[Tick, ...]


def link_page(
    actor: Actor, entry: Entry, *, ticked: tuple[Collection[str], Collection[UUID]] | None = None
) -> LinkPage:
    """``ticked``: the statements and things to do that were ticked already, where it is given back."""
    here = published()
    edition, linked = here.edition, set(entry.codes)
    items = set(queries.items_linked(UUID(entry.id)))
    looked_at = set(answers_of(actor.person_id, here.slug)) | linked
    if ticked is not None:
        linked, items = set(ticked[0]), set(ticked[1])
        looked_at |= linked
    todo = {one.id: one.title for one in items_of(actor.person_id)}
    todo |= item_titles(actor.person_id, list(items))
    return LinkPage(
        answered=tuple(_tick(edition, one.code, linked) for one in edition.statements
                       if one.code in looked_at),
        others=tuple(_others(edition, looked_at, linked)),
        items=tuple(Tick(str(id_), title, id_ in items) for id_, title in todo.items()),
    )  # fmt: skip


def _others(
    edition: Edition, looked_at: Collection[str], linked: Collection[str]
) -> list[TickGroup]:
    groups = []
    for theme in edition.themes:
        rest = [code for code in theme.statements if code not in looked_at]
        if rest:
            ticks = tuple(_tick(edition, code, linked) for code in rest)
            groups.append(TickGroup(theme.name, ticks, open=False))
    return groups


def _tick(edition: Edition, code: str, linked: Collection[str]) -> Tick:
    return Tick(code, edition.by_code[code].title, code in linked, small=code)


def entry_ticks(
    actor: Actor, goal: Target, *, ticked: Collection[UUID] | None = None
) -> tuple[Tick, ...]:
    """One's own entries to tick for a statement or a thing to do, newest first. ``ticked``: those
    that were ticked already, where the page is given back.
    """
    person = actor.person_id
    if goal.code:
        linked = queries.linked_to_answers(person, [goal.code]).get(goal.code, [])
    else:
        assert goal.item is not None
        linked = queries.linked_to_items(person, [goal.item]).get(goal.item, [])
    on = {str(id_) for id_ in (ticked if ticked is not None else (one for one, _title in linked))}
    return tuple(
        Tick(one.id, one.title, one.id in on, small=words.days(one))
        for one in queries.entries(person)
    )


def beside_answers(person_id: UUID, codes: Collection[str]) -> Mapping[str, list[AnswerLink]]:
    """For the page where somebody answers: what their record holds about each statement."""
    found = queries.linked_to_answers(person_id, codes)
    return {
        code: [AnswerLink(*one) for one in _few(titled, code)] for code, titled in found.items()
    }


def _few(titled: queries.Titled, code: str) -> Iterator[tuple[str, str]]:
    """The newest entries as words and addresses, and where the others are."""
    for id_, title in titled[:FEW]:
        yield title, _page(id_)
    if len(titled) > FEW:
        more = len(titled) - FEW
        said = ngettext("and %(n)s more", "and %(n)s more", more) % {"n": more}
        yield said, reverse("portfolio:link_answer", args=[code])


def beside_items(person_id: UUID, ids: Collection[UUID]) -> Mapping[UUID, list[ItemLink]]:
    """For the page of a plan's things to do: what their record holds about each."""
    found = queries.linked_to_items(person_id, ids)
    return {
        id_: [ItemLink(title, _page(entry_id)) for entry_id, title in titled]
        for id_, titled in found.items()
    }


def _page(entry_id: UUID) -> str:
    return reverse("portfolio:entry", args=[entry_id])
