"""One session as its two people see it: two voices side by side, what is agreed, what comes next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from alongside.core.framework import Edition
from alongside.foundation.actor import Actor
from alongside.framework.queries import now
from alongside.supervision import policies
from alongside.supervision.models import TEN_MINUTES, AgendaItem, Said, Session
from alongside.supervision.queries import agreements, barriers, sessions, views
from alongside.supervision.queries.agreements import Agreed
from alongside.supervision.queries.sessions import Seat

from . import words
from .agreements import AgreementCard, cards
from .side import Own, own_answer


@dataclass(frozen=True, slots=True)
class Box:
    """One voice in one part. ``mine``: whoever looks may write in it. ``number``: what they saw."""

    voice: str
    name: str
    mine: bool
    number: int
    text: str
    when: str
    earlier: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a session with its two boxes, the worker's first. ``then``: where "go on" leads."""

    key: str
    anchor: str
    title: str
    hint: str
    boxes: tuple[Box, Box]
    then: str = ""
    item: "Item | None" = None

    @property
    def spoken(self) -> bool:
        return any(box.number for box in self.boxes)


@dataclass(frozen=True, slots=True)
class Item:
    """What was brought, and what of it whoever looks may see."""

    id: UUID
    kind: str
    kind_name: str
    title: str
    note: str
    target: str
    of: str = ""  # the earlier edition a statement is of, where it means something else now
    question: str = ""
    answer: Own | None = None
    share: UUID | None = None
    shared_until: str = ""
    taken_off: bool = False
    readable: bool = False


@dataclass(frozen=True, slots=True)
class SessionPage:
    id: UUID
    voice: str
    worker_id: UUID
    supervisor_id: UUID | None
    worker: str
    supervisor: str
    other: str
    when: str
    on: date
    at: str
    minutes: int
    version: int
    short: bool
    closed: bool
    lasts: bool
    leads: bool
    parts: tuple[Part, ...]
    more: tuple[Part, ...]
    off: tuple[Part, ...]
    earlier: tuple[AgreementCard, ...]
    agreements: tuple[AgreementCard, ...]
    barriers: tuple["SeenBarrier", ...]
    following: Session | None
    next_when: str
    anchors: tuple[tuple[str, str], ...] = field(default=())


@dataclass(frozen=True, slots=True)
class SeenBarrier:
    words: str
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of one session, as its page needs it. ``shown``: answers its supervisor sees."""

    heard: sessions.Heard
    agenda: Sequence[AgendaItem]
    agreed: Sequence[Agreed]
    barriers: Sequence[barriers.Kept]
    following: Session | None
    earlier: Sequence[Agreed] = ()
    shown: Mapping[str, views.Shown] = field(default_factory=dict)


def page(actor: Actor, seat: Seat, edition: Edition, *, today: date) -> SessionPage:
    """Everything on a session's page, for whoever sits there."""
    session = seat.session
    agenda = sessions.agenda(session.pk, every=True)
    kept = Kept(
        heard=sessions.said(session.pk),
        agenda=agenda,
        agreed=agreements.of_sessions([session.pk]),
        barriers=barriers.of_session(session.pk),
        following=sessions.next_session(session, today=today),
        earlier=agreements.earlier_open(session),
        shown=_answers(seat, edition, today) if agenda else {},
    )
    return laid_out(seat, edition, kept)


def laid_out(seat: Seat, edition: Edition, kept: Kept) -> SessionPage:
    """The page of what is kept. Asks the database for nothing."""
    session, heard, following = seat.session, kept.heard, kept.following
    items = [_item(seat, row, edition, kept.shown) for row in kept.agenda]
    on, off = ([i for i in items if i.taken_off is gone] for gone in (False, True))
    short = session.start == TEN_MINUTES
    made = _parts(seat, heard, on, short=short)
    return SessionPage(
        id=session.pk,
        voice=seat.voice,
        worker_id=session.worker_id,
        supervisor_id=session.supervisor_id,
        worker=words.name_of(session, policies.WORKER),
        supervisor=words.name_of(session, policies.SUPERVISOR),
        other=words.name_of(session, _other(seat.voice)),
        when=words.date_and_time(session.on, session.at),
        on=session.on,
        at=f"{session.at:%H:%M}" if session.at else "",
        minutes=session.minutes,
        version=session.version,
        short=short,
        closed=session.closed_at is not None,
        lasts=seat.lasts,
        leads=seat.lasts and seat.voice == policies.WORKER,
        parts=made[0],
        more=made[1],
        off=tuple(part for part in (_item_part(seat, heard, one) for one in off) if part.spoken),
        earlier=tuple(cards(seat, kept.earlier)),
        agreements=tuple(cards(seat, kept.agreed)),
        barriers=tuple(
            SeenBarrier(one.words, tuple(str(words.KINDS[k]) for k in one.barrier.kinds))
            for one in kept.barriers
        ),
        following=following,
        next_when=words.date_and_time(following.on, following.at) if following else "",
    )


def _other(voice: str) -> str:
    return policies.SUPERVISOR if voice == policies.WORKER else policies.WORKER


def _parts(
    seat: Seat, heard: sessions.Heard, items: Sequence[Item], *, short: bool
) -> tuple[tuple[Part, ...], tuple[Part, ...]]:
    """The parts in their order, strengths first; in a short session, some stand by for later."""
    brought = [_item_part(seat, heard, one) for one in items]
    well = _standing(seat, heard, policies.WELL)
    rest = [_standing(seat, heard, policies.DIFFERENTLY), _standing(seat, heard, policies.CLOSE)]
    if not short:
        return tuple(_chained([well, *brought, *rest])), ()
    said = [part for part in rest if part.spoken]
    quiet = [part for part in rest if not part.spoken]
    return tuple(_chained([well, *brought, *said])), tuple(_chained(quiet))


def _chained(parts: list[Part]) -> list[Part]:
    """Each with where its button leads on to: the next part, and after the last what is agreed."""
    anchors = [*(part.anchor for part in parts[1:]), "agreements"]
    return [
        Part(one.key, one.anchor, one.title, one.hint, one.boxes, then, one.item)
        for one, then in zip(parts, anchors, strict=True)
    ]


def _standing(seat: Seat, heard: sessions.Heard, key: str) -> Part:
    title, hint = str(words.PARTS[key]), str(words.HINTS[key])
    return Part(key, key, title, hint, _boxes(seat, heard, key))


def _item_part(seat: Seat, heard: sessions.Heard, item: Item) -> Part:
    key = f"{policies.ITEM}{item.id}"
    return Part(key, f"item-{item.id}", item.title, "", _boxes(seat, heard, key), item=item)


def _boxes(seat: Seat, heard: sessions.Heard, key: str) -> tuple[Box, Box]:
    return (
        _box(seat, heard.get((key, policies.WORKER), []), policies.WORKER),
        _box(seat, heard.get((key, policies.SUPERVISOR), []), policies.SUPERVISOR),
    )


def _box(seat: Seat, rows: Sequence[Said], voice: str) -> Box:
    last = rows[-1] if rows else None
    return Box(
        voice=voice,
        name=words.name_of(seat.session, voice),
        mine=seat.voice == voice,
        number=last.number if last else 0,
        text=last.text if last else "",
        when=words.moment(last.made_at) if last else "",
        earlier=tuple((words.moment(row.made_at), row.text) for row in reversed(rows[:-1])),
    )


def _answers(seat: Seat, edition: Edition, today: date) -> Mapping[str, views.Shown]:
    """What of the worker's answers the *supervisor* sees now, whichever of the two looks."""
    session = seat.session
    if session.supervisor_id is None or not seat.lasts:
        return {}
    reader = Actor(session.supervisor_id)
    return views.shared_answers_said(reader, session.worker_id, edition=edition, today=today)


def _item(seat: Seat, row: AgendaItem, edition: Edition, shown: Mapping[str, views.Shown]) -> Item:
    of = row.edition or seat.session.edition
    target = now(of, row.target, edition.slug).counts if row.kind == "statement" else row.target
    statement = edition.by_code.get(target) if row.kind == "statement" else None
    given = shown.get(target) if statement else None
    return Item(
        id=row.pk,
        kind=row.kind,
        kind_name=str(words.ITEM_KINDS[row.kind]),
        title=row.title,
        note=row.note,
        target=target or row.target,
        of="" if target else of,
        question=statement.reflect if statement else "",
        answer=own_answer(edition, target, given.answer) if given else None,
        share=row.share,
        shared_until=words.day(given.until) if given else "",
        taken_off=row.taken_off_at is not None,
        readable=row.kind == "entry" and seat.voice == policies.SUPERVISOR,
    )


def nothing_yet() -> str:
    return _("Nothing yet")
