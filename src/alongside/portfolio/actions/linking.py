"""Linking entries as evidence: to statements, and to things to do in a plan."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from alongside.foundation import history
from alongside.foundation.actor import Actor, Forbidden
from alongside.foundation.writing import action
from alongside.planning.queries import item_titles
from alongside.portfolio import models, queries
from alongside.portfolio.models.links import PLAN_ITEM

from .entries import change_entry, own


@action
def link_entry(
    *, actor: Actor, entry_id: UUID, codes: Collection[str], items: Collection[UUID], number: int
) -> None:
    """Say everything an entry is linked to: these statements and things to do, and no others.

    Raises Conflict where the entry was changed meanwhile, and BadEntry.
    """
    now = queries.entry(actor, entry_id)
    if now is None or set(codes) != set(now.entry.codes):
        change_entry(actor=actor, entry_id=entry_id, number=number, codes=_kept(now, codes))
    _link_items(actor, entry_id, items)


def _kept(now: queries.Version | None, codes: Collection[str]) -> list[str]:
    """Those that stay in their order, then the new ones."""
    before = now.entry.codes if now else ()
    return [*(code for code in before if code in codes), *(c for c in codes if c not in before)]


@action
def link_to(
    *, actor: Actor, entry_ids: Collection[UUID], code: str = "", item: UUID | None = None
) -> None:
    """Link these entries to one statement or one thing to do, and unlink all others from it."""
    if code:
        linked = queries.linked_to_answers(actor.person_id, [code]).get(code, [])
    else:
        assert item is not None
        linked = queries.linked_to_items(actor.person_id, [item]).get(item, [])
    before = {entry_id for entry_id, _title in linked}
    for entry_id in {*before, *entry_ids}:
        wanted = entry_id in entry_ids
        if wanted == (entry_id in before):
            continue
        if not code:
            assert item is not None
            items = queries.items_linked(own(actor, entry_id).pk)
            _link_items(actor, entry_id, items | {item} if wanted else items - {item})
            continue
        now = queries.entry(actor, entry_id)
        if now is None:
            raise Forbidden(_("There is no such entry in your record."))
        codes = [one for one in now.entry.codes if one != code]
        change_entry(
            actor=actor, entry_id=entry_id, number=now.number,
            codes=[*codes, code] if wanted else codes,
        )  # fmt: skip


def _link_items(actor: Actor, entry_id: UUID, items: Collection[UUID]) -> None:
    row = own(actor, entry_id)
    before = queries.items_linked(row.pk)
    new = set(items) - before
    if set(item_titles(actor.person_id, list(new))) != new:
        raise Forbidden(_("There is no such thing to do in your plan."))
    gone = [str(item) for item in before - set(items)]
    if not new and not gone:
        return
    rows = models.EvidenceLink.objects.filter(entry=row, kind=PLAN_ITEM)
    rows.filter(target__in=gone).delete()
    for item in sorted(new):
        models.EvidenceLink.objects.create(entry=row, kind=PLAN_ITEM, target=str(item))
    what: dict[str, Any] = {"entry": row.pk, "linked": sorted(map(str, new)), "unlinked": gone}
    history.record(chain=queries.chain(actor.person_id), verb="linked", actor=actor, what=what)
