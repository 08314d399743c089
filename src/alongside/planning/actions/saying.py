"""What each of the two says: words about a plan, needs marked, looking back. Nobody writes for
the other, and nothing said is ever overwritten."""

from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.core.planning import agreeing
from alongside.foundation.actor import Actor, Forbidden
from alongside.foundation.writing import action
from alongside.framework import queries as framework
from alongside.planning import policies, queries
from alongside.planning.models import PlanReview, PlanWords, SharedNeed
from alongside.planning.models.agreeing import NOT_NOW, YES

from .agreeing import make_move, page_of
from .saving import conflict, note, own_for_change, part_for_change, save_anyway, stand


@action
def say(*, actor: Actor, plan_id: UUID, text: str, seen: int) -> PlanWords | None:
    """Keep what somebody says about the plan, as the next of their own rows.

    ``seen``: the number of their last row that the page showed, 0 for none.
    """
    part = part_for_change(actor, plan_id)
    last = queries.own_words(part.plan, actor.person_id)
    now = last.text if last else ""
    if text == now:
        return last
    if seen != (last.number if last else 0):
        raise conflict(
            [(_("Your words"), text)], [(_("Your words"), now)],
            label=_("You changed this on another page"), go_on=page_of(part),
        )  # fmt: skip
    row = PlanWords.objects.create(
        plan=part.plan,
        voice=part.voice,
        person_id=actor.person_id,
        number=1 + (last.number if last else 0),
        text=text,
    )
    note(actor, part.plan, "wrote words", {"voice": part.voice, "number": row.number})
    return row


@action
def mark_need(*, actor: Actor, plan_id: UUID, code: str, why: str) -> SharedNeed:
    """Say what one would like to see in somebody's plan, and why. The worker decides."""
    part = part_for_change(actor, plan_id)
    edition = framework.current_edition()
    if code not in edition.by_code:
        raise Forbidden(_("That statement is not in the framework as it is now."))
    if not policies.may_mark_need(part.voice, code):
        raise Forbidden(
            _("Values are for their owner alone to mark. You could write about it in your words.")
            if part.voice == agreeing.OTHER
            else _("Mark your own needs where you answer.")
        )
    found = next(
        (one for one in queries.needs_marked(part.plan) if queries.need_now(one) == code), None
    )
    if found is not None:
        if found.why == why and found.marked_by_id == actor.person_id:
            return found
        raise conflict(
            [(_("Your reason"), why)], [(_("The reason there is"), found.why)],
            label=_("This need is marked already"), go_on=page_of(part),
        )  # fmt: skip
    row = SharedNeed.objects.create(
        plan=part.plan, edition=edition.slug, code=code, marked_by_id=actor.person_id, why=why
    )
    note(actor, part.plan, "marked a need", {"edition": edition.slug, "code": code})
    return row


@action
def answer_need(*, actor: Actor, plan_id: UUID, need_id: UUID, yes: bool) -> SharedNeed:
    """Take a need on, or say not now. What both want counts when the plan is worked out."""
    part = part_for_change(actor, plan_id)
    need = _need(part, need_id)
    if not policies.may_answer_need(part.voice):
        raise Forbidden(_("Whether to take it on is for the person whose plan this is to say."))
    said = YES if yes else NOT_NOW
    if need.worker_said != said:
        need.worker_said, need.answered_at = said, timezone.now()
        need.save(update_fields=["worker_said", "answered_at"])
        _work_out(actor, part, "answered a need", need, said)
    return need


@action
def take_back_need(*, actor: Actor, plan_id: UUID, need_id: UUID) -> SharedNeed:
    """Take back what one marked. It counts no longer, and stays in the record."""
    part = part_for_change(actor, plan_id)
    need = _need(part, need_id)
    if not policies.may_take_back_need(actor, part.voice, marked_by=need.marked_by_id):
        raise Forbidden(_("Only the person who marked it can take it back."))
    if need.taken_back_at is None:
        need.taken_back_at = timezone.now()
        need.save(update_fields=["taken_back_at"])
        _work_out(actor, part, "took a need back", need, "")
    return need


def _need(part: queries.Part, need_id: UUID) -> SharedNeed:
    found = SharedNeed.objects.filter(pk=need_id, plan=part.plan).first()
    if found is None:
        raise Forbidden(_("That need is not in this plan."))
    return found


def _work_out(actor: Actor, part: queries.Part, verb: str, need: SharedNeed, said: str) -> None:
    before = part.plan.stands["codes"]
    stand(part.plan)
    what = {"code": need.code, **({"said": said} if said else {})}
    if part.plan.stands["codes"] == before:
        note(actor, part.plan, verb, what)
        return
    part.plan.version += 1
    save_anyway(actor, part.plan, verb, what)


@action
def review(
    *,
    actor: Actor,
    seen: int,
    on: date,
    changed: str,
    in_the_way: str,
    following: str,
    with_other: bool = False,
) -> PlanReview | None:
    """Look back: what changed in practice, what got in the way, what comes next.

    ``seen``: the number of the last review that the page showed, 0 for none.
    """
    plan = own_for_change(actor)
    last = queries.last_review(plan)
    new = {"changed": changed, "in_the_way": in_the_way, "next": following}
    if not any(text.strip() for text in new.values()):
        raise Forbidden(_("Write in at least one of the three boxes."))
    rest = {"on": on, "with_other": with_other}
    if last and all(getattr(last, name) == value for name, value in {**new, **rest}.items()):
        return last
    if seen != (last.number if last else 0):
        labels = {
            "changed": _("What changed in practice"),
            "in_the_way": _("What got in the way"),
            "next": _("What comes next"),
        }
        raise conflict(
            [(labels[name], text) for name, text in new.items()],
            [(labels[name], getattr(last, name) if last else "") for name in new],
            label=_("You changed this on another page"),
            go_on=reverse("planning:review"),
        )
    make_move(plan, "review", agreeing.WORKER)
    row = PlanReview.objects.create(
        plan=plan,
        number=1 + (last.number if last else 0),
        by_id=actor.person_id,
        **new,
        **rest,
    )
    note(actor, plan, "looked back", {"number": row.number, "on": on})
    return row
