"""Giving, one question a page. What was said so far travels in the form and nowhere else."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from alongside.core.feedback import quarters
from alongside.core.feedback.answers import RATHER_NOT, SUMMARY, Answer
from alongside.core.feedback.answers import Said as Given
from alongside.expectations import queries as expectations
from alongside.expectations.presenters.look import Look as PublicLook
from alongside.expectations.presenters.pages import View
from alongside.expectations.presenters.said import Line, Said
from alongside.feedback import queries
from alongside.feedback.models import Round

from . import wording

WORDS, WAY, CHECK = "words", "way", "check"
MATTERS, HAPPENS = "matters", "happens"


@dataclass(frozen=True, slots=True)
class Sofar:
    """What somebody said up to here, as their form carries it."""

    code: str
    receipt: str
    said: Mapping[str, str] = field(default_factory=dict)  # matters-K01, happens-K01
    words: str = ""
    way: str = ""

    def answer(self, codes: list[str]) -> Answer:
        """As it is kept. What was not answered counts as "rather not say"."""
        said = tuple(
            Given(
                code,
                self.said.get(f"{MATTERS}-{code}") or RATHER_NOT,
                self.said.get(f"{HAPPENS}-{code}") or RATHER_NOT,
            )
            for code in codes
        )
        return Answer(said, self.words, self.way or SUMMARY)


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    label: Any
    line: Any
    chosen: bool


@dataclass(frozen=True, slots=True)
class Question:
    """A statement in the words of its public face, and what can be said about it."""

    code: str
    mine: Said
    expect: Said
    lines: list[Line]
    name: str
    about: str  # matters or happens
    choices: list[Choice]


@dataclass(frozen=True, slots=True)
class Step:
    kind: str  # matters, happens, words, way, check
    code: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """A round's questions as they are asked, and about whom."""

    row: Round
    view: View

    @property
    def codes(self) -> list[str]:
        return list(self.row.statements)

    @property
    def place(self) -> str:
        return wording.place(self.row)

    @property
    def opens_after(self) -> Any:
        return quarters.last_day(self.row.quarter)

    def steps(self, sofar: Sofar) -> list[Step]:
        """One question a page. How words may be used is asked only where there are some."""
        asked = [Step(about, code) for code in self.codes for about in (MATTERS, HAPPENS)]
        return [*asked, Step(WORDS), *([Step(WAY)] if sofar.words else []), Step(CHECK)]

    def question(self, code: str, about: str, sofar: Sofar) -> Question:
        voice = self.view.voice
        name = f"{about}-{code}"
        offered = wording.MATTERS if about == MATTERS else wording.HAPPENS
        expect = voice.expect(code)
        lines = voice.lines(expect, otherwise="person") if self.view.look.easy else []
        chosen = sofar.said.get(name, "")
        choices = [Choice(one, label, "", one == chosen) for one, label in offered.items()]
        return Question(code, voice.asked(code), expect, lines, name, about, choices)

    def questions(self, sofar: Sofar) -> list[tuple[Question, Question]]:
        """All of them, for one long page or a sheet of paper."""
        return [
            (self.question(code, MATTERS, sofar), self.question(code, HAPPENS, sofar))
            for code in self.codes
        ]

    def ways(self, sofar: Sofar) -> list[Choice]:
        return [
            Choice(one, label, line, one == (sofar.way or SUMMARY))
            for one, (label, line) in wording.WAYS.items()
        ]

    def told(self, sofar: Sofar) -> list[tuple[Said, Any, Any]]:
        """What was said, to look at once more before it is sent."""
        answer = sofar.answer(self.codes)
        voice = self.view.voice
        return [
            (voice.asked(one.code), wording.MATTERS[one.matters], wording.HAPPENS[one.happens])
            for one in answer.said
        ]


def asked(row: Round, *, easy: bool) -> Asked:
    look = PublicLook(easy=easy)
    edition = queries.edition_of(row)
    return Asked(row, View(expectations.texts(), edition, look, timezone.localdate()))
