"""Who may change and who may read a plan. Plain functions of an actor and facts."""

from uuid import UUID

from alongside.foundation.actor import Actor

SHARED_AS = "plan"


def may_change(actor: Actor, *, owner: UUID) -> bool:
    """A plan is its owner's alone: nobody else decides what is in it."""
    return actor.person_id == owner


def may_read(actor: Actor, *, owner: UUID, shared: bool) -> bool:
    """Its owner, and whoever the owner shares it with until the day it ends. No role is enough."""
    return actor.person_id == owner or shared
