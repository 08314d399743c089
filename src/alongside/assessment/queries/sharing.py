"""Reads of shared answers. What a person has not shared stays theirs.

A share is of what was said of one statement of one edition. Where a later edition says the same, or
the same in other words, it is a share of that too; where the meaning changed, it stays a share of
what was said of the earlier words, and of nothing said since.
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from alongside.accounts.queries import shares_given, shares_received
from alongside.assessment import policies
from alongside.core import scales
from alongside.foundation.actor import Actor
from alongside.framework import queries as framework

from .answers import answer_of, edition_of

KIND = "answer"


@dataclass(frozen=True, slots=True)
class Shared:
    """An answer that somebody shares, as its reader may see it. Without a note: no own words.

    ``edition`` is the newest in which it stands, under ``code``; ``current`` where that is the
    newest of all.
    """

    id: UUID
    owner_id: UUID
    owner: str
    reader_id: UUID | None
    reader_email: str
    reader: str
    until: date
    edition: str
    code: str
    current: bool
    with_note: bool
    answer: scales.Answer | None = None


def given(actor: Actor, *, today: date, code: str | None = None) -> list[Shared]:
    """Which of their own answers this person shares now, and with whom; with a ``code`` of the
    newest edition, those of that statement.
    """
    shares = shares_given(actor, kind=KIND, today=today).select_related("owner")
    found = map(_shared, shares)
    return [one for one in found if code is None or (one.current and one.code == code)]


def received(actor: Actor, *, today: date) -> list[Shared]:
    """Which answers others share with this person now. What has ended is gone at once."""
    shares = shares_received(actor, today=today).filter(kind=KIND)
    return [_shared(share) for share in shares]


def received_besides(actor: Actor, *, today: date) -> list[Any]:
    """What others share with this person now that is not an answer, such as a plan."""
    return list(shares_received(actor, today=today).exclude(kind=KIND))


def _shared(share: Any) -> Shared:
    edition, code, with_note, current = stands(share.item)
    reader = share.reader if share.reader_id else share.reader_email
    return Shared(
        id=share.pk,
        owner_id=share.owner_id,
        owner=str(share.owner),
        reader_id=share.reader_id,
        reader_email=share.reader_email,
        reader=str(reader),
        until=share.until,
        edition=edition,
        code=code,
        current=current,
        with_note=with_note,
    )


def stands(item: str) -> tuple[str, str, bool, bool]:
    """Where what was shared stands now: the edition and code, whether with a note, and whether
    that is the newest edition.
    """
    edition, code, with_note = policies.shared_code(item)
    slugs = framework.edition_slugs()
    edition = edition or (slugs[-1] if slugs else "")
    newest = slugs[0] if slugs else ""
    for slug in (newest, *framework.followed_by(newest)):
        if counts := framework.now(edition, code, slug).counts:
            return slug, counts, with_note, slug == newest
    return edition, code, with_note, False


def received_answer(actor: Actor, share_id: UUID, *, today: date) -> Shared | None:
    """One shared answer, looked up afresh each time; None if it is not shared with this person."""
    found = [one for one in received(actor, today=today) if one.id == share_id]
    if not found or not known(found[0]):
        return None
    one = found[0]
    answer = answer_of(one.owner_id, one.edition, one.code)
    return replace(one, answer=for_reader(answer, with_note=one.with_note))


def known(shared: Shared) -> bool:
    """Whether the statement that is shared stands in an edition that is published here."""
    known = shared.edition in framework.edition_slugs()
    return known and shared.code in edition_of(shared.edition).by_code


def for_reader(answer: scales.Answer | None, *, with_note: bool) -> scales.Answer | None:
    """What of an answer its reader sees. Nobody is told of a "rather not say": it looks like
    nothing at all, and so does an answer of which nothing is left to see.
    """
    if answer is None:
        return None
    if not with_note:
        answer = replace(answer, note="", evidence="", evidence_kind="")
    if scales.RATHER_NOT_SAY in (answer.point, answer.point_then):
        answer = replace(answer, point="", point_then="")
    said = answer.content != scales.Answer(answer.code).content
    return answer if said or answer.point_then else None
