"""What a form offers to choose from: the edition's statements, in the public's own words, by theme."""

from dataclasses import dataclass

from alongside.core.framework import Edition
from alongside.expectations import queries as expectations
from alongside.expectations.presenters.said import Voice
from alongside.stories.policies import PROCESSES

from .names import PROCESSES as PROCESS_NAMES
from .names import Text


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    words: Text
    more: Text
    chosen: bool


@dataclass(frozen=True, slots=True)
class ThemeChoices:
    id: str
    question: str
    choices: tuple[Choice, ...]

    @property
    def open(self) -> bool:
        return any(one.chosen for one in self.choices)


def codes_of(edition: Edition | None) -> list[str]:
    return sorted(edition.by_code) if edition else []


def statements(chosen: frozenset[str], edition: Edition | None) -> list[ThemeChoices]:
    """Every statement as “what matters to me”, under its theme's plain question."""
    if edition is None:
        return []
    texts = expectations.texts()
    voice, plain = Voice(texts, edition), {one.id: one.question for one in texts.themes}
    return [
        ThemeChoices(
            theme.id,
            plain.get(theme.id, theme.name),
            tuple(
                Choice(code, str(voice.mine(code)), edition.by_code[code].title, code in chosen)
                for code in theme.statements
            ),
        )
        for theme in edition.themes
    ]


def processes(chosen: frozenset[str]) -> list[Choice]:
    return [Choice(one, *PROCESS_NAMES[one], one in chosen) for one in PROCESSES]


def spaced(code: str) -> str:
    """A code in groups of four or so, for writing down."""
    return "-".join(code[at : at + 4] for at in range(0, len(code), 4))
