"""Writes: a service's own page and its places, and the text about plans to change the law."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any, Final
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.accounts import queries as accounts
from alongside.accounts.models import Service
from alongside.foundation import history
from alongside.foundation.actor import Actor, Forbidden
from alongside.foundation.text import check
from alongside.foundation.writing import Conflict, action, once

from . import policies, queries
from .models import EditedText, Place, ServicePage
from .policies import Fault, PageDraft, PlaceDraft

LONGEST_SLUG: Final = 50

FAULTS: Final[Mapping[str, str | Promise]] = {
    "empty": gettext_lazy("Write something here."),
    "long": gettext_lazy("This is too long. Say it in fewer words."),
    "unknown": gettext_lazy("Choose from what is offered."),
    "link": gettext_lazy("Give a full web address that anyone can open, such as https://…"),
    "phone": gettext_lazy("Give a phone number in figures and spaces."),
    "nowhere": gettext_lazy("Say where it is, or give a phone number or a web address."),
}
LABELS: Final[Mapping[str, Any]] = {
    "who_we_are": gettext_lazy("Who we are"),
    "reach": gettext_lazy("How to reach us"),
    "film": gettext_lazy("Film in BSL about this service, if there is one"),
    "kind": gettext_lazy("What sort of place it is"),
    "name": gettext_lazy("Name"),
    "what": gettext_lazy("What it is, and what it is like to go there"),
    "address": gettext_lazy("Where it is, in words"),
    "phone": gettext_lazy("Phone number"),
    "link": gettext_lazy("Web address"),
    "access": gettext_lazy("Getting there and getting in"),
    "text": gettext_lazy("The text"),
}


class BadEntryError(ValueError):
    """An entry that does not hold what it must. ``faults`` says which fields, and what."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("; ".join(f"{field}: {FAULTS[fault]}" for field, fault in self.faults))


# A service's own page


@action
def save_page(
    *, actor: Actor, service_id: UUID, version: int, draft: PageDraft, key: str = ""
) -> None:
    """Write or change a service's page; version 0 for the first time.

    Raises Forbidden, BadEntryError, and Conflict where somebody else saved since ``version``.
    """
    service = _service(actor, service_id)

    def do() -> dict[str, Any]:
        _refuse(draft, policies.page_faults(draft))
        # Made empty first, so that two who write it first at the same moment meet here.
        blank = {"slug": _free_slug(service), "version": 0, "last_checked": timezone.localdate()}
        ServicePage.objects.get_or_create(service=service, defaults=blank)
        row = ServicePage.objects.select_for_update().get(service=service)
        if row.version != version:
            raise _conflict(str(service), draft, page_draft(row), "edit-page", service.pk)
        for name, value in asdict(draft).items():
            setattr(row, name, value)
        row.version, row.last_checked = version + 1, timezone.localdate()
        row.save(force_update=True)
        _record(actor, row, "changed" if version else "written", asdict(draft))
        return {}

    once(actor=actor, key=key, do=do, said=["page", service_id, asdict(draft)])


@action
def show_page(*, actor: Actor, service_id: UUID, shown: bool) -> None:
    """Put a service's page in public, or take it out. Places and words stay as they are."""
    service = _service(actor, service_id)
    row = ServicePage.objects.select_for_update().filter(service=service).first()
    if row is None:
        raise Forbidden(_("Write the page first. Then you can show it."))
    if row.shown != shown:
        row.shown = shown
        row.save(update_fields=["shown"])
        _record(actor, row, "shown" if shown else "hidden", {})


@action
def mark_page_checked(*, actor: Actor, service_id: UUID) -> None:
    """Say that the page was read today and still holds."""
    service = _service(actor, service_id)
    row = ServicePage.objects.select_for_update().filter(service=service).first()
    if row is not None and row.last_checked != timezone.localdate():
        row.last_checked = timezone.localdate()
        row.save(update_fields=["last_checked"])
        _record(actor, row, "checked", {"on": row.last_checked})


def _service(actor: Actor, service_id: UUID) -> Service:
    service = accounts.service(service_id)
    if service is None or not queries.may_edit(actor, service):
        raise Forbidden(_("Only stewards and leads of a service can change its page."))
    return service


def _free_slug(service: Service) -> str:
    base = slugify(service.name)[:LONGEST_SLUG].strip("-") or "service"
    taken = set(ServicePage.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    tries = (base if n == 1 else f"{base}-{n}" for n in range(1, len(taken) + 2))
    return next(slug for slug in tries if slug not in taken)


def page_draft(row: ServicePage) -> PageDraft:
    return PageDraft(row.who_we_are, row.reach, row.film)


# Places near it


@action
def add_place(*, actor: Actor, service_id: UUID, draft: PlaceDraft, key: str = "") -> UUID:
    """Put a place in a service's directory. Raises Forbidden and BadEntryError."""
    service = _service(actor, service_id)

    def do() -> dict[str, Any]:
        _refuse(draft, policies.place_faults(draft))
        page = ServicePage.objects.select_for_update().filter(service=service).first()
        if page is None:
            raise Forbidden(_("Write the page first. Then you can add places to it."))
        row = Place(page=page, last_checked=timezone.localdate(), **asdict(draft))
        row.save(force_insert=True)
        _record(actor, page, "place added", {"place": row.pk, **asdict(draft)})
        return {"id": str(row.pk)}

    said = ["add place", service_id, asdict(draft)]
    return UUID(once(actor=actor, key=key, do=do, said=said)["id"])


@action
def edit_place(
    *, actor: Actor, place_id: UUID, version: int, draft: PlaceDraft, key: str = ""
) -> None:
    """Change a place. Raises Conflict where somebody else saved since ``version``."""
    row = _place(actor, place_id)

    def do() -> dict[str, Any]:
        _refuse(draft, policies.place_faults(draft))
        if row.version != version:
            raise _conflict(row.name, draft, place_draft(row), "edit-place", row.pk)
        for name, value in asdict(draft).items():
            setattr(row, name, value)
        row.version, row.last_checked = version + 1, timezone.localdate()
        row.save(force_update=True)
        _record(actor, row.page, "place changed", {"place": row.pk, **asdict(draft)})
        return {}

    once(actor=actor, key=key, do=do, said=["place", place_id, asdict(draft)])


@action
def withdraw_place(*, actor: Actor, place_id: UUID) -> None:
    """Take a place off the page. It is kept, and can come back."""
    _set_withdrawn(actor, place_id, withdrawn=True)


@action
def restore_place(*, actor: Actor, place_id: UUID) -> None:
    """Put a withdrawn place back as it was."""
    _set_withdrawn(actor, place_id, withdrawn=False)


def _set_withdrawn(actor: Actor, place_id: UUID, *, withdrawn: bool) -> None:
    row = _place(actor, place_id)
    if row.withdrawn != withdrawn:
        row.withdrawn = withdrawn
        row.save(update_fields=["withdrawn"])
        verb = "place withdrawn" if withdrawn else "place restored"
        _record(actor, row.page, verb, {"place": row.pk, "name": row.name})


@action
def mark_place_checked(*, actor: Actor, place_id: UUID) -> None:
    """Say that a place was looked at today and is still as it says."""
    row = _place(actor, place_id)
    if row.last_checked != timezone.localdate():
        row.last_checked = timezone.localdate()
        row.save(update_fields=["last_checked"])
        _record(actor, row.page, "place checked", {"place": row.pk, "on": row.last_checked})


def _place(actor: Actor, place_id: UUID) -> Place:
    """A place, with its page held: two changes to one page come one after the other."""
    row = Place.objects.filter(pk=place_id).first()
    if row is None:
        raise Forbidden(_("There is nothing here that you can change."))
    page = ServicePage.objects.select_for_update().get(pk=row.page_id)
    page.service = _service(actor, page.service_id)
    row.refresh_from_db()
    row.page = page
    return row


def place_draft(row: Place) -> PlaceDraft:
    return PlaceDraft(row.kind, row.name, row.what, row.address, row.phone, row.link, row.access)


# Plans to change the law


@action
def save_reform(*, actor: Actor, version: int, text: str, key: str = "") -> None:
    """Change the one text about plans to change the law; version 0 stands for the packaged one.

    Raises Forbidden, BadEntryError, and Conflict where somebody else saved since ``version``.
    """
    if not policies.may_edit_reform(actor):
        raise Forbidden(_("Only national stewards can change what is said about the law."))

    def do() -> dict[str, Any]:
        check(text, "text")
        faults = list(policies.reform_faults(text))
        if faults:
            raise BadEntryError(faults)
        blank = {"text": "", "version": 0, "last_checked": timezone.localdate()}
        EditedText.objects.get_or_create(key=queries.REFORM, defaults=blank)
        row = EditedText.objects.select_for_update().get(key=queries.REFORM)
        if row.version != version:
            raise Conflict(
                label=queries.texts().reform.title,
                yours=[(str(LABELS["text"]), text)],
                theirs=[(str(LABELS["text"]), queries.reform().reform.text)],
                go_on=reverse("expectations:edit-reform"),
            )
        row.text, row.version, row.last_checked = text.strip(), version + 1, timezone.localdate()
        row.save(force_update=True)
        what = {"text": row.text}
        history.record(chain=queries.reform_chain(), verb="changed", actor=actor, what=what)
        return {}

    once(actor=actor, key=key, do=do, said=["reform", text])


# Shared


def _refuse(draft: PageDraft | PlaceDraft, faults: Iterable[Fault]) -> None:
    for name, value in asdict(draft).items():
        check(value, name)
    found = list(faults)
    if found:
        raise BadEntryError(found)


def _conflict(
    label: str, mine: PageDraft | PlaceDraft, theirs: PageDraft | PlaceDraft, url: str, id_: UUID
) -> Conflict:
    def words(draft: PageDraft | PlaceDraft) -> list[tuple[str, str]]:
        return [(str(LABELS[name]), value) for name, value in asdict(draft).items()]

    go_on = reverse(f"expectations:{url}", args=[id_])
    return Conflict(label=label, yours=words(mine), theirs=words(theirs), go_on=go_on)


def _record(actor: Actor, page: ServicePage, verb: str, what: dict[str, Any]) -> None:
    history.record(chain=queries.page_chain(page.pk), verb=verb, actor=actor, what=what)
