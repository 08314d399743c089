"""Who may take in another framework, and who may read it here. Plain functions."""

from alongside.foundation.actor import Actor, Role


def may_take_in(actor: Actor | None) -> bool:
    """Whoever runs this installation (no actor: the command line), or a national steward."""
    if actor is None:
        return True
    return any(
        held.role is Role.STEWARD and held.board is held.service is held.team is None
        for held in actor.roles
    )


def may_read(actor: Actor) -> bool:
    """Stewards, wherever they are stewards: its licence may not let it be shown to everybody."""
    return actor.is_a(Role.STEWARD)
