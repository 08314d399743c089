"""Entries of a record for tests."""

from datetime import date

from django.test import Client

from alongside.portfolio import actions
from alongside.portfolio.actions.arriving import stage
from tests.factories.accounts import actor_for


def add(person, title: str = "A morning with the peer workers", **facts):
    """An entry in somebody's record; returns its id."""
    wanted = {"kind": "learning", "on": date(2026, 9, 3), **facts}
    return actions.add_entry(actor=actor_for(person), title=title, **wanted)


def staged(person):
    """What somebody took along, brought in again by themselves and not taken yet; returns its id."""
    browser = Client()
    browser.force_login(person)
    body = browser.get("/my/record/take/record.json").content
    return stage(actor=actor_for(person), body=body)
