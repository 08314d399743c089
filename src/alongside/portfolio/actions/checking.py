"""What an entry may hold, said in words that help."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from alongside.core.record.entries import KINDS, TEXT_MOST, TEXTS, TITLE_MOST, Entry
from alongside.foundation.text import BadText, check
from alongside.framework.queries import current_edition
from alongside.portfolio.models.entries import MOST_HOURS
from alongside.portfolio.queries import words

FIRST_DAY = date(1950, 1, 1)
AHEAD = timedelta(days=366)
ABOUT_MOST = 500
MOST_TAGS = 40
TAG_MOST = 80
MOST_CODES = 60
QUARTER = Decimal("0.25")


class BadEntry(ValueError):
    """An entry that cannot be kept as it is: what is wrong, and which field it is about."""

    def __init__(self, field: str, said: str) -> None:
        super().__init__(said)
        self.field, self.said = field, said


def checked(entry: Entry, *, today: date, before: Entry | None = None) -> Entry:
    """The entry as it is kept: blanks round words taken off, hours in quarters. Raises BadEntry."""
    entry = replace(
        entry,
        title=" ".join(str(entry.title).split()),
        texts=_stripped(entry.texts),
        about=_stripped(entry.about),
        codes=tuple(dict.fromkeys(entry.codes)),
        hours=_quarters(entry.hours),
        participatory_hours=_quarters(entry.participatory_hours),
        protected_hours=_quarters(entry.protected_hours),
    )
    for field, said in _faults(entry, today, before):
        raise BadEntry(field, said)
    return entry


def _stripped(texts: Mapping[str, str]) -> dict[str, str]:
    return {name: text.strip() for name, text in texts.items() if text and text.strip()}


def _quarters(hours: Decimal | None) -> Decimal | None:
    """Hours with two places, so that 7.5 and 7.50 are one; those that are no quarters stay."""
    if hours is None or not hours.is_finite() or hours % QUARTER:
        return hours
    return hours.quantize(Decimal("0.01"))


def _faults(entry: Entry, today: date, before: Entry | None) -> Iterator[tuple[str, str]]:
    if entry.kind not in KINDS:
        yield "kind", _("Choose what kind of entry this is.")
    if not entry.title:
        yield "title", _("Write in a few words what it was.")
    if len(entry.title) > TITLE_MOST:
        yield "title", _("Keep this to %(most)s characters.") % {"most": TITLE_MOST}
    yield from _day_faults(entry, today)
    yield from _hour_faults(entry)
    yield from _text_faults(entry)
    yield from _code_faults(entry, before)
    yield from _tag_faults(entry.tags)


def _day_faults(entry: Entry, today: date) -> Iterator[tuple[str, str]]:
    for field, day in (("on", entry.on), ("until", entry.until)):
        if day is not None and not FIRST_DAY <= day <= today + AHEAD:
            yield field, _("Choose a day between 1950 and a year from now.")
    if entry.until is not None and entry.until < entry.on:
        yield "until", _("It cannot end before it begins.")


def _hour_faults(entry: Entry) -> Iterator[tuple[str, str]]:
    for field in words.HOURS:
        hours: Decimal | None = getattr(entry, field)
        if hours is None:
            continue
        if not hours.is_finite() or not 0 <= hours <= MOST_HOURS:
            yield field, _("Give hours from 0 to %(most)s.") % {"most": MOST_HOURS}
        elif hours % QUARTER:
            yield field, _("Use quarter hours, such as 7.25 or 7.5.")
        elif field != "hours" and (entry.hours is None or hours > entry.hours):
            yield field, _("This is a part of the hours above, so it cannot be more than they are.")


def _text_faults(entry: Entry) -> Iterator[tuple[str, str]]:
    for known, given, most in (
        (frozenset(TEXTS), entry.texts, TEXT_MOST),
        (frozenset(words.ABOUT), entry.about, ABOUT_MOST),
    ):
        for name, text in given.items():
            if name not in known:
                yield "", _("An entry has no field called %(name)s.") % {"name": name[:40]}
            if len(text) > most:
                said = _("Keep this to %(most)s characters; it has %(now)s.")
                yield name, said % {"most": most, "now": len(text)}
    labels: dict[str, Any] = {"title": _("What"), **words.TEXTS, **words.ABOUT}
    for name, text in {"title": entry.title, **entry.texts, **entry.about}.items():
        try:
            check(text, str(labels.get(name, name)))
        except BadText as error:
            yield name, str(error)


def _code_faults(entry: Entry, before: Entry | None) -> Iterator[tuple[str, str]]:
    if len(entry.codes) > MOST_CODES:
        yield "codes", _("Choose at most %(most)s statements.") % {"most": MOST_CODES}
    new = set(entry.codes) - set(before.codes if before else ())
    if new and not new <= set(current_edition().by_code):
        yield "codes", _("One of these statements is not in the framework.")


def _tag_faults(tags: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, str]]:
    ids = [id_ for name, chosen in tags.items() for id_ in (name, *chosen)]
    if len(ids) > 2 * MOST_TAGS or any(not 0 < len(id_) <= TAG_MOST for id_ in ids):
        yield "", _("Too much is chosen for the form.")
