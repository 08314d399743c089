"""My picture: what I bring, what I want, and a strip for each piece of knowledge and each skill.

Everything runs in the framework's order. Values are words and examples here: nothing looks at
which point a value has, neither to choose, to place nor to sort.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from alongside.core import scales
from alongside.core.framework import Edition, Emphasis, Kind, Profile, Statement, Theme

from . import words
from .voices import Voice

STEP = 100  # units of the drawing from one described point to the next
PLACES = tuple(STEP // 2 + STEP * at for at in range(len(scales.POINTS)))
# Other voices stand under the line, each with a shape of its own, so that none covers another.
SHAPES = ("square", "diamond", "triangle")
HEIGHT, UNDER = 44, 30


@dataclass(frozen=True, slots=True)
class Strength:
    code: str
    title: str
    sentence: str
    helps_others: bool
    how_known: str


@dataclass(frozen=True, slots=True)
class Held:
    """A value in words: what was chosen, as a sentence, and the worker's own example."""

    code: str
    title: str
    theme: str
    line: str
    example: str


@dataclass(frozen=True, slots=True)
class Wanted:
    code: str
    title: str
    theme: str
    note: str


@dataclass(frozen=True, slots=True)
class Other:
    """Somebody else's mark: across, down and its shape."""

    x: int
    y: int
    shape: str


@dataclass(frozen=True, slots=True)
class Strip:
    """One line of the chart: where marks stand, across; None where there is no mark."""

    code: str
    title: str
    now: str
    mine: int | None
    earlier: int | None
    typical: int | None
    said: str
    others: tuple[Other, ...] = ()
    height: int = HEIGHT


@dataclass(frozen=True, slots=True)
class KindStrips:
    kind: Kind
    labels: tuple[str, ...]
    strips: tuple[Strip, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    theme: Theme
    kinds: tuple[KindStrips, ...]
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Picture:
    strengths: tuple[Strength, ...]
    held: tuple[Held, ...]
    wanted: tuple[Wanted, ...]
    charts: tuple[Chart, ...]
    role: str
    places: tuple[int, ...]
    anything: bool
    voices: tuple[tuple[str, str], ...] = ()

    @property
    def lived(self) -> tuple[Held, ...]:
        """Values the worker gave an example of, whichever words they chose beside it."""
        return tuple(one for one in self.held if one.example)


def picture(
    edition: Edition,
    answers: Mapping[str, scales.Answer],
    earlier: Mapping[str, scales.Answer],
    profile: Profile,
    voices: Mapping[str, list[Voice]] | None = None,
) -> Picture:
    """One person's picture, for that person only. ``voices``: how others see what they shared."""
    heard = voices or {}
    shapes = _shapes(heard)
    statements = [one for one in edition.statements if one.code in answers]
    able = [one for one in statements if one.kind is not Kind.VALUES]
    values = [one for one in statements if one.kind is Kind.VALUES]
    return Picture(
        strengths=tuple(
            _strength(one, answers[one.code])
            for one in able
            if scales.is_strength(answers[one.code])
        ),
        held=tuple(held for one in values if (held := _held(edition, one, answers[one.code]))),
        wanted=tuple(
            Wanted(one.code, one.title, one.theme, answers[one.code].note)
            for one in statements
            if answers[one.code].want
        ),
        charts=tuple(_charts(edition, answers, earlier, profile, heard)),
        role=profile.title,
        places=PLACES,
        anything=any(answer.answered or answer.want for answer in answers.values()),
        voices=tuple(shapes.items()),
    )


def _shapes(voices: Mapping[str, list[Voice]]) -> dict[str, str]:
    """A shape for everybody who said where they see something, by name."""
    names = {one.name for some in voices.values() for one in some if one.point}
    return {name: SHAPES[at % len(SHAPES)] for at, name in enumerate(sorted(names))}


def _strength(statement: Statement, answer: scales.Answer) -> Strength:
    return Strength(
        code=statement.code,
        title=statement.title,
        sentence=statement.faces.worker,
        helps_others=answer.point == "helping-others",
        how_known=answer.evidence,
    )


def _held(edition: Edition, statement: Statement, answer: scales.Answer) -> Held | None:
    if answer.point in ("", scales.RATHER_NOT_SAY) and not answer.note:
        return None
    point = words.point_said(edition, answer) if answer.point else None
    line = point.line if point and answer.point != scales.RATHER_NOT_SAY else ""
    example = "\n".join(part for part in (answer.note, answer.evidence) if part)
    return Held(statement.code, statement.title, statement.theme, line, example)


def _charts(
    edition: Edition,
    answers: Mapping[str, scales.Answer],
    earlier: Mapping[str, scales.Answer],
    profile: Profile,
    voices: Mapping[str, list[Voice]],
) -> list[Chart]:
    emphasis = {one.code: one for one in profile.emphasis}
    shapes = _shapes(voices)
    charts = []
    for theme in edition.themes:
        codes = [code for code in theme.statements if not scales.is_value(code)]
        if not any(code in answers and answers[code].answered for code in codes):
            continue
        drawn = {
            code: _with_others(
                edition,
                strip(edition, code, answers, earlier, emphasis.get(code)),
                voices.get(code, ()),
                shapes,
            )
            for code in codes
        }
        kinds = tuple(
            KindStrips(kind, tuple(point.label for point in edition.points[kind]), strips)
            for kind in (Kind.KNOWLEDGE, Kind.SKILLS)
            if (strips := tuple(one for c, one in drawn.items() if Kind.of(c) is kind))
        )
        rows: tuple[tuple[str, ...], ...] = tuple(
            _row(edition, c, answers, earlier, emphasis.get(c)) for c in codes
        )
        head: tuple[str, ...] = (
            _("Statement"),
            _("My view now"),
            _("My view earlier"),
            _("Role profile"),
        )
        if shapes:
            head = (*head, _("How others see it"))
            rows = tuple(
                (*row, _others_said(edition, c, voices.get(c, ())))
                for c, row in zip(codes, rows, strict=True)
            )
        charts.append(Chart(theme, kinds, head, rows))
    return charts


def _with_others(
    edition: Edition, drawn: Strip, voices: Sequence[Voice], shapes: Mapping[str, str]
) -> Strip:
    """A strip with the marks of other voices under it. They change nothing about the strip."""
    marks: list[Other] = []
    for voice in voices:
        across = _across(drawn.code, voice.point)
        if across is not None:
            down = HEIGHT + UNDER * len(marks) + UNDER // 2
            marks.append(Other(across, down, shapes[voice.name]))
    if not marks:
        return drawn
    said = f"{drawn.said} {_others_said(edition, drawn.code, voices)}"
    return replace(drawn, said=said, others=tuple(marks), height=HEIGHT + UNDER * len(marks))


def _others_said(edition: Edition, code: str, voices: Sequence[Voice]) -> str:
    return " ".join(
        _("%(name)s: %(point)s (%(when)s).")
        % {
            "name": one.name,
            "point": one.said or words.label_of(edition, code, one.point),
            "when": words.day(one.when),
        }
        for one in voices
        if one.point or one.said
    )


def strip(
    edition: Edition,
    code: str,
    answers: Mapping[str, scales.Answer],
    earlier: Mapping[str, scales.Answer],
    emphasis: Emphasis | None,
) -> Strip:
    """One strip for knowledge or a skill. Raises ValueError for a value, which has none."""
    title, now, before, typical = _row(edition, code, answers, earlier, emphasis)
    said = [_("Now: %(point)s.") % {"point": now}]
    if before:
        said.append(_("Earlier: %(point)s.") % {"point": before})
    if typical:
        said.append(_("Role profile: %(point)s.") % {"point": typical})
    point = answers[code].point if code in answers else ""
    past = earlier[code].point if code in earlier else ""
    return Strip(
        code=code,
        title=title,
        now=now,
        mine=_across(code, point),
        earlier=_across(code, past),
        typical=_across(code, (emphasis.typical or "") if emphasis else ""),
        said=" ".join(said),
    )


def _across(code: str, point: str) -> int | None:
    at = scales.column(code, point)
    return None if at is None else PLACES[at]


def _row(
    edition: Edition,
    code: str,
    answers: Mapping[str, scales.Answer],
    earlier: Mapping[str, scales.Answer],
    emphasis: Emphasis | None,
) -> tuple[str, str, str, str]:
    """The facts of one strip in words: title, now, earlier with its date, the role's typical."""
    now = words.where(edition, answers[code]) if code in answers else ""
    before = ""
    if code in earlier:
        label = words.where(edition, earlier[code])
        moment = earlier[code].saved_at
        before = f"{label} ({words.day(moment)})" if moment else label
    typical = words.label_of(edition, code, emphasis.typical or "") if emphasis else ""
    return (edition.by_code[code].title, now or _("Not answered yet"), before, typical)
