"""What entries are linked to as evidence, from either side."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import F

from alongside.framework import queries as framework
from alongside.portfolio import models
from alongside.portfolio.models.links import ANSWER, PLAN_ITEM

Titled = list[tuple[UUID, str]]


def linked_to(person_id: UUID, kind: str, targets: Collection[str]) -> dict[str, Titled]:
    """The entries linked to each of these, newest day first: id and title. One query."""
    found: dict[str, Titled] = {}
    for entry_id, body, _of, target in _linking(person_id, kind, targets):
        found.setdefault(target, []).append((entry_id, body["title"]))
    return found


def _linking(
    person_id: UUID, kind: str, targets: Collection[str]
) -> Iterable[tuple[UUID, Any, str, str]]:
    rows = models.EntryVersion.objects.filter(
        number=F("entry__number"),
        entry__person_id=person_id,
        entry__links__kind=kind,
        entry__links__target__in=list(targets),
    )
    rows = rows.order_by("-entry__on", "-entry__made_at")
    return rows.values_list("entry_id", "body", "entry__links__edition", "entry__links__target")


def linked_to_answers(person_id: UUID, codes: Collection[str]) -> dict[str, Titled]:
    """The same for statements of the newest edition; a link to earlier words that mean the same is
    a link to them.
    """
    newest = framework.first(newest=True)
    known = {one: code for code in codes for one in framework.said_as(newest, code)}
    found: dict[str, Titled] = {}
    rows = _linking(person_id, ANSWER, {target for _of, target in known})
    for entry_id, body, of, target in rows:
        if code := known.get((of, target)):
            found.setdefault(code, []).append((entry_id, body["title"]))
    return found


def linked_to_items(person_id: UUID, ids: Collection[UUID]) -> dict[UUID, Titled]:
    found = linked_to(person_id, PLAN_ITEM, [str(id_) for id_ in ids])
    return {UUID(target): titled for target, titled in found.items()}


def days_of_items(person_id: UUID, ids: Collection[UUID]) -> dict[UUID, date]:
    """The last day of the newest entry that belongs to each of these things to do."""
    rows = models.EvidenceLink.objects.filter(
        kind=PLAN_ITEM, entry__person_id=person_id, target__in=[str(id_) for id_ in ids]
    )
    rows = rows.order_by("entry__on", "entry__made_at")
    found = rows.values_list("target", "entry__on", "entry__until")
    return {UUID(target): until or on for target, on, until in found}


def items_linked(entry_id: UUID) -> set[UUID]:
    """The things to do in a plan that an entry belongs to. Ask only about one's own entry."""
    rows = models.EvidenceLink.objects.filter(entry_id=entry_id, kind=PLAN_ITEM)
    return {UUID(target) for target in rows.values_list("target", flat=True)}
