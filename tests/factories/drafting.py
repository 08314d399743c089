"""A steward, a draft, panels and a round of consultation. Made through the real actions."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from django.utils import timezone

from alongside.accounts.models import Person
from alongside.core.framework import Became
from alongside.foundation.actor import Actor, Role
from alongside.framework import actions, queries
from alongside.framework.models import Comment, Draft, Reviewer
from alongside.framework.policies import OriginKind, Panel, Speaker, State
from tests.factories.accounts import PersonFactory, actor_for, give, with_second_factor
from tests.factories.parts import word_point, write_profile

SLUG = "realising-recovery-2027"
WHY = "The panel found it hard to read."


def steward(name: str = "Sorley Stewart") -> Actor:
    person = PersonFactory(name=name)
    give(person, Role.STEWARD)
    with_second_factor(person)
    return actor_for(person)


def moderator(name: str = "Mhairi Muir") -> Actor:
    person = PersonFactory(name=name)
    give(person, Role.MODERATOR)
    with_second_factor(person)
    return actor_for(person)


def a_draft(by: Actor, slug: str = SLUG) -> Draft:
    return actions.start_draft(
        actor=by,
        follows=queries.published().slug,
        slug=slug,
        title="Realising Recovery, second edition",
        year=2027,
    )


def write(by: Actor, code: str = "S10", became: Became = Became.REWORDED, **words: object) -> Draft:
    """Other words for one statement of the open draft."""
    row = queries.open_draft()
    assert row is not None
    work = queries.work(row)
    now = work.lines[code].statement
    assert now is not None
    actions.save_statement(
        actor=by,
        slug=row.slug,
        code=code,
        seen=work.numbers[code],
        statement=replace(now, **{"text": f"{now.text} Said again.", **words}),  # type: ignore[arg-type]
        became=became,
        why=WHY,
    )
    row.refresh_from_db()
    return row


def seat(person: Person, by: Actor, panel: Panel = Panel.LIVED_EXPERIENCE) -> Reviewer:
    """Somebody who was asked onto a panel and has joined it."""
    row = actions.ask_to_panel(actor=by, panel=panel, email=person.email)
    actions.answer_panel(
        actor=actor_for(person), reviewer_id=row.pk, agrees=True, shown_as=f"{person.name} (panel)"
    )
    row.refresh_from_db()
    return row


def say(place: Reviewer, yes: bool = True, reason: str = "", digest: str = "") -> None:
    row = queries.open_draft()
    assert row is not None
    assert place.person is not None
    actions.decide(
        actor=actor_for(place.person),
        slug=row.slug,
        reviewer_id=place.pk,
        digest=digest or row.digest,
        yes=yes,
        reason=reason,
    )


def in_review(by: Actor) -> Draft:
    """A draft that rewords one statement, with the panels."""
    a_draft(by)
    row = write(by)
    actions.ask_panels(actor=by, slug=row.slug)
    row.refresh_from_db()
    return row


def give_up() -> None:
    """Lets go of the open draft, if there is one."""
    row = queries.open_draft()
    if row is not None:
        by = steward("Una Urquhart")
        if row.state == State.CONSULTATION:
            actions.close_round(actor=by, slug=row.slug)
        actions.give_up(actor=by, slug=row.slug)


def publish(by: Actor) -> None:
    row = queries.open_draft()
    assert row is not None
    actions.publish_draft(actor=by, slug=row.slug, digest=row.digest)


def pages(slug: str = SLUG, code: str = "S10") -> dict[str, list[str]]:
    """The pages of an edition in the making that ask for something: public ones, and a steward's."""
    desk = f"/framework/desk/{slug}"
    more = ("", f"{code}/", f"{code}/versions/", "add/", "round/", "read/", "comments/", "log/")
    more = (*more, f"{code}/origins/")
    consultation = f"/framework/consultation/{slug}/"
    point = "point/skills/exploring"
    around = (
        "themes/",
        "themes/hope/",
        "points/",
        "points/skills/exploring/",
        "profiles/mental-health-nurse/",
        "themes/add/",
        "points/asking/",
        "profiles/",
        "profiles/add/",
        f"parts/{point}/versions/",
    )
    return {
        "public": [consultation, f"{consultation}{code}/"],
        "around": [f"{desk}/{one}" for one in around],
        "desk": [f"{desk}/{one}" for one in more] + [f"{desk}/log/?code={code}"],
    }


def in_the_middle(by: Actor) -> list[str]:
    """A draft with everything in it, out for comments. Gives the addresses of its single things."""
    in_consultation(by, ("S10", "K04"), parts=True)
    shown, aside = a_comment(), a_comment("A nurse on ward 3 said so.")
    show(by, shown)
    actions.set_aside(actor=by, comment_id=aside.pk, seen="waiting", reason="It names a ward.")
    kind = OriginKind.NARRATIVE
    actions.add_origin(actor=by, slug=SLUG, code="S10", kind=kind, named="A narrative", url="/")
    a_comment("Good. Keep this.", code="", speaker=Speaker.GROUP.value, people=12)
    for changed in (True, False):
        actions.answer(
            actor=by,
            slug=SLUG,
            code="S10",
            changed=changed,
            said="Too long.",
            did="Shorter.",
            comments=[shown.pk],
        )
    row = queries.round_of(SLUG)
    assert row is not None
    return [f"/framework/desk/{SLUG}/log/{queries.log(row.pk)[0].pk}/"]


def in_consultation(by: Actor, codes: Iterable[str] = ("S10",), *, parts: bool = False) -> Draft:
    """A draft that rewords these statements (and, with ``parts``, a point and a profile), out for
    comments from today on.
    """
    row = a_draft(by)
    for code in codes:
        write(by, code)
    if parts:
        word_point(by)
        write_profile(by)
    today = timezone.localdate()
    actions.open_round(
        actor=by,
        slug=row.slug,
        opens_on=today,
        closes_on=today + timedelta(days=30),
        about="Is it plain?",
    )
    row.refresh_from_db()
    return row


def a_comment(text: str = "Say it with fewer words.", code: str = "S10", **more: object) -> Comment:
    row = queries.open_draft()
    assert row is not None
    facts = {"speaker": Speaker.CARER.value, "people": None, "key": "", **more}
    made: UUID = actions.comment(actor=None, slug=row.slug, code=code, text=text, **facts)  # type: ignore[arg-type]
    return Comment.objects.get(pk=made)


def show(by: Actor, comment: Comment) -> None:
    actions.publish_comment(actor=by, comment_id=comment.pk, seen="waiting")
