"""The demo's public pages: one service with a page and places of its own, all made up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from alongside.accounts.models import Person

WHO: Final = """We are nurses, social workers, a doctor and two peer workers. We see people in Kirkbrae and the villages near it.
The first time you come, somebody will meet you at the door. You can bring a friend. We have a cup of tea, and you tell us as much or as little as you like."""  # noqa: E501
REACH: Final = """The Old Schoolhouse, 4 Brae Road, Kirkbrae.
Somebody answers the phone on 01632 960 101 from 9 to 5, Monday to Friday.
At other times call NHS 24 on 111."""
PLACES: Final = (
    {"kind": "place", "name": "Kirkbrae Library warm room",
     "what": "Sofas, papers and free tea on weekday afternoons. Nobody asks why you are there.",
     "address": "12 High Street, Kirkbrae, next to the chemist.", "phone": "01632 960 110",
     "access": "One step, with a ramp at the side door. Quiet on Tuesdays. Buses 7 and 12 stop outside."},
    {"kind": "place", "name": "Tuesday walking group",
     "what": "A slow hour by the harbour and then soup. Most people come on their own the first time.",
     "address": "Meet at the harbour clock at 10.",
     "access": "Flat, with benches. Prams and dogs are welcome. Free."},
    {"kind": "advocacy", "name": "Larig Voices",
     "what": "Independent advocates for Kirkbrae. They can meet you at home, in a cafe or on the ward.",
     "phone": "01632 960 120", "access": "Leave a message and they ring back within two days."},
)  # fmt: skip


def fill_expectations(people: dict[str, Person]) -> None:
    """Write and show the page of the demo's community service, as its steward would."""
    from alongside.accounts.queries import roles_of, services_of
    from alongside.expectations.actions import add_place, save_page, show_page
    from alongside.expectations.policies import PageDraft, PlaceDraft
    from alongside.foundation.actor import Actor

    steward = people["catriona@demo.example"]
    actor = Actor(steward.pk, lambda: roles_of(steward.pk))
    service = services_of(actor)[0].pk
    save_page(actor=actor, service_id=service, version=0, draft=PageDraft(WHO, REACH))
    for place in PLACES:
        add_place(actor=actor, service_id=service, draft=PlaceDraft(**place))
    show_page(actor=actor, service_id=service, shown=True)
