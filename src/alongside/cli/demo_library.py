"""What the demo's community service added to the library: an activity, a date and a resource."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from alongside.accounts.models import Person


def fill_library(people: dict[str, Person]) -> None:
    from django.utils import timezone

    from alongside.accounts.queries import roles_of
    from alongside.foundation.actor import Actor
    from alongside.library import actions
    from alongside.library.policies import ActivityDraft, OfferingDraft, ResourceDraft

    isla = people["isla@demo.example"]
    actor = Actor(isla.pk, lambda: roles_of(isla.pk))
    service = next(iter(actor.services))
    actions.add_activity(
        actor=actor,
        service_id=service,
        draft=ActivityDraft(
            title="Spend a morning at the Larig shed",
            kind="visit",
            with_whom="other-service",
            hours=Decimal("2.5"),
            develops={"K16": 2, "S16": 2, "V17": 1},
            steps=(
                "Ring the shed first and ask which morning suits them.",
                "Go as yourself, make yourself useful, and say where you work if you are asked.",
                "Ask what would make it easy, or hard, for somebody new to come through the door.",
                "Tell the team two things they would need to know, and add the shed to the list.",
            ),
            notice="Who welcomed you, and how long it took before anybody asked what you do.",
            evidence="What you told the team, and what changed on the list of places.",
            cautions=("Say nothing of anybody you support, even if somebody there knows them.",),
        ),
    )
    actions.add_offering(
        actor=actor,
        service_id=service,
        draft=OfferingDraft(
            activity="take-your-turn-at-the-forum",
            dates=(_a_tuesday(timezone.localdate() + timedelta(days=28)),),
            where="Kirkbrae community centre, the small room, two till four",
            places=8,
            how_to_book="Ask at the front desk, or ring Kirkbrae and leave a name.",
        ),
    )
    actions.add_resource(
        actor=actor,
        service_id=service,
        draft=ResourceDraft(
            title="The Kirkbrae folder of places",
            kind="website",
            about="Places near here that people have told us are worth going to, and who to ask for.",
            standing="Kept by the front desk; the page on clubs is the one that goes out of date.",
            serves=("K16", "S17"),
        ),
    )


def _a_tuesday(day: date) -> date:
    return day + timedelta(days=(1 - day.weekday()) % 7)
