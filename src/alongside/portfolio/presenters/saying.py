"""What an entry holds, in words that stand on paper as well as on a page."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from alongside.core.record.entries import Entry, File
from alongside.core.record.filling import value_of
from alongside.core.record.forms import Form, TagField
from alongside.portfolio.queries import words

PLAIN = {
    "dates": lazy("Dates"),
    "title": lazy("What it was"),
    "kind": lazy("Kind"),
    "codes": lazy("Statements"),
    "files": lazy("Files"),
    **words.HOURS,
}


def day(when: date) -> str:
    return formats.date_format(when, "j F Y")


def days(when: tuple[date, ...]) -> str:
    if len(when) == 1:
        return day(when[0])
    return _("%(start)s to %(end)s") % {"start": day(when[0]), "end": day(when[-1])}


def number(amount: Decimal) -> str:
    """Hours without noughts that say nothing: 7.5, 12."""
    return f"{amount.normalize():f}"


def named(entry: Entry) -> str:
    """An entry in a list: its day and what it was."""
    return f"{day(entry.on)}, {entry.title}"


@dataclass(frozen=True, slots=True)
class Words:
    """The names of statements and of what is chosen in tags, for saying what an entry holds."""

    titles: Mapping[str, str] = field(default_factory=dict)
    tags: Mapping[str, TagField] = field(default_factory=dict)

    def source(self, source: str) -> str:
        """What one of our fields is called."""
        part, dot, name = source.partition(".")
        if not dot:
            return str(PLAIN[source])
        if part == "tags":
            return self.tags[name].label if name in self.tags else name
        return str((words.TEXTS if part == "texts" else words.ABOUT).get(name, name))

    def value(self, entry: Entry, source: str) -> str:
        """What an entry has in one of our fields; '' where it has nothing."""
        found = value_of(entry, source)
        if not found:
            return ""
        if source == "dates":
            return days(found)
        if source == "kind":
            return str(words.KINDS.get(found, found))
        if source == "codes":
            return "; ".join(self.statement(code) for code in found)
        if source == "files":
            return ", ".join(one.name for one in found if isinstance(one, File))
        if source.startswith("tags."):
            return ", ".join(self.chosen(source.removeprefix("tags."), id_) for id_ in found)
        return number(found) if isinstance(found, Decimal) else str(found)

    def statement(self, code: str) -> str:
        return f"{code} {self.titles[code]}" if code in self.titles else code

    def chosen(self, tag: str, id_: str) -> str:
        return self.tags[tag].name_of(id_) if tag in self.tags else id_

    def joined(self, entry: Entry, sources: tuple[str, ...]) -> str:
        """Several of our fields in one of theirs: texts as paragraphs, short facts in one line."""
        said = [(source, self.value(entry, source)) for source in sources]
        long = any(source.startswith("texts.") for source, text in said if text)
        return ("\n\n" if long else ", ").join(text for _source, text in said if text)


def words_for(titles: Mapping[str, str], form: Form | None, every: tuple[TagField, ...]) -> Words:
    """A form's own tags first, so that an old version is said in its own words."""
    tags: dict[str, Any] = {one.id: one for one in every}
    tags |= {one.id: one for one in form.tag_fields} if form else {}
    return Words(titles, tags)
