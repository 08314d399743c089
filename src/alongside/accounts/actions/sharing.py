"""Letting one named person see one thing, and stopping it."""

from datetime import date
from uuid import UUID

from django.core.mail import send_mail
from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.accounts import policies, queries
from alongside.accounts.models import Share
from alongside.foundation import history
from alongside.foundation.actor import Actor, Forbidden
from alongside.foundation.writing import action, tell

SHARED = "shared"


@action
def share(
    *,
    actor: Actor,
    kind: str,
    item: str,
    until: date,
    reader_id: UUID | None = None,
    reader_email: str = "",
) -> Share:
    """Let one named person see one item until a day. A share of the same thing is replaced."""
    email = reader_email.strip().lower()
    if (reader_id is None) == (not email):
        raise Forbidden(_("Choose one person to share with."))
    today = timezone.localdate()
    if not policies.may_share(actor, reader=reader_id, until=until, today=today):
        raise Forbidden(_("Choose somebody else, and a day from today up to a year ahead."))
    same = Share.objects.filter(
        owner_id=actor.person_id,
        kind=kind,
        item=item,
        reader_id=reader_id,
        reader_email=email,
        ended_at__isnull=True,
    )
    same.update(ended_at=timezone.now())
    made = Share.objects.create(
        owner_id=actor.person_id,
        kind=kind,
        item=item,
        reader_id=reader_id,
        reader_email=email,
        until=until,
    )
    tell(topic=SHARED, about=made.pk, body={})
    history.record(
        chain=f"shares:{actor.person_id}",
        verb="shared",
        actor=actor,
        what={"kind": kind, "item": item, "reader": reader_id, "email": email, "until": until},
    )
    return made


@action
def end_share(*, actor: Actor, share_id: UUID) -> None:
    """Stop sharing at once. Ending what has ended changes nothing."""
    found = Share.objects.select_for_update().filter(pk=share_id).first()
    if found is None or not policies.may_end_share(actor, owner=found.owner_id):
        raise Forbidden(_("Only the person who shared this can stop sharing it."))
    if found.ended_at is not None:
        return
    found.ended_at = timezone.now()
    found.save(update_fields=["ended_at"])
    history.record(
        chain=f"shares:{actor.person_id}",
        verb="stopped sharing",
        actor=actor,
        what={"kind": found.kind, "item": found.item},
    )


@action
def send_word_of_share(*, actor: None, share_id: UUID) -> bool:
    """Write to the reader that something was shared, without saying what. Ended: nothing is sent."""
    found = queries.live_share(share_id, today=timezone.localdate())
    if found is None:
        return False
    to = found.reader.email if found.reader else found.reader_email
    said = _("%(name)s shares something with you in Alongside. Sign in to see it.")
    send_mail(
        _("Alongside: something is shared with you"), said % {"name": found.owner}, None, [to]
    )
    return True
