"""Reads of consultations: rounds, comments and what was done about them."""

import json
from dataclasses import dataclass
from functools import lru_cache, reduce
from operator import or_
from uuid import UUID

from django.core.cache import caches
from django.db.models import Q, QuerySet

from alongside.core import framework as core
from alongside.framework.models import Comment, Draft, LogEntry, Origin, Round

from .drafts import before, draft_here
from .published import followed_by, said_as

SHOWN = "shown"


def rounds(draft: Draft | None = None) -> list[Round]:
    """Rounds, newest first; those of one draft only, where asked."""
    found = Round.objects.select_related("draft").order_by("-opens_on", "-number")
    return list((found.filter(draft=draft) if draft else found).defer("document"))


def open_round(draft: Draft) -> Round | None:
    """The round that is not closed, if there is one."""
    return Round.objects.filter(draft=draft, closed_on__isnull=True).defer("document").first()


def round_of(slug: str, number: int | None = None) -> Round | None:
    """A round about a draft: the newest, where no number is given."""
    rows = Round.objects.filter(draft__slug=slug).select_related("draft").defer("document")
    if number is not None:
        rows = rows.filter(number=number)
    return rows.order_by("-number").first()


@lru_cache(maxsize=4)
def edition_in(round_id: UUID, digest: str) -> core.Edition:
    """The draft as it stood when a round began. It does not change."""
    document = Round.objects.values_list("document", flat=True).get(pk=round_id, digest=digest)
    return core.from_document(json.loads(document))


def was_before(draft: Draft, code: str) -> bool:
    """Whether the edition before had this code: what a draft retires can be commented on too."""
    return code in before(draft).by_code


def comments(round_id: UUID, code: str | None = None, *, state: str = SHOWN) -> QuerySet[Comment]:
    """Comments of a round, on one statement or ("") the whole, in the order in which they came."""
    rows = Comment.objects.filter(round=round_id, state=state).order_by("on", "pk")
    return rows if code is None else rows.filter(code=code)


def comment(comment_id: UUID) -> Comment | None:
    return Comment.objects.filter(pk=comment_id).select_related("round__draft").first()


def waiting(draft: Draft) -> QuerySet[Comment]:
    rows = Comment.objects.filter(round__draft=draft).select_related("round", "moderator")
    return rows.order_by("on", "pk")


def log(round_id: UUID, code: str | None = None) -> list[LogEntry]:
    """What was done about comments, in the order in which it was written down."""
    rows = LogEntry.objects.filter(round=round_id).order_by("code", "made_at")
    found = rows if code is None else rows.filter(code=code)
    return list(found.prefetch_related("comments"))


def log_entry(entry_id: UUID) -> LogEntry | None:
    rows = LogEntry.objects.filter(pk=entry_id).select_related("round__draft")
    return rows.prefetch_related("comments").first()


@dataclass(frozen=True, slots=True)
class Came:
    """Something that was said in a consultation and changed a statement."""

    draft: Draft
    number: int
    said: str
    did: str
    comments: tuple[Comment, ...]


def _drafts_behind(slug: str, digest: str) -> dict[str, UUID]:
    """The drafts that an edition and those it follows were made from, by edition. An edition was
    made here or it was not, and that stays so: asked once a process.
    """
    slot = f"framework-made-here-{digest}"
    kept: dict[str, UUID] | None = caches["process"].get(slot)
    if kept is None:
        found = ((of, draft_here(of)) for of in (slug, *followed_by(slug)))
        kept = {of: draft.pk for of, draft in found if draft}
        caches["process"].set(slot, kept, None)
    return kept


def came_stamp(slug: str, digest: str) -> tuple[str, ...]:
    """Another after every change of what stands beside an edition's statements. No query for an
    edition that was not made here, and follows none that was; else one.
    """
    made = _drafts_behind(slug, digest)
    if not made:
        return ()
    drafts = list(made.values())
    stamps = Round.objects.filter(draft__in=drafts).values_list("stamp", flat=True)
    roots = Origin.objects.filter(draft__in=drafts, off=False).values_list("id", flat=True)
    return tuple(sorted(str(one) for one in stamps.union(roots)))


def said_here_as(slug: str, digest: str, code: str) -> list[tuple[UUID, str]]:
    """A statement of an edition as the drafts made here have it, while it means the same: each
    draft with the code there. None where neither that edition nor those before were made here.
    """
    made = _drafts_behind(slug, digest)
    said = said_as(slug, code) if made else ()
    return [(made[of], was) for of, was in said if of in made]


def came_from(slug: str, digest: str, code: str) -> list[Came]:
    """What was said in consultations and led to a statement's words: of this edition, and of those
    before it while the statement meant the same.
    """
    led = [Q(round__draft=draft, code=was) for draft, was in said_here_as(slug, digest, code)]
    if not led:
        return []
    rows = LogEntry.objects.filter(reduce(or_, led), changed=True)
    return [
        Came(
            row.round.draft,
            row.round.number,
            row.said,
            row.did,
            tuple(one for one in row.comments.all() if one.state == SHOWN),
        )
        for row in rows.select_related("round__draft")
        .prefetch_related("comments")
        .order_by("made_at")
    ]
