"""Things to do and things to read."""

from datetime import date

from ninja import Field, Schema

from .common import Paged, Part


class Activity(Schema):
    """Something to do to learn. ``develops`` says of each statement how strongly the activity, and
    never a person, develops it."""

    id: str
    title: str
    kind: str
    with_whom: str
    hours: float
    theme: str
    develops: dict[str, int]
    steps: list[str]
    notice: str
    evidence: str
    cautions: list[str]
    settings: list[str]
    lived_experience_led: bool
    prerequisites: list[str]
    cost: float
    from_framework: str
    dates: list[date]
    last_checked: date | None
    course: bool
    link: str


class Activities(Part):
    items: list[Activity]


class Resource(Schema):
    """A book, site or body, and how it stands today."""

    id: str
    kind: str
    title: str
    about: str
    standing: str
    confidence: str
    confidence_note: str
    serves: list[str]
    link: str
    last_checked: date | None


class Resources(Part):
    items: list[Resource]


class Wanted(Paged):
    """Activities that fit all of these. Left empty, each asks for nothing."""

    statement: str = Field("", max_length=8)
    theme: str = Field("", max_length=60)
    kind: str = Field("", max_length=60)
