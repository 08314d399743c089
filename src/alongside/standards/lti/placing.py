"""What can be put into a course: a few of our ordinary pages, and finding one again by its address."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from django.http import HttpRequest
from django.urls import Resolver404, resolve, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.core.framework import Edition
from alongside.core.search import Index, Passage
from alongside.expectations import queries as expectations
from alongside.framework import queries as framework
from alongside.library import queries as library

EXPECT, OWN, STATEMENT, ACTIVITY = "expect", "own-view", "statement", "activity"
KINDS: dict[str, str | Promise] = {
    EXPECT: gettext_lazy("What people can expect"),
    OWN: gettext_lazy("Looking at one’s own practice"),
    STATEMENT: gettext_lazy("Statements"),
    ACTIVITY: gettext_lazy("Learning activities"),
}


@dataclass(frozen=True, slots=True)
class Thing:
    """A page that can be put into a course."""

    kind: str
    title: str
    about: str
    path: str


def things(named: str = "") -> list[Thing]:
    """Everything that can be put into a course, by kind; or only what has addresses of this name."""
    try:
        edition = framework.current_edition()
    except framework.NoEditionError:
        return []
    wanted = [make for make, names in NAMES.items() if not named or named in names]
    return [one for make in wanted for one in make(edition)]


def find(words: str) -> list[Thing]:
    """The things that hold these words, best fit first; all of them where there are no words."""
    every = things()
    if not words.strip():
        return every
    by_path = {one.path: one for one in every}
    index = Index(
        passage
        for one in every
        for passage in (
            Passage(one.path, "title", one.title, 3.0),
            Passage(one.path, "about", one.about),
        )
    )
    return [by_path[found.about] for found in index.find(words)]


def at(path: str) -> Thing | None:
    """The thing with this address; None where it is not there, or not any more."""
    name = named(path)
    return next((one for one in things(name) if one.path == path), None) if name else None


def ours(request: HttpRequest, address: str) -> str | None:
    """The path of an address of this site; None for an address of any other site."""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return None
    here = urlsplit(f"{request.scheme}://{request.get_host()}")
    usual = {"http": 80, "https": 443}
    if (
        parts.scheme != here.scheme
        or parts.hostname != here.hostname
        or (port or usual[here.scheme]) != (here.port or usual[here.scheme])
        or "@" in parts.netloc
        or "\\" in address
    ):
        return None
    return parts.path or "/"


def named(path: str) -> str:
    """The name of the address with this path, or nothing."""
    try:
        return resolve(path).view_name
    except Resolver404:
        return ""


def _expectations(edition: Edition) -> Iterator[Thing]:
    yield Thing(
        EXPECT,
        _("What you can expect"),
        _(
            "All questions in one place, for people who use services and for those who care for them."
        ),
        reverse("expectations:index"),
    )
    asked = {one.id: one for one in expectations.texts().themes}
    for theme in edition.themes:
        plain, path = asked.get(theme.id), reverse("expectations:theme", args=[theme.id])
        if plain is None:
            yield Thing(EXPECT, theme.name, theme.summary, path)
        else:
            yield Thing(EXPECT, plain.question, plain.in_short, path)


def _own_view(edition: Edition) -> Iterator[Thing]:
    for theme in edition.themes:
        yield Thing(OWN, theme.name, theme.summary, reverse("assessment:theme", args=[theme.id]))


def _statements(edition: Edition) -> Iterator[Thing]:
    for one in edition.statements:
        path = reverse("framework:statement", args=[one.code])
        yield Thing(STATEMENT, f"{one.code} {one.title}", one.text, path)


def _activities(_edition: Edition) -> Iterator[Thing]:
    for one in library.library_for(None).activities:
        if one.link or one.offering_of:  # a page of its own kind, or one offering of another
            continue
        path = reverse("library:activity", args=[one.id])
        yield Thing(ACTIVITY, one.title, " ".join(one.steps[:1]), path)


NAMES: Final[dict[Callable[[Edition], Iterator[Thing]], frozenset[str]]] = {
    _expectations: frozenset({"expectations:index", "expectations:theme"}),
    _own_view: frozenset({"assessment:theme"}),
    _statements: frozenset({"framework:statement"}),
    _activities: frozenset({"library:activity"}),
}
