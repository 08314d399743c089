"""Who may do what here. Plain functions of an actor and facts."""

from uuid import UUID

from alongside.foundation.actor import Actor

SHARED_AS = "entry"


def may_write(actor: Actor, *, owner: UUID) -> bool:
    """A record is its owner's alone: nobody writes, changes or removes in somebody's place."""
    return actor.person_id == owner


def may_read(actor: Actor, *, owner: UUID, shared: bool) -> bool:
    """Its owner, and whoever the owner shares it with until the day it ends. No role is enough."""
    return actor.person_id == owner or shared
