"""Who may do what here, and what a badge may be about. Plain functions."""

from collections.abc import Iterable
from uuid import UUID

from alongside.core.library import Activity
from alongside.foundation.actor import Actor

LONGEST_OWN = 200
MOST_STATEMENTS = 12


def may_hold(actor: Actor, *, owner: UUID) -> bool:
    """A badge is its owner's alone: nobody makes, reads, takes or ends one in somebody's place."""
    return actor.person_id == owner


def may_name(activity: Activity) -> bool:
    """A badge leaves and cannot be called back. So it names no activity whose title can be taken
    back, such as a story that is lent to the library: no badge may ever lead to a story."""
    return not activity.kept_as and not activity.link


def may_align(codes: Iterable[str]) -> tuple[str, ...]:
    """Statements of knowledge and skills. A value is nobody's to show as something achieved."""
    chosen = [code for code in dict.fromkeys(codes) if not code.startswith("V")]
    return tuple(sorted(chosen)[:MOST_STATEMENTS])
