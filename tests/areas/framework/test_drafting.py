"""A draft written on the site: versions, clashes, rounds of consultation and what people say."""

from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from alongside.core.framework import Became
from alongside.core.framework import drafting as core
from alongside.foundation import history
from alongside.foundation.actor import Forbidden, Role
from alongside.foundation.writing import Conflict
from alongside.framework import actions, queries
from alongside.framework.models import Comment, Draft, DraftLine, LogEntry, Round
from alongside.framework.policies import MOVES, WHO, Move, Panel, Speaker, State, can
from tests.factories import drafting
from tests.factories.accounts import PersonFactory, actor_for, give
from tests.factories.drafting import SLUG, WHY, a_comment, a_draft, in_consultation, show, write
from tests.factories.framework import publish_after


@pytest.fixture
def steward(people, edition):
    return drafting.steward()


def sent(code="S10", **more):
    work = queries.work(queries.open_draft())
    facts = {
        "slug": SLUG,
        "code": code,
        "seen": work.numbers[code],
        "statement": replace(work.lines[code].statement, text="Mine."),
        "became": Became.CHANGED,
        "why": WHY,
    }
    return {**facts, **more}


# Writing


def test_there_is_one_open_draft_and_two_stewards_who_begin_one_get_the_same(steward):
    row = a_draft(steward)
    assert a_draft(drafting.steward("Una"), slug="another").pk == row.pk
    assert Draft.objects.count() == 1


def test_two_who_begin_one_at_the_same_moment_get_the_same(steward, monkeypatch):
    row = a_draft(steward)
    monkeypatch.setattr(queries, "open_draft", lambda: None)  # as it was when the other looked
    assert a_draft(drafting.steward("Una"), slug="another").pk == row.pk
    assert Draft.objects.count() == 1


def test_a_code_that_any_earlier_edition_had_is_not_given_to_another_statement(steward, edition):
    publish_after(edition, "without-its-last", retired=["K25"])
    draft = a_draft(steward)
    assert draft.follows == "without-its-last"
    new = core.blank("K00", edition.themes[0].id, 1)
    added = actions.add_statement(actor=steward, slug=SLUG, key="k", statement=new, why="Missing.")
    assert added == "K26"
    half = actions.split(actor=steward, slug=SLUG, code="K01", seen=1, why="Two things.")
    assert half == "K27"


def test_a_draft_follows_the_newest_edition_under_a_name_of_its_own(steward, edition):
    for slug in (edition.slug, "desk", "panels", "K01", "Not good"):
        with pytest.raises(Forbidden):
            a_draft(steward, slug=slug)


def test_two_people_writing_one_statement_never_overwrite_each_other(steward):
    a_draft(steward)
    mine, theirs = sent(), sent()
    other = drafting.steward("Una")
    words = replace(theirs["statement"], text="Theirs.")
    actions.save_statement(actor=other, **{**theirs, "statement": words})
    with pytest.raises(Conflict) as clash:
        actions.save_statement(actor=steward, **mine)
    assert "Mine." in [text for _name, text in clash.value.yours]
    assert "Theirs." in [text for _name, text in clash.value.theirs]
    for verb in (actions.split, actions.retire):
        with pytest.raises(Conflict):
            verb(actor=steward, slug=SLUG, code="S10", seen=1, why="x")
    assert queries.work(queries.open_draft()).lines["S10"].statement.text == "Theirs."


def test_another_statement_saved_meanwhile_is_no_clash(steward):
    a_draft(steward)
    mine = sent()
    write(drafting.steward("Una"), "K01")
    actions.save_statement(actor=steward, **mine)
    lines = queries.work(queries.open_draft()).lines
    assert {lines["S10"].became, lines["K01"].became} == {Became.CHANGED, Became.REWORDED}


def test_every_version_is_kept_and_a_form_sent_twice_is_one(steward):
    a_draft(steward)
    once = sent()
    for _ in range(2):
        actions.save_statement(actor=steward, **once)
    write(steward)
    found = queries.versions(queries.open_draft(), "S10")
    assert [row.number for row, _line in found] == [3, 2, 1]
    assert found[1][1].statement.text == "Mine."
    assert found[2][0].author is None, "what it began with is nobody's"


def test_whether_words_changed_is_looked_at_and_what_that_means_is_asked(steward):
    a_draft(steward)
    with pytest.raises(actions.BadLineError):
        actions.save_statement(actor=steward, **sent(became=Became.SAME))
    now = queries.work(queries.open_draft()).lines["S10"].statement
    with pytest.raises(actions.BadLineError):
        actions.save_statement(actor=steward, **sent(statement=now, became=Became.CHANGED))
    aside = replace(now, reflect="What would I say now?")
    actions.save_statement(actor=steward, **sent(statement=aside, became=Became.SAME, why=""))
    assert queries.work(queries.open_draft()).faults == ()


def test_a_new_statement_gets_a_code_nothing_had_and_a_form_sent_twice_adds_one(steward):
    row = a_draft(steward)
    theme = queries.work(row).before.themes[0].id
    blank = replace(core.blank("K00", theme, 1), title="New", text="Something new.")
    facts = {"slug": SLUG, "key": "a key", "statement": blank, "why": WHY}
    codes = {actions.add_statement(actor=steward, **facts) for _ in range(2)}
    assert codes == {"K26"}
    other = {**facts, "statement": replace(blank, text="Other words.")}
    assert actions.add_statement(actor=steward, **other) == "K27"
    work = queries.work(row)
    assert work.edition.by_code["K26"].text == "Something new."
    assert "K26" in work.edition.theme_by_id[theme].statements


def test_split_merged_retired_and_put_back(steward):
    row = a_draft(steward)

    def do(verb, code, **more):
        seen = queries.work(row).numbers[code]
        return verb(actor=steward, slug=SLUG, code=code, seen=seen, **more)

    assert do(actions.split, "S10", why=WHY) == "S23"
    do(actions.merge, "K01", other="K02", other_seen=1, why=WHY)
    do(actions.retire, "V20", why=WHY)
    made = queries.work(row).edition
    assert {"K02", "V20"}.isdisjoint(made.by_code)
    kinds = {one.kind for one in made.dispositions}
    assert kinds == {Became.SAME, Became.SPLIT, Became.MERGED, Became.RETIRED}
    with pytest.raises(Forbidden):
        do(actions.retire, "K01", why=WHY)
    for code in ("S23", "K02", "V20"):
        do(actions.put_back, code)
    back = queries.work(row)
    assert back.edition.statements == back.before.statements
    assert list(history.faults()) == []


def test_whoever_merges_two_means_the_words_of_both(steward):
    row = a_draft(steward)
    facts = {"actor": steward, "slug": SLUG, "code": "K01", "other": "K02", "why": WHY}
    write(steward, "K02", text="Written by another meanwhile.")
    with pytest.raises(Conflict) as clash:
        actions.merge(**facts, seen=1, other_seen=1)
    assert "Written by another meanwhile." in [text for _label, text in clash.value.theirs]
    assert WHY in [text for _label, text in clash.value.yours]
    assert "K02" in queries.work(row).edition.by_code
    actions.merge(**facts, seen=1, other_seen=2)
    assert "K02" not in queries.work(row).edition.by_code


def test_a_draft_whose_statement_feedback_cannot_ask_with_is_not_published(steward):
    row = a_draft(steward)
    now = queries.work(row).lines["S10"].statement
    write(steward, faces=replace(now.faces, ask="An advance statement is a signed paper."))
    assert [one for one in queries.work(row).faults if "Feedback asks with it" in one]
    with pytest.raises(Forbidden, match="Feedback asks with it"):
        actions.ask_panels(actor=steward, slug=SLUG)
    write(steward, faces=now.faces)
    actions.ask_panels(actor=steward, slug=SLUG)


@pytest.mark.parametrize("name", ["alice", "dana"])
def test_nobody_but_a_national_steward_writes_or_moves_anything(people, steward, name):
    row = a_draft(steward)
    drafting.seat(people.alice, steward)
    give(people.dana, Role.STEWARD, board=people.team.service.board)
    actor, today = people.actor(name), timezone.localdate()
    for attempt in (
        lambda: actions.save_statement(actor=actor, **sent()),
        lambda: actions.retire(actor=actor, slug=SLUG, code="K01", seen=1, why="x"),
        lambda: actions.open_round(
            actor=actor, slug=SLUG, opens_on=today, closes_on=today, about=""
        ),
        lambda: actions.ask_panels(actor=actor, slug=SLUG),
        lambda: actions.give_up(actor=actor, slug=SLUG),
        lambda: actions.ask_to_panel(actor=actor, panel=Panel.CARERS, email="x@example.org"),
    ):
        with pytest.raises(Forbidden):
            attempt()
    row.refresh_from_db()
    assert (row.state, DraftLine.objects.filter(number__gt=1).count()) == (State.DRAFT, 0)


def test_words_stand_still_in_a_round_and_with_the_panels(steward):
    in_consultation(steward)
    with pytest.raises(Forbidden):
        write(steward, "K01")
    actions.close_round(actor=steward, slug=SLUG)
    write(steward, "K01")
    actions.ask_panels(actor=steward, slug=SLUG)
    with pytest.raises(Forbidden):
        write(steward, "K02")
    actions.take_back(actor=steward, slug=SLUG)
    write(steward, "K02")


def test_a_draft_with_a_fault_does_not_go_to_the_panels(steward):
    a_draft(steward)
    actions.split(actor=steward, slug=SLUG, code="S10", seen=1, why=WHY)
    with pytest.raises(Forbidden, match="still say the same"):
        actions.ask_panels(actor=steward, slug=SLUG)


def test_every_move_has_somebody_whose_it_is_and_every_state_is_reached():
    assert set(WHO) == set(Move) == {move for _state, move in MOVES}
    assert {State.DRAFT, *MOVES.values()} == set(State)
    assert not any(can(State.RETIRED, move) for move in Move)


# Consultation


def test_a_comment_is_seen_by_nobody_until_it_was_read_and_tells_nothing_of_who_wrote_it(steward):
    row = in_consultation(steward)
    made = a_comment(speaker=Speaker.GROUP, people=9)
    found = queries.round_of(SLUG)
    assert list(queries.comments(found.pk)) == []
    assert {field.name for field in Comment._meta.concrete_fields} == {
        *("id", "round", "code", "speaker", "people", "text", "on", "state", "reason"),
        *("moderator", "on_paper"),
    }
    assert not any(one.verb == "comment" for one in history.past(f"draft:{row.slug}"))
    before = found.stamp
    show(drafting.moderator(), made)
    assert [one.people for one in queries.comments(found.pk, "S10")] == [9]
    assert queries.round_of(SLUG).stamp != before


def test_a_form_sent_twice_is_one_comment_and_other_words_from_the_same_page_are_another(steward):
    in_consultation(steward)
    assert a_comment(key="k").pk == a_comment(key="k").pk
    a_comment("Another thing.", key="k")
    assert Comment.objects.count() == 2


def test_comments_are_taken_from_the_first_day_to_the_last_and_not_outside(steward):
    row = a_draft(steward)
    today = timezone.localdate()
    actions.open_round(
        actor=steward,
        slug=row.slug,
        opens_on=today + timedelta(days=2),
        closes_on=today + timedelta(days=3),
        about="",
    )
    for days, taken in ((1, False), (2, True), (3, True), (4, False)):
        with time_machine.travel(timezone.now() + timedelta(days=days)):
            if taken:
                a_comment(f"Day {days}")
            else:
                with pytest.raises(Forbidden):
                    a_comment()
    actions.close_round(actor=steward, slug=SLUG)
    with time_machine.travel(timezone.now() + timedelta(days=2)), pytest.raises(Forbidden):
        a_comment()


def test_a_comment_is_about_the_words_as_they_were_when_the_round_opened(steward):
    in_consultation(steward)
    actions.close_round(actor=steward, slug=SLUG)
    write(steward, text="Later words.")
    row = Round.objects.get()
    assert queries.edition_in(row.pk, row.digest).by_code["S10"].text.endswith("Said again.")


def test_a_comment_on_what_a_draft_retires_is_taken_and_one_on_nothing_is_not(steward):
    a_draft(steward)
    actions.retire(actor=steward, slug=SLUG, code="V20", seen=1, why=WHY)
    today = timezone.localdate()
    actions.open_round(actor=steward, slug=SLUG, opens_on=today, closes_on=today, about="")
    assert a_comment(code="V20").code == "V20"
    assert a_comment(code="").code == ""
    with pytest.raises(Forbidden):
        a_comment(code="K99")


def test_it_takes_a_reason_to_set_a_comment_aside_and_two_who_read_at_once_are_told(steward):
    in_consultation(steward)
    made, one, two = a_comment(), drafting.moderator("One"), drafting.moderator("Two")
    with pytest.raises(Forbidden):
        actions.set_aside(actor=one, comment_id=made.pk, seen="waiting", reason=" ")
    actions.set_aside(actor=one, comment_id=made.pk, seen="waiting", reason="It names a nurse.")
    with pytest.raises(Conflict):
        actions.publish_comment(actor=two, comment_id=made.pk, seen="waiting")
    made.refresh_from_db()
    assert (made.state, made.reason, made.moderator_id) == (
        "aside",
        "It names a nurse.",
        one.person_id,
    )
    local = PersonFactory()
    give(local, Role.MODERATOR)
    for actor in (actor_for(local), actor_for(PersonFactory())):
        with pytest.raises(Forbidden):
            actions.publish_comment(actor=actor, comment_id=made.pk, seen="aside")


def test_of_two_who_set_a_comment_aside_neither_loses_their_reason(steward):
    in_consultation(steward)
    made, other = a_comment(), drafting.moderator()
    actions.set_aside(actor=steward, comment_id=made.pk, seen="waiting", reason="It names a nurse.")
    with pytest.raises(Conflict) as clash:
        actions.set_aside(actor=other, comment_id=made.pk, seen="waiting", reason="It could hurt.")
    assert [text for _label, text in clash.value.yours] == ["it is set aside", "It could hurt."]
    assert "It names a nurse." in [text for _label, text in clash.value.theirs]
    actions.set_aside(actor=other, comment_id=made.pk, seen="aside", reason="Both.")
    assert Comment.objects.get().reason == "Both."


def test_what_was_set_aside_goes_after_half_a_year_and_what_is_shown_stays(steward):
    in_consultation(steward)
    shown, aside = a_comment(), a_comment("It was nurse Nan.")
    show(steward, shown)
    actions.set_aside(actor=steward, comment_id=aside.pk, seen="waiting", reason="A name.")
    today = timezone.localdate()
    for days, left in ((183, 2), (184, 1)):
        actions.forget_set_aside(actor=None, today=today + timedelta(days=days))
        assert Comment.objects.count() == left
    assert Comment.objects.get().pk == shown.pk


def an_answer(by, comment, **more):
    facts = {
        "slug": SLUG,
        "code": "S10",
        "changed": True,
        "said": "Too long.",
        "did": "Shorter now.",
        "comments": [comment.pk],
        **more,
    }
    actions.answer(actor=by, **facts)


def test_what_was_said_is_answered_and_tied_to_shown_comments_only(steward):
    in_consultation(steward)
    shown, waiting = a_comment(), a_comment("Not read yet.")
    show(steward, shown)
    an_answer(steward, shown, comments=[shown.pk, waiting.pk], key="k")
    an_answer(steward, shown, comments=[shown.pk, waiting.pk], key="k")
    (entry,) = queries.log(queries.round_of(SLUG).pk)
    assert [one.pk for one in entry.comments.all()] == [shown.pk]
    an_answer(steward, shown, did="Much shorter.", entry_id=entry.pk, version=1)
    with pytest.raises(Conflict) as clash:
        an_answer(steward, shown, did="Mine.", entry_id=entry.pk, version=1)
    assert "Much shorter." in [text for _label, text in clash.value.theirs]
    assert LogEntry.objects.get().did == "Much shorter."


def test_an_answer_about_an_earlier_round_can_still_be_put_better(steward):
    in_consultation(steward)
    made = a_comment()
    show(steward, made)
    an_answer(steward, made)
    (entry,) = LogEntry.objects.all()
    actions.close_round(actor=steward, slug=SLUG)
    today = timezone.localdate()
    actions.open_round(actor=steward, slug=SLUG, opens_on=today, closes_on=today, about="")
    an_answer(steward, made, did="Put better.", entry_id=entry.pk, version=1)
    (entry,) = LogEntry.objects.all()
    assert (entry.did, [one.pk for one in entry.comments.all()]) == ("Put better.", [made.pk])


def test_what_was_said_in_an_earlier_round_can_be_answered_later(steward):
    in_consultation(steward)
    made = a_comment()
    show(steward, made)
    actions.close_round(actor=steward, slug=SLUG)
    today = timezone.localdate()
    actions.open_round(actor=steward, slug=SLUG, opens_on=today, closes_on=today, about="")
    an_answer(steward, made, number=1)
    (entry,) = LogEntry.objects.all()
    assert (entry.round.number, [one.pk for one in entry.comments.all()]) == (1, [made.pk])
    with pytest.raises(Forbidden):
        an_answer(steward, made, number=3)
    an_answer(steward, made)
    assert {one.round.number for one in LogEntry.objects.all()} == {1, 2}


def test_what_was_said_stands_beside_a_statement_in_the_next_edition_too(people, steward):
    in_consultation(steward)
    made = a_comment()
    show(steward, made)
    an_answer(steward, made)
    actions.close_round(actor=steward, slug=SLUG)
    actions.ask_panels(actor=steward, slug=SLUG)
    for person in (people.alice, people.charlie):
        drafting.say(drafting.seat(person, steward))
    drafting.publish(steward)
    second = queries.current_edition()
    third = publish_after(second, "came-on", reworded=["S10"], changed=["S11"])
    now = queries.published(third.slug)
    (came,) = queries.came_from(now.slug, now.digest, "S10")
    assert [one.text for one in came.comments] == [made.text]
    stamp = queries.came_stamp(now.slug, now.digest)
    actions.set_aside(actor=steward, comment_id=made.pk, seen="shown", reason="It names somebody.")
    assert queries.came_stamp(now.slug, now.digest) != stamp
    fourth = publish_after(third, "came-no-further", changed=["S10"])
    now = queries.published(fourth.slug)
    assert queries.came_from(now.slug, now.digest, "S10") == []


def test_a_comment_set_aside_later_goes_from_where_a_statement_came_from(people, steward):
    in_consultation(steward)
    made = a_comment()
    show(steward, made)
    an_answer(steward, made)
    actions.close_round(actor=steward, slug=SLUG)
    actions.ask_panels(actor=steward, slug=SLUG)
    for person in (people.alice, people.charlie):
        drafting.say(drafting.seat(person, steward))
    drafting.publish(steward)
    now = queries.published()
    (came,) = queries.came_from(now.slug, now.digest, "S10")
    assert [one.text for one in came.comments] == [made.text]
    stamp = queries.came_stamp(now.slug, now.digest)
    actions.set_aside(actor=steward, comment_id=made.pk, seen="shown", reason="It names somebody.")
    assert queries.came_stamp(now.slug, now.digest) != stamp
    assert queries.came_from(now.slug, now.digest, "S10")[0].comments == ()
    with pytest.raises(Forbidden):
        an_answer(steward, made, did="After the fact.")


# Fees and access needs


def test_fees_and_needs_are_between_a_member_and_whoever_arranges_them(people, steward):
    place = drafting.seat(people.alice, steward)
    other, facts = drafting.steward("Una"), {"reviewer_id": place.pk, "seen": 0}
    actions.arrange(actor=people.actor("alice"), text="A ramp.", **facts)
    actions.arrange(actor=steward, text="£60.", **facts)
    for actor in (other, people.actor("bob"), drafting.moderator()):
        with pytest.raises(Forbidden):
            actions.arrange(actor=actor, text="Mine.", **facts)
    with pytest.raises(Conflict) as clash:
        actions.arrange(actor=people.actor("alice"), text="A lift.", **facts)
    assert [text for _label, text in clash.value.theirs] == ["A ramp."]
    notes = queries.latest_notes(place.pk)
    assert (notes[True].text, notes[False].text) == ("A ramp.", "£60.")
    said = [str(one.what) for one in history.past(f"panel:{Panel.LIVED_EXPERIENCE}")]
    assert not any("ramp" in one or "alice" in one.lower() for one in said)
    actions.take_over_arranging(actor=other, reviewer_id=place.pk)
    with pytest.raises(Forbidden):
        actions.arrange(actor=steward, text="£70.", reviewer_id=place.pk, seen=1)


def test_asking_twice_is_one_place_and_declining_leaves_none(people, steward):
    places = {
        actions.ask_to_panel(actor=steward, panel=Panel.CARERS, email=email).pk
        for email in (people.bob.email, people.bob.email.upper())
    }
    (place,) = places
    actions.answer_panel(actor=people.actor("bob"), reviewer_id=place, agrees=False)
    assert not queries.members().exists()
