"""Who writes the word list, who decides on it, and who publishes it. Plain functions.

The list is about how people are spoken of, so people with lived experience decide on it: an
edition needs the recorded yes of at least two members of the panel, to exactly those words, and
no "not yet". Whoever publishes only publishes: their own yes does not count towards it.
"""

from collections.abc import Collection
from typing import Final
from uuid import UUID

from alongside.foundation.actor import Actor, Role
from alongside.foundation.deciding import is_decided

MOST_SERVICE_WORDS: Final = 200
AUTHORS: Final = (Role.STEWARD, Role.SERVICE_LEAD)


def is_national_steward(actor: Actor) -> bool:
    """A steward for the whole country. The role counts only with a second factor set up."""
    return actor.is_national(Role.STEWARD)


def may_open_desk(actor: Actor, *, on_panel: bool, asked: bool) -> bool:
    return on_panel or asked or is_national_steward(actor)


def may_edit(actor: Actor, *, on_panel: bool) -> bool:
    """Members of the panel and national stewards, in a draft only."""
    return on_panel or is_national_steward(actor)


def may_ask_to_panel(actor: Actor) -> bool:
    return is_national_steward(actor)


def may_publish(actor: Actor, *, yes: Collection[UUID], not_yet: Collection[UUID]) -> bool:
    """``yes`` and ``not_yet`` are the people who decided on exactly the words as they stand."""
    return is_national_steward(actor) and is_decided(
        yes=[one for one in yes if one != actor.person_id], not_yet=not_yet
    )


def may_add_words(actor: Actor, *, board: UUID, service: UUID) -> bool:
    """Stewards and leads of the service, of a team in it, or of what it belongs to."""
    return any(
        held.role in AUTHORS
        and (held.service == service or held.covers(board=board, service=service, team=None))
        for held in actor.roles
    )
