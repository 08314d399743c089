"""Writing down where a statement's words came from, and taking that off again."""

from uuid import UUID

from django.utils.translation import gettext as _

from alongside.foundation.actor import Actor, Forbidden
from alongside.foundation.text import check
from alongside.foundation.writing import action, once
from alongside.framework import policies, queries
from alongside.framework.models import Origin
from alongside.framework.policies import OriginKind, State

from ._shared import held, record


@action
def add_origin(
    *,
    actor: Actor,
    slug: str,
    code: str,
    kind: OriginKind,
    named: str,
    part: str = "",
    url: str = "",
    key: str = "",
) -> None:
    """Say where a statement of a draft came from. It stands beside it, in public, once that is out.

    Raises Forbidden for others than stewards, and once the draft is out or was given up; ValueError
    for what no form lets by.
    """
    _for_steward(actor)
    draft = held(slug)
    if State(draft.state) not in policies.OPEN:
        raise Forbidden(_("Where words came from is said before the edition is published."))
    if code not in queries.work(draft).lines:
        raise Forbidden(_("That statement is not part of the draft."))
    if any(policies.origin_faults(kind, named, part, url)):
        raise ValueError("the form looks at this first")
    check(named + part + url, str(_("Where it came from")))

    def do() -> dict[str, str]:
        if len(queries.origins(draft, code)) >= policies.MOST_ORIGINS:
            raise Forbidden(_("So much stands there already. Take something off first."))
        facts = {"kind": kind.value, "named": named, "part": part, "url": url}
        row = Origin.objects.create(draft=draft, code=code, **facts)
        record(draft, "origin added", actor, origin=str(row.pk), code=code, kind=kind.value)
        return {"origin": str(row.pk)}

    once(actor=actor, key=key, do=do, said=[slug, code, kind, named, part, url])


@action
def take_origin_off(*, actor: Actor, slug: str, origin_id: UUID) -> None:
    """Show it no more: at any time, because what somebody told can be taken back."""
    _for_steward(actor)
    draft = held(slug)
    row = Origin.objects.filter(draft=draft, pk=origin_id, off=False).first()
    if row is None:
        return
    row.off = True
    row.save(update_fields=["off"])
    record(draft, "origin taken off", actor, origin=str(row.pk), code=row.code)


def _for_steward(actor: Actor) -> None:
    if not policies.may_write(actor):
        raise Forbidden(_("Editions are written and moved on by national stewards."))
