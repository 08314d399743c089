"""What stands around the statements of a draft, written through the real actions."""

from dataclasses import replace

from alongside.core.framework import Became
from alongside.core.framework import parts as core
from alongside.foundation.actor import Actor
from alongside.framework import actions, queries

AT = ("skills", "exploring")
LABEL = "Beginning, with somebody"
LINE = "I have begun, and somebody I trust looks on and talks it through with me after."
WHY = "People said that support sounded like being watched."
PROFILE = "mental-health-nurse"


def word_point(by: Actor, at: tuple[str, str] = AT, seen: int = -1, **said: object) -> None:
    """Other words, with another meaning, for a point of the open draft."""
    row = queries.open_draft()
    assert row is not None
    numbers = queries.work(row).part_numbers
    facts = {"label": LABEL, "line": LINE, "became": Became.CHANGED, "why": WHY, **said}
    actions.save_point(
        actor=by,
        slug=row.slug,
        place=at,
        seen=numbers.get(core.point_name(at), 0) if seen < 0 else seen,
        **facts,  # type: ignore[arg-type]
    )


def write_profile(by: Actor, profile_id: str = PROFILE) -> None:
    """Another title for a profile, and one statement less."""
    row = queries.open_draft()
    assert row is not None
    work = queries.work(row)
    now = work.edition.profile_by_id[profile_id]
    actions.save_profile(
        actor=by,
        slug=row.slug,
        seen=work.part_numbers.get(core.profile_name(profile_id), 0),
        profile=replace(now, title="A nurse, written anew", emphasis=now.emphasis[1:]),
    )
