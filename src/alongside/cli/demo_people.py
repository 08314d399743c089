"""The people, places, answers and plan of the demo: made up, and made through the same actions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from .demo_editions import fill_editions
from .demo_elsewhere import fill_elsewhere
from .demo_expectations import fill_expectations
from .demo_feedback import fill_feedback
from .demo_language import fill_language
from .demo_library import fill_library
from .demo_record import fill_record
from .demo_stories import READERS, fill_stories
from .demo_supervision import fill_supervision

if TYPE_CHECKING:
    from alongside.accounts.models import Person
    from alongside.foundation.actor import Actor

PASSWORD: Final = "walking alongside"  # noqa: S105  (the demo listens on this machine only)
STEWARD_SECRET: Final = "ALONGSIDEDEMOSTEWARDKEY234567ABC"  # noqa: S105

BOARD, OTHER_BOARD = "NHS Strathlarig", "NHS Northern Skerries"
COMMUNITY, INPATIENT = "Community mental health", "Larig House"
OTHER_SERVICE = "Island mental health"
KIRKBRAE, HARBOUR, WARD = "Kirkbrae community team", "Harbour older people's team", "Ward 2"
OTHER_TEAM = "Skerries team"


@dataclass(frozen=True, slots=True)
class Cast:
    name: str
    email: str
    what: str
    service: str
    team: str
    roles: tuple[str, ...]


def cast() -> tuple[Cast, ...]:
    return (
        Cast("Morag Tait", "morag@demo.example", "worker: a nurse with a plan begun",
             COMMUNITY, KIRKBRAE, ("worker",)),
        Cast("Dev Anand", "dev@demo.example", "her colleague: a peer support worker, just started",
             COMMUNITY, KIRKBRAE, ("worker",)),
        Cast("Isla Munro", "isla@demo.example", "supervisor: Morag's, and asked by Dev",
             COMMUNITY, KIRKBRAE, ("worker", "supervisor")),
        Cast("Fiona Rankin", "fiona@demo.example", "service lead: reads what would have to change",
             COMMUNITY, HARBOUR, ("worker", "service-lead")),
        Cast("Catriona Bell", "catriona@demo.example", "steward: looks after the texts and activities",
             COMMUNITY, HARBOUR, ("worker", "steward", "administrator")),
        Cast("Rhona Keir", "rhona@demo.example", "national steward: drafts the next edition",
             "", "", ("steward",)),
        Cast("Euan Flett", "euan@demo.example", "a worker from another board",
             OTHER_SERVICE, OTHER_TEAM, ("worker",)),
        Cast("Ailsa Grant", "ailsa@demo.example", "reads stories before they are shown",
             "", "", ("moderator",)),
        Cast("Tam Sutherland", "tam@demo.example", "the other one who reads them",
             "", "", ("moderator",)),
    )  # fmt: skip


# Morag's own view: two themes, a note of her own, and what she wants to work on.
ANSWERS: Final = (
    ("K04", "practising", False, "Talked it over in handover after the bank holiday weekend.", ""),
    ("K21", "developing", True, "I still jump in with plans when somebody needs me to sit.", ""),
    ("S11", "developing", True, "", ""),
    ("V01", "practising", False, "", ""),
    ("V09", "exploring", True, "", ""),
    ("V18", "", False, "", ""),
    (
        "K08",
        "practising",
        False,
        "",
        "Ran the refresher on safeguards in May. An advocate checked it.",
    ),
    ("S09", "exploring", True, "Nobody asked me this in training.", ""),
    ("S10", "not-met-yet", True, "", ""),
    ("V14", "developing", False, "", ""),
)
HOURS: Final = Decimal(12)
EARLIER: Final = (("K21", "practising"), ("S10", "exploring"))


def fill() -> None:
    """Make everybody, once: all of it or nothing. What somebody changed since stays changed."""
    from django.db import transaction

    from alongside.foundation.models import Installation

    with transaction.atomic():
        _made, new = Installation.objects.get_or_create(pk=1, defaults={"kind": "demo"})
        if new:
            _everybody()


def _everybody() -> None:
    people = {one.email: _person(one) for one in cast()}
    for email in ("catriona@demo.example", "rhona@demo.example", *READERS):
        _second_factor(people[email])
    _morag(people)
    fill_supervision(people, reflection=fill_record(people))
    fill_language(people)
    fill_library(people)
    fill_expectations(people)
    fill_stories(people)
    fill_feedback(people)
    fill_editions(people)
    fill_elsewhere(people, BOARD)


def _person(one: Cast) -> Person:
    from allauth.account.models import EmailAddress

    from alongside.accounts.actions import add_place, appoint
    from alongside.accounts.models import Person
    from alongside.foundation.actor import Role

    board = OTHER_BOARD if one.service == OTHER_SERVICE else BOARD
    if one.service:
        add_place(actor=None, board=board, service=one.service, team=one.team)
    add_place(actor=None, board=BOARD, service=INPATIENT, team=WARD)
    person = Person.objects.create_user(one.email, PASSWORD, one.name)
    EmailAddress.objects.create(user=person, email=one.email, primary=True, verified=True)
    for role in one.roles:
        place = {"team": one.team} if role in ("worker", "supervisor") else {"service": one.service}
        place = {name: where for name, where in place.items() if where}
        appoint(actor=None, email=one.email, role=Role(role), **place)
    return person


def _second_factor(person: Person) -> None:
    from allauth.mfa.totp.internal.auth import TOTP

    TOTP.activate(person, STEWARD_SECRET)


def _morag(people: dict[str, Person]) -> None:
    from alongside.accounts.queries import roles_of
    from alongside.assessment.actions import choose_start, save_answer
    from alongside.foundation.actor import Actor
    from alongside.framework.queries import current_edition

    person = people["morag@demo.example"]
    actor = Actor(person.pk, lambda: roles_of(person.pk))
    edition = current_edition()
    choose_start(actor=actor, profile="mental-health-nurse", overlay="community")
    for code, point in EARLIER:
        save_answer(actor=actor, edition=edition.slug, code=code, seq=1, point=point, want=False)
    for code, point, want, note, evidence in ANSWERS:
        save_answer(
            actor=actor,
            edition=edition.slug,
            code=code,
            seq=2,
            point=point,
            want=want,
            note=note,
            evidence=evidence,
            evidence_kind="learning" if evidence else "",
        )
    _plan_and_shares(actor, people["isla@demo.example"])


def _plan_and_shares(actor: Actor, isla: Person) -> None:
    from django.utils import timezone

    from alongside.assessment.actions import share_answer
    from alongside.planning.actions import change_hours

    change_hours(actor=actor, hours=HOURS)
    until = timezone.localdate() + timedelta(days=60)
    for code, with_note in (("K21", True), ("S10", False)):
        share_answer(actor=actor, code=code, with_note=with_note, reader_id=isla.pk, until=until)
