"""A second edition comes, and whatever there was opens as before and loses nothing."""

import json
from typing import Any

import pytest
from django.utils import timezone

from alongside.accounts import presenters
from tests.areas.test_access_table import TABLE
from tests.asking import World, addresses
from tests.factories.framework import publish_second

FILLED = dict(addresses())
READ = [row for row in TABLE if "y" in row.get]


def opened(world: World) -> dict[tuple[str, str], str]:
    """What Alice, her supervisor and a steward are answered at every address that shows anything."""
    return {
        (who, row.name): world.ask(who, "get", FILLED[row.name], row)[0]
        for row in READ
        for who in ("owner", "supervisor", "steward")
    }


def leaves(value: Any) -> set[str]:
    if isinstance(value, dict):
        return set().union(*map(leaves, value.values())) if value else set()
    if isinstance(value, list | tuple):
        return set().union(*map(leaves, value)) if value else set()
    return {str(value)} if value not in (None, "", True, False) else set()


@pytest.mark.filterwarnings("default")
def test_every_page_opens_as_before_and_everything_written_is_still_there(people, edition):
    world = World(people)
    alice = people.actor("alice")
    before, had = opened(world), leaves(json.loads(said(presenters.everything(alice))))
    publish_second()
    after = opened(world)
    assert {key: (sign, after[key]) for key, sign in before.items() if after[key] != sign} == {}
    have = leaves(json.loads(said(presenters.everything(alice))))
    assert {one for one in had - have if timezone.localdate().isoformat() not in one} == set()


def said(value: Any) -> str:
    return json.dumps(value, default=str)
