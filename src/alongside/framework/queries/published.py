"""Reads of published editions. An edition never changes, so each is parsed once per process."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import lru_cache
from uuid import UUID

from django.core.cache import caches

from alongside.core import framework as core
from alongside.core.framework import beside as core_beside
from alongside.core.framework import changing, points
from alongside.core.search import Found, Index, Passage
from alongside.foundation import public
from alongside.framework.models import Edition

# The edition whose statements everything that comes with Alongside names.
PACKAGED = "realising-recovery-2007"
SHELF = "framework-editions"
SHELF_SECONDS = 1


class NoEditionError(LookupError):
    """Nothing has been published yet, or not under that slug."""


@dataclass(frozen=True, slots=True)
class Published:
    """What one row says of a published edition, without its document.

    ``official``: the stamp of the document loaded beside it as its publisher worded it, or "";
    ``official_public``: whether that is shown to everybody.
    """

    slug: str
    title: str
    digest: str
    published_at: datetime
    is_current: bool = True
    official: str = ""
    official_public: bool = False

    @property
    def edition(self) -> core.Edition:
        """The edition itself: from this process's memory, or one query the first time."""
        return _parsed(self.slug, self.digest)


def editions() -> list[Published]:
    """Every published edition, newest first. One query a second at most in each process.

    Editions never change, so the worst is that another process shows the newest a second late;
    this one knows at once, because publishing calls ``look_again``.
    """
    found: list[Published] | None = caches["process"].get(SHELF)
    if found is None:
        rows = Edition.objects.order_by("-published_at", "-id").defer("document")
        found = [
            _published(row, is_current=place == 0)
            for place, row in enumerate(rows.select_related("official"))
        ]
        _let_go_where_changed(found)
        if found:
            caches["process"].set(SHELF, found, SHELF_SECONDS)
    return found


def _published(row: Edition, *, is_current: bool) -> Published:
    beside = getattr(row, "official", None)
    stamp, shown = (str(beside.stamp), beside.public) if beside else ("", False)
    return Published(row.slug, row.title, row.digest, row.published_at, is_current, stamp, shown)


_seen: dict[str, frozenset[str]] = {}


def _let_go_where_changed(found: list[Published]) -> None:
    """A document that was withheld or taken away leaves this process's memory too."""
    stamps = frozenset(one.official for one in found if one.official_public)
    if _seen.setdefault("official", stamps) - stamps:
        public.forget()
    _seen["official"] = stamps


def look_again() -> None:
    """Forget which editions there are; the next question asks the database."""
    caches["process"].delete(SHELF)


def published(slug: str = "") -> Published:
    """The edition under a slug, or the newest. At most one query. Raises NoEditionError.

    A slug that this process does not know may be one that another has just published: so it looks.
    """
    remembered = caches["process"].get(SHELF) is not None
    found = _under(slug)
    if found is None and remembered:
        look_again()
        found = _under(slug)
    if found is None:
        raise NoEditionError(slug)
    return found


def _under(slug: str) -> Published | None:
    return next((one for one in editions() if slug in ("", one.slug)), None)


def edition_slugs() -> list[str]:
    return [one.slug for one in editions()]


def current_edition() -> core.Edition:
    """The newest edition. At most one query. Raises NoEditionError where nothing is published."""
    return published().edition


def edition(slug: str) -> core.Edition:
    """The edition under a slug, as it was published. Raises NoEditionError."""
    return published(slug).edition


def follows_soundly(edition: core.Edition) -> tuple[str, ...]:
    """What is wrong with what an edition (published or not) says of the one before it, in words."""
    if not edition.previous:
        told = edition.dispositions or edition.identifiers or edition.points_became
        return ("It says what became of earlier statements, and not of which edition.",) * bool(
            told
        )
    try:
        return changing.check(published(edition.previous).edition, edition)
    except NoEditionError:
        return (f"It follows “{edition.previous}”, which is not published here.",)


def stands_apart_from(edition: core.Edition) -> str:
    """The newest edition, where this one would be published after it without following it; else "".
    What people said of the newest counts in no edition that does not follow it.
    """
    known = edition_slugs()
    return known[0] if known and edition.slug not in known and edition.previous != known[0] else ""


def steps() -> list[tuple[Published, Published]]:
    """Each published edition with the newest: what a page offers to compare, newest first."""
    found = editions()
    return [(one, found[0]) for one in found[1:]]


def line(old: str, new: str) -> tuple[core.Edition, ...]:
    """The editions from one to a later one, oldest first; () where the later does not follow it."""
    found: list[core.Edition] = []
    slug = new
    known = {one.slug: one for one in editions()}
    while slug in known and len(found) <= len(known):
        found.append(known[slug].edition)
        if slug == old:
            return tuple(reversed(found))
        slug = found[-1].previous
    return ()


def between(old: str, new: str) -> tuple[core.Edition, ...]:
    """The editions between two of one line, from the one to the other, whichever is the later."""
    return line(old, new)[1:-1] or line(new, old)[-2:0:-1]


def changes(old: str, new: str) -> tuple[changing.Change, ...]:
    """What became of each statement between two published editions; worked out once per process.
    Raises NoEditionError.
    """
    first, last = published(old), published(new)
    if old == new:
        return tuple(
            changing.Change(core.Became.SAME, (one,), (one,)) for one in first.edition.statements
        )
    digests = {one.slug: one.digest for one in editions()}
    middle = tuple((one.slug, digests[one.slug]) for one in between(old, new))
    return _changes(((old, first.digest), *middle, (new, last.digest)))


def beside(old: str, new: str) -> tuple[core_beside.Beside, ...]:
    """What changed beside the statements between two published editions: points, themes, profiles.
    Raises NoEditionError.
    """
    first, last = published(old), published(new)
    if old == new:
        return ()
    middle = tuple(between(old, new))
    return core_beside.compare(first.edition, last.edition, between=middle)


def points_now(old: str, new: str) -> Mapping[points.Place, points.Worded]:
    """The described points that have other words in a later edition, and whether these mean the
    same; worked out once per process. Empty where the later does not follow the earlier.
    """
    digests = {one.slug: one.digest for one in editions()}
    return _points(tuple((one.slug, digests[one.slug]) for one in line(old, new)))


def point_changed(old: str, code: str, point: str, new: str) -> points.Worded | None:
    """What became of the point that somebody chose for a statement of one edition, where it means
    something else in a later one. ``old`` may be "" for what was kept before editions were named.
    """
    old = old or first()
    if not point or old == new:
        return None
    found = points.worded(points_now(old, new), code, point)
    return found if found and found.kind is core.Became.CHANGED else None


def meaning(old: str, new: str) -> Mapping[str, changing.Carried]:
    """Where what was said of each statement of one edition goes in a later one; worked out once
    per process. Empty where the later does not follow the earlier.
    """
    digests = {one.slug: one.digest for one in editions()}
    return _meaning(tuple((one.slug, digests[one.slug]) for one in line(old, new)))


def now(old: str, code: str, new: str) -> changing.Carried:
    """What something said of one statement means in a later edition (or the same one). It stays
    where it is where the later edition does not follow the earlier, or there is no such statement.
    ``old`` may be "" for what was kept before editions were named: it was said of the first.
    """
    old = old or first()
    if old == new:
        return changing.Carried(core.Became.SAME, (code,))
    return meaning(old, new).get(code) or changing.Carried(core.Became.RETIRED, ())


def codes_now(old: str, codes: Iterable[str], new: str = "") -> list[str]:
    """Statements of one edition as they are called in a later one (the newest): those that mean the
    same. What changed, was split, merged or retired is left out: nobody has said it of that yet.
    """
    new = new or first(newest=True)
    return list(dict.fromkeys(to for code in codes if (to := now(old, code, new).counts)))


def meant(of: str, code: str) -> str:
    """A statement that a page named, as it is called now; "" where it means something else now.
    ``of``: the edition the page was made with, "" where it did not say.
    """
    return now(of, code, first(newest=True)).counts if of else code


def said_as(slug: str, code: str) -> tuple[tuple[str, str], ...]:
    """A statement with the earlier ones that mean the same, each as its edition and code."""
    earlier = [
        (before, was)
        for before in followed_by(slug)
        for was, carried in meaning(before, slug).items()
        if carried.counts == code
    ]
    return ((slug, code), *earlier)


def packaged_now(code: str) -> str:
    """What a statement that packaged data names is called in the newest edition; "" where it means
    something else now. Before its edition is published here, a code stands for itself.
    """
    if PACKAGED not in edition_slugs():
        return code
    return now(PACKAGED, code, first(newest=True)).counts


def packaged_as(slug: str, code: str) -> str:
    """The code under which packaged data speaks of a statement of an edition; "" where it does not."""
    if slug == PACKAGED or PACKAGED not in edition_slugs():
        return code
    return dict(said_as(slug, code)).get(PACKAGED, "")


def title_of(slug: str, code: str) -> str:
    """What a statement is called in the newest edition, or was in its own; its code where neither
    is published here.
    """
    slug = slug or first()
    for one in (first(newest=True), slug):
        try:
            return edition(one).by_code[now(slug, code, one).counts].title
        except (NoEditionError, KeyError):
            continue
    return code


def address_of(slug: str, code: str) -> tuple[str, str]:
    """Where a statement stands: ("", its code) in the newest edition, or its own edition and code.
    ("", "") where neither is published here.
    """
    slug, newest = slug or first(), first(newest=True)
    if to := now(slug, code, newest).counts:
        return "", to
    known = slug in edition_slugs() and code in edition(slug).by_code
    return (slug, code) if known else ("", "")


def first(*, newest: bool = False) -> str:
    """The slug of the edition that was published first, or last; "" where there is none."""
    found = editions()
    return found[0 if newest else -1].slug if found else ""


def followed_by(slug: str) -> tuple[str, ...]:
    """The editions that one follows, the nearest first."""
    found: list[str] = []
    known = {one.slug: one for one in editions()}
    before = known[slug].edition.previous if slug in known else ""
    while before in known and before not in found:
        found.append(before)
        before = known[before].edition.previous
    return tuple(found)


def statement_ids(slug: str = "") -> dict[str, UUID]:
    """Statement codes of an edition (the newest) with their lasting identifiers."""
    chosen = published(slug).edition
    return {statement.code: chosen.identifier(statement.code) for statement in chosen.statements}


def search(text: str, *, within: Published | None = None) -> list[Found]:
    """What holds the words, best fit first: statements by code, outside things by id.

    Looks inside titles, wordings, all six faces, questions, examples, and names of things.
    """
    one = within or published()
    return _index(one.slug, one.digest).find(text)


@lru_cache(maxsize=8)
def _parsed(slug: str, digest: str) -> core.Edition:
    document = Edition.objects.values_list("document", flat=True).get(slug=slug, digest=digest)
    return core.from_document(json.loads(document))


@lru_cache(maxsize=32)
def _changes(by: tuple[tuple[str, str], ...]) -> tuple[changing.Change, ...]:
    first, *middle, last = (_parsed(slug, digest) for slug, digest in by)
    return changing.compare(first, last, between=middle)


@lru_cache(maxsize=64)
def _meaning(by: tuple[tuple[str, str], ...]) -> Mapping[str, changing.Carried]:
    if len(by) < 2:
        return {}
    first, *middle, last = (_parsed(slug, digest) for slug, digest in by)
    return changing.meaning(first, last, between=middle)


@lru_cache(maxsize=64)
def _points(by: tuple[tuple[str, str], ...]) -> Mapping[points.Place, points.Worded]:
    return points.meaning([_parsed(slug, digest) for slug, digest in by])


@lru_cache(maxsize=8)
def _index(slug: str, digest: str) -> Index:
    return Index(_passages(_parsed(slug, digest)))


def _passages(edition: core.Edition) -> Iterator[Passage]:
    """Every text of a statement, each with its place and how much a word counts there."""
    for one in edition.statements:
        code = one.code
        yield Passage(code, "code", code, 5)
        yield Passage(code, "title", one.title, 3)
        yield Passage(code, "statement", one.text, 2)
        yield Passage(code, "theme", edition.theme_by_id[one.theme].name, 1.5)
        for face, text in asdict(one.faces).items():
            yield Passage(code, face, text, 1.2)
        for question in one.questions:
            yield Passage(code, "questions", question)
        yield Passage(code, "if-not", one.if_not)
        for example in one.looks_like:
            setting = edition.setting_names.get(example.setting, "")
            yield Passage(
                code, "examples", f"{setting}: {example.text}" if setting else example.text
            )
        yield Passage(code, "not-like-this", one.does_not_look_like)
        yield Passage(code, "reflect", one.reflect)
    for thing in edition.outside_things:
        yield Passage(thing.id, "outside", thing.name, 2)
        yield Passage(thing.id, "outside", thing.what)
        yield Passage(thing.id, "outside", thing.today)
