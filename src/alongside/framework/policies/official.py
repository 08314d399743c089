"""Who keeps a published document beside an edition, and who reads it."""

from alongside.foundation.actor import Actor, Role


def may_keep_official(actor: Actor | None) -> bool:
    """Load it, show it, withhold it, take it away: whoever runs this installation (no actor: the
    command line), or a national steward. They answer for the right to show it."""
    return actor is None or actor.is_national(Role.STEWARD)


def may_read_official(actor: Actor | None, *, public: bool) -> bool:
    """Everybody where it is shown to all; else stewards, wherever they are stewards."""
    return public or (actor is not None and actor.is_a(Role.STEWARD))
