"""What stands beside the framework in the demo: a relation somebody read, a platform, a record store."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from alongside.accounts.models import Person

CROSSWALK: Final = "chime"
ITEM, STATEMENT = "C", "K11"
READS: Final = {
    "shown_as": "F. Rankin",
    "capacity": "Service lead, for the practice panel",
    "words": "This is what our peer workers tell us. It is one part of being connected, no more.",
}
# Made up: nothing is there, and nothing is sent.
PLATFORM: Final = {
    "name": "Strathlarig Learning",
    "issuer": "https://learning.demo.example",
    "client_id": "alongside",
    "auth_url": "https://learning.demo.example/auth",
    "keys_url": "https://learning.demo.example/keys",
}
STORE: Final = {
    "name": "Strathlarig training records",
    "address": "https://records.demo.example/xapi",
}


def key_for_courses(home: Path) -> None:
    """A key of this demo's own, made once, unless there is one in the environment."""
    from alongside.standards.lti.tool_key import new_key

    if os.environ.get("COURSES_KEY") or os.environ.get("COURSES_KEY_FILE"):
        return
    kept = home / "courses.key"
    if not kept.exists():
        half = kept.with_suffix(".half")
        half.write_text(new_key(), encoding="utf-8")
        half.replace(kept)
    os.environ["COURSES_KEY_FILE"] = str(kept)


def fill_elsewhere(people: dict[str, Person], board: str) -> None:
    from alongside.completions.actions import add_store
    from alongside.courses.actions import add_platform

    _a_reader(people)
    add_platform(actor=None, facts=dict(PLATFORM), deployments=["1"])
    add_store(actor=None, **STORE, key="demo", secret="demo", board=board)  # noqa: S106


def _a_reader(people: dict[str, Person]) -> None:
    """Fiona is on the practice panel, and said yes to one relation and to no other."""
    from alongside.accounts.queries import roles_of
    from alongside.core.crosswalks import digest
    from alongside.crosswalks import actions, queries
    from alongside.foundation.actor import Actor
    from alongside.framework import actions as framework
    from alongside.framework.policies import Panel
    from alongside.framework.queries import statement_ids

    rhona, fiona = (people[f"{name}@demo.example"].pk for name in ("rhona", "fiona"))
    steward, reader = Actor(rhona, lambda: roles_of(rhona)), Actor(fiona, lambda: roles_of(fiona))
    asked = framework.ask_to_panel(actor=steward, panel=Panel.PRACTICE, email="fiona@demo.example")
    framework.answer_panel(
        actor=reader, reviewer_id=asked.pk, agrees=True, shown_as=READS["shown_as"]
    )
    key = (ITEM, str(statement_ids()[STATEMENT]))
    desk = queries.desk(CROSSWALK)
    assert desk is not None
    thread = queries.thread(desk, key)
    assert thread is not None
    seen = digest(thread.item, thread.about, thread.newest)
    actions.read(actor=reader, slug=CROSSWALK, key=key, seen=seen, yes=True, **READS)
