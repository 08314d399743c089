"""Everything about one person, as the members of one zip: data, a page to read, tables, files."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from alongside.accounts import presenters as accounts
from alongside.accounts import queries as people
from alongside.foundation.actor import Actor
from alongside.foundation.text import cell
from alongside.portfolio.loading import tag_fields
from alongside.portfolio.queries import aids, read_body
from alongside.portfolio.queries import leaving as queries

from .desk import edition_now
from .saying import Words, day, named, words_for

FORMAT = "alongside-record/1"
# What this area itself adds to everything about a person: it stands in the document by its own name.
OURS = ("record", "documents_made")
_UNSAFE = re.compile(r"[^\w.-]+")


def left_out() -> list[str]:
    return [
        _("Your password, passkeys and codes, which are of use only where they were made."),
        _("What others wrote for themselves, and what they did not share with you."),
    ]


def document(actor: Actor, *, today: date) -> dict[str, Any]:
    """All of it as one document, which another installation can take in."""
    edition = edition_now()
    every = accounts.everything(actor)
    entries = list(queries.whole(actor.person_id))
    for entry in entries:
        for file in entry["files"]:
            file["path"] = file_path(entry["id"], file)
    return {
        "format": FORMAT,
        "made_on": today.isoformat(),
        "prepared_by": "the worker",
        "name": str(people.person(actor.person_id).name),
        "edition": edition.title if edition else "",
        "left_out": left_out(),
        "entries": entries,
        "documents_made": queries.documents_made(actor.person_id),
        "everything": {name: part for name, part in every.items() if name not in OURS},
    }


def file_path(entry_id: str, file: Mapping[str, Any]) -> str:
    """Where a file lies in the zip: a name that every system can unpack, and no two the same."""
    name = _UNSAFE.sub("-", str(file["name"])).strip(".-") or "file"
    return f"files/{entry_id}/{file['id'][:8]}-{name[-80:]}"


# A page to read


@dataclass(frozen=True, slots=True)
class ToRead:
    """An entry as the page shows it: what it says, and its files with where they lie."""

    title: str
    said: tuple[tuple[str, str], ...]
    files: tuple[tuple[str, str], ...]
    versions: int


@dataclass(frozen=True, slots=True)
class Nested:
    """Plain values as a list in a list: a label, a text, and what is inside."""

    label: str
    text: str = ""
    inside: tuple["Nested", ...] = ()


@dataclass(frozen=True, slots=True)
class Areas:
    id: str
    title: str
    inside: tuple[Nested, ...]


def readable(document: Mapping[str, Any], papers: Iterable[tuple[str, str]], *, today: date) -> str:
    """The page ``index.html``: opens by itself, with no server and no script."""
    names = {"account": _("Account"), "answers": _("My view"), "plan": _("My plan")}
    facts = {
        "document": document,
        "made_on": day(today),
        "papers": list(papers),
        "entries": list(entries_to_read(document)),
        "areas": [
            Areas(name, names.get(name, _plain(name)), nested(part))
            for name, part in document["everything"].items()
            if part
        ],
    }
    return render_to_string("portfolio/taken.html", facts)


def entries_to_read(document: Mapping[str, Any]) -> Iterator[ToRead]:
    words = _words()
    for one in document["entries"]:
        newest = one["versions"][-1]
        entry = read_body(one["id"], newest)
        said = [(words.source(source), words.value(entry, source)) for source in _SOURCES]
        said += [(words.source(f"texts.{name}"), text) for name, text in entry.texts.items()]
        said += [(words.source(f"about.{name}"), text) for name, text in entry.about.items()]
        said += [
            (words.source(f"tags.{name}"), words.value(entry, f"tags.{name}"))
            for name in entry.tags
        ]
        said += [
            (_asked(newest.get("aid", ""), str(name)), str(text))
            for name, text in newest.get("prompts", {}).items()
        ]
        yield ToRead(
            title=named(entry),
            said=tuple((label, text) for label, text in said if text),
            files=tuple((file["name"], file["path"]) for file in one["files"]),
            versions=len(one["versions"]),
        )


def _asked(aid: str, name: str) -> str:
    """The question somebody answered, in words; by its name where the question is no more."""
    found = aids().get(aid)
    return next((one.ask for one in found.prompts if one.id == name), name) if found else name


_SOURCES = ("kind", "dates", "hours", "participatory_hours", "protected_hours", "codes")


def _words() -> Words:
    edition = edition_now()
    titles = {one.code: one.title for one in edition.statements} if edition else {}
    return words_for(titles, None, tag_fields())


def nested(value: Any) -> tuple[Nested, ...]:
    """Any plain values, the names of fields made readable; what is empty is left out."""
    if isinstance(value, Mapping):
        pairs = [(_plain(str(key)), inner) for key, inner in value.items()]
    elif isinstance(value, list | tuple):
        pairs = [(_naming(inner, place), inner) for place, inner in enumerate(value, 1)]
    else:
        return (Nested("", str(value)),)
    return tuple(_one(label, inner) for label, inner in pairs if inner not in (None, "", [], {}))


def _one(label: str, value: Any) -> Nested:
    if isinstance(value, Mapping | list | tuple):
        return Nested(label, inside=nested(value))
    if isinstance(value, bool):
        return Nested(label, _("yes") if value else _("no"))
    return Nested(label, str(value))


def _naming(value: Any, place: int) -> str:
    """What a thing in a list is called: by its title or code where it has one."""
    if isinstance(value, Mapping):
        return next(
            (str(value[key]) for key in ("title", "code", "name") if value.get(key)), f"{place}"
        )
    return f"{place}"


def _plain(name: str) -> str:
    return name.replace("_", " ").replace("-", " ").capitalize()


def style() -> bytes:
    found = finders.find("portfolio/taken/paper.css")
    assert isinstance(found, str)
    with open(found, "rb") as stream:
        return stream.read()


# Tables


def entries_table(document: Mapping[str, Any]) -> str:
    """Every entry in a line, for a spreadsheet."""
    words = _words()
    texts = list(dict.fromkeys(n for e in document["entries"] for n in e["versions"][-1]["texts"]))
    sources = [*_SOURCES, *(f"texts.{name}" for name in texts)]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([cell(label) for label in (_("What it was"), *map(words.source, sources))])
    for one in document["entries"]:
        entry = read_body(one["id"], one["versions"][-1])
        row = (entry.title, *(words.value(entry, source) for source in sources))
        writer.writerow([cell(text) for text in row])
    return out.getvalue()


def files_of(actor: Actor, document: Mapping[str, Any]) -> Iterator[tuple[str, bytes]]:
    """Each file with where it lies, read one at a time. One that has gone meanwhile is left out."""
    for entry in document["entries"]:
        for file in entry["files"]:
            body = queries.file_bytes(actor.person_id, UUID(file["id"]))
            if body is not None:
                yield file["path"], body
