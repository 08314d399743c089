"""Entries of a record for tests."""

from datetime import date

from alongside.portfolio import actions
from tests.factories.accounts import actor_for


def add(person, title: str = "A morning with the peer workers", **facts):
    """An entry in somebody's record; returns its id."""
    wanted = {"kind": "learning", "on": date(2026, 9, 3), **facts}
    return actions.add_entry(actor=actor_for(person), title=title, **wanted)
