"""Papers with codes: making and stopping them, sending with a code, typing in what came back."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.core.framework import papers
from alongside.foundation.actor import Actor, Forbidden
from alongside.foundation.text import check
from alongside.foundation.writing import action, once
from alongside.framework import policies, queries
from alongside.framework.models import Comment, PaperCode, PaperSet, Round
from alongside.framework.policies import Move, Speaker

from ._shared import held, record, refuse
from .comments import WAITING, identifier

chance = secrets.SystemRandom()


class CannotUseError(Exception):
    """This code cannot be used: a slip, a guess, used, stopped, or its round has ended."""


@dataclass(frozen=True, slots=True)
class Sent:
    """What one paper says: as whom, for how many, and its text on each place ("": the whole)."""

    speaker: str
    people: int | None
    said: tuple[tuple[str, str], ...]


@action
def make_papers(*, actor: Actor, slug: str, count: int, hand_in: str, key: str = "") -> list[str]:
    """Make papers and say their codes: this once. Sent twice, the second gets none."""
    _for_maker(actor)
    draft = held(slug)
    row = _open(slug)
    if row.closes_on < timezone.localdate():
        raise Forbidden(_("The last day of the round is over. Papers would come too late."))
    check(hand_in, str(_("Where it is handed in")))
    made: list[str] = []

    def do() -> dict[str, int]:
        left = policies.MOST_A_ROUND - queries.papers_made(row.pk)
        if not policies.LEAST_AT_ONCE <= count <= min(policies.MOST_AT_ONCE, left):
            raise Forbidden(_("So many papers cannot be made now."))
        number = queries.paper_sets(row.pk).count() + 1
        made_here = PaperSet.objects.create(round=row, number=number, papers=count, hand_in=hand_in)
        codes = [papers.paper_code(secrets.randbits(papers.BITS)) for _each in range(count)]
        rows = [PaperCode(paper_set=made_here, digest=queries.digests(one)[0]) for one in codes]
        PaperCode.objects.bulk_create(rows)
        made.extend(str(one) for one in codes)
        record(draft, "papers made", actor, set=number, papers=count)
        return {}

    once(actor=actor, key=key, do=do, said=[slug, count, hand_in])
    return made


@action
def stop_papers(*, actor: Actor, slug: str, number: int) -> None:
    """End every code of a set that went astray. What was sent with one already stays."""
    _for_maker(actor)
    draft = held(slug)
    row = queries.paper_sets(_open(slug).pk).filter(number=number, stopped=False).first()
    if row is None:
        return
    row.stopped = True
    row.save(update_fields=["stopped"])
    queries.of_set(row.pk).delete()
    record(draft, "papers stopped", actor, set=number)


def _for_maker(actor: Actor) -> None:
    if not policies.may_make_papers(actor):
        raise Forbidden(_("Papers of a round are made by national stewards."))


def _open(slug: str) -> Round:
    row = queries.round_of(slug)
    if row is None or row.closed_on is not None:
        raise Forbidden(_("There is no open round about this draft."))
    return row


@action
def send_paper(*, actor: None, code: str, key: str, sent: Sent) -> None:
    """Keep what somebody says with a code, and use the code up. Nothing is kept of who or when.

    ``actor`` is always None, and no line of history is written: it would say when. The same form
    sent twice is kept once. Raises CannotUseError; ValueError for what no form lets by.
    """
    _keep(code, key, sent)


@action
def enter_paper(*, actor: Actor, slug: str, code: str, key: str, sent: Sent) -> None:
    """Type in what came back on paper, until the round is closed. It waits to be read like the rest.

    Each paper's code keeps it from being entered twice; a group's return may have come without.
    Raises CannotUseError; Forbidden for others, and outside a round.
    """
    if not policies.may_enter_papers(actor):
        raise Forbidden(_("What came on paper is typed in by national stewards and moderators."))
    draft = held(slug)
    refuse(draft, Move.COMMENT)
    made = _open(slug)
    if timezone.localdate() < made.opens_on:
        raise Forbidden(_("The round has not begun yet."))
    if code or sent.speaker != Speaker.GROUP:
        new = _keep(code, key, sent, slug=slug)
    else:
        new = _add(made, _named("", key, sent), sent)
    if new:
        group = sent.speaker == Speaker.GROUP
        record(draft, "entered from paper", actor, comments=len(sent.said), group=group)


def _keep(text: str, key: str, sent: Sent, *, slug: str = "") -> bool:
    """Whether it is new. The draft is held before the code is looked at again: one sending wins."""
    today = timezone.localdate()
    found = queries.paper_code(text, today=today, slug=slug)
    if found is not None:
        held(found.paper_set.round.draft.slug)
        found = queries.paper_code(text, today=today, slug=slug)
    names = _named(text, key, sent)
    if found is None:
        if key and names and Comment.objects.filter(pk__in=names).count() == len(set(names)):
            return False  # the same form again: the first time was kept
        raise CannotUseError
    made = found.paper_set.round
    found.delete()
    return _add(made, names, sent)


def _named(text: str, key: str, sent: Sent) -> list[UUID]:
    """Identifiers of what was sent, worked out from the form's key: two sendings are the same."""
    typed = "".join(text.split()).replace("-", "").upper()
    return [
        identifier(key, [typed, at, code, sent.speaker, sent.people, words])
        for at, (code, words) in enumerate(sent.said)
    ]


def _add(made: Round, names: Sequence[UUID], sent: Sent) -> bool:
    """The comments of one paper, to be read before anybody sees them. Raises ValueError, Forbidden."""
    _look(made, sent)
    if queries.comments(made.pk, state=WAITING).count() >= policies.MOST_WAITING:
        raise Forbidden(_("So much has been sent that it must be read first. Please try again."))
    if Comment.objects.filter(pk__in=names).exists():
        return False
    people = sent.people if sent.speaker == Speaker.GROUP else None
    facts = {"round": made, "speaker": sent.speaker, "people": people}
    today = timezone.localdate()
    Comment.objects.bulk_create(
        Comment(pk=name, code=code, text=text, on=today, on_paper=True, **facts)
        for name, (code, text) in zip(names, sent.said, strict=True)
    )
    return True


def _look(made: Round, sent: Sent) -> None:
    if not 1 <= len(sent.said) <= policies.MOST_PLACES:
        raise ValueError("the form looks at this first")
    known = queries.places_of(made)
    for code, text in sent.said:
        if any(policies.comment_faults(text, sent.speaker, sent.people)) or (
            code and code not in known
        ):
            raise ValueError("the form looks at this first")
        check(text, str(_("Your comment")))


def end_papers(made: Round) -> None:
    """With the round, every code that was left, and the count of what came by which way."""
    PaperCode.objects.filter(paper_set__round=made).delete()
    made.came = dict(policies.told(queries.ways_of(made.pk)))
