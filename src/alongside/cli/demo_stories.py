"""Four stories for the demo, from cli/data. Nobody lived them: each says so wherever it is shown."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from alongside.foundation.reading import read_yaml

if TYPE_CHECKING:
    from alongside.accounts.models import Person

READERS: Final = ("ailsa@demo.example", "tam@demo.example")
FILE: Final = Path(__file__).parent / "data" / "demo-stories.yaml"
SAID: Final = [("A made-up example", "Written for the demonstration; not a real person’s account.")]


def stories() -> list[dict[str, Any]]:
    """The demo's stories as their file has them."""
    found: list[dict[str, Any]] = read_yaml(FILE).value["stories"]
    return found


def fill_stories(people: dict[str, Person]) -> None:
    """Tell them, agree to all of it, and have the demo's two readers say yes."""
    from alongside.accounts.queries import roles_of
    from alongside.foundation.actor import Actor
    from alongside.stories import actions, policies, queries

    readers = [Actor(id_, lambda id_=id_: roles_of(id_)) for id_ in _ids(people)]  # type: ignore[misc]
    for number, one in enumerate(stories()):
        name = one.pop("name")
        parts = policies.Consent(
            places=frozenset({"public", "learning"}), months=24, name=name, quote=number % 2 == 0
        )
        words = policies.Words.read(one)
        code = actions.tell(actor=None, key=f"demo {number}", words=words, made_up=True)
        actions.agree_to_parts(actor=None, code=code, number=0, parts=parts, shown=SAID)
        story_id, checks = queries.story_id(code), list(policies.CHECKS)
        for reader in readers:
            actions.say_yes(actor=reader, story_id=story_id, number=1, checks=checks)


def _ids(people: dict[str, Person]) -> list[Any]:
    return [people[email].pk for email in READERS]
