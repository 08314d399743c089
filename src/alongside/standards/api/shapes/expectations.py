"""What people can expect, their rights, and help now."""

from datetime import date

from ninja import Schema

from .common import Part


class Question(Schema):
    id: str
    question: str
    in_short: str
    url: str


class Questions(Part):
    items: list[Question]


class Thing(Schema):
    """One statement's public face: what matters to me, what I can expect and ask, and what to do."""

    code: str
    mine: str
    expect: str
    questions: list[str]
    if_not: str


class QuestionWhole(Question):
    things: list[Thing]
    rights: list[str]


class RightLine(Schema):
    id: str
    title: str
    question: str
    in_short: str
    url: str


class Reference(Schema):
    name: str
    link: str


class Law(Schema):
    """The one text about plans to change the law."""

    title: str
    paragraphs: list[str]
    sources: list[Reference]
    last_checked: date
    due: bool


class Rights(Part):
    items: list[RightLine]
    law: Law


class Ask(Schema):
    name: str
    what: str
    phone: str
    website: str


class Right(RightLine):
    paragraphs: list[str]
    good_to_know: str
    who_to_ask: list[Ask]
    questions: list[str]
    sources: list[Reference]
    last_checked: date
    due: bool
    about_law: bool
    check: str


class Help(Schema):
    """Somebody to turn to now. ``check``: what a named reader must still confirm."""

    id: str
    name: str
    number: str = ""
    when: str = ""
    hours: str = ""
    cost: str = ""
    audience: str = ""
    what_happens: str = ""
    other_ways: str = ""
    last_checked: date
    check: str = ""


class HelpNow(Part):
    items: list[Help]
