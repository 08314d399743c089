"""A panel, a steward and a draft of the word list."""

from alongside.accounts.models import Person
from alongside.foundation.actor import Role
from alongside.language import actions, queries
from tests.factories.accounts import PersonFactory, actor_for, give, with_second_factor


def a_steward(name: str = "Sorley Stewart") -> Person:
    person = PersonFactory(name=name)
    give(person, Role.STEWARD)
    with_second_factor(person)
    return person


def on_the_panel(person: Person, steward: Person) -> None:
    actions.ask_to_panel(actor=actor_for(steward), email=person.email)
    actions.answer_panel(actor=actor_for(person), agrees=True, shown_as=f"{person.name} (panel)")


def a_rule(**changes) -> dict:
    rule = {
        "id": "bed-space",
        "title": "bed space",
        "kind": "power",
        "level": "C",
        "finds": ["bed space"],
        "instead": ["room"],
        "why": "Somebody lives there.",
        "sources": ["panel"],
    }
    return {**rule, **changes}


def a_draft_with(person: Person, **changes):
    actions.start_draft(actor=actor_for(person))
    row = queries.draft()
    return actions.save_rule(actor=actor_for(person), version=row.version, rule=a_rule(**changes))
