"""Writing a relation: each change is another version, and none is ever changed itself."""

from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _

from alongside.core.crosswalks import How, Thread
from alongside.core.crosswalks.laying import Key
from alongside.crosswalks import policies
from alongside.crosswalks.models import RelationVersion
from alongside.foundation.actor import Actor, Forbidden
from alongside.foundation.text import check
from alongside.foundation.writing import Conflict, action
from alongside.framework.presenters.crosswalks import HOW

from ._shared import changed, found, hold, is_told, refuse_others

Said = tuple[How, str, str]
SUGGESTED: Final[Said] = (How.RELATED, "", "")


@action
def write(
    *,
    actor: Actor,
    slug: str,
    key: Key,
    seen: int,
    how: How,
    why: str,
    not_covered: str,
) -> None:
    """Another version of what is said. It waits for a reader, whoever read the one before.

    ``key``: the item's code, and the statement's identifier or the theme's id. ``seen`` is the
    version that was on the page. Raises Conflict where there is a newer one, Forbidden, BadText.
    """
    thread = _to_write(actor, slug, key)
    said = (how, why.strip(), not_covered.strip())
    if _now(thread) == said and not thread.withdrawn:
        return
    if thread.number != seen:
        raise _clash(slug, thread, said)
    if not policies.says_enough(*said):
        raise Forbidden(_("Say why, and what of the item is left over. The same leaves nothing."))
    for text in said[1:]:
        check(text, _("The relation"))
    _keep(actor, slug, thread, said, verb="relation written")


@action
def take_suggestion(*, actor: Actor, slug: str, key: Key) -> None:
    """Begin a relation from a suggestion. It has no words yet, and nobody is told of it until a
    person has written them. Where something is said already, nothing happens.
    """
    thread = _to_write(actor, slug, key)
    if not thread.code:
        raise Forbidden(_("Suggestions are about statements."))
    if thread.packaged is None and not thread.versions:
        _keep(actor, slug, thread, SUGGESTED, verb="suggestion taken up", suggested=True)


@action
def withdraw(*, actor: Actor, slug: str, key: Key, seen: int) -> None:
    """Say it no longer. Every version of it stays to be seen here."""
    thread = _to_write(actor, slug, key)
    if thread.withdrawn:
        return
    if thread.number != seen:
        raise _clash(slug, thread, None)
    said = _now(thread)
    if said is None:
        raise Forbidden(_("Nothing is said of this, so nothing can be withdrawn."))
    _keep(actor, slug, thread, said, verb="relation withdrawn", withdrawn=True)


def _to_write(actor: Actor, slug: str, key: Key) -> Thread:
    refuse_others(actor)
    hold()
    return found(slug, key)[1]


def _now(thread: Thread) -> Said | None:
    if thread.packaged is None and not thread.versions:
        return None
    newest = thread.newest
    return newest.how, newest.why, newest.not_covered


def _keep(
    actor: Actor,
    slug: str,
    thread: Thread,
    said: Said,
    *,
    verb: str,
    withdrawn: bool = False,
    suggested: bool = False,
) -> None:
    how, why, not_covered = said
    number = thread.number + 1
    RelationVersion.objects.create(
        crosswalk=slug,
        item=thread.item.code,
        about=thread.about,
        number=number,
        how=how.value,
        why=why,
        not_covered=not_covered,
        withdrawn=withdrawn,
        suggested=suggested,
        author_id=actor.person_id,
    )
    told = is_told(slug, (thread.item.code, thread.about))
    what = {"item": thread.item.code, "about": thread.about, "number": number, "how": how.value}
    changed(slug, verb, actor, told=told, **what)


def _clash(slug: str, thread: Thread, mine: Said | None) -> Conflict:
    now = _now(thread)
    gone = [(_("Now"), _("It was withdrawn."))] if thread.withdrawn else []
    return Conflict(
        label=f"{thread.item.title}, {thread.code or thread.about}",
        yours=_texts(mine) if mine else [(_("Wanted"), _("To withdraw it"))],
        theirs=[*gone, *(_texts(now) if now else [])],
        go_on=reverse("crosswalks:relation", args=[slug, thread.item.code, thread.about]),
    )


def _texts(said: Said) -> list[tuple[str, str]]:
    how, why, not_covered = said
    return [(_("How it stands"), str(HOW[how])), (_("Why"), why), (_("Not covered"), not_covered)]
