"""What there is to do in a plan under way, for its owner alone."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.utils import timezone

from alongside.core.planning import agreeing
from alongside.foundation.actor import Actor
from alongside.planning import models, policies

# Six to twelve weeks after a course: long enough to have tried something, soon enough to remember.
SOONEST, LATEST = timedelta(weeks=6), timedelta(weeks=12)


@dataclass(frozen=True, slots=True)
class PlanItem:
    """One thing to do, as other areas see it. ``hours`` are what it took, else what was planned."""

    id: UUID
    title: str
    state: str
    hours: float | None
    done_on: date | None


def items_of(person_id: UUID) -> list[PlanItem]:
    """What is in a person's open plan, in order. For the owner's own pages only."""
    rows = models.PlanItem.objects.filter(plan__person_id=person_id)
    return [_plain(row) for row in rows.exclude(plan__state=agreeing.CLOSED).order_by(*ORDER)]


def item_titles(person_id: UUID, ids: Collection[UUID]) -> dict[UUID, str]:
    """Titles of a person's own things to do, of any of their plans, by id. Others' are not there."""
    if not ids:
        return {}
    rows = models.PlanItem.objects.filter(plan__person_id=person_id, pk__in=list(ids))
    return dict(rows.values_list("pk", "title"))


@dataclass(frozen=True, slots=True)
class PlannedActivity:
    """An activity of the library in one of somebody's plans. ``done_on``: None where it is not done."""

    id: UUID
    activity: str
    done_on: date | None


def activities_of(person_id: UUID) -> list[PlannedActivity]:
    """Every activity of the library in a person's plans, of any time. For the owner's own pages only."""
    rows = models.PlanItem.objects.filter(plan__person_id=person_id).exclude(activity="")
    return [
        PlannedActivity(row.pk, row.activity, row.done_on if row.state == agreeing.DONE else None)
        for row in rows.defer("title", "because", "changed").order_by("done_on", "pk")
    ]


@dataclass(frozen=True, slots=True)
class Completed:
    """Something that somebody completed, on a day. ``activity``: "" for a whole plan."""

    person_id: UUID
    on: date
    activity: str = ""


def finished_activity(item_id: UUID) -> Completed | None:
    """An activity of the library that its owner says is done. None where they took that back, and for
    something of their own, which is nobody else's business."""
    row = models.PlanItem.objects.filter(pk=item_id, state=agreeing.DONE).exclude(activity="")
    found = row.values_list("plan__person_id", "done_on", "activity").first()
    if found is None or found[1] is None:
        return None
    return Completed(found[0], found[1], found[2])


def closed_plan(plan_id: UUID) -> Completed | None:
    """A plan that its owner closed. Nothing of what stands in it."""
    row = models.Plan.objects.filter(pk=plan_id, state=agreeing.CLOSED)
    found = row.values_list("person_id", "closed_at").first()
    return Completed(found[0], timezone.localdate(found[1])) if found else None


ORDER = ("order", "made_at", "pk")


def _plain(row: models.PlanItem) -> PlanItem:
    hours = row.hours if row.real_hours is None else row.real_hours
    return PlanItem(
        id=row.pk,
        title=row.title,
        state=row.state,
        hours=None if hours is None else float(hours),
        done_on=row.done_on,
    )


def items(plan: models.Plan) -> list[models.PlanItem]:
    """The rows of a plan, in order."""
    return list(models.PlanItem.objects.filter(plan=plan).order_by(*ORDER))


def item(actor: Actor, item_id: UUID) -> models.PlanItem | None:
    """One thing to do, with its plan, for its owner; None for anybody else."""
    found = models.PlanItem.objects.filter(pk=item_id).select_related("plan", "replaced_by").first()
    if found is None or not policies.may_change(actor, owner=found.plan.person_id):
        return None
    return found


def prompts(person_id: UUID, today: date) -> list[PlanItem]:
    """Courses done six to twelve weeks ago of which the person has not said yet what changed."""
    rows = models.PlanItem.objects.filter(
        plan__person_id=person_id,
        course=True,
        state=agreeing.DONE,
        done_on__range=(today - LATEST, today - SOONEST),
        answered_at__isnull=True,
    )
    return [_plain(row) for row in rows.order_by("done_on", "pk")]
