"""The first page of supervision: one's own supervisors and sessions, and whom one supervises.

People stand by name. Nothing is counted, and nobody stands beside anybody else.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from alongside.accounts import queries as accounts
from alongside.accounts.presenters import item_words
from alongside.assessment import queries as assessment
from alongside.core.framework import Edition
from alongside.foundation.actor import Actor
from alongside.framework.queries import NoEditionError
from alongside.supervision import policies
from alongside.supervision.models import Session
from alongside.supervision.queries import agreements, bringing, sessions

from . import words


@dataclass(frozen=True, slots=True)
class Line:
    """Words with somewhere to go. ``data``: they come from data or from people."""

    text: str
    url: str = ""
    small: str = ""


@dataclass(frozen=True, slots=True)
class Supervisor:
    """One of my supervisors, and what a press of "Ten minutes now" would bring."""

    id: UUID
    person: UUID
    name: str
    since: str
    suggested: tuple[bringing.Candidate, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    id: UUID
    name: str
    until: str


@dataclass(frozen=True, slots=True)
class Proposed:
    id: UUID
    name: str
    when: str


@dataclass(frozen=True, slots=True)
class SessionLine:
    id: UUID
    when: str
    name: str
    waiting: bool


@dataclass(frozen=True, slots=True)
class SupervisedPerson:
    """Somebody one supervises: what they shared, what waits for a word, the next dates."""

    id: UUID
    link: UUID
    name: str
    shared: tuple[Line, ...]
    waiting: tuple[Line, ...]
    dates: tuple[Line, ...]
    proposed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Home:
    supervisors: tuple[Supervisor, ...]
    asked: tuple[Asked, ...]
    proposals: tuple[Proposed, ...]
    coming: tuple[SessionLine, ...]
    past: tuple[SessionLine, ...]
    asking: tuple[Asked, ...]
    people: tuple[SupervisedPerson, ...]
    brought: tuple[Line, ...]


def home(actor: Actor, edition: Edition, *, today: date) -> Home:
    coming, past = _mine(actor, today)
    return Home(
        supervisors=tuple(_supervisors(actor, edition, today)),
        asked=tuple(
            Asked(
                row.pk,
                str(row.supervisor) if row.supervisor else "",
                words.day(row.until) if row.until else "",
            )
            for row in accounts.asked_by(actor, today=today)
        ),
        proposals=tuple(
            Proposed(row.pk, str(row.supervising.supervisor), words.date_and_time(row.on, row.at))
            for row in sessions.proposals(actor.person_id)
        ),
        coming=coming,
        past=past,
        asking=tuple(Asked(row.pk, str(row.worker), "") for row in accounts.asking(actor)),
        people=tuple(people(actor, edition, today=today)),
        brought=tuple(
            Line(words.day(row.made_at.date()), reverse("supervision:brought", args=[row.pk]))
            for row in sessions.brought_along(actor.person_id)
        ),
    )


def _supervisors(actor: Actor, edition: Edition, today: date) -> Iterable[Supervisor]:
    rows = list(accounts.supervisors_rows(actor.person_id))
    if not rows:
        return
    suggested = bringing.suggestions(
        actor, [row.supervisor_id for row in rows if row.supervisor_id], edition, today=today
    )
    for row in rows:
        if row.supervisor_id and row.answered_at:
            yield Supervisor(
                row.pk,
                row.supervisor_id,
                str(row.supervisor),
                words.day(row.answered_at.date()),
                tuple(suggested[row.supervisor_id]),
            )


def _mine(actor: Actor, today: date) -> tuple[tuple[SessionLine, ...], tuple[SessionLine, ...]]:
    rows = list(sessions.mine(actor))
    waiting = _waiting(rows, policies.WORKER)
    lines = [(row, _line(row, policies.SUPERVISOR, bool(waiting.get(row.pk)))) for row in rows]
    coming = [line for row, line in lines if row.on >= today and not row.closed_at]
    past = [line for row, line in lines if row.on < today or row.closed_at]
    return tuple(reversed(coming)), tuple(past)


def _line(row: Session, other: str, waiting: bool) -> SessionLine:
    return SessionLine(
        row.pk, words.date_and_time(row.on, row.at), words.name_of(row, other), waiting
    )


Waiting = Mapping[UUID, Sequence[str]]


def _waiting(rows: Iterable[Session], voice: str) -> Waiting:
    """For each open session, what waits for a word of this voice, in words."""
    open_ones = [row.pk for row in rows if row.closed_at is None]
    found: dict[UUID, list[str]] = defaultdict(list)
    spoken = sessions.spoken(open_ones)
    for id_ in open_ones:
        heard = spoken.get(id_, set())
        if any(who != voice and (part, voice) not in heard for part, who in heard):
            found[id_].append(_("something to read, and to answer if you like"))
    for one in agreements.of_sessions(open_ones):
        if one.reply(voice) is None:
            found[one.agreement.session_id].append(_("something to agree on"))
    return {id_: list(dict.fromkeys(said)) for id_, said in found.items()}


def people(actor: Actor, edition: Edition, *, today: date) -> Iterable[SupervisedPerson]:
    """By name: the order says nothing else. A few queries, however many people there are."""
    rows = list(accounts.supervised_rows(actor))
    if not rows:
        return
    shared = shared_with(actor, edition, today=today)
    theirs = list(sessions.theirs(actor))
    waiting = _waiting(theirs, policies.SUPERVISOR)
    proposed = sessions.proposed_by(actor)
    for row in rows:
        own = [one for one in theirs if one.worker_id == row.worker_id]
        yield SupervisedPerson(
            id=row.worker_id,
            link=row.pk,
            name=str(row.worker),
            shared=tuple(shared.get(row.worker_id, ())),
            waiting=tuple(
                Line(text, _page(one), words.day(one.on))
                for one in own
                for text in waiting.get(one.pk, ())
            ),
            dates=tuple(
                Line(words.date_and_time(one.on, one.at), _page(one))
                for one in reversed(own)
                if one.on >= today and one.closed_at is None
            ),
            proposed=tuple(words.date_and_time(p.on, p.at) for p in proposed[row.worker_id]),
        )


def _page(row: Session) -> str:
    return reverse("supervision:session", args=[row.pk])


def shared_with(actor: Actor, edition: Edition, *, today: date) -> dict[UUID, list[Line]]:
    """What each person shares with this one now, as things to open."""
    found: dict[UUID, list[Line]] = defaultdict(list)
    for share in accounts.shares_received(actor, today=today):
        line = _shared(edition, share)
        if line and line not in found[share.owner_id]:
            found[share.owner_id].append(line)
    return found


def _shared(edition: Edition, share: Any) -> Line | None:
    until = _("until %(day)s") % {"day": words.day(share.until)}
    if share.kind == assessment.KIND:
        of, code, _note, current = assessment.stands(share.item)
        if not current:
            return _shared_of_earlier(share, of, code, until)
        statement = edition.by_code.get(code)
        if statement is None:
            return None
        url = reverse("supervision:statement", args=[share.owner_id, code])
        return Line(statement.title, url, until)
    known = item_words(share.kind)
    if known is None or not known.page:
        return None
    return Line(str(known.theirs), reverse(known.page, args=[share.item]), until)


def _shared_of_earlier(share: Any, of: str, code: str, until: str) -> Line | None:
    """What was said of earlier words whose meaning changed since: it stays as it was shared."""
    try:
        statement = assessment.edition_of(of).by_code.get(code)
    except NoEditionError:
        return None
    url = reverse("assessment:shared", args=[share.pk])
    return Line(statement.title, url, until) if statement else None
