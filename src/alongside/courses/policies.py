"""Who may say which learning platforms open pages from here. Plain functions."""

from alongside.foundation.actor import Actor, Role


def may_register(actor: Actor | None) -> bool:
    """Whoever runs this installation (no actor: the command line), or a national steward or
    administrator."""
    return actor is None or actor.is_national(Role.STEWARD, Role.ADMINISTRATOR)
