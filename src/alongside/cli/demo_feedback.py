"""The demo's feedback: a quarter that was released, with a reply, and a round that is open. All made up."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from alongside.accounts.models import Person, Service, Team
    from alongside.foundation.actor import Actor

# The other half of the demo's public key. It opens nothing but made-up feedback on one's own machine.
RELEASE_KEY: Final = "CzZQtxc17r1-j8mGdAZq4zO5mS8UaINK7r0OeQjJ6yE="
ASKED: Final = ["K04", "S06", "S10", "V01"]
CARDS: Final = 30
SHOWN: Final = 3
# Does it matter, does it happen: by statement, for fourteen people nobody is.
SAID: Final = (
    "aayayaayauaaya", "ysysynysysynys", "aaaaaaayaaauaa", "ysyynysyyssyyy",
    "aayaaaauaaayaa", "nnsnnynsnnunns", "aaaauaaaaayaaa", "yyysyyysyyyysy",
)  # fmt: skip
MATTERS: Final = {"a": "a-lot", "y": "a-bit", "u": "unsure"}
HAPPENS: Final = {"y": "yes", "s": "sometimes", "n": "no", "u": "unsure"}
WORDS: Final = (
    ("They ask how I am and wait for the answer. That is new to me.", "as-is", "as-is", ""),
    ("Nobody told me what an advance statement was until my second year here.", "no-details",
     "no-details", "Nobody told me what an advance statement was for a long time."),
    ("The waiting room is cold and the chairs face the wall.", "as-is", "as-is", ""),
    ("A long account of one appointment.", "summary",
     "summary", "Somebody felt hurried, and would have liked ten minutes more."),
)  # fmt: skip
REPLY: Final = (
    "Many of you were not told about advance statements in time, and the waiting room is cold.",
    "From this month, every first review has a sheet about advance statements in it, and an advocate "
    "is there on Thursdays. The chairs are turned round. The heating waits for the landlord: we ask "
    "again each month and say so here.",
)


def fill_feedback(people: dict[str, Person]) -> None:
    """Last quarter's answers, opened, read, released and replied to; and this quarter's round."""
    from alongside.accounts.queries import roles_of, services_of
    from alongside.feedback.queries import teams_of
    from alongside.foundation.actor import Actor

    steward = people["catriona@demo.example"]
    actor = Actor(steward.pk, lambda: roles_of(steward.pk))
    service = services_of(actor)[0]
    team = next(one for one in teams_of(service) if one.name.startswith("Kirkbrae"))
    _last_quarter(actor, service, team)
    _this_quarter(actor, team)


def _this_quarter(actor: Actor, team: Team) -> None:
    """Open a round, and print its cards: the demo's own words say three of them."""
    from alongside.feedback.actions import open_round, print_cards
    from alongside.foundation.models import Installation

    made = open_round(
        actor=actor, service_id=team.service_id, team_id=team.pk, statements=ASKED, cards=CARDS
    )
    cards = print_cards(actor=actor, round_id=made, count=SHOWN)
    Installation.objects.filter(pk=1).update(facts={"cards": cards})


def _last_quarter(actor: Actor, service: Service, team: Team) -> None:
    """What a quarter of real giving ends in. The round is closed, so nothing has to be held for it."""
    from alongside.core.feedback.quarters import later
    from alongside.feedback import actions, queries
    from alongside.feedback.models import Batch, Told
    from alongside.framework import queries as framework

    quarter = later(queries.this_quarter(), -1)
    edition = framework.published().slug
    batch = Batch.objects.create(
        service=service, team=team, quarter=quarter, edition=edition, statements=ASKED
    )
    Told.objects.bulk_create([Told(batch=batch, **one) for one in _told()])
    reader = _reader(service)
    for row in queries.with_words(batch.pk):
        _words, _way, decision, shown = next(one for one in WORDS if one[0] == row.words)
        actions.decide(
            actor=reader, told_id=row.pk, version=1, recognised="no", decision=decision, words=shown
        )
    actions.release(actor=reader, batch_id=batch.pk)
    said, did = REPLY
    actions.save_reply(actor=actor, batch_id=batch.pk, reply_id=None, version=0, said=said, did=did)
    actions.show(actor=actor, batch_id=batch.pk, shown=True)


def _told() -> Iterator[dict[str, Any]]:
    import secrets

    for at in range(len(SAID[0])):
        marks = [one[at] for one in SAID]
        said = [
            [code, MATTERS[marks[2 * n]], HAPPENS[marks[2 * n + 1]]] for n, code in enumerate(ASKED)
        ]
        words, way = WORDS[at][:2] if at < len(WORDS) else ("", "summary")
        yield {"receipt": secrets.token_hex(32), "said": said, "words": words, "way": way}


def _reader(service: Service) -> Actor:
    """Somebody from outside, for as long as the demo is being made."""
    from uuid import uuid4

    from alongside.foundation.actor import Actor, Held, Role

    return Actor.holding(uuid4(), Held(Role.MODERATOR, board=service.board_id))


def words() -> list[str]:
    """What the demo says of its cards: they can be used once each."""
    from alongside.foundation.models import Installation

    facts = Installation.objects.values_list("facts", flat=True).first() or {}
    cards = facts.get("cards", [])
    return [
        "  Cards to give feedback with, at /feedback/ (each works once):",
        *(f"    {one}" for one in cards),
    ]
