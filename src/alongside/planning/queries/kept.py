"""Everything that is kept about a person here, ready for JSON."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Model

from alongside.core.planning import agreeing
from alongside.planning.models import (
    DECLINED,
    DONE,
    KEEP,
    Plan,
    PlanItem,
    PlanReview,
    PlanVersion,
    PlanWords,
    SharedNeed,
)


def kept_about(person_id: UUID) -> list[dict[str, Any]]:
    """A person's plans, oldest first, with all that belongs to them."""
    plans = Plan.objects.filter(person_id=person_id).select_related("other")
    return [_plan(plan) for plan in plans.order_by("made_at")]


def kept_as_other(person_id: UUID) -> list[dict[str, Any]]:
    """What a person wrote about the plans of others: their own words, and not the plans."""
    words = PlanWords.objects.filter(person_id=person_id, voice=agreeing.OTHER)
    needs = SharedNeed.objects.filter(marked_by=person_id)
    return [
        *(
            {"plan": str(row.plan_id), **_row(row, "made_at", "number", "text")}
            for row in words.order_by("made_at")
        ),
        *(
            {
                "plan": str(row.plan_id),
                **_row(row, "made_at", "edition", "code", "why", "taken_back_at"),
            }
            for row in needs.order_by("made_at")
        ),
    ]


def _plan(plan: Plan) -> dict[str, Any]:
    return {
        "state": plan.state,
        "made": plan.made_at.isoformat(),
        **_row(plan, "hours", "hours_per_month", "start", "end", "cost"),
        "without_courses": plan.no_courses,
        "with_role_profile": plan.with_profile,
        "offers": plan.offers,
        "agreed_with": str(plan.other) if plan.other else "",
        **_row(plan, "review_on", "protected_hours", "closed_at"),
        "kept": sorted(plan.chosen(KEEP)),
        "declined": sorted(plan.chosen(DECLINED)),
        "done": sorted(plan.chosen(DONE)),
        "plan": plan.result,
        "worked_out": plan.solved_at.isoformat() if plan.solved_at else None,
        "things_to_do": [_item(row) for row in _rows(PlanItem, plan, "order", "made_at")],
        "versions": [
            _row(row, "number", "made_at", "document", "with_other", "other")
            | _row(row, "proposed_by", "worker_yes_at", "other_yes_at")
            for row in _rows(PlanVersion, plan, "number")
        ],
        "needs_marked": [
            _row(row, "edition", "code", "made_at", "marked_by", "why", "worker_said")
            | _row(row, "answered_at", "taken_back_at")
            for row in _rows(SharedNeed, plan, "made_at")
        ],
        "words": [
            _row(row, "voice", "person", "number", "made_at", "text")
            for row in _rows(PlanWords, plan, "made_at")
        ],
        "reviews": [
            _row(row, "number", "on", "changed", "in_the_way", "next", "with_other", "made_at")
            for row in _rows(PlanReview, plan, "number")
        ],
    }


def _item(row: PlanItem) -> dict[str, Any]:
    return {
        "id": str(row.pk),
        **_row(row, "activity", "title", "hours", "month", "on", "state", "because", "done_on"),
        **_row(row, "real_hours", "protected_hours", "changed"),
        "replaced_by": str(row.replaced_by_id) if row.replaced_by_id else None,
    }


def _rows(model: type[Any], plan: Plan, *order: str) -> list[Any]:
    people = [
        one.name
        for one in model._meta.get_fields()
        if one.many_to_one and one.name not in ("plan", "replaced_by")
    ]
    return list(model.objects.filter(plan=plan).select_related(*people).order_by(*order))


def _row(row: Model, *names: str) -> dict[str, Any]:
    return {name: _said(getattr(row, name)) for name in names}


def _said(value: Any) -> Any:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return float(value)
    return str(value) if isinstance(value, Model) else value
