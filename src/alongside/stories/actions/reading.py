"""What moderators do: say yes, propose other words, decline with a kind reason, take down."""

from typing import Final
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from alongside.foundation.actor import Actor, Forbidden
from alongside.foundation.text import check
from alongside.foundation.writing import Conflict, action
from alongside.stories import policies, queries
from alongside.stories.models import Decision, Story, Wording
from alongside.stories.policies import Move, State, Words

from ._shared import (
    BadStoryError,
    add_wording,
    keep,
    move,
    record,
    refuse_bad_words,
    show_if_ready,
    take_off,
    texts,
    today_here,
)

LONGEST_REASON: Final = 2000


@action
def say_yes(*, actor: Actor, story_id: UUID, number: int, checks: list[str]) -> bool:
    """One person's yes to the words they read, every check made. The second publishes: then True.

    Raises Forbidden, and Conflict where the teller changed the words meanwhile.
    """
    story, today = _story(actor, story_id), today_here()
    wording = _wording(story, number, yours=[(_("Your answer"), _("Yes"))])
    consent = queries.latest_consent(story.pk)
    given = queries.yeses(story.pk)
    assert consent is not None
    parts = policies.Consent.read(consent.parts)
    own = policies.standing(given, wording=wording.pk, consent=parts)
    if any(one.person == actor.person_id for one in own):
        return story.state == State.SHOWN
    if not policies.may_say_yes(actor, own, checks):
        raise Forbidden(_("Tick each of the checks once you have made it. Nothing was saved."))
    move(story, Move.YES, today=today)
    _decide(actor, story, wording, "yes", checks=sorted(checks))
    record(story, "yes", actor, wording=wording.number, consent=consent.number)
    shown = show_if_ready(story, actor=actor, today=today)
    keep(story, today=today)
    return shown


@action
def propose(*, actor: Actor, story_id: UUID, number: int, words: Words) -> None:
    """Other words for a story. Nothing happens with them until its teller says yes to them.

    Raises Forbidden, BadStoryError, and Conflict where the words changed since ``number``.
    """
    story, today = _story(actor, story_id), today_here()
    refuse_bad_words(words)
    latest = queries.latest_wording(story.pk)
    if latest.proposed and latest.agreed is None and Words.read(latest.words) == words:
        return
    before = _wording(story, number, yours=list(texts(words)))
    if Words.read(before.words) == words:
        raise Forbidden(_("These are the teller's own words. Nothing was changed."))
    move(story, Move.PROPOSE, today=today)
    wording = add_wording(story, words, picture=None, proposed=True)
    _decide(actor, story, wording, "proposed")
    keep(story, today=today)
    record(story, "proposed", actor, wording=wording.number)


@action
def decline(*, actor: Actor, story_id: UUID, number: int, reason: str) -> None:
    """Say no, with a kind reason that the teller reads; what is shown already comes off at once.

    Raises Forbidden, BadStoryError, and Conflict where the words changed since ``number``.
    """
    story, today = _story(actor, story_id), today_here()
    reason = check(reason.strip(), _("The reason"))
    if not reason or len(reason) > LONGEST_REASON:
        raise BadStoryError([("reason", "long" if reason else "empty")])
    if story.state == State.DECLINED and queries.latest_reason(story.pk) == reason:
        return
    wording = _wording(story, number, yours=[(_("The reason"), reason)])
    shown = story.state == State.SHOWN
    move(story, Move.TAKE_DOWN if shown else Move.DECLINE, today=today)
    take_off(story)
    _decide(actor, story, wording, "taken down" if shown else "declined", reason=reason)
    keep(story, today=today)
    record(story, "taken down" if shown else "declined", actor, wording=wording.number)


def _story(actor: Actor, story_id: UUID) -> Story:
    row = Story.objects.select_for_update().filter(pk=story_id).first()
    if row is None or not queries.moderates(actor, row):
        raise Forbidden(_("There is nothing here that you can decide on."))
    return row


def _wording(story: Story, number: int, *, yours: list[tuple[str, str]]) -> Wording:
    """The teller's own newest words, where they are still those that were read."""
    found = queries.agreed_wording(story.pk)
    assert found is not None
    if found.number != number:
        raise Conflict(
            label=str(_("The story")),
            yours=yours,
            theirs=list(texts(Words.read(found.words))),
            go_on=reverse("stories:read", args=[story.pk]),
        )
    return found


def _decide(
    actor: Actor,
    story: Story,
    wording: Wording,
    kind: str,
    *,
    checks: list[str] | None = None,
    reason: str = "",
) -> None:
    consent = queries.latest_consent(story.pk)
    assert consent is not None
    Decision(
        story=story,
        wording=wording,
        consent=consent,
        moderator_id=actor.person_id,
        kind=kind,
        checks=checks or [],
        reason=reason,
    ).save(force_insert=True)
