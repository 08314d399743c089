"""Writes: which platforms there are, which key signs, and that an opening was used."""

import hashlib
from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.foundation import history
from alongside.foundation.actor import Actor, Forbidden
from alongside.foundation.writing import action

from . import policies
from .models import Deployment, Platform, ToolKey, UsedOpening


@action
def add_platform(
    *, actor: Actor | None, facts: dict[str, Any], deployments: Iterable[str]
) -> Platform:
    """Let a platform open pages from here. ``facts`` are its columns. Raises Forbidden where its
    issuer and client identifier are registered already: end that one first."""
    _may(actor)
    try:
        with transaction.atomic():
            row = Platform.objects.create(**facts)
    except IntegrityError as error:
        raise Forbidden(_("This platform is registered already. End it first.")) from error
    called = list(dict.fromkeys(deployments))
    Deployment.objects.bulk_create(Deployment(platform=row, called=one) for one in called)
    _tell(actor, "registered a platform", row, deployments=called)
    return row


@action
def add_deployment(*, actor: Actor | None, platform_id: UUID, called: str) -> None:
    """Know one more place within a platform. Known already: nothing changes."""
    _may(actor)
    row = Platform.objects.filter(pk=platform_id, ended_at__isnull=True).first()
    if row is None:
        raise Forbidden(_("There is no such platform."))
    _one, new = Deployment.objects.get_or_create(platform=row, called=called)
    if new:
        _tell(actor, "added a deployment", row, deployments=[called])


@action
def end_platform(*, actor: Actor | None, platform_id: UUID) -> bool:
    """Let a platform open nothing from here any more. Returns whether there was one."""
    _may(actor)
    row = Platform.objects.select_for_update().filter(pk=platform_id, ended_at=None).first()
    if row is None:
        return False
    row.ended_at = timezone.now()
    row.save(update_fields=["ended_at"])
    _tell(actor, "ended a platform", row)
    return True


@action
def keep_key(*, actor: Actor | None, kid: str, jwk: dict[str, Any]) -> bool:
    """Keep the public half of the key that signs from now on. Returns whether it is new."""
    _may(actor)
    _one, new = ToolKey.objects.get_or_create(
        kid=kid, defaults={"jwk": jwk, "since": timezone.now()}
    )
    return new


@action
def drop_key(*, actor: Actor | None, kid: str) -> bool:
    """Stand by an earlier key no longer. Returns whether there was one."""
    _may(actor)
    gone, _of_each = ToolKey.objects.filter(kid=kid).delete()
    return bool(gone)


@action
def use(*, actor: Actor | None, opening: str, until: datetime) -> bool:
    """Use an opening. False where it was used before: each can be used once."""
    digest = hashlib.sha256(opening.encode()).hexdigest()
    _one, new = UsedOpening.objects.get_or_create(digest=digest, defaults={"until": until})
    return new


@action
def forget_used(*, actor: Actor | None) -> dict[str, int]:
    """Openings that could not be used any more anyhow are let go of."""
    gone, _of_each = UsedOpening.objects.filter(until__lt=timezone.now()).delete()
    return {"openings from courses": gone}


def _may(actor: Actor | None) -> None:
    if not policies.may_register(actor):
        raise Forbidden(_("Platforms are looked after by a national steward or administrator."))


def _tell(actor: Actor | None, verb: str, row: Platform, **more: Any) -> None:
    what = {"issuer": row.issuer, "client_id": row.client_id, **more}
    history.record(chain=f"platform:{row.pk}", verb=verb, actor=actor, what=what)
