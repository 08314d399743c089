"""One's own plan, with one's own token. What anybody else wrote about it is not given."""

from typing import Any

from django.utils import timezone
from ninja import Router

from alongside.accounts import queries as accounts
from alongside.planning import queries
from alongside.planning.models import DECLINED, DONE, KEEP, Plan

from .access import Asked, OwnToken
from .problems import answers
from .shapes import own as shapes

router = Router(tags=["own plan"])
READ = OwnToken("plan:read")


@router.get("", auth=READ, response=answers(shapes.Plan, 401, 403, 404, 503))
def plan(request: Asked) -> dict[str, Any]:
    """My plan as it is worked out now, what there is to do in it, and what was agreed."""
    # What there is to plan with depends on where somebody works, and on no role they hold there.
    member = accounts.as_member(request.auth.person_id)
    asked = queries.question(member, today=timezone.localdate())
    answered = queries.answer(asked)
    own, shelf = asked.plan, asked.library.by_id
    document = answered.document

    def worked_out(one: dict[str, Any]) -> dict[str, Any]:
        title = shelf[one["id"]].title if one["id"] in shelf else one["id"]
        return {**one, "title": title, "serves": [why["code"] for why in one["why"]]}

    return {
        **_settings(own),
        "edition": asked.edition.slug,
        "activities": [worked_out(one) for one in document["activities"]],
        "needs": [
            {"code": need["code"], "by": [by["id"] for by in need["by"]]}
            for need in document["needs"]
        ],
        "eased": answered.trouble is not None,
        "things_to_do": queries.items(own) if own.pk and not own._state.adding else [],
        "agreed": _agreed(own),
    }


def _settings(own: Plan) -> dict[str, Any]:
    names = ("state", "hours", "hours_per_month", "start", "end", "cost", "review_on")
    return {
        **{name: getattr(own, name) for name in names},
        "without_courses": own.no_courses,
        "kept": sorted(own.chosen(KEEP)),
        "declined": sorted(own.chosen(DECLINED)),
        "done": sorted(own.chosen(DONE)),
    }


def _agreed(own: Plan) -> dict[str, Any] | None:
    stands = own.stands
    document = stands["document"]
    if document is None:
        return None
    return {
        "number": stands["number"],
        "edition": document["edition"]["slug"],
        "activities": document["activities"],
        "needs": [need["code"] for need in document["needs"]],
        "review_on": document["review_on"],
    }
