"""Moving a draft on: rounds of consultation, the panels, publishing, giving it up."""

import json
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.core import framework as core
from alongside.foundation.actor import Actor, Forbidden
from alongside.foundation.writing import action
from alongside.framework import policies, queries
from alongside.framework.models import Draft, Edition, Round
from alongside.framework.policies import Move, State

from ._shared import for_move, moved
from .papers import end_papers
from .publishing import publish


@action
def open_round(*, actor: Actor, slug: str, opens_on: date, closes_on: date, about: str) -> Round:
    """Ask everybody, from one day to another (both included), about the draft as it stands now."""
    row = for_move(slug, Move.OPEN, actor=actor)
    if not policies.good_days(opens_on, closes_on, today=timezone.localdate()):
        raise Forbidden(_("A round closes on or after the day it opens, and not in the past."))
    work = queries.work(row)
    made = Round.objects.create(
        draft=row,
        number=Round.objects.filter(draft=row).count() + 1,
        opens_on=opens_on,
        closes_on=closes_on,
        about=about,
        digest=row.digest,
        document=json.dumps(core.to_document(work.edition)),
    )
    moved(row, Move.OPEN, actor=actor, round=made.number)
    return made


@action
def close_round(*, actor: Actor, slug: str) -> None:
    """End the round, and its papers. What people said is read, and the draft can be written again."""
    row = for_move(slug, Move.CLOSE, actor=actor)
    made = Round.objects.get(draft=row, closed_on__isnull=True)
    made.closed_on = timezone.localdate()
    end_papers(made)
    made.save(update_fields=["closed_on", "came"])
    moved(row, Move.CLOSE, actor=actor, round=made.number)


@action
def ask_panels(*, actor: Actor, slug: str) -> None:
    """Give the draft to the panels. Its words stand still from here. Raises Forbidden with a fault."""
    row = for_move(slug, Move.ASK, actor=actor)
    faults = queries.work(row).faults
    if faults:
        raise Forbidden(_("The draft is not ready: %(fault)s") % {"fault": faults[0]})
    moved(row, Move.ASK, actor=actor)


@action
def take_back(*, actor: Actor, slug: str) -> None:
    """Back to writing. What panels said counts for the words they read and for no others."""
    row = for_move(slug, Move.TAKE_BACK, actor=actor)
    moved(row, Move.TAKE_BACK, actor=actor)


@action
def give_up(*, actor: Actor, slug: str) -> None:
    """Stop working on a draft. Everything in it is kept."""
    row = for_move(slug, Move.GIVE_UP, actor=actor)
    moved(row, Move.GIVE_UP, actor=actor)


@action
def publish_draft(*, actor: Actor, slug: str, digest: str) -> Edition:
    """Publish the draft, word for word as the lived-experience panel decided on it.

    ``digest`` is that of what was on the steward's page. The rule itself stands in ``publish``.
    """
    row = for_move(slug, Move.PUBLISH, actor=actor)
    if row.digest != digest:
        raise Forbidden(_("The draft has changed since you read it. Read it again first."))
    work = queries.work(row)
    if work.faults:
        raise Forbidden(_("The draft is not ready: %(fault)s") % {"fault": work.faults[0]})
    if queries.stands_apart_from(work.edition):
        raise Forbidden(
            _(
                "Another edition was published since this draft was begun, and it does not follow that "
                "one. Nothing that people answered would count in it."
            )
        )
    said = queries.said_of(row)
    yes, _not_yet = policies.counted(said, digest=digest, not_theirs=queries.not_theirs(row, actor))
    made = publish(actor=actor, edition=work.edition)
    moved(row, Move.PUBLISH, actor=actor, yes=sorted(str(who) for who in yes))
    _replace(row, actor)
    return made


def _replace(row: Draft, actor: Actor) -> None:
    """The edition before gives its place to this one, if it was made here too."""
    earlier = Draft.objects.select_for_update().filter(slug=row.follows).first()
    if earlier is not None and policies.can(State(earlier.state), Move.REPLACE):
        moved(earlier, Move.REPLACE, actor=actor, by=row.slug)
