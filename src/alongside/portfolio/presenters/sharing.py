"""What others would see of an entry, and what it could tell them besides."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from alongside.accounts.queries import shares_given
from alongside.core.record.entries import Entry
from alongside.foundation.actor import Actor
from alongside.portfolio import policies, queries
from alongside.portfolio.queries import Version, words

from .looking import Look, look, neutral

NAMED = ("with_name", "with_role", "with_pin", "with_email", "with_address")


@dataclass(frozen=True, slots=True)
class Inside:
    """A file, and what is known to be in it besides what one sees."""

    id: str
    name: str
    notes: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Disclosure:
    """``look`` is what the rules find; ``names`` says that the person one talked with is named."""

    look: Look
    files: tuple[Inside, ...]
    names: bool


def disclosure(version: Version) -> Disclosure:
    files = queries.files_of(UUID(version.entry.id))
    return Disclosure(
        look=look(said_in(version)),
        files=tuple(Inside(str(one.pk), one.name, _notes(one.inside or {})) for one in files),
        names=any(version.entry.about.get(name) for name in NAMED),
    )


def said_in(version: Version) -> Iterator[tuple[str, str, str]]:
    """Every text of an entry that a reader sees, and what its files are called."""
    entry = version.entry
    yield "title", _("What"), entry.title
    for name, label in words.TEXTS.items():
        if entry.texts.get(name):
            yield name, str(label), entry.texts[name]
    for name, label in words.ABOUT.items():
        if entry.about.get(name):
            yield name, str(label), entry.about[name]
    for file in entry.files:
        yield "file", _("A file’s name"), file.name


def _notes(inside: dict[str, str]) -> tuple[tuple[str, str], ...]:
    named = {
        "author": _("Its properties name an author:"),
        "changed_by": _("Its properties say who changed it last:"),
        "title": _("Its properties hold a title:"),
        "subject": _("Its properties hold a subject:"),
    }
    plain = {
        "comments": _("It holds comments, which may not show at once."),
        "changes": _("It holds marked changes: words that were taken out may still be there."),
        "attachments": _("It holds other files."),
        "camera": _(
            "Pictures in it hold a camera’s notes: perhaps when and where they were taken."
        ),
        "elsewhere": _(
            "It fetches a part of itself from elsewhere when it is opened, "
            "so that whoever keeps that part can see it was read."
        ),
    }
    notes = [(label, inside[name]) for name, label in named.items() if inside.get(name)]
    return (*notes, *((label, "") for name, label in plain.items() if inside.get(name)))


def softened(version: Version, *, out: bool) -> Version:
    """An entry with everything that was found put in neutral words or taken out, and without the
    names of the person one talked with: a beginning for a copy, which its writer goes over.
    """
    entry: Entry = version.entry
    about = {name: neutral(text, out=out) for name, text in entry.about.items()
             if name not in NAMED}  # fmt: skip
    texts = {name: neutral(text, out=out) for name, text in entry.texts.items()}
    return replace(
        version,
        entry=replace(entry, title=neutral(entry.title, out=out), texts=texts, about=about,
                      tags={}, files=()),
        aid="",
        prompts={},
    )  # fmt: skip


def given(actor: Actor, item: str, *, today: date) -> list[Any]:
    """Who may read this entry now, until when."""
    return list(shares_given(actor, kind=policies.SHARED_AS, today=today).filter(item=item))
