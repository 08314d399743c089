"""Adding, changing and removing an entry."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.accounts import actions as accounts
from alongside.accounts.queries import shares_given
from alongside.core.record.entries import Entry
from alongside.foundation import history
from alongside.foundation.actor import Actor, Forbidden
from alongside.foundation.writing import Conflict, action, once
from alongside.framework.queries import first, now
from alongside.planning.queries import item_titles
from alongside.portfolio import models, policies, queries
from alongside.portfolio.models.links import ANSWER, PLAN_ITEM
from alongside.portfolio.queries.words import pairs

from .checking import BadEntry, checked

__all__ = ["BadEntry", "add_entry", "change_entry", "remove_entry"]

OPEN = ("kind", "on", "until", "hours", "participatory_hours", "protected_hours")


@action
def add_entry(
    *,
    actor: Actor,
    kind: str,
    title: str,
    on: date,
    until: date | None = None,
    hours: Decimal | None = None,
    participatory_hours: Decimal | None = None,
    protected_hours: Decimal | None = None,
    codes: Sequence[str] = (),
    earlier: Sequence[tuple[str, str]] = (),
    texts: Mapping[str, str] | None = None,
    tags: Mapping[str, Sequence[str]] | None = None,
    about: Mapping[str, str] | None = None,
    aid: str = "",
    prompts: Mapping[str, str] | None = None,
    copy_of: UUID | None = None,
    origin: str = "",
    item: UUID | None = None,
    key: str = "",
) -> UUID:
    """Write an entry. Sent twice with one key, or brought in twice with one origin: made once.

    ``earlier``: statements of earlier editions that mean something else now, by edition and code.
    ``item`` is a thing to do in one's own plan that the entry belongs to.
    Raises BadEntry, which says what is wrong and beside which field.
    """
    made = checked(
        Entry(
            id="",
            kind=kind,
            title=title,
            on=on,
            until=until,
            hours=hours,
            participatory_hours=participatory_hours,
            protected_hours=protected_hours,
            codes=tuple(codes),
            earlier=tuple(earlier),
            texts=texts or {},
            tags={name: tuple(ids) for name, ids in (tags or {}).items()},
            about=about or {},
        ),
        today=timezone.localdate(),
    )
    body = queries.written(made, aid=aid, prompts=prompts)

    def do() -> dict[str, Any]:
        made_id = _add(actor, made, body, copy_of=copy_of, origin=origin)
        if item is not None:
            _belongs_to(actor, made_id, item)
        return {"entry": str(made_id)}

    said = ["entry", body, copy_of, origin, item]
    return UUID(once(actor=actor, key=key, do=do, said=said)["entry"])


def _add(actor: Actor, made: Entry, body: Any, *, copy_of: UUID | None, origin: str) -> UUID:
    if copy_of is not None:
        own(actor, copy_of)
    found = origin and queries.origins(actor.person_id).get(origin)
    if found:
        return found
    row = models.Entry.objects.create(
        person_id=actor.person_id,
        copy_of_id=copy_of,
        origin=origin,
        codes=list(made.codes),
        **{name: getattr(made, name) for name in OPEN},
    )
    _keep(row, body)
    _tell(actor, "added", {"entry": row.pk, "kind": row.kind})
    return row.pk


@action
def change_entry(*, actor: Actor, entry_id: UUID, number: int, **wanted: Any) -> int:
    """Write an entry afresh; what stood there stays as an earlier version. Returns its number.

    ``number`` is the version that was open for writing. ``wanted`` holds what ``add_entry`` takes;
    what is left out stays as it is. Raises Conflict with both texts, and BadEntry.
    """
    row = own(actor, entry_id)
    seen = queries.entry(actor, entry_id)
    assert seen is not None
    aid = str(wanted.pop("aid", seen.aid))
    prompts = wanted.pop("prompts", seen.prompts)
    made = checked(replace(seen.entry, **wanted), today=timezone.localdate(), before=seen.entry)
    body, was = (
        queries.written(made, aid=aid, prompts=prompts),
        queries.written(seen.entry, aid=seen.aid, prompts=seen.prompts),
    )
    if body == was:
        return row.number
    if row.number != number:
        raise Conflict(
            label=seen.entry.title,
            yours=pairs(made),
            theirs=pairs(seen.entry),
            go_on=reverse("portfolio:edit", args=[entry_id]),
        )
    for name in OPEN:
        setattr(row, name, getattr(made, name))
    row.codes, row.number = list(made.codes), row.number + 1
    row.save()
    _keep(row, body)
    fields = sorted(name for name in body if body[name] != was[name])
    _tell(actor, "changed", {"entry": row.pk, "number": row.number, "fields": fields})
    return row.number


@action
def remove_entry(*, actor: Actor, entry_id: UUID) -> None:
    """Remove an entry for good, with its versions, files and links. Sharing it ends at once."""
    row = own(actor, entry_id)
    shared = shares_given(actor, kind=policies.SHARED_AS, today=timezone.localdate())
    for share in shared.filter(item=str(entry_id)):
        accounts.end_share(actor=actor, share_id=share.pk)
    row.delete()
    _tell(actor, "removed", {"entry": entry_id})


def own(actor: Actor, entry_id: UUID) -> models.Entry:
    """One's own entry, its row locked until what is written is saved."""
    row = models.Entry.objects.select_for_update().filter(pk=entry_id).first()
    if row is None or not policies.may_write(actor, owner=row.person_id):
        raise Forbidden(_("There is no such entry in your record."))
    return row


def _keep(row: models.Entry, body: Any) -> None:
    models.EntryVersion.objects.create(
        entry=row, number=row.number, body=body, saved_at=timezone.now()
    )
    _link_codes(row)


def _belongs_to(actor: Actor, entry_id: UUID, item: UUID) -> None:
    if item not in item_titles(actor.person_id, [item]):
        raise Forbidden(_("There is no such thing to do in your plan."))
    models.EvidenceLink.objects.create(entry_id=entry_id, kind=PLAN_ITEM, target=str(item))


def _link_codes(row: models.Entry) -> None:
    """The statements an entry names are what it is linked to as evidence: one list, kept twice.

    A link stays with the edition it was made in. It goes when its statement, as it is called now,
    is no longer named; one whose meaning changed since stays, because nobody took it away.
    """
    newest, there = first(newest=True), set()
    for link in models.EvidenceLink.objects.filter(entry=row, kind=ANSWER):
        code = now(link.edition, link.target, newest).counts
        if code and code not in row.codes:
            link.delete()
        there.add(code)
    models.EvidenceLink.objects.bulk_create(
        models.EvidenceLink(entry=row, kind=ANSWER, target=code, edition=newest)
        for code in sorted(set(row.codes) - there)
    )


def _tell(actor: Actor, verb: str, what: dict[str, Any]) -> None:
    """History says that something was written and when, never what."""
    history.record(chain=queries.chain(actor.person_id), verb=verb, actor=actor, what=what)
