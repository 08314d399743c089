"""Crosswalks with what is written here laid over them: for everybody, and for the desk."""

from dataclasses import dataclass, replace
from functools import lru_cache

from alongside.core.crosswalks import (
    Crosswalk,
    Item,
    Suggestion,
    Suggestions,
    Thread,
    laid,
    threads,
)
from alongside.core.crosswalks.laying import Key
from alongside.core.framework import Edition, digest
from alongside.crosswalks.models import Facts, OwnCrosswalk, RelationVersion
from alongside.framework import queries as framework
from alongside.framework.loading import suggester
from alongside.framework.queries import Published
from alongside.framework.queries import crosswalks as told
from alongside.framework.queries.crosswalks import Standing
from alongside.others import queries as others

from . import rows


@dataclass(frozen=True)
class Desk:
    """A crosswalk as those see it who write and read it, in the newest edition's codes.

    ``own`` and ``facts`` are None for one that comes with the product.
    """

    crosswalk: Crosswalk
    threads: dict[Key, Thread]
    rows: list[RelationVersion]
    edition: Edition
    own: OwnCrosswalk | None = None
    facts: Facts | None = None

    @property
    def slug(self) -> str:
        return self.crosswalk.id


def over(published: Published, found: tuple[Standing, ...]) -> tuple[Standing, ...]:
    """All crosswalks of an edition as everybody is told them."""
    names = names_in(published.edition)
    made = [_over(one, names) for one in found]
    for row in rows.all_own():
        facts = rows.facts(row)
        if facts.public:
            made.append(_standing(row, facts, published, names))
    return tuple(made)


def _over(standing: Standing, names: dict[str, str]) -> Standing:
    slug = standing.crosswalk.id
    versions, said = rows.rows_of(slug), rows.holding(slug)
    if not versions and not said:
        return standing
    found = _threads(standing.crosswalk, names, versions)
    crosswalk, withdrawn = laid(standing.crosswalk, found)
    return Standing(crosswalk, standing.again, withdrawn)


def _standing(
    row: OwnCrosswalk, facts: Facts, published: Published, names: dict[str, str]
) -> Standing:
    versions = rows.rows_of(row.slug)
    crosswalk, _withdrawn = laid(*_own(row, facts, versions, names))
    told_of = {one.item for one in crosswalk.relations}
    items = tuple(one for one in crosswalk.items if one.code in told_of)
    again = _gone(published, {one.about for one in versions} - set(names))
    return Standing(replace(crosswalk, items=items), again, whole=False)


def _gone(published: Published, about: set[str]) -> tuple[str, ...]:
    """The codes of what was written about, in earlier editions, and means something else here."""
    found: dict[str, str] = {}
    for slug in framework.followed_by(published.slug):
        for code, identifier in framework.statement_ids(slug).items():
            found.setdefault(str(identifier), code)
    return tuple(sorted(found[one] for one in about if one in found))


def _own(
    row: OwnCrosswalk, facts: Facts, versions: list[RelationVersion], names: dict[str, str]
) -> tuple[Crosswalk, dict[Key, Thread]]:
    framework_ = others.newest(row.framework)
    named = {one.item for one in versions}
    items = others.items_named(framework_, named) if framework_ and named else []
    crosswalk = rows.with_items(row, facts, items)
    return crosswalk, _threads(crosswalk, names, versions)


def _threads(
    crosswalk: Crosswalk, names: dict[str, str], versions: list[RelationVersion]
) -> dict[Key, Thread]:
    said = rows.heard(versions, rows.holding(crosswalk.id))
    return threads(crosswalk, names, map(rows.version, versions), said)


def names_in(edition: Edition) -> dict[str, str]:
    """The code of each statement's lasting identifier, and every theme's id as ""."""
    codes = {str(edition.identifier(one.code)): one.code for one in edition.statements}
    return {**codes, **{one.id: "" for one in edition.themes}}


# For the desk


def desk(slug: str) -> Desk | None:
    """One crosswalk by its slug, whether or not it is shown to everybody."""
    published = framework.published()
    names = names_in(published.edition)
    row = rows.own(slug)
    versions = rows.rows_of(slug)
    if row is not None:
        facts = rows.facts(row)
        crosswalk, found = _own(row, facts, versions, names)
        return Desk(crosswalk, found, versions, published.edition, row, facts)
    for standing in told.packaged(published):
        if standing.crosswalk.id == slug:
            found = _threads(standing.crosswalk, names, versions)
            return Desk(standing.crosswalk, found, versions, published.edition)
    return None


def desks() -> list[Desk]:
    """All of them: those that come with the product first."""
    slugs = [one.crosswalk.id for one in told.packaged(framework.published())]
    found = [desk(slug) for slug in (*slugs, *(row.slug for row in rows.all_own()))]
    return [one for one in found if one is not None]


def thread(desk: Desk, key: Key) -> Thread | None:
    """What was said between an item and a statement or theme; an empty one where nothing was yet.
    None where there is no such item, or nothing of that name in the newest edition.
    """
    names = names_in(desk.edition)
    item = item_of(desk, key[0])
    if item is None or key[1] not in names:
        return None
    return desk.threads.get(key) or Thread(item, key[1], names[key[1]], None, (), ())


def item_of(desk: Desk, code: str) -> Item | None:
    """An item of the other framework by its code, whether or not anything is said of it."""
    found = desk.crosswalk.item_by_code.get(code)
    if found is not None or desk.own is None:
        return found
    framework_ = others.newest(desk.own.framework)
    named = others.items_named(framework_, [code]) if framework_ else []
    return rows.as_item(named[0]) if named else None


def suggestions(desk: Desk, item: Item) -> tuple[Suggestion, ...]:
    """Statements that share words with an item: where somebody might look first, and no more.

    Of a framework that was taken in, all of the item's own words are asked with.
    """
    text = item.title
    if desk.own is not None and (framework_ := others.newest(desk.own.framework)):
        text = ". ".join(
            f"{one.title}. {one.statement}" for one in others.items_named(framework_, [item.code])
        )
    return _suggester(desk.edition.slug, digest(desk.edition)).of(text)


@lru_cache(maxsize=2)
def _suggester(slug: str, _digest: str) -> Suggestions:
    return suggester(framework.edition(slug))
