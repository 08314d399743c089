"""What the worker brings to a session, and taking it off again."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.accounts import actions as accounts
from alongside.accounts.queries import live_share
from alongside.assessment import actions as assessment
from alongside.foundation.actor import Actor, Forbidden
from alongside.foundation.writing import action
from alongside.framework.queries import current_edition
from alongside.supervision.models import ENTRY, OWN, PLAN_ITEM, STATEMENT, AgendaItem, Session
from alongside.supervision.queries import bringing as reads

from .seats import lead, note, text

MOST_ITEMS = 20
TITLE_MOST = 200


@dataclass(frozen=True, slots=True)
class Bring:
    """One thing to bring. ``target``: a code or an id; ``title``: one's own words, for ``own``.

    A statement is brought by its title alone, unless ``share_until`` says until when the answer to
    it is shared with the supervisor as well, with or without the note beside it.
    """

    kind: str
    target: str = ""
    title: str = ""
    note: str = ""
    share_until: date | None = None
    with_note: bool = False


@action
def bring(*, actor: Actor, session_id: UUID, what: Bring) -> AgendaItem:
    """Put one thing on the agenda. Bringing what is there already changes nothing but a share."""
    session = lead(actor, session_id)
    title = text(_title(actor, session, what), _("What you bring"), most=TITLE_MOST)
    words = text(what.note, _("Your note"))
    rows = AgendaItem.objects.filter(session=session)
    share = _share(actor, session, what)
    there = rows.filter(kind=what.kind, taken_off_at__isnull=True).exclude(kind=OWN)
    found = next((one for one in there if reads.target_now(one, session) == what.target), None)
    if found is not None:
        if share is not None:
            found.share = share
            found.save(update_fields=["share"])
        return found
    if rows.filter(taken_off_at__isnull=True).count() >= MOST_ITEMS:
        raise Forbidden(_("There are twenty things on the agenda. Take one off first."))
    made = AgendaItem.objects.create(
        session=session,
        order=rows.count() + 1,
        kind=what.kind,
        edition=current_edition().slug if what.kind == STATEMENT else "",
        target=what.target,
        title=title,
        note=words,
        share=share,
    )
    note(actor, "brought something", session=session.pk, item=made.pk, kind=what.kind)
    return made


def _title(actor: Actor, session: Session, what: Bring) -> str:
    """What it is called, looked up among what this worker may bring. Raises Forbidden."""
    title: str | None = None
    if what.kind == OWN:
        title = what.title.strip() or None
    elif what.kind == STATEMENT:
        title = reads.statement_title(what.target)
    elif what.kind == PLAN_ITEM:
        title = reads.plan_title(actor, what.target)
    elif what.kind == ENTRY and session.supervisor_id:
        shared = reads.shared_entries(actor, session.supervisor_id, today=timezone.localdate())
        title = {one.target: one.title for one in shared}.get(what.target)
    if title is None:
        raise Forbidden(_("Choose something to bring, or write it in your own words."))
    return title[:TITLE_MOST] if what.kind != OWN else title


def _share(actor: Actor, session: Session, what: Bring) -> UUID | None:
    if what.kind != STATEMENT or what.share_until is None:
        return None
    return assessment.share_answer(
        actor=actor,
        code=what.target,
        with_note=what.with_note,
        until=what.share_until,
        reader_id=session.supervisor_id,
    )


@action
def take_off(*, actor: Actor, item_id: UUID, end_share: bool) -> UUID:
    """Take one thing off the agenda; what was said under it stays. Returns the session's id.

    ``end_share``: the share that bringing it made ends too.
    """
    session_id = reads.session_of_item(item_id)
    if session_id is None:
        raise Forbidden(_("That is not on an agenda of yours."))
    session = lead(actor, session_id)
    item = AgendaItem.objects.get(pk=item_id)
    if item.taken_off_at is None:
        item.taken_off_at = timezone.now()
        item.save(update_fields=["taken_off_at"])
        note(actor, "took something off", session=session.pk, item=item.pk)
    if end_share and item.share and live_share(item.share, today=timezone.localdate()):
        accounts.end_share(actor=actor, share_id=item.share)
    return session.pk
