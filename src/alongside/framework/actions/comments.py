"""What anybody says in a consultation, who reads it before it is shown, and what was done about it."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final
from uuid import UUID, uuid4

from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.foundation.actor import Actor, Forbidden
from alongside.foundation.history import canonical
from alongside.foundation.text import check
from alongside.foundation.writing import Conflict, action, once
from alongside.framework import policies, queries
from alongside.framework.models import Comment, Draft, LogEntry, Round
from alongside.framework.policies import Move, State

from ._shared import held, record, refuse

WAITING, SHOWN, ASIDE = "waiting", "shown", "aside"


@action
def comment(
    *, actor: None, slug: str, code: str, key: str, speaker: str, people: int | None, text: str
) -> UUID:
    """Keep what somebody said of a statement ("" for the whole), sealed. Nobody sees it yet.

    ``actor`` is always None: whoever happens to be signed in is not written down. A form sent
    twice is one comment. Raises Forbidden outside a round; ValueError for what no form lets by.
    """
    row = held(slug)
    refuse(row, Move.COMMENT)
    made = queries.open_round(row)
    today = timezone.localdate()
    if made is None or not made.opens_on <= today <= made.closes_on:
        raise Forbidden(_("Comments can be sent while the round is open. It is not open today."))
    if any(policies.comment_faults(text, speaker, people)):
        raise ValueError("the form looks at this first")
    check(text, str(_("Your comment")))
    if queries.comments(made.pk, state=WAITING).count() >= policies.MOST_WAITING:
        raise Forbidden(_("So much has been sent that it must be read first. Please try again."))
    known = queries.edition_in(made.pk, made.digest).by_code
    if code and code not in known and not queries.was_before(row, code):
        raise Forbidden(_("That statement is not part of this round."))
    group = people if speaker == policies.Speaker.GROUP else None
    name = identifier(key, [str(made.pk), code, speaker, group, text])
    facts = {"round": made, "code": code, "speaker": speaker, "people": group}
    # No line of history: it would say at what minute somebody wrote.
    Comment.objects.get_or_create(pk=name, defaults={**facts, "text": text, "on": today})
    return name


def identifier(key: str, said: list[object]) -> UUID:
    """Of a form's key and what was sent with it: nobody without both can work it out."""
    if not key:
        return uuid4()
    drawn = salted_hmac("alongside.framework.comment", canonical([key, said]), algorithm="sha256")
    return UUID(bytes=drawn.digest()[:16], version=4)


@action
def publish_comment(*, actor: Actor, comment_id: UUID, seen: str) -> None:
    """Show a comment, as it was written. ``seen``: how it stood on the page."""
    _decide(actor, comment_id, seen, SHOWN, "")


@action
def set_aside(*, actor: Actor, comment_id: UUID, seen: str, reason: str) -> None:
    """Do not show a comment, or not any more, with a reason that other moderators read."""
    if not reason.strip():
        raise Forbidden(_("Say why it is set aside."))
    _decide(actor, comment_id, seen, ASIDE, reason)


def _decide(actor: Actor, comment_id: UUID, seen: str, state: str, reason: str) -> None:
    if not policies.may_moderate(actor):
        raise Forbidden(_("Comments are read by national stewards and moderators."))
    row = Comment.objects.select_for_update().filter(pk=comment_id).first()
    if row is None:
        raise Forbidden(_("That comment is not there."))
    if row.state == state and reason in ("", row.reason):
        return
    if row.state != seen:
        raise Conflict(
            label=str(_("A comment")),
            yours=_decided(_("You"), state, reason),
            theirs=_decided(_("Somebody else"), row.state, row.reason),
            go_on=reverse("framework:comments", kwargs={"slug": row.round.draft.slug}),
        )
    check(reason, str(_("Why")))
    row.state, row.reason, row.moderator_id = state, reason, actor.person_id
    row.save(update_fields=["state", "reason", "moderator"])
    _turn_over(row.round)
    record(row.round.draft, f"comment {state}", actor, comment=str(row.pk), code=row.code)


_STATES: Final = {
    WAITING: gettext_lazy("it waits to be read"),
    SHOWN: gettext_lazy("it is shown"),
    ASIDE: gettext_lazy("it is set aside"),
}


def _decided(who: str, state: str, reason: str) -> list[tuple[str, str]]:
    return [(who, str(_STATES[state])), *([(_("Why"), reason)] if reason else [])]


def _turn_over(row: Round) -> None:
    """What is shown of this round is another thing now: pages that were kept are made afresh."""
    row.stamp = uuid4()
    row.save(update_fields=["stamp"])


@action
def forget_set_aside(*, actor: None, today: date) -> dict[str, int]:
    """What was set aside goes half a year after it was sent, its words with it."""
    before = today - timedelta(days=policies.DAYS_ASIDE)
    old = Comment.objects.filter(state=ASIDE, on__lt=before)
    gone = old.count()
    old.delete()
    return {"comments that were set aside": gone}


@action
def answer(
    *,
    actor: Actor,
    slug: str,
    code: str,
    changed: bool,
    said: str,
    did: str,
    comments: Iterable[UUID],
    number: int | None = None,
    entry_id: UUID | None = None,
    version: int = 0,
    key: str = "",
) -> None:
    """You said, we changed; or: we did not, because. Public at once. Raises Conflict.

    ``number``: the round it is about; the newest, where none is given.
    """
    if not policies.may_write(actor):
        raise Forbidden(_("A national steward answers what was said."))
    draft = held(slug)
    made = queries.round_of(slug, number)
    if made is None or State(draft.state) not in policies.OPEN:
        raise Forbidden(_("What was said is answered after a round, and before publishing."))
    for text in (said, did):
        check(text, str(_("What was said and done")))
    words = {"changed": changed, "said": said, "did": did}
    if entry_id is not None:
        _change(draft, entry_id, version, words, comments, actor)
        return
    chosen = _chosen(made, code, comments)

    def do() -> dict[str, str]:
        row = LogEntry.objects.create(round=made, code=code, **words)
        row.comments.set(chosen)
        _turn_over(made)
        record(draft, "answered", actor, entry=str(row.pk), code=code, changed=changed)
        return {"entry": str(row.pk)}

    once(actor=actor, key=key, do=do, said=[slug, made.number, code, changed, said, did])


def _chosen(made: Round, code: str, comments: Iterable[UUID]) -> list[Comment]:
    return list(queries.comments(made.pk, code).filter(pk__in=list(comments)))


def _change(
    draft: Draft,
    entry_id: UUID,
    version: int,
    words: dict[str, object],
    comments: Iterable[UUID],
    actor: Actor,
) -> None:
    """Put an entry better, also one about an earlier round than the newest."""
    rows = LogEntry.objects.select_for_update(of=("self",)).select_related("round")
    row = rows.filter(round__draft=draft, pk=entry_id).first()
    if row is None:
        raise Forbidden(_("That is not there any more."))
    if row.version != version:
        label = str(_("What was said and done"))
        raise Conflict(
            label=label,
            yours=[(label, str(words["said"])), (label, str(words["did"]))],
            theirs=[(label, row.said), (label, row.did)],
            go_on=reverse("framework:log", kwargs={"slug": draft.slug}),
        )
    row.changed, row.said, row.did = bool(words["changed"]), str(words["said"]), str(words["did"])
    row.version += 1
    row.save(update_fields=["changed", "said", "did", "version"])
    row.comments.set(_chosen(row.round, row.code, comments))
    _turn_over(row.round)
    record(draft, "answer changed", actor, entry=str(row.pk), code=row.code)
