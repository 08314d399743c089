"""Two words that the demo's community service wants its own people to think about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from alongside.accounts.models import Person

WORDS: Final = (
    ("the kitchen table", "the Thursday meeting", "People we meet do not know our name for it."),
    ("step/v down", "moves on to", "It makes less support sound like going down in the world."),
)


def fill_language(people: dict[str, Person]) -> None:
    from alongside.accounts.queries import roles_of
    from alongside.foundation.actor import Actor
    from alongside.language import actions

    catriona = people["catriona@demo.example"]
    actor = Actor(catriona.pk, lambda: roles_of(catriona.pk))
    service = next(iter(actor.services))
    for pattern, instead, why in WORDS:
        actions.add_service_word(
            actor=actor, service_id=service, pattern=pattern, instead=instead, why=why
        )
