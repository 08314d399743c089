"""Reads: what is shown and to whom, a teller's own story by its code, and what waits to be read.

Whatever a process keeps of shown stories hangs on the stamp in the database. It is read each time, and
when it is another one, everything kept is let go of.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any, Final
from uuid import UUID

from alongside.accounts import queries as accounts
from alongside.accounts.models import Team
from alongside.foundation import history, public
from alongside.foundation.actor import Actor
from alongside.framework import queries as framework
from alongside.library import queries as library

from . import policies
from .models import Consent, Decision, Picture, Published, Revision, Story, Tombstone, Wording
from .policies import State, Words

NO: Final = ("declined", "taken down")
_seen = {"stamp": ""}

# What is shown


def revision() -> str:
    """The stamp of what is shown now. One query."""
    stamp = Revision.objects.filter(pk=1).values_list("stamp", flat=True).first()
    found = str(stamp or "")
    if found != _seen["stamp"]:
        _seen["stamp"] = found
        public.forget()
        library.forget()
        _headings.cache_clear()
    return found


@dataclass(frozen=True, slots=True)
class Heading:
    """A shown story as a list names it: everything but what it tells."""

    id: UUID
    title: str
    name: str
    notes: tuple[str, ...]
    own_note: str
    statements: tuple[str, ...]
    processes: tuple[str, ...]
    link_kind: str
    has_text: bool
    readers: int
    service: UUID | None
    in_learning: bool
    made_up: bool

    def readable(self, actor: Actor | None) -> bool:
        return policies.may_read(
            self.readers,
            self.service,
            signed_in=bool(actor),
            services=actor.services if actor and self.service else (),
        )


@lru_cache(maxsize=2)
def _headings(_stamp: str, today: date, _newest: str) -> tuple[Heading, ...]:
    rows = Published.objects.filter(until__gt=today).defer("picture")
    return tuple(_heading(row) for row in rows.order_by("-shown_on", "pk"))


def words_now(kept: dict[str, Any]) -> Words:
    """A wording with its statements as they are called now; one that means something else now is
    not among them, because its teller said nothing of that.
    """
    words = Words.read(kept)
    if not words.statements:
        return words
    statements = tuple(framework.codes_now(words.edition, words.statements))
    return replace(words, statements=statements, edition=framework.first(newest=True))


def _heading(row: Published) -> Heading:
    words = words_now(row.words)
    return Heading(
        id=row.pk,
        title=words.title,
        name=row.name,
        notes=words.notes,
        own_note=words.own_note,
        statements=words.statements,
        processes=words.processes,
        link_kind=words.link_kind if words.link else "",
        has_text=bool(words.text.strip()),
        readers=row.readers,
        service=row.service_id,
        in_learning=row.in_learning,
        made_up=row.made_up,
    )


def headings(actor: Actor | None, *, today: date, stamp: str | None = None) -> list[Heading]:
    """The stories this person may read, newest first. ``stamp`` where it was read just now."""
    now = revision() if stamp is None else stamp
    newest = framework.first(newest=True)
    return [one for one in _headings(now, today, newest) if one.readable(actor)]


def shown(story_id: UUID, actor: Actor | None, *, today: date) -> Published | None:
    """A story that this person may read today, without its picture."""
    row = Published.objects.filter(pk=story_id, until__gt=today).defer("picture").first()
    return row if row and _heading(row).readable(actor) else None


def picture(story_id: UUID, actor: Actor | None, *, today: date) -> bytes | None:
    """A shown story's picture, for those who may read the story."""
    row = Published.objects.filter(pk=story_id, until__gt=today, picture__isnull=False).first()
    return bytes(row.picture) if row and row.picture and _heading(row).readable(actor) else None


def is_gone(story_id: UUID, *, today: date) -> bool:
    """Whether a story stood here once and does not now, for whatever reason."""
    if Tombstone.objects.filter(pk=story_id).exists():
        return True
    row = Published.objects.filter(pk=story_id, until__gt=today)
    return (
        not row.exists()
        and Story.objects.filter(pk=story_id, first_shown_on__isnull=False).exists()
    )


def tombstones() -> list[tuple[UUID, date]]:
    """The ids of withdrawn stories, each with its day."""
    return list(Tombstone.objects.order_by("day", "pk").values_list("pk", "day"))


# One story, for its teller and for those who read it before it is shown


def latest_wording(story_id: UUID) -> Wording:
    return Wording.objects.filter(story=story_id).order_by("-number")[:1].get()


def agreed_wording(story_id: UUID) -> Wording | None:
    """The newest words that the teller wrote, or said yes to."""
    return Wording.objects.filter(story=story_id, agreed=True).order_by("-number").first()


def latest_consent(story_id: UUID) -> Consent | None:
    return Consent.objects.filter(story=story_id).order_by("-number").first()


def yeses(story_id: UUID) -> list[policies.Yes]:
    """Every yes given to a story since it was last declined or taken down."""
    rows = Decision.objects.filter(story=story_id).select_related("consent").order_by("made_at")
    found: list[policies.Yes] = []
    for row in rows:
        if row.kind in NO:
            found.clear()
        elif row.kind == "yes":
            parts = policies.Consent.read(row.consent.parts)
            found.append(policies.Yes(row.moderator_id, row.wording_id, parts))
    return found


def latest_reason(story_id: UUID) -> str:
    """Why a story was declined or taken down, the last time it was."""
    row = Decision.objects.filter(story=story_id, kind__in=NO).order_by("-made_at").first()
    return row.reason if row else ""


@dataclass(frozen=True, slots=True)
class Whole:
    """One story whole. ``proposal`` is a moderator's wording that its teller has not answered;
    ``refused`` says that the newest proposal was answered with no."""

    story: Story
    state: State
    wording: Wording
    words: Words
    proposal: Wording | None
    refused: bool
    consents: tuple[Consent, ...]
    decisions: tuple[Decision, ...]
    standing: int
    reason: str

    @property
    def consent(self) -> policies.Consent | None:
        return policies.Consent.read(self.consents[0].parts) if self.consents else None


def _whole(story: Story, *, today: date) -> Whole:
    wording, latest = agreed_wording(story.pk), latest_wording(story.pk)
    assert wording is not None
    consents = tuple(Consent.objects.filter(story=story).order_by("-number"))
    parts = policies.Consent.read(consents[0].parts) if consents else None
    given = yeses(story.pk)
    decisions = Decision.objects.filter(story=story).select_related("moderator", "wording")
    return Whole(
        story=story,
        state=policies.now(State(story.state), story.until, today=today),
        wording=wording,
        words=words_now(wording.words),
        proposal=latest if latest.proposed and latest.agreed is None else None,
        refused=latest.proposed and latest.agreed is False,
        consents=consents,
        decisions=tuple(decisions.order_by("-made_at")),
        standing=len(policies.standing(given, wording=wording.pk, consent=parts)) if parts else 0,
        reason=latest_reason(story.pk) if story.state == State.DECLINED else "",
    )


def with_code(code: str, *, today: date) -> Whole | None:
    """A teller's own story."""
    plain = policies.plain_code(code)
    if not policies.good_code(plain):
        return None
    row = Story.objects.filter(code_hash=policies.hash_of(plain)).first()
    return _whole(row, today=today) if row else None


def story_id(code: str) -> UUID:
    """The id of the story with this code. Raises where there is none."""
    found = Story.objects.values_list("pk", flat=True).get(code_hash=policies.hash_of(code))
    return UUID(str(found))


def own_picture(whole: Whole, words: Words) -> bytes | None:
    """The picture a wording names."""
    if not words.picture:
        return None
    row = Picture.objects.filter(story=whole.story, pk=words.picture).first()
    return row.content if row else None


def newest_wording_number(whole: Whole) -> int:
    return latest_wording(whole.story.pk).number


def places() -> Iterable[Team]:
    """Every team, for a teller to say which place a story is about."""
    return accounts.all_teams()


def moderates(actor: Actor, row: Story) -> bool:
    """Whether this person may read a story before it is shown; nobody may before it was sent."""
    if row.state == State.KEPT:
        return False
    place = accounts.service(row.service_id) if row.service_id else None
    board = place.board_id if place else None
    return policies.may_moderate(actor, board=board, service=row.service_id, team=row.team_id)


def to_read(actor: Actor, story_id: UUID, *, today: date) -> Whole | None:
    row = Story.objects.select_related("service", "team").filter(pk=story_id).first()
    return _whole(row, today=today) if row and moderates(actor, row) else None


def queue(actor: Actor, *, today: date) -> list[Whole]:
    """What this person may read and decide on, the longest waiting first."""
    states = (State.WAITING, State.PROPOSED, State.SHOWN)
    rows = Story.objects.filter(state__in=states).select_related("service", "team")
    mine = [row for row in rows.order_by("changed_on", "made_at") if moderates(actor, row)]
    return [_whole(row, today=today) for row in mine]


def past(whole: Whole) -> list[history.Past]:
    return history.past(f"story:{whole.story.pk}")


def kept_about(person_id: UUID) -> list[dict[str, Any]]:
    """What a person decided about stories, for their own record. No word of a story is in it."""
    rows = Decision.objects.filter(moderator=person_id).order_by("made_at")
    return [
        {
            "story": str(row.story_id),
            "decision": row.kind,
            "on": row.made_at.isoformat(),
            "checks": row.checks,
            "reason": row.reason,
        }
        for row in rows
    ]
