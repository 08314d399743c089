"""Making a session."""

from collections.abc import Sequence
from datetime import date, time
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.accounts import queries as accounts
from alongside.foundation.actor import Actor, Forbidden
from alongside.foundation.writing import action, once
from alongside.framework.queries import current_edition
from alongside.supervision.models import TEN_MINUTES, USUAL, Session

from .bringing import Bring, bring
from .seats import in_reach, note


@action
def start(
    *,
    actor: Actor,
    supervisor_id: UUID,
    on: date,
    at: time | None = None,
    minutes: int = 60,
    key: str = "",
) -> UUID:
    """Make a session on a day with one of one's supervisors. Sent twice, it is made once."""

    def do() -> dict[str, str]:
        made = make(actor, supervisor_id, on=on, at=at, minutes=minutes)
        return {"session": str(made.pk)}

    said = ["session", supervisor_id, on, at, minutes]
    return UUID(once(actor=actor, key=key, do=do, said=said)["session"])


@action
def ten_minutes(
    *, actor: Actor, supervisor_id: UUID, bringing: Sequence[Bring] = (), key: str = ""
) -> UUID:
    """Today's session, with what was chosen on it. Where there is one already, that one."""

    def do() -> dict[str, str]:
        accounts.still_supervises(supervisor_id, worker=actor.person_id)  # one press at a time
        today = timezone.localdate()
        found = Session.objects.filter(
            worker_id=actor.person_id, supervisor_id=supervisor_id, on=today, closed_at__isnull=True
        )
        lasting = found.filter(supervising__in=accounts.supervisors_rows(actor.person_id))
        made = lasting.order_by("-made_at").first()
        if made is None:
            made = make(actor, supervisor_id, on=today, minutes=10, how=TEN_MINUTES)
        for one in bringing[:2]:
            bring(actor=actor, session_id=made.pk, what=one)
        return {"session": str(made.pk)}

    said = ["ten minutes", supervisor_id]
    return UUID(once(actor=actor, key=key, do=do, said=said)["session"])


def make(
    actor: Actor,
    supervisor_id: UUID,
    *,
    on: date,
    at: time | None = None,
    minutes: int = 60,
    how: str = USUAL,
) -> Session:
    rows = accounts.supervisors_rows(actor.person_id)
    supervising = rows.filter(supervisor_id=supervisor_id).first()
    if supervising is None:
        raise Forbidden(_("Choose one of your supervisors."))
    in_reach(on, minutes)
    made = Session.objects.create(
        worker_id=actor.person_id,
        supervisor_id=supervisor_id,
        supervising_id=supervising.pk,
        edition=current_edition().slug,
        on=on,
        at=at,
        minutes=minutes,
        start=how,
    )
    note(actor, "made a session", session=made.pk, on=on, how=how)
    return made
