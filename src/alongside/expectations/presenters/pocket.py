"""The pocket sheet: what there is to pick, and what was picked, laid out. Nothing of it is kept."""

from collections.abc import Sequence
from dataclasses import dataclass

from alongside.expectations import policies
from alongside.expectations.loading import Ask, Theme
from alongside.foundation.context import help_now

from .pages import View
from .said import Said

ALWAYS = ("independent-advocacy", "mental-welfare-commission")


@dataclass(frozen=True, slots=True)
class Picked:
    """What somebody picked and wrote: statement codes, ids of questions and rights, own words."""

    mine: tuple[str, ...] = ()
    ask: tuple[str, ...] = ()
    rights: tuple[str, ...] = ()
    matters: str = ""
    questions: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.mine or self.ask or self.rights or self.matters or self.questions)


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    said: Said
    chosen: bool


@dataclass(frozen=True, slots=True)
class ThingChoice:
    """One statement to pick, with what to expect in full, and its questions."""

    mine: Choice
    expect: Said
    questions: list[Choice]


@dataclass(frozen=True, slots=True)
class ThemeChoice:
    id: str
    question: Said
    things: list[ThingChoice]
    open: bool
    count: int


@dataclass(frozen=True, slots=True)
class Choices:
    themes: list[ThemeChoice]
    rights: list[Choice]
    rights_open: bool


@dataclass(frozen=True, slots=True)
class Call:
    """Somebody to call: a number from the texts, never written here."""

    name: str
    phone: str


@dataclass(frozen=True, slots=True)
class Sheet:
    mine: list[Said]
    matters: list[str]
    questions: list[Said]
    rights: list[tuple[Said, Said]]
    calls: list[Call]
    help_now: list[Call]
    fits_page: bool
    fits_card: bool
    roomy: bool

    @property
    def note_lines(self) -> range:
        """The empty lines to write on at the end of a page with room for them."""
        return range(policies.NOTE_LINES if self.roomy and self.fits_page else 0)


def known(view: View) -> tuple[set[str], set[str], set[str]]:
    """What may be picked: statement codes, ids of questions such as K08.1, ids of rights."""
    codes = {code for theme in view.themes() for code in view.codes(theme)}
    questions = {
        f"{code}.{place}"
        for code in codes
        for place, _question in enumerate(view.voice.questions(code), start=1)
    }
    return codes, questions, set(view.texts.right_by_id)


def choices(view: View, picked: Picked, *, theme: str = "", right: str = "") -> Choices:
    """Everything there is to pick, with what is picked; ``theme`` or ``right`` stands open."""
    chosen = {*picked.rights, right}
    return Choices(
        themes=[_theme_choice(view, one, picked, theme) for one in view.themes()],
        rights=[
            Choice(one.id, view.voice.right(one, "title"), one.id in chosen)
            for one in view.texts.rights
        ],
        rights_open=bool(picked.rights or right),
    )


def _theme_choice(view: View, theme: Theme, picked: Picked, opened: str) -> ThemeChoice:
    voice = view.voice
    things = [
        ThingChoice(
            Choice(code, voice.mine(code), code in picked.mine),
            voice.expect(code),
            [
                Choice(f"{code}.{place}", said, f"{code}.{place}" in picked.ask)
                for place, said in enumerate(voice.questions(code), start=1)
            ],
        )
        for code in view.codes(theme)
    ]
    count = sum(
        one.mine.chosen + sum(question.chosen for question in one.questions) for one in things
    )
    question = voice.theme(theme, "question")
    return ThemeChoice(theme.id, question, things, bool(count) or theme.id == opened, count)


def sheet(view: View, picked: Picked) -> Sheet:
    """What was picked, in the order of the pages, then the person's own."""
    voice = view.voice
    ordered = [code for theme in view.themes() for code in view.codes(theme)]
    questions = [
        said
        for code in ordered
        for place, said in enumerate(voice.questions(code), start=1)
        if f"{code}.{place}" in picked.ask
    ]
    rights = [one for one in view.texts.rights if one.id in picked.rights]
    mine = [voice.mine(code) for code in ordered if code in picked.mine]
    matters = [line.strip() for line in picked.matters.splitlines() if line.strip()]
    asked = [*questions, *(Said(one) for one in picked.questions)]
    named = [(voice.right(one, "title"), voice.right(one, "in_short")) for one in rights]
    left = [*map(str, mine), *matters, *(str(title) for title, _short in named)]
    right = [str(one) for one in asked]
    whole = [*left, *right, *(str(short) for _title, short in named)]
    return Sheet(
        mine=mine,
        matters=matters,
        questions=asked,
        rights=named,
        calls=_calls(view, picked.rights),
        help_now=[Call(entry["name"], entry["number"]) for entry in help_now()],
        fits_page=not view.look.large and policies.fits_page(whole),
        fits_card=not view.look.large and policies.fits_card(left, right),
        roomy=policies.is_roomy(left) and policies.is_roomy(right),
    )


def _calls(view: View, rights: Sequence[str]) -> list[Call]:
    """Numbers for the rights picked, after advocacy and the Commission, each once."""
    found: dict[str, Call] = {}
    for id_ in (*ALWAYS, *rights):
        right = view.texts.right_by_id.get(id_)
        for ask in right.who_to_ask if right else ():
            _add(found, ask)
    return list(found.values())


def _add(found: dict[str, Call], ask: Ask) -> None:
    if ask.phone:
        found.setdefault(ask.phone, Call(ask.name, ask.phone))
