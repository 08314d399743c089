"""Writes of the library: what services add, change, take back and check; and looking at links."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.accounts import queries as accounts
from alongside.foundation import history
from alongside.foundation.actor import Actor, Forbidden
from alongside.foundation.text import check
from alongside.foundation.writing import Conflict, action, once
from alongside.framework import queries as framework

from . import policies, queries
from .models import LinkCheck, Own, OwnActivity, OwnOffering, OwnResource, Shelf
from .policies import ActivityDraft, Fault, Known, OfferingDraft, ResourceDraft

Draft = ActivityDraft | ResourceDraft | OfferingDraft
MARK_LENGTHS: Final = (8, 16, 32)
LONGEST_SLUG: Final = 50

FAULTS: Final[Mapping[str, Any]] = {
    "empty": gettext_lazy("Write something here."),
    "long": gettext_lazy("This is too long. Say it in fewer words."),
    "unknown": gettext_lazy("Choose from what is offered."),
    "hours": gettext_lazy("Choose a length from a quarter of an hour to 8 hours."),
    "steps": gettext_lazy("Write two to six steps, each on a line of its own."),
    "statements": gettext_lazy("Choose one to six statements, each only once."),
    "circle": gettext_lazy("That one already comes after this one. Choose another."),
    "cost": gettext_lazy("Give the cost in pounds, or 0."),
    "places": gettext_lazy("Give the number of places, or leave this empty."),
    "dates": gettext_lazy("Give one to six different days."),
    "link": gettext_lazy("Give a full web address that anyone can open, such as https://…"),
}


class BadEntryError(ValueError):
    """An entry that does not hold what it must. ``faults`` says which fields, and what."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("; ".join(f"{field}: {FAULTS[fault]}" for field, fault in self.faults))


def faults_of(draft: Draft, *, actor: Actor, own_id: str = "") -> list[Fault]:
    """What is wrong with a draft, by field, before anything is written."""
    library = queries.catalogue_for(actor, looked_after=True).library
    plain = {one.id: one for one in library.activities if not one.offering_of}
    known = Known(
        kinds=library.kinds,
        with_whom=library.with_whom,
        settings=library.settings,
        codes=_codes(),
        activities=plain,
        waits={id_: one.prerequisites for id_, one in plain.items()},
    )
    if isinstance(draft, ActivityDraft):
        return list(policies.activity_faults(draft, known, own_id=own_id))
    if isinstance(draft, ResourceDraft):
        return list(policies.resource_faults(draft, known))
    return list(policies.offering_faults(draft, known))


def _codes() -> dict[str, str]:
    """Statement codes of the newest edition, each with its theme."""
    try:
        edition = framework.current_edition()
    except framework.NoEditionError:
        return {}
    return {statement.code: statement.theme for statement in edition.statements}


# Adding and changing


@action
def add_activity(*, actor: Actor, service_id: UUID, draft: ActivityDraft, key: str = "") -> UUID:
    """Put an activity on a service's shelf. Raises Forbidden and BadEntryError."""
    return _add(actor, service_id, OwnActivity, draft, key)


@action
def add_resource(*, actor: Actor, service_id: UUID, draft: ResourceDraft, key: str = "") -> UUID:
    """Put a resource on a service's shelf. Raises Forbidden and BadEntryError."""
    return _add(actor, service_id, OwnResource, draft, key)


@action
def add_offering(*, actor: Actor, service_id: UUID, draft: OfferingDraft, key: str = "") -> UUID:
    """Say on which days a service runs an activity. Raises Forbidden and BadEntryError."""
    return _add(actor, service_id, OwnOffering, draft, key)


@action
def edit_activity(
    *, actor: Actor, thing_id: UUID, version: int, draft: ActivityDraft, key: str = ""
) -> None:
    """Change an activity. Raises Conflict where somebody else saved since ``version``."""
    _edit(actor, OwnActivity, thing_id, version, draft, key)


@action
def edit_resource(
    *, actor: Actor, thing_id: UUID, version: int, draft: ResourceDraft, key: str = ""
) -> None:
    """Change a resource. Raises Conflict where somebody else saved since ``version``."""
    _edit(actor, OwnResource, thing_id, version, draft, key)


@action
def edit_offering(
    *, actor: Actor, thing_id: UUID, version: int, draft: OfferingDraft, key: str = ""
) -> None:
    """Change dates. Raises Conflict where somebody else saved since ``version``."""
    _edit(actor, OwnOffering, thing_id, version, draft, key)


def _add(actor: Actor, service_id: UUID, model: type[Own], draft: Draft, key: str) -> UUID:
    shelf = _shelf(actor, service_id)

    def do() -> dict[str, Any]:
        _refuse_faults(draft, actor=actor)
        row = model(shelf=shelf, last_checked=timezone.localdate(), **_columns(draft))
        if isinstance(row, OwnActivity | OwnResource):
            row.slug = _free_slug(model, shelf, row.title)
        row.save(force_insert=True)
        _changed(actor, row, "added", asdict(draft))
        return {"id": str(row.pk)}

    said = ["add", model.__name__, service_id, asdict(draft)]
    return UUID(once(actor=actor, key=key, do=do, said=said)["id"])


def _edit(
    actor: Actor, model: type[Own], thing_id: UUID, version: int, draft: Draft, key: str
) -> None:
    row = _own(actor, model, thing_id)

    def do() -> dict[str, Any]:
        if row.version != version:
            raise _conflict(actor, row, draft)
        _refuse_faults(draft, actor=actor, own_id=id_in_library(row))
        for name, value in _columns(draft).items():
            setattr(row, name, value)
        row.version = version + 1
        row.save(force_update=True)
        _changed(actor, row, "changed", asdict(draft))
        return {"id": str(row.pk)}

    once(actor=actor, key=key, do=do, said=["edit", model.__name__, thing_id, asdict(draft)])


def id_in_library(row: Own) -> str:
    return row.public_id if isinstance(row, OwnActivity) else ""


def _shelf(actor: Actor, service_id: UUID) -> Shelf:
    """The service's shelf, held until the end of the transaction; made when first wanted."""
    service = accounts.service(service_id)
    if service is None or not policies.may_author(
        actor, board=service.board_id, service=service.pk
    ):
        raise Forbidden(_("Only stewards and supervisors of a service can change what it adds."))
    shelf = Shelf.objects.select_for_update().filter(service=service_id).first()
    if shelf is not None:
        return shelf
    marks = (service.pk.hex[:length] for length in MARK_LENGTHS)
    mark = next(one for one in marks if not Shelf.objects.filter(mark=one).exists())
    Shelf.objects.get_or_create(service_id=service_id, defaults={"mark": mark})
    return Shelf.objects.select_for_update().get(service=service_id)


def _own(actor: Actor, model: type[Own], thing_id: UUID) -> Any:
    """An entry, with its shelf held: two changes to one shelf come one after the other."""
    service_id = model.objects.filter(pk=thing_id).values_list("shelf__service", flat=True).first()
    if service_id is None:
        raise Forbidden(_("There is nothing here that you can change."))
    shelf = _shelf(actor, service_id)
    row = model.objects.get(pk=thing_id)
    row.shelf = shelf
    return row


def _refuse_faults(draft: Draft, *, actor: Actor, own_id: str = "") -> None:
    for name, value in asdict(draft).items():
        for text in value if isinstance(value, tuple) else (value,):
            if isinstance(text, str):
                check(text, name)
    faults = faults_of(draft, actor=actor, own_id=own_id)
    if faults:
        raise BadEntryError(faults)


def _columns(draft: Draft) -> dict[str, Any]:
    """A draft as the columns of its row, with the edition whose statements it names."""
    columns: dict[str, Any] = {"edition": framework.first(newest=True)} | {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in asdict(draft).items()
    }
    if isinstance(draft, ActivityDraft):
        deepest = min(draft.develops, key=lambda code: (-draft.develops[code], code), default="")
        columns["theme"] = _codes().get(deepest, "")
    if isinstance(draft, OfferingDraft):
        columns["dates"] = [day.isoformat() for day in sorted(draft.dates)]
    return columns


def _free_slug(model: type[Any], shelf: Shelf, title: str) -> str:
    base = slugify(title)[:LONGEST_SLUG].strip("-") or "entry"
    taken = set(model.objects.filter(shelf=shelf).values_list("slug", flat=True))
    tries = (base if n == 1 else f"{base}-{n}" for n in range(1, len(taken) + 2))
    return next(slug for slug in tries if slug not in taken)


def _changed(actor: Actor, row: Own, verb: str, what: dict[str, Any]) -> None:
    """History of the entry, and the shelf's count, so that copies in memory are let go."""
    Shelf.objects.filter(pk=row.shelf_id).update(counter=F("counter") + 1)
    history.record(
        chain=f"library:{row.pk}", verb=verb, actor=actor, what={"sort": sort_of(row), **what}
    )


def sort_of(row: Own) -> str:
    return next(sort for sort, model in queries.SORTS.items() if isinstance(row, model))


# Taking back, putting back, checking


@action
def withdraw(*, actor: Actor, sort: str, thing_id: UUID) -> None:
    """Take an entry off the pages and out of plans to come. It is kept, and can come back."""
    _set_withdrawn(actor, sort, thing_id, withdrawn=True)


@action
def restore(*, actor: Actor, sort: str, thing_id: UUID) -> None:
    """Put a withdrawn entry back as it was."""
    _set_withdrawn(actor, sort, thing_id, withdrawn=False)


def _set_withdrawn(actor: Actor, sort: str, thing_id: UUID, *, withdrawn: bool) -> None:
    row = _own(actor, queries.SORTS[sort], thing_id)
    if row.withdrawn == withdrawn:
        return
    row.withdrawn = withdrawn
    row.save(update_fields=["withdrawn"])
    _changed(actor, row, "withdrawn" if withdrawn else "restored", {})


@action
def mark_checked(*, actor: Actor, sort: str, thing_id: UUID) -> None:
    """Say that an entry was looked at today and still holds."""
    row = _own(actor, queries.SORTS[sort], thing_id)
    today = timezone.localdate()
    if row.last_checked == today:
        return
    row.last_checked = today
    row.save(update_fields=["last_checked"])
    _changed(actor, row, "checked", {"on": today})


# Two people, one entry


def draft_of(row: Own) -> Draft:
    """A row as the draft that would make it, its statements as they are called now."""
    now = queries.called_now(row)
    if isinstance(row, OwnActivity):
        develops = {now(code): at for code, at in sorted(row.develops.items()) if now(code)}
        return ActivityDraft(**{**_fields(row, ActivityDraft), "develops": develops})
    if isinstance(row, OwnResource):
        serves = filter(None, map(now, row.serves))
        return ResourceDraft(**{**_fields(row, ResourceDraft), "serves": tuple(serves)})
    dates = tuple(date.fromisoformat(day) for day in row.dates)  # type: ignore[attr-defined]
    return OfferingDraft(**{**_fields(row, OfferingDraft), "dates": dates})


def _fields(row: Own, shape: type[Draft]) -> dict[str, Any]:
    found = {name: getattr(row, name) for name in shape.__dataclass_fields__}
    return {n: tuple(value) if isinstance(value, list) else value for n, value in found.items()}


LABELS: Final[Mapping[str, Any]] = {
    "title": gettext_lazy("Title"),
    "kind": gettext_lazy("Kind"),
    "with_whom": gettext_lazy("With whom"),
    "hours": gettext_lazy("Hours"),
    "develops": gettext_lazy("Develops"),
    "steps": gettext_lazy("What you do"),
    "notice": gettext_lazy("What to notice"),
    "evidence": gettext_lazy("What it leaves"),
    "cautions": gettext_lazy("Take care"),
    "settings": gettext_lazy("Where it fits"),
    "lived_experience_led": gettext_lazy("Led by people with lived experience"),
    "prerequisites": gettext_lazy("Do first"),
    "cost": gettext_lazy("Cost in pounds"),
    "about": gettext_lazy("What it is"),
    "standing": gettext_lazy("How it stands today"),
    "link": gettext_lazy("Web address"),
    "serves": gettext_lazy("Statements it serves"),
    "activity": gettext_lazy("Activity"),
    "dates": gettext_lazy("Days"),
    "where": gettext_lazy("Where"),
    "places": gettext_lazy("Places"),
    "how_to_book": gettext_lazy("How to book"),
}
STRENGTHS: Final[Mapping[int, str | Promise]] = {
    1: gettext_lazy("touches"),
    2: gettext_lazy("develops"),
    3: gettext_lazy("goes deep"),
}


def words_of(draft: Draft, *, actor: Actor) -> list[tuple[str, str]]:
    """A draft as labels and texts, for showing two of them side by side."""
    library = queries.catalogue_for(actor, looked_after=True).library
    names = {one.id: one.title for one in library.activities}
    names |= {kind.id: kind.label for kind in library.kinds.values()}
    names |= {**library.with_whom, **library.settings}
    return [(str(LABELS[name]), _words(value, names)) for name, value in asdict(draft).items()]


def _words(value: object, names: Mapping[str, str]) -> str:
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, Mapping):
        return "\n".join(f"{code}: {STRENGTHS[strength]}" for code, strength in value.items())
    if isinstance(value, tuple):
        return "\n".join(_words(one, names) for one in value)
    if isinstance(value, date):
        return date_format(value)
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return "" if value is None else names.get(str(value), str(value))


def _conflict(actor: Actor, row: Own, draft: Draft) -> Conflict:
    return Conflict(
        label=str(row),
        yours=words_of(draft, actor=actor),
        theirs=words_of(draft_of(row), actor=actor),
        go_on=reverse("library:edit", args=[sort_of(row), row.pk]),
    )


# Looking at links

ANSWERS: Final = "answers"


@dataclass(frozen=True, slots=True)
class LinkResult:
    """An address, what came of looking at it, and the names of what it stands in."""

    url: str
    status: str
    where: tuple[str, ...]


def check_links(
    *, fetch: Callable[[str], str], today: date, actor: Actor | None = None
) -> list[LinkResult]:
    """Look at every address in the texts, keep what came of it, and change nothing else.

    ``fetch`` takes an address and says "answers", or what went wrong. What does not answer comes
    first. No transaction is held while waiting for the network.
    """
    if not policies.may_check_links(actor):
        raise Forbidden(_("Only stewards look after links."))
    results = [
        LinkResult(url, fetch(url)[:200], tuple(names))
        for url, names in queries.links_in_use().items()
    ]
    _keep_results(actor=actor, results=results, today=today)
    return sorted(results, key=lambda one: (one.status == ANSWERS, one.url))


@action
def _keep_results(*, actor: Actor | None, results: list[LinkResult], today: date) -> None:
    for one in results:
        found: dict[str, Any] = {"status": one.status, "looked_on": today}
        if one.status == ANSWERS:
            found["answered_on"] = today
        LinkCheck.objects.update_or_create(url=one.url, defaults=found)
    silent = [one.url for one in results if one.status != ANSWERS]
    what = {"looked_at": len(results), "did_not_answer": silent}
    history.record(chain="library:links", verb="looked at links", actor=actor, what=what)
