"""Crosswalks as pages: what bears on each item of another framework, and what it leaves over."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Final

from django.utils.translation import gettext_lazy as _

from alongside.core.crosswalks import Crosswalk, How, Item, Relation
from alongside.framework.queries import Published
from alongside.framework.queries import crosswalks as queries

from .addresses import Addresses
from .shapes import KINDS, CheckLine, Line, Text

# Said of the statement, with the item in view. None of them says that anything is met.
HOW: Final[Mapping[str, Text]] = {
    How.EXACT: _("This is the same"),
    How.CLOSE: _("This is nearly the same"),
    How.NARROWER: _("This is a part of it"),
    How.BROADER: _("This holds it, and more"),
    How.RELATED: _("This has to do with it"),
}
HOW_MEANS: Final[Mapping[str, Text]] = {
    How.EXACT: _("the two ask for the same, in other words"),
    How.CLOSE: _("the two ask for nearly the same"),
    How.NARROWER: _("the other framework asks for this and for more"),
    How.BROADER: _("the statement asks for this and for more"),
    How.RELATED: _("one helps with the other, and neither is a part of the other"),
}


@dataclass(frozen=True, slots=True)
class Relating:
    """One relation: the statements or themes it is about, and what is said of them.

    ``was``: how it stood, why, and what it did not cover, as it came with the product.
    """

    how: Text
    lines: tuple[Line, ...]
    themes: tuple[tuple[str, str], ...]
    not_covered: str
    why: str
    read_by: str
    read_on: date | None
    read_as: str = ""
    reader_said: str = ""
    was: tuple[Text, str, str] | None = None


@dataclass(frozen=True, slots=True)
class ItemView:
    item: Item
    anchor: str
    relations: tuple[Relating, ...]


@dataclass(frozen=True, slots=True)
class CrosswalkCard:
    crosswalk: Crosswalk
    url: str
    is_read: bool


@dataclass(frozen=True, slots=True)
class CrosswalkPage:
    crosswalk: Crosswalk
    checked: date
    meanings: tuple[tuple[Text, Text], ...]
    items: tuple[ItemView, ...]
    asides: tuple[tuple[tuple[Line, ...], str], ...]
    again: tuple[str, ...]
    withdrawn: tuple[Line, ...]
    whole: bool
    is_read: bool
    index_url: str
    table_url: str


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What one other framework asks that a statement bears on."""

    title: str
    url: str
    rows: tuple[tuple[Item, str, Relating], ...]


class Crosswalks:
    """The crosswalks of one edition, shown. ``at`` keeps links on that edition's pages."""

    def __init__(self, published: Published, at: Addresses) -> None:
        self.published = published
        self.edition = published.edition
        self.at = at

    def cards(self) -> tuple[CrosswalkCard, ...]:
        return tuple(
            CrosswalkCard(one, self._url(one), not one.waiting)
            for one in (standing.crosswalk for standing in queries.crosswalks(self.published))
        )

    def page(self, standing: queries.Standing) -> CrosswalkPage:
        one = standing.crosswalk
        used = {relation.how for relation in one.relations}
        return CrosswalkPage(
            crosswalk=one,
            checked=date.fromisoformat(one.other.checked),
            meanings=tuple((HOW[how], HOW_MEANS[how]) for how in How if how in used),
            items=tuple(self._item(one, item) for item in one.items),
            asides=tuple(
                (tuple(map(self._line, aside.statements)), aside.why)
                for aside in one.asides
                if aside.statements
            ),
            again=standing.again,
            withdrawn=tuple(map(self._line, standing.withdrawn)),
            whole=standing.whole,
            is_read=not one.waiting,
            index_url=self.at.to("crosswalks"),
            table_url=self.at.to("crosswalk_table", crosswalk_id=one.id),
        )

    def elsewhere(self, code: str) -> tuple[Elsewhere, ...]:
        """What other frameworks ask that a statement bears on, framework by framework."""
        found = queries.of_statement(code, self.published)
        return tuple(
            Elsewhere(
                one.title,
                self._url(one),
                tuple(
                    (item, f"{self._url(one)}#{_anchor(item)}", self._relating([relation]))
                    for _one, item, relation in rows
                ),
            )
            for one, rows in groupby(found, key=lambda row: row[0])
        )

    def checks(self) -> Iterator[CheckLine]:
        """What a named reader must still confirm of each crosswalk."""
        for card in self.cards():
            one = card.crosswalk
            for check in one.checks:
                yield CheckLine(one.title, check.where, check.note, card.url)
            if one.waiting:
                note = _("Relations that nobody outside has read yet.")
                yield CheckLine(one.title, str(_("Relations")), str(note), card.url)

    def _item(self, one: Crosswalk, item: Item) -> ItemView:
        """Its relations in order; themes of which the same is said stand together."""
        alike = groupby(one.of_item(item.code), key=_said)
        relations = tuple(self._relating(list(rows)) for _said, rows in alike)
        return ItemView(item, _anchor(item), relations)

    def _relating(self, rows: Iterable[Relation]) -> Relating:
        rows = list(rows)
        review, was = rows[0].review, rows[0].was
        return Relating(
            how=HOW[rows[0].how],
            lines=tuple(self._line(row.statement) for row in rows if row.statement),
            themes=tuple(
                (self.edition.theme_by_id[row.theme].name, self.at.theme(row.theme))
                for row in rows
                if row.theme in self.edition.theme_by_id
            ),
            not_covered=rows[0].not_covered,
            why=rows[0].why,
            read_by=review.by if review else "",
            read_on=date.fromisoformat(review.on) if review else None,
            read_as=review.capacity if review else "",
            reader_said=review.words if review else "",
            was=(HOW[was.how], was.why, was.not_covered) if was else None,
        )

    def _line(self, code: str) -> Line:
        one = self.edition.by_code[code]
        return Line(code, KINDS[one.kind], one.title, one.text, self.at.statement(code))

    def _url(self, one: Crosswalk) -> str:
        return self.at.to("crosswalk", crosswalk_id=one.id)


def _said(one: Relation) -> tuple[object, ...]:
    return (one.statement, one.how, one.why, one.not_covered, one.review, one.was)


def _anchor(item: Item) -> str:
    return f"item-{item.code}"
