"""A next edition in the making: what one steward proposes, and what people say to it. An example."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from alongside.accounts.models import Person
    from alongside.foundation.actor import Actor
    from alongside.framework.models import Draft

SLUG: Final = "next-edition-example"
TITLE: Final = "The next edition (an example for the demo)"
OPEN_FOR: Final = timedelta(days=60)
ABOUT: Final = "Two statements say it differently. Is it plainer? Is it still what matters?"
# code, whether it means the same, its new words, why
LINES: Final = (
    (
        "S10",
        "reworded",
        "Helps people who want an advance statement to make one, when they are ready and in their "
        "own words, and makes sure that whoever is on duty can find it.",
        "“In good time” was read as staff choosing the time.",
    ),
    (
        "K18",
        "changed",
        "Knows ways in which a service can look at how recovery focused it is, together with people "
        "who use it, what each way can and cannot show, and how findings turn into change.",
        "Looking at a service is now something done with people who use it, not only about them.",
    ),
)
# code, who speaks, for how many, what they say; the first is answered
COMMENTS: Final = (
    (
        "S10",
        "lived-experience",
        None,
        "I had one. It was in a drawer. Say who has to know where it is.",
    ),
    (
        "K18",
        "group",
        9,
        "We would come, if it is not another form. Ask us before you choose the tool.",
    ),
)
WAITING: Final = (
    "S10",
    "carer",
    None,
    "Could it say that a carer may be told, if the person agrees?",
)
DID: Final = "It now says that whoever is on duty can find it."


def fill_editions(people: dict[str, Person]) -> None:
    from django.utils import timezone

    from alongside.accounts.queries import roles_of
    from alongside.foundation.actor import Actor
    from alongside.framework import actions, queries
    from alongside.framework.policies import Panel

    person = people["rhona@demo.example"]
    rhona = Actor(person.pk, lambda: roles_of(person.pk))
    today = timezone.localdate()
    draft = actions.start_draft(
        actor=rhona, follows=queries.published().slug, slug=SLUG, title=TITLE, year=today.year + 1
    )
    for line in LINES:
        _line(rhona, draft, *line)
    actions.open_round(
        actor=rhona, slug=SLUG, opens_on=today, closes_on=today + OPEN_FOR, about=ABOUT
    )
    _comments(rhona)
    actions.ask_to_panel(actor=rhona, panel=Panel.LIVED_EXPERIENCE, email="dev@demo.example")


def _line(rhona: Actor, draft: Draft, code: str, became: str, text: str, why: str) -> None:
    from alongside.core.framework import Became
    from alongside.framework import actions, queries

    work = queries.work(draft)
    now = work.lines[code].statement
    assert now is not None
    actions.save_statement(
        actor=rhona,
        slug=SLUG,
        code=code,
        seen=work.numbers[code],
        statement=replace(now, text=text),
        became=Became(became),
        why=why,
    )
    draft.refresh_from_db()


def _comments(rhona: Actor) -> None:
    from alongside.framework import actions

    kept = []
    for code, speaker, many, text in (*COMMENTS, WAITING):
        made = actions.comment(
            actor=None, slug=SLUG, code=code, key="", speaker=speaker, people=many, text=text
        )
        kept.append(made)
    for made in kept[: len(COMMENTS)]:
        actions.publish_comment(actor=rhona, comment_id=made, seen="waiting")
    actions.answer(
        actor=rhona,
        slug=SLUG,
        code="S10",
        changed=True,
        said="Nobody knew where it was.",
        did=DID,
        comments=kept[:1],
    )
