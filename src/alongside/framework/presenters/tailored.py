"""Tailored frameworks as pages."""

from collections.abc import Iterator
from dataclasses import dataclass

from alongside.core.framework import Statement
from alongside.core.framework.tailored import Tailored
from alongside.framework.queries import Published
from alongside.framework.queries import tailored as queries

from .addresses import Addresses
from .shapes import KINDS, CheckLine, Line


@dataclass(frozen=True, slots=True)
class ChosenLine:
    """A statement of the edition, why it is chosen, and what it looks like in this work."""

    line: Line
    whys: tuple[str, ...]
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChosenTheme:
    name: str
    url: str
    strand: str
    chosen: tuple[ChosenLine, ...]


@dataclass(frozen=True, slots=True)
class TailoredPage:
    tailored: Tailored
    themes: tuple[ChosenTheme, ...]
    rest: tuple[Line, ...]
    again: tuple[str, ...]
    index_url: str
    parent_url: str


class TailoredView:
    """The tailored frameworks of one edition, shown. ``at`` keeps links on that edition's pages."""

    def __init__(self, published: Published, at: Addresses) -> None:
        self.published = published
        self.edition = published.edition
        self.at = at

    def cards(self) -> list[tuple[Tailored, str]]:
        return [
            (taken.tailored, self._url(taken.tailored))
            for taken in queries.all_tailored(self.published)
        ]

    def page(self, taken: queries.Taken) -> TailoredPage:
        return TailoredPage(
            tailored=taken.tailored,
            themes=tuple(self._themes(taken)),
            rest=tuple(self._line(one) for one in taken.rest),
            again=taken.again,
            index_url=self.at.to("all_tailored"),
            parent_url=self.at.to("index"),
        )

    def checks(self) -> Iterator[CheckLine]:
        for one, url in self.cards():
            for check in one.checks:
                yield CheckLine(one.title, check.where, check.note, url)

    def _themes(self, taken: queries.Taken) -> Iterator[ChosenTheme]:
        for theme in self.edition.themes:
            rows = tuple(
                ChosenLine(self._line(one.statement), one.whys, one.examples)
                for one in taken.chosen
                if one.statement.theme == theme.id
            )
            if rows:
                yield ChosenTheme(theme.name, self.at.theme(theme.id), theme.strand, rows)

    def _line(self, one: Statement) -> Line:
        return Line(one.code, KINDS[one.kind], one.title, one.text, self.at.statement(one.code))

    def _url(self, one: Tailored) -> str:
        return self.at.to("tailored", tailored_id=one.id)
