"""The public pages: themes as questions, and rights."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from alongside.core.framework import Edition
from alongside.expectations import policies
from alongside.expectations.loading import Ask, Reform, Right, Source, Texts, Theme, Video
from alongside.expectations.policies import Picture

from .look import Look
from .said import Line, Said, Voice


@dataclass(frozen=True, slots=True)
class Link:
    """A page that can be opened: its question, what it is about in a line, its picture."""

    id: str
    question: Said
    in_short: Said
    picture: Picture
    url: str
    title: Said | None = None
    due: bool = False


@dataclass(frozen=True, slots=True)
class Thing:
    """One statement's public face, as sentences and as lines with pictures."""

    code: str
    mine: Said
    expect: Said
    questions: list[Said]
    if_not: Said
    expect_lines: list[Line]
    question_lines: list[Line]
    if_not_lines: list[Line]


@dataclass(frozen=True, slots=True)
class ThemePage:
    id: str
    question: Said
    in_short: Said
    picture: Picture
    things: list[Thing]
    rights: list[Link]
    video: Video | None
    pocket_url: str
    previous: Link | None
    next: Link | None


@dataclass(frozen=True, slots=True)
class RightPage:
    id: str
    title: Said
    question: Said
    picture: Picture
    in_short: Said
    paragraphs: list[Said]
    paragraph_lines: list[list[Line]]
    good_to_know: Said | None
    good_lines: list[Line]
    who_to_ask: tuple[Ask, ...]
    questions: list[Said]
    question_lines: list[Line]
    sources: tuple[Source, ...]
    themes: list[Link]
    last_checked: date
    due: bool
    about_law: bool
    check: str
    video: Video | None
    pocket_url: str


@dataclass(frozen=True, slots=True)
class ReformPage:
    title: str
    paragraphs: list[str]
    lines: list[list[Line]]
    sources: tuple[Source, ...]
    last_checked: date
    due: bool


@dataclass(frozen=True)
class View:
    """Everything a public page needs: texts, edition, look, and the day."""

    texts: Texts
    edition: Edition | None
    look: Look
    today: date

    @property
    def voice(self) -> Voice:
        return Voice(self.texts, self.edition, self.look.language)

    def theme_links(self) -> list[Link]:
        return [self._theme_link(theme) for theme in self.themes()]

    def themes(self) -> list[Theme]:
        """The themes in the order somebody is likely to want them; the edition's own others last."""
        if self.edition is None:
            return []
        known = self.edition.theme_by_id
        listed = [one for one in self.texts.themes if one.id in known]
        plain = {one.id for one in listed}
        return [*listed, *(_plain(self.edition, id_) for id_ in known if id_ not in plain)]

    def codes(self, theme: Theme) -> tuple[str, ...]:
        assert self.edition is not None
        return self.edition.theme_by_id[theme.id].statements

    def theme_page(self, theme: Theme) -> ThemePage:
        themes = self.themes()
        at = themes.index(theme)
        rights = self.texts.right_by_id
        return ThemePage(
            id=theme.id,
            question=self.voice.theme(theme, "question"),
            in_short=self.voice.theme(theme, "in_short"),
            picture=self.voice.picture(theme.picture),
            things=[self.thing(code, theme) for code in self.codes(theme)],
            rights=[self._right_link(rights[id_]) for id_ in theme.rights],
            video=self.texts.video(theme.id),
            pocket_url=f"{self._with('theme', theme.id)}#theme-{theme.id}",
            previous=self._theme_link(themes[at - 1]) if at else None,
            next=self._theme_link(themes[at + 1]) if at + 1 < len(themes) else None,
        )

    def thing(self, code: str, theme: Theme) -> Thing:
        assert self.edition is not None
        voice, statement, at = self.voice, self.edition.by_code[code], theme.picture
        expect, if_not, questions = voice.expect(code), voice.if_not(code), voice.questions(code)
        easy = self.look.easy
        return Thing(
            code=code,
            mine=voice.mine(code),
            expect=expect,
            questions=questions,
            if_not=if_not,
            expect_lines=voice.lines(expect, english=statement.faces.expect, otherwise=at)
            if easy
            else [],
            question_lines=[
                Line(one, voice.picture("question")) for one in (questions if easy else ())
            ],
            if_not_lines=voice.lines(if_not, english=statement.if_not, otherwise=at)
            if easy
            else [],
        )

    def _theme_link(self, theme: Theme) -> Link:
        return Link(
            theme.id,
            self.voice.theme(theme, "question"),
            self.voice.theme(theme, "in_short"),
            self.voice.picture(theme.picture),
            self.look.url("theme", theme.id),
        )

    def right_links(self) -> list[Link]:
        return [self._right_link(right) for right in self.texts.rights]

    def _right_link(self, right: Right) -> Link:
        return Link(
            right.id,
            self.voice.right(right, "question"),
            self.voice.right(right, "in_short"),
            self.voice.picture(right.picture),
            self.look.url("right", right.id),
            self.voice.right(right, "title"),
            self._due(right.last_checked, self.texts.review_days),
        )

    def right_page(self, right: Right) -> RightPage:
        voice, easy = self.voice, self.look.easy
        paragraphs = voice.right_texts(right, "what_it_is")
        questions = voice.right_texts(right, "questions")
        good = voice.right(right, "good_to_know") if right.good_to_know else None
        return RightPage(
            id=right.id,
            title=voice.right(right, "title"),
            question=voice.right(right, "question"),
            picture=voice.picture(right.picture),
            in_short=voice.right(right, "in_short"),
            paragraphs=paragraphs,
            paragraph_lines=list(self._easy(paragraphs, right.what_it_is, right.picture)),
            good_to_know=good,
            good_lines=voice.lines(good, english=right.good_to_know, otherwise=right.picture)
            if easy and good
            else [],
            who_to_ask=right.who_to_ask,
            questions=questions,
            question_lines=[
                Line(one, voice.picture("question")) for one in (questions if easy else ())
            ],
            sources=right.sources,
            themes=[self._theme_link(one) for one in self.themes() if right.id in one.rights],
            last_checked=right.last_checked,
            due=self._due(right.last_checked, self.texts.review_days),
            about_law=right.about_law,
            check=right.check,
            video=self.texts.video(right.id),
            pocket_url=f"{self._with('right', right.id)}#rights",
        )

    def _easy(
        self, said: Sequence[Said], english: Sequence[str], otherwise: str
    ) -> Iterator[list[Line]]:
        if self.look.easy:
            for one, plain in zip(said, english, strict=True):
                yield self.voice.lines(one, english=plain, otherwise=otherwise)

    def reform_page(self, reform: Reform) -> ReformPage:
        paragraphs = [part.strip() for part in reform.text.split("\n\n") if part.strip()]
        plain = [Said(one) for one in paragraphs]
        return ReformPage(
            title=reform.title,
            paragraphs=paragraphs,
            lines=list(self._easy(plain, paragraphs, "book")),
            sources=reform.sources,
            last_checked=reform.last_checked,
            due=self._due(reform.last_checked, reform.review_days),
        )

    def _due(self, checked: date, days: int) -> bool:
        return policies.is_due(checked, days, today=self.today)

    def _with(self, name: str, value: str) -> str:
        """The pocket sheet with one part of it open: the texts' own ids, nothing of a person's."""
        url = self.look.url("pocket")
        return f"{url}{'&' if '?' in url else '?'}{name}={value}"


def _plain(edition: Edition, theme_id: str) -> Theme:
    """A theme for which no plain question was written yet: its own name and summary."""
    theme = edition.theme_by_id[theme_id]
    return Theme(theme.id, theme.name, theme.summary, "person", (), {})
