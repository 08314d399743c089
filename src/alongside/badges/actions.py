"""Writes: making a badge for oneself, ending it, and which key signs."""

import json
import secrets
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.badges import models, policies, queries
from alongside.core.credentials import badge_reading
from alongside.core.credentials import badges as core
from alongside.foundation import history, proofs
from alongside.foundation.actor import Actor, Forbidden
from alongside.foundation.writing import action, once

FULL = proofs.LIST_BITS // 2


@action
def make_badge(
    *, actor: Actor, act: str, source_id: UUID, site: core.Site, own: str = "", key: str = ""
) -> UUID:
    """Make and sign a badge for oneself, from something in one's own record. Sent twice: made once."""
    if not queries.can_sign():
        raise Forbidden(_("No badges are made here: there is no key to sign them with."))
    today = timezone.localdate()
    found = [one for one in queries.sources(actor, act, today=today) if one.id == source_id]
    if act not in core.ACTS or not found:
        raise Forbidden(_("There is no such thing in your record."))
    own = own.strip()[: policies.LONGEST_OWN] if core.ACTS[act].in_own_words else ""

    def do() -> dict[str, Any]:
        return {"badge": str(_make(actor, act, found[0], site, own))}

    said = ["badge", act, source_id, own]
    return UUID(once(actor=actor, key=key, do=do, said=said)["badge"])


def _make(actor: Actor, act: str, source: queries.Source, site: core.Site, own: str) -> UUID:
    public, _new = _keep_key(None)
    place, moment = _draw_place(), timezone.now()
    badge = written(act, source, own=own, id_=uuid4(), subject=uuid4(), made=moment)
    document = core.credential(badge, site=site, list_id=str(place.list_id), index=place.index)
    wrong = list(badge_reading.faults(document))
    if wrong:
        raise RuntimeError(f"A badge of ours has not the form it should have: {wrong}")
    signed = proofs.sign(
        document, secret=settings.BADGE_KEY, method=site.method(public), created=moment
    )
    proofs.check(json.dumps(signed), public=public)  # as a stranger would
    row = models.Badge.objects.create(
        person_id=actor.person_id, act=act, credential=signed, place=place
    )
    _tell(actor, "made a badge", row)
    return row.pk


def written(
    act: str, source: queries.Source, *, own: str, id_: UUID, subject: UUID, made: Any
) -> core.Badge:
    """What a badge from this source says."""
    return core.Badge(
        id=str(id_),
        subject=str(subject),
        act=act,
        on=source.on,
        made=made,
        title=source.named,
        own=own,
        statements=queries.aligned(source.codes),
    )


def _draw_place() -> models.StatusPlace:
    """A place nobody has, drawn at random: its number tells nothing of when or for whom."""
    lists = models.StatusList.objects.order_by("-made_at", "-pk")
    newest = lists.first() or models.StatusList.objects.create()
    if newest.places.count() >= FULL:
        newest = models.StatusList.objects.create()
    while True:
        index = secrets.randbelow(proofs.LIST_BITS)
        place, new = models.StatusPlace.objects.get_or_create(list=newest, index=index)
        if new:
            return place


@action
def end_badge(*, actor: Actor, badge_id: UUID) -> None:
    """End one's own badge for good: whoever checks it is told so. Ending it again changes nothing."""
    row = models.Badge.objects.select_for_update().filter(pk=badge_id).first()
    if row is None or not policies.may_hold(actor, owner=row.person_id):
        raise Forbidden(_("There is no such badge of yours."))
    if row.ended_at is not None:
        return
    row.ended_at = timezone.now()
    row.save(update_fields=["ended_at"])
    models.StatusPlace.objects.filter(pk=row.place_id).update(ended=True)
    models.StatusList.objects.filter(places=row.place_id).update(changes=F("changes") + 1)
    _tell(actor, "ended a badge", row)


@action
def keep_key(*, actor: Actor | None) -> tuple[str, bool]:
    """Keep the public half of the key in BADGE_KEY: badges are signed with it from now on.

    Returns it, and whether it is new. The public halves of earlier keys stay.
    """
    return _keep_key(actor)


@action
def drop_key(*, actor: Actor | None, public: str) -> bool:
    """Stand by an earlier key no longer, because somebody else may have it: none of its badges holds
    from now on. Returns whether there was one. Raises Forbidden for the key that signs now."""
    if queries.can_sign() and public == proofs.public_half(settings.BADGE_KEY):
        raise Forbidden(_("This key signs badges now. Put another one in BADGE_KEY first."))
    gone, _of_each = models.SigningKey.objects.filter(public=public).delete()
    if gone:
        _tell_of_key(actor, "let a key go", public)
    return bool(gone)


def _keep_key(actor: Actor | None) -> tuple[str, bool]:
    public = proofs.public_half(settings.BADGE_KEY)
    _row, new = models.SigningKey.objects.get_or_create(
        public=public, defaults={"since": timezone.now()}
    )
    if new:
        _tell_of_key(actor, "signed with a key for the first time", public)
    return public, new


def _tell_of_key(actor: Actor | None, verb: str, public: str) -> None:
    history.record(chain="badge-keys", verb=verb, actor=actor, what={"public": public})


def _tell(actor: Actor, verb: str, row: models.Badge) -> None:
    """History says that it happened and which act, never what somebody wrote."""
    history.record(
        chain=queries.chain(actor.person_id),
        verb=verb,
        actor=actor,
        what={"badge": row.pk, "act": row.act},
    )
