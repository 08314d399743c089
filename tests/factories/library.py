"""What a service might add to the library, ready to be changed by a test."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from alongside.foundation.actor import Role
from alongside.library.policies import ActivityDraft, OfferingDraft, ResourceDraft

from .accounts import give

PACKAGED = "join-a-recovery-network-and-go-back"


def an_activity(**changes) -> ActivityDraft:
    made = ActivityDraft(
        title="Sit in at the café",
        kind="visit",
        with_whom="people-with-lived-experience",
        hours=Decimal("1.5"),
        develops={"K04": 2, "V11": 1},
        steps=("Ring and ask which morning suits.", "Go as a guest."),
        notice="Who looks after whom.",
        evidence="What you will do differently.",
    )
    return replace(made, **changes)


def a_resource(**changes) -> ResourceDraft:
    made = ResourceDraft(
        title="The men's shed",
        kind="local",
        about="A workshop where people talk.",
        standing="Open on Tuesdays.",
        link="https://shed.example.org/",
        serves=("K12",),
    )
    return replace(made, **changes)


def an_offering(**changes) -> OfferingDraft:
    made = OfferingDraft(
        activity=PACKAGED,
        dates=(date(2031, 5, 7), date(2031, 3, 5)),
        where="Town hall, upstairs",
        places=8,
        cost=Decimal("4.50"),
        how_to_book="Ask for Jean.",
    )
    return replace(made, **changes)


def supervising(people, name="alice", team=None):
    """The person, made a supervisor of their team; gives back who acts."""
    place = team or (people.elsewhere if name == "charlie" else people.team)
    give(getattr(people, name), Role.SUPERVISOR, team=place)
    return people.actor(name)
