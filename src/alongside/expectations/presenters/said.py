"""The texts as they are read: in the language asked for where there is one, else in English."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString

from alongside.core.framework import Edition, Statement
from alongside.expectations import policies
from alongside.expectations.loading import Language, Right, Texts, Theme
from alongside.expectations.policies import Picture
from alongside.framework import queries as framework


@dataclass(frozen=True, slots=True)
class Said:
    """A text, and the language it is in where that is not the page's own."""

    text: str
    code: str = ""
    direction: str = ""

    def __str__(self) -> str:
        return self.text

    @property
    def marks(self) -> SafeString:
        """The attributes that say its language, for the element it stands in."""
        if not self.code:
            return SafeString("")
        return format_html(' lang="{}" dir="{}"', self.code, self.direction)


@dataclass(frozen=True, slots=True)
class Line:
    """One idea, and the picture beside it."""

    said: Said
    picture: Picture


@dataclass(frozen=True)
class Voice:
    """Says the texts of an edition in one language."""

    texts: Texts
    edition: Edition | None
    language: Language | None = None

    def theme(self, theme: Theme, name: str) -> Said:
        return self._say(getattr(theme, name), self._of("themes", theme.id).get(name))

    def mine(self, code: str) -> Said:
        """What matters to me, for a statement; its own words where no short ones were written."""
        was = self._packaged(code)
        theme = self._theme_of.get(was)
        lines = self._of("themes", theme.id).get("lines", {}) if theme else {}
        if theme:
            return self._say(theme.lines[was], lines.get(was))
        return Said(policies.sentences(self._statement(code).faces.expect)[0])

    def asked(self, code: str) -> Said:
        """What people are asked about a statement: what matters to me, or where no short words were
        written of it, the question of its own.
        """
        ours = self._packaged(code) in self._theme_of
        return self.mine(code) if ours else Said(self._statement(code).faces.ask)

    def expect(self, code: str) -> Said:
        other = self._of("statements", self._packaged(code)).get("expect")
        return self._say(self._statement(code).faces.expect, other)

    def if_not(self, code: str) -> Said:
        other = self._of("statements", self._packaged(code)).get("if_not")
        return self._say(self._statement(code).if_not, other)

    def questions(self, code: str) -> list[Said]:
        english = self._statement(code).questions
        other = self._of("statements", self._packaged(code)).get("questions")
        return self._say_all(english, other)

    def right(self, right: Right, name: str) -> Said:
        return self._say(getattr(right, name), self._of("rights", right.id).get(name))

    def right_texts(self, right: Right, name: str) -> list[Said]:
        return self._say_all(getattr(right, name), self._of("rights", right.id).get(name))

    def lines(self, said: Said, *, english: str = "", otherwise: str) -> list[Line]:
        """A text as lines of Easy Read. Pictures go by the English words, line by line."""
        parts = policies.sentences(said.text)
        by = policies.sentences(english or said.text)
        if len(by) != len(parts):
            by = [""] * len(parts)
        return [
            Line(Said(part, said.code, said.direction), self._picture(words, otherwise))
            for part, words in zip(parts, by, strict=True)
        ]

    def picture(self, id_: str) -> Picture:
        return self.texts.picture_by_id[id_]

    def _picture(self, words: str, otherwise: str) -> Picture:
        return self.picture(policies.picture_for(words, self.texts.pictures, otherwise=otherwise))

    @cached_property
    def _theme_of(self) -> Mapping[str, Theme]:
        return {code: theme for theme in self.texts.themes for code in theme.lines}

    def _packaged(self, code: str) -> str:
        """The code under which our texts speak of a statement; "" where it means something else."""
        return framework.packaged_as(self.edition.slug, code) if self.edition else code

    def _statement(self, code: str) -> Statement:
        assert self.edition is not None
        return self.edition.by_code[code]

    def _of(self, kind: str, id_: str) -> Mapping[str, Any]:
        if self.language is None:
            return {}
        found: Mapping[str, Any] = getattr(self.language, kind).get(id_, {})
        return found

    def _say(self, english: str, other: str | None) -> Said:
        if other is None or self.language is None:
            return Said(english)
        return Said(other, self.language.code, self.language.direction)

    def _say_all(self, english: Sequence[str], other: Sequence[str] | None) -> list[Said]:
        """Several texts: all in the other language, or (where their number differs) all in English."""
        if other is None or len(other) != len(english):
            return [Said(one) for one in english]
        return [self._say(one, another) for one, another in zip(english, other, strict=True)]
