"""A supervisor's view of a statement. It stands beside the worker's own and changes nothing of it."""

from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.core import scales
from alongside.foundation.actor import Actor, Forbidden
from alongside.foundation.writing import Conflict, action
from alongside.framework.queries import current_edition
from alongside.supervision import policies
from alongside.supervision.models import View
from alongside.supervision.queries import views as reads

from .seats import note, text


@action
def give_view(
    *, actor: Actor, worker_id: UUID, code: str, point: str, reason: str, seen: int
) -> View:
    """Say how one sees a statement that is shared with one now, and always why."""
    edition, today = current_edition(), timezone.localdate()
    shared = reads.shared_answers(actor, worker_id, today=today)
    if not policies.may_give_view(
        supervises=reads.may_give(actor, worker_id), shared=code in shared
    ):
        raise Forbidden(_("This answer is not shared with you, or not any more."))
    if point not in ("", *scales.POINTS) or (point and scales.is_value(code)):
        raise Forbidden(_("Choose one of the described points. A value has words only."))
    reason = text(reason, _("Your reason"))
    if not reason:
        raise Forbidden(_("Say what you have seen or heard that makes you see it so."))
    views = reads.own_views(actor, worker_id, edition.slug, code)
    last = views[-1] if views else None
    if last is not None and (last.point, last.reason) == (point, reason):
        if point == reads.point_of(last, edition.slug):
            return last
    if last is not None and last.number != seen:
        raise Conflict(
            label=_("You gave your view in another window too"),
            yours=[(_("Your reason here"), reason)],
            theirs=[(_("Your reason there"), last.reason)],
            go_on=reverse("supervision:statement", args=[worker_id, code]),
        )
    made = View.objects.create(
        worker_id=worker_id,
        supervisor_id=actor.person_id,
        edition=edition.slug,
        code=code,
        number=last.number + 1 if last else 1,
        point=point,
        reason=reason,
    )
    note(actor, "gave a view", worker=worker_id, code=code, number=made.number)
    return made
