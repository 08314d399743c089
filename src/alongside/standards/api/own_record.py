"""One's own record, with one's own token: read the entries, and add one."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from ninja import Header, Query, Router, Status

from alongside.core.record.entries import TEXTS, Entry
from alongside.core.record.forms import TagField
from alongside.portfolio import actions, queries
from alongside.portfolio.actions.checking import TAG_MOST
from alongside.portfolio.loading import tag_fields
from alongside.portfolio.presenters import looking
from alongside.portfolio.queries import words

from .access import Asked, OwnToken
from .problems import LOOK_FIRST, answers, not_valid
from .sending import part_of
from .shapes import own as shapes
from .shapes.common import Fault, Paged

router = Router(tags=["own record"])
READ, WRITE = OwnToken("record:read"), OwnToken("record:write")
HOURS = ("hours", "participatory_hours", "protected_hours")
LOOKED_AT = ("source", "type", "method")  # of what an entry is about; its title and texts all are


@router.get("/entries", auth=READ, response=answers(shapes.Entries, 401, 403, 422, 503))
def entries(request: Asked, part: Query[Paged]) -> dict[str, Any]:
    """My entries, the newest day first."""
    return part_of(request, queries.entries(request.auth.person_id), part, _shown)


@router.get(
    "/entries/{uuid:entry_id}",
    auth=READ,
    response=answers(shapes.EntryWhole, 401, 403, 404, 503),
)
def entry(request: Asked, entry_id: UUID) -> dict[str, Any]:
    """One of my entries as it stands now."""
    return _whole(request, entry_id)


@router.post(
    "/entries",
    auth=WRITE,
    response=answers(shapes.EntryWhole, 401, 403, 413, 415, 422, 503, status=201),
)
def entry_add(
    request: Asked,
    response: HttpResponse,
    said: shapes.EntryIn,
    idempotency_key: str = Header("", alias="Idempotency-Key", max_length=60),  # type: ignore[type-arg]
) -> Status[dict[str, Any]]:
    """Add an entry. Sent twice with one Idempotency-Key, it is added once."""
    _tags_that_are_asked_for(said)
    if not said.as_it_is:
        _look_first(said)
    hours: dict[str, Any] = {name: _decimal(getattr(said, name)) for name in HOURS}
    made = actions.add_entry(
        actor=request.auth.actor,
        key=idempotency_key,
        **said.dict(exclude={*HOURS, "as_it_is"}),
        **hours,
    )
    response["Location"] = reverse("api:entry", args=[made])
    return Status(201, _whole(request, made))


def _decimal(hours: float | None) -> Decimal | None:
    return None if hours is None else Decimal(str(hours))


def _tags_that_are_asked_for(said: shapes.EntryIn) -> None:
    """Only what a form asks can be chosen: no page would show anything else."""
    known = {one.id: one for one in tag_fields()}
    faults = [
        Fault(where=f"body/tags/{name[:TAG_MOST]}", what=_("No form asks for this."))
        for name, chosen in said.tags.items()
        if name not in known or (not known[name].own and _own_words(known[name], chosen))
    ]
    if faults:
        raise not_valid(faults)


def _own_words(tag: TagField, chosen: list[str]) -> list[str]:
    options = {one.id for one in tag.options}
    return [one for one in chosen if one not in options]


def _look_first(said: shapes.EntryIn) -> None:
    """What could tell who somebody is must be looked at before it is saved, as on the page."""
    held = looking.held(_texts(said))
    if held:
        faults = [
            Fault(where=one.field, what=f"{one.it}: {one.title}. {one.explain}") for one in held
        ]
        detail = _(
            "Not saved yet: look at what could tell who somebody is. Change it, or send it with “as_it_is”."
        )
        raise not_valid(faults, type=LOOK_FIRST, detail=detail)


def _texts(said: shapes.EntryIn) -> Iterator[tuple[str, str, str]]:
    yield "body/title", _("What"), said.title
    for name, text in said.texts.items():
        if name in TEXTS:
            yield f"body/texts/{name}", str(words.TEXTS[name]), text
    for name, text in said.about.items():
        if name in LOOKED_AT:
            yield f"body/about/{name}", str(words.ABOUT[name]), text
    for tag in tag_fields():
        for text in _own_words(tag, said.tags.get(tag.id, [])):
            yield f"body/tags/{tag.id}", tag.label, text


def _shown(one: Entry) -> dict[str, Any]:
    names = ("id", "kind", "title", "on", "until", *HOURS, "codes", "texts", "tags", "about")
    files = [
        {"id": file.id, "name": file.name, "kind": file.kind, "size": file.size}
        for file in one.files
    ]
    return {**{name: getattr(one, name) for name in names}, "files": files}


def _whole(request: Asked, entry_id: UUID) -> dict[str, Any]:
    found = queries.entry(request.auth.actor, entry_id)
    if found is None:
        raise Http404(str(entry_id))
    names = ("number", "saved_at", "aid", "prompts", "copy_of")
    return {**_shown(found.entry), **{name: getattr(found, name) for name in names}}
