"""Rows as values: what was written, what was said of it, and the frameworks they are about."""

import json
from collections import defaultdict
from collections.abc import Iterable
from typing import Final
from uuid import UUID

from django.utils import timezone

from alongside.core.crosswalks import Crosswalk, Heard, How, Item, Other, Review, Version
from alongside.core.crosswalks.laying import Key
from alongside.crosswalks.models import Facts, OwnCrosswalk, Reading, RelationVersion
from alongside.foundation.actor import Actor
from alongside.framework import queries as framework
from alongside.others import queries as others
from alongside.others.models import ImportedFramework, ImportedItem

TITLE: Final = 120


def on_panel(actor: Actor) -> bool:
    return bool(framework.places(actor))


def rows_of(slug: str) -> list[RelationVersion]:
    """Every version of everything said in one crosswalk, oldest first."""
    return list(RelationVersion.objects.filter(crosswalk=slug).order_by("number", "made_at"))


def versions_of(slug: str, key: Key) -> list[RelationVersion]:
    """Every version of one relation, oldest first."""
    found = RelationVersion.objects.filter(crosswalk=slug, item=key[0], about=key[1])
    return list(found.order_by("number"))


def readings_of(slug: str, key: Key) -> list[Reading]:
    """Everything that readers said of one relation, newest first, what was taken back too."""
    found = Reading.objects.filter(crosswalk=slug, item=key[0], about=key[1])
    return list(found.select_related("reader").order_by("-made_at"))


def reading(reading_id: UUID) -> Reading | None:
    return Reading.objects.filter(pk=reading_id, ended_at__isnull=True).first()


def holding(slug: str) -> list[Reading]:
    """What readers said in one crosswalk and have not taken back."""
    return list(Reading.objects.filter(crosswalk=slug, ended_at__isnull=True).order_by("made_at"))


def authors(rows: Iterable[RelationVersion]) -> set[UUID]:
    return {row.author_id for row in rows if row.author_id}


def version(row: RelationVersion) -> Version:
    return Version(
        row.item, row.about, row.number, How(row.how), row.why, row.not_covered, row.withdrawn
    )


def heard(rows: list[RelationVersion], said: list[Reading]) -> dict[Key, list[Heard]]:
    """What readers said, by relation. Whoever wrote any version of it does not count."""
    wrote: dict[Key, set[UUID]] = defaultdict(set)
    for row in rows:
        if row.author_id:
            wrote[row.item, row.about].add(row.author_id)
    found: dict[Key, list[Heard]] = defaultdict(list)
    for one in said:
        key = (one.item, one.about)
        counts = one.reader_id not in wrote[key]
        found[key].append(Heard(one.digest, one.yes, counts, review(one)))
    return found


def review(one: Reading) -> Review:
    at = timezone.localtime(one.made_at)
    return Review(
        one.shown_as, at.date().isoformat(), one.capacity, one.words, at.isoformat("T", "seconds")
    )


# Crosswalks begun here


def own(slug: str) -> OwnCrosswalk | None:
    return OwnCrosswalk.objects.filter(slug=slug).first()


def all_own() -> list[OwnCrosswalk]:
    return list(OwnCrosswalk.objects.order_by("made_at"))


def facts(row: OwnCrosswalk) -> Facts:
    """What it says of itself now."""
    newest = Facts.objects.filter(crosswalk=row).order_by("-number").first()
    assert newest is not None, row.slug
    return newest


def all_facts(row: OwnCrosswalk) -> list[Facts]:
    return list(Facts.objects.filter(crosswalk=row).order_by("-number"))


def not_begun() -> list[ImportedFramework]:
    """Frameworks that were taken in and have no crosswalk yet."""
    begun = set(OwnCrosswalk.objects.values_list("framework", flat=True))
    return [one for one in others.all_newest() if one.identifier not in begun]


def with_items(row: OwnCrosswalk, said: Facts, items: Iterable[ImportedItem]) -> Crosswalk:
    """A crosswalk begun here as a value, with some of the other framework's items."""
    framework_ = others.newest(row.framework)
    assert framework_ is not None, row.framework
    day = timezone.localtime(framework_.imported_at).date().isoformat()
    other = Other(
        title=framework_.title,
        body=framework_.creator,
        year=0,
        what=framework_.version,
        licence=said.terms,
        checked=day,
        sources=(framework_.title,),
        codes="ours",
    )
    return Crosswalk(
        row.slug, said.title, framework.first(), said.lead, other, tuple(map(as_item, items)), ()
    )


def as_item(row: ImportedItem) -> Item:
    """Its code and title, and of a statement without a title so much that it is known again."""
    title = row.title or row.statement
    short = title if len(title) <= TITLE else f"{title[: TITLE - 1].rstrip()}…"
    return Item(row.identifier, short, label=row.code, address=_address(row))


def _address(row: ImportedItem) -> str:
    return str(json.loads(row.body).get("uri", ""))
