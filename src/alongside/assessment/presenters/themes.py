"""The answering page: one theme's cards, and where it stands among the others."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from alongside.core import scales
from alongside.core.framework import Edition, Example, Kind, Point, Statement, Strand, Theme

from . import beside, changing, words

STRAND = "strand"
THROUGH = ("all", STRAND)


@dataclass(frozen=True, slots=True)
class Card:
    """One statement to answer. ``was`` marks what the page was given, to see what was touched."""

    code: str
    kind: Kind
    title: str
    prompt: str
    reflect: str
    examples: tuple[tuple[str, str], ...]
    not_like: str
    points: tuple[Point, ...]
    asides: tuple[Point, ...]
    answer: scales.Answer
    next_seq: int
    was: str
    state: str
    saved: str
    asks_evidence: bool
    errors: Mapping[str, str] = field(default_factory=dict)
    record: tuple[beside.Link, ...] = ()
    told: tuple[beside.Link, ...] = ()
    said_of: changing.SaidOf | None = None
    before: tuple[changing.Before, ...] = ()

    @property
    def is_value(self) -> bool:
        return self.kind is Kind.VALUES


@dataclass(frozen=True, slots=True)
class Said:
    """What a form held that could not be saved: shown again as it was, with what is wrong."""

    answer: scales.Answer
    was: str
    base: int
    errors: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Link:
    id: str
    name: str


@dataclass(frozen=True, slots=True)
class ThemePage:
    id: str
    name: str
    summary: str
    strand: Strand
    number: int
    of: int
    through: str
    previous: Link | None
    next: Link | None
    cards: tuple[Card, ...]
    edition: str
    ask: str
    may_go_down: str
    evidence_ask: str
    evidence_kinds: tuple[tuple[str, str], ...]
    wants_any: bool
    has_errors: bool


def theme_page(
    edition: Edition,
    theme: Theme,
    answers: Mapping[str, scales.Answer],
    *,
    now: datetime,
    through: str = "all",
    said: Mapping[str, Said] | None = None,
    record: Mapping[str, list[beside.Link]] | None = None,
    told: Mapping[str, list[beside.Link]] | None = None,
    before: Mapping[str, list[changing.Before]] | None = None,
) -> ThemePage:
    """One theme as it stands for one person; ``said`` puts back what could not be saved, ``record``
    is what stands beside each statement in the person's own record, ``told`` what people told
    their team about it, ``before`` what they said of earlier words that meant something else.
    """
    said, record, told, before = said or {}, record or {}, told or {}, before or {}
    themes = in_sequence(edition, theme, through)
    at = themes.index(theme)
    about = points_about(edition)
    cards = tuple(
        replace(
            card(edition, edition.by_code[code], answers.get(code), now=now, said=said.get(code)),
            record=tuple(record.get(code, ())),
            told=tuple(told.get(code, ())),
            said_of=changing.said_of(answers.get(code), edition),
            before=tuple(before.get(code, ())),
        )
        for code in theme.statements
    )
    return ThemePage(
        id=theme.id,
        name=theme.name,
        summary=theme.summary,
        strand=next(one for one in edition.strands if one.id == theme.strand),
        number=at + 1,
        of=len(themes),
        through=through,
        previous=_link(themes[at - 1]) if at else None,
        next=_link(themes[at + 1]) if at + 1 < len(themes) else None,
        cards=cards,
        edition=edition.slug,
        ask=about["ask"],
        may_go_down=about["may_go_down"],
        evidence_ask=about["evidence_ask"],
        evidence_kinds=tuple((kind, str(name)) for kind, name in words.EVIDENCE_NAMES.items()),
        wants_any=any(answer.want for answer in answers.values()),
        has_errors=any(one.errors for one in cards),
    )


def in_sequence(edition: Edition, theme: Theme, through: str) -> list[Theme]:
    """The themes one goes through: those of its strand, or all, in the framework's order."""
    if through == STRAND:
        return [one for one in edition.themes if one.strand == theme.strand]
    return list(edition.themes)


def points_about(edition: Edition) -> dict[str, Any]:
    """What the edition says about answering: what to think of, and what evidence is for."""
    about: Any = edition.about.get("points", {})
    return {"ask": "", "may_go_down": "", "evidence_ask": "", **about}


def card(
    edition: Edition,
    statement: Statement,
    answer: scales.Answer | None,
    *,
    now: datetime,
    said: Said | None = None,
) -> Card:
    code = statement.code
    kept = answer or scales.Answer(code)
    shown = said.answer if said else kept
    return Card(
        code=code,
        kind=statement.kind,
        title=statement.title,
        prompt=statement.faces.worker,
        reflect=statement.reflect,
        examples=tuple(_example(edition, one) for one in statement.looks_like),
        not_like=statement.does_not_look_like,
        points=edition.points[statement.kind],
        asides=tuple(words.asides_of(edition, code)),
        answer=replace(shown, seq=said.base if said else kept.seq),
        next_seq=shown.seq if said else kept.seq + 1,
        was=said.was if said else words.fingerprint(kept),
        state=state(answer),
        saved="" if said and said.errors else words.saved(kept.saved_at, now=now),
        asks_evidence=code not in edition.no_evidence,
        errors=said.errors if said else {},
    )


def _example(edition: Edition, example: Example) -> tuple[str, str]:
    return (edition.setting_names.get(example.setting, example.setting), example.text)


def state(answer: scales.Answer | None) -> str:
    """Where one is with a statement, in words."""
    if answer and answer.answered:
        return _("answered")
    return _("marked to work on") if answer and answer.want else _("not answered yet")


def _link(theme: Theme) -> Link:
    return Link(theme.id, theme.name)


@dataclass(frozen=True, slots=True)
class ThemeRow:
    id: str
    name: str
    summary: str
    state: str


@dataclass(frozen=True, slots=True)
class StrandRow:
    id: str
    name: str
    themes: tuple[ThemeRow, ...]


def by_strand(edition: Edition, answers: Mapping[str, scales.Answer]) -> list[StrandRow]:
    """Every theme under its strand, with how far one has come, in words; none where not begun."""
    return [
        StrandRow(
            strand.id,
            strand.name,
            tuple(
                ThemeRow(theme.id, theme.name, theme.summary, theme_state(theme, answers))
                for theme in edition.themes
                if theme.strand == strand.id
            ),
        )
        for strand in edition.strands
    ]


def theme_state(theme: Theme, answers: Mapping[str, scales.Answer]) -> str:
    done = [code in answers and answers[code].answered for code in theme.statements]
    if all(done):
        return _("All answered")
    return _("Some answered") if any(done) else ""
