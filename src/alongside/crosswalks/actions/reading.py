"""A named reader's word on one wording. It is theirs: nobody else changes it or takes it back."""

from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.core.crosswalks import State, Thread, digest
from alongside.core.crosswalks.laying import Key
from alongside.crosswalks import policies, queries
from alongside.crosswalks.models import Reading
from alongside.crosswalks.queries import Desk
from alongside.foundation.actor import Actor, Forbidden
from alongside.foundation.text import check
from alongside.foundation.writing import Conflict, action
from alongside.framework.presenters.crosswalks import HOW

from ._shared import changed, found, hold, mark_moved


@action
def read(
    *,
    actor: Actor,
    slug: str,
    key: Key,
    seen: str,
    yes: bool,
    shown_as: str,
    capacity: str,
    words: str,
) -> None:
    """Say yes or not yet to exactly the words that were on the page (``seen``: their digest).

    It takes the place of what the same reader said of this relation before, which stays in history.
    Raises Forbidden, Conflict where the words are others by now, BadText.
    """
    hold()
    desk, thread = found(slug, key)
    refuse_reader(actor, desk, thread)
    if digest(thread.item, thread.about, thread.newest) != seen:
        raise _clash(slug, thread, words)
    if not yes and not words.strip():
        raise Forbidden(_("Say what would have to change."))
    said = {
        "digest": seen,
        "yes": yes,
        "shown_as": check(shown_as.strip(), _("Your name")),
        "capacity": check(capacity.strip(), _("As what you read it")),
        "words": check(words.strip(), _("Your words")),
    }
    before = _of(actor, slug, key)
    if before is not None and all(getattr(before, name) == value for name, value in said.items()):
        return
    if before is not None:
        _end(before)
    where = {"crosswalk": slug, "item": key[0], "about": key[1]}
    Reading.objects.create(**where, **said, reader_id=actor.person_id)
    what = {"item": key[0], "about": key[1], "digest": seen, "yes": yes}
    changed(slug, "relation read", actor, told=True, **what)


@action
def take_back(*, actor: Actor, reading_id: UUID) -> str:
    """Take back what one said oneself: the relation waits for a reader again. Gives its crosswalk."""
    hold()
    row = queries.reading(reading_id)
    if row is None or row.reader_id != actor.person_id:
        raise Forbidden(_("Only whoever said it can take it back."))
    _end(row)
    what = {"item": row.item, "about": row.about}
    changed(row.crosswalk, "reading taken back", actor, told=True, **what)
    return row.crosswalk


def forget_readings(person_id: UUID) -> dict[str, int]:
    """Erasing somebody: their name must not stand under anything, so what they read waits again."""
    gone = Reading.objects.filter(reader_id=person_id).delete()[0]
    if gone:
        mark_moved(told=True)
    return {"readings of relations": gone}


def refuse_reader(actor: Actor, desk: Desk, thread: Thread) -> None:
    """Raises Forbidden where this person's yes would not count, or nothing can be read."""
    on_panel = queries.on_panel(actor)
    shown = desk.facts is None or desk.facts.public or policies.may_see_unshown(actor)
    if not shown or not policies.may_open(actor, on_panel=on_panel):
        raise Forbidden(_("Relations are read by people on a panel, and by stewards."))
    authors = queries.authors(queries.versions_of(desk.slug, (thread.item.code, thread.about)))
    if not policies.may_read(actor, on_panel=on_panel, authors=authors):
        raise Forbidden(_("You wrote some of this. Somebody else has to read it."))
    if thread.packaged is None and not thread.versions:
        raise Forbidden(_("Nothing is said of this yet."))
    if thread.state in (State.WORDLESS, State.WITHDRAWN):
        raise Forbidden(_("There are no words to be read here just now."))


def _of(actor: Actor, slug: str, key: Key) -> Reading | None:
    held = Reading.objects.filter(crosswalk=slug, item=key[0], about=key[1], ended_at__isnull=True)
    return held.filter(reader_id=actor.person_id).first()


def _end(row: Reading) -> None:
    row.ended_at = timezone.now()
    row.save(update_fields=["ended_at"])


def _clash(slug: str, thread: Thread, words: str) -> Conflict:
    now = thread.newest
    return Conflict(
        label=f"{thread.item.title}, {thread.code or thread.about}",
        yours=[(_("Your words"), words)],
        theirs=[
            (_("How it stands"), str(HOW[now.how])),
            (_("Why"), now.why),
            (_("Not covered"), now.not_covered),
        ],
        go_on=reverse("crosswalks:read", args=[slug, thread.item.code, thread.about]),
    )
