"""What Morag and Dev of the demo keep in their records: made up, and kept through the same actions."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from uuid import UUID

    from alongside.accounts.models import Person
    from alongside.foundation.actor import Actor

REFLECTION: Final = "The care plan I wrote before I asked"

# Days before today, then what add_entry takes. Nobody in them can be known.
MORAG: Final[tuple[tuple[int, dict[str, Any]], ...]] = (
    (
        9,
        {
            "kind": "reflection",
            "title": REFLECTION,
            "codes": ["K21", "S12"],
            "aid": "recovery",
            "prompts": {
                "story": "Mine, to begin with. I had written the goals on the way up the stairs.",
                "choice": "On paper, all of it. In the room, a choice between my first draft and a "
                "long silence.",
                "message": "That I knew already. Kindly meant, and still that.",
                "power": "With whoever held the pen. I noticed when it was handed back to me.",
                "say": "That it would have been quicker to ask.",
                "from-here": "A blank sheet and my coat still on. The first line is not mine.",
            },
            "tags": {"nmc.code-theme": ["people"]},
            "texts": {"relates": "Listening, and decisions that are shared from the start."},
        },
    ),
    (
        24,
        {
            "kind": "learning",
            "title": "Advance statements: an afternoon with the advocacy project",
            "hours": Decimal("3"),
            "participatory_hours": Decimal("2.5"),
            "protected_hours": Decimal("3"),
            "codes": ["S10", "K17"],
            "texts": {
                "happened": "Two advocates and somebody who has an advance statement took us "
                "through one, from the first conversation to the copy in the file.",
                "learned": "That most people had heard of it from a leaflet, and nobody had asked "
                "them. That the first draft is often about the dog.",
                "changed": "I ask at the review after a stay, when there is time, and I bring the "
                "form and two pens.",
                "effect": "Two people have begun one. One decided against it, and that was the "
                "right ending too.",
                "relates": "Rights, and what matters to people put before what suits the service.",
            },
            "about": {"method": "Workshop led by people with lived experience"},
            "tags": {"nmc.code-theme": ["people", "trust"], "ksf.dimension": ["communication"]},
        },
    ),
    (
        31,
        {
            "kind": "feedback",
            "title": "What a relative said about the first meeting",
            "codes": ["S19"],
            "texts": {
                "content": "That it was the first time anybody had asked them what they needed, "
                "and that the letter afterwards was in plain words.",
                "used": "I send the letter to everybody now, and read it aloud first.",
            },
            "about": {"source": "Somebody close to a person we support", "type": "Spoken"},
            "tags": {"nmc.code-theme": ["people"]},
        },
    ),
    (
        58,
        {
            "kind": "thank-you",
            "title": "A card at the desk",
            "texts": {"content": "Thanked the team for keeping the same worker all the way."},
            "about": {"source": "Somebody who used the service", "type": "Written"},
        },
    ),
    (
        75,
        {
            "kind": "visit",
            "title": "A morning at the shed",
            "hours": Decimal("2.5"),
            "participatory_hours": Decimal("2.5"),
            "codes": ["K16", "V17"],
            "texts": {
                "happened": "Sanded a bench and drank tea. Nobody asked what I do until noon.",
                "learned": "How little of it is about being unwell.",
                "changed": "I walk with people to the door the first time, if they want that.",
            },
        },
    ),
    (
        120,
        {
            "kind": "practice",
            "title": "Community mental health nursing",
            "hours": Decimal("420"),
            "texts": {"happened": "Visits, clinics, reviews and duty days."},
            "about": {
                "organisation": "NHS Strathlarig",
                "setting": "Community",
                "scope": "Direct care",
            },
        },
    ),
)
DEV: Final[tuple[tuple[int, dict[str, Any]], ...]] = (
    (
        12,
        {
            "kind": "reading",
            "title": "Three recovery stories, read on the bus",
            "hours": Decimal("1"),
            "codes": ["K02"],
            "texts": {
                "happened": "Read three first-hand accounts and wrote down what helped each.",
                "learned": "None of the three things that helped was on our referral form.",
            },
            "tags": {"sssc.core-element": ["trauma"]},
        },
    ),
)


def fill_record(people: dict[str, Person]) -> UUID:
    """Both records. Returns the id of Morag's reflection, which she takes to supervision."""
    from alongside.accounts.queries import roles_of
    from alongside.foundation.actor import Actor
    from alongside.portfolio.actions import share_entry

    made: dict[str, UUID] = {}
    for email, entries in (("morag@demo.example", MORAG), ("dev@demo.example", DEV)):
        person = people[email]
        actor = Actor(person.pk, lambda person=person: roles_of(person.pk))  # type: ignore[misc]
        made |= _entries(actor, entries)
        if email == "morag@demo.example":
            share_entry(
                actor=actor,
                entry_id=made[REFLECTION],
                reader_id=people["isla@demo.example"].pk,
                until=_today() + timedelta(days=60),
            )
    return made[REFLECTION]


def _entries(actor: Actor, entries: tuple[tuple[int, dict[str, Any]], ...]) -> dict[str, UUID]:
    from alongside.portfolio.actions import add_entry
    from alongside.portfolio.queries.aids import aids

    made = {}
    for days, row in entries:
        answered = aids()[row["aid"]].texts(row["prompts"]) if "aid" in row else {}
        texts = {**row.get("texts", {}), **answered}
        day = _today() - timedelta(days=days)
        made[row["title"]] = add_entry(actor=actor, on=day, **{**row, "texts": texts})
    return made


def _today() -> date:
    from django.utils import timezone

    return timezone.localdate()
