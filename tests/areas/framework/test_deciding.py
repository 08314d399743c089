"""Nothing made here is published without the yes of a lived-experience panel to its very words.

Each test that begins with "not" is a way round the rule that somebody might try.
"""

import json
import threading
from dataclasses import replace

import pytest
from django.db import connection

from alongside.core import framework as core
from alongside.foundation import history
from alongside.foundation.actor import Forbidden, Role
from alongside.framework import actions, policies, queries
from alongside.framework.loading import packaged_edition
from alongside.framework.models import Draft, Edition, Reviewer, Verdict
from alongside.framework.policies import Panel, Said, State
from tests.factories import drafting
from tests.factories.accounts import PersonFactory, actor_for, give
from tests.factories.drafting import SLUG, in_review, publish, say, seat


@pytest.fixture
def steward(people, edition):
    return drafting.steward()


@pytest.fixture
def panel(people, steward):
    """Alice and Charlie on the lived-experience panel."""
    return [seat(people.alice, steward), seat(people.charlie, steward)]


def refused(by) -> bool:
    with pytest.raises(Forbidden):
        publish(by)
    assert not Edition.objects.filter(slug=SLUG).exists()
    assert queries.current_edition().slug != SLUG
    return True


def test_it_is_published_word_for_word_once_two_of_the_panel_have_said_yes(steward, panel):
    row = in_review(steward)
    for place in panel:
        say(place)
    publish(steward)
    made = Edition.objects.get(slug=SLUG)
    assert made.digest == row.digest
    assert queries.current_edition().by_code["S10"].text.endswith("Said again.")
    row.refresh_from_db()
    assert (row.state, row.open) == (State.PUBLISHED, False)
    event = history.past(f"draft:{SLUG}")[0]
    assert event.verb == "publish"
    assert event.what["yes"] == sorted(str(place.person_id) for place in panel)
    assert list(history.faults()) == []


def test_not_with_no_panel_at_all(steward):
    in_review(steward)
    assert refused(steward)


def test_not_before_the_panel_was_asked(steward, panel):
    drafting.a_draft(steward)
    drafting.write(steward)
    with pytest.raises(Forbidden):
        say(panel[0])
    assert refused(steward)


def test_not_past_an_edition_that_came_meanwhile_and_that_it_does_not_follow(steward, panel):
    drafting.in_review(steward)
    for one in panel:
        drafting.say(one)
    actions.publish(actor=None, edition=replace(queries.current_edition(), slug="meanwhile"))
    with pytest.raises(Forbidden, match="does not follow"):
        drafting.publish(steward)


def test_not_with_one_yes(steward, panel):
    in_review(steward)
    say(panel[0])
    say(panel[0])
    assert refused(steward)


def test_not_with_only_the_steward_and_a_friend_of_theirs_in_it(people, steward, panel):
    person = Reviewer.objects.none()
    in_review(steward)
    person = type(people.alice).objects.get(pk=steward.person_id)
    own = seat(person, steward)
    say(own)
    say(panel[0])
    assert refused(steward)
    say(panel[1])
    publish(steward)


def test_not_with_two_stewards_who_ask_each_other_onto_it(people, steward):
    in_review(steward)
    for name in ("Una Ure", "Vera Vass"):
        other = drafting.steward(name)
        person = type(people.alice).objects.get(pk=other.person_id)
        say(seat(person, steward))
    assert refused(steward)


def test_not_with_a_steward_who_has_not_set_up_a_second_step_yet(people, steward, panel):
    in_review(steward)
    give(people.alice, Role.STEWARD)
    for place in panel:
        say(place)
    assert refused(steward)


def test_not_with_the_yes_of_somebody_who_wrote_in_the_draft(people, steward, panel):
    """Somebody who wrote as a steward and laid the role down afterwards."""
    drafting.a_draft(steward)
    other = drafting.steward("Wilma Weir")
    drafting.write(other)
    actions.ask_panels(actor=steward, slug=SLUG)
    person = type(people.alice).objects.get(pk=other.person_id)
    person.roles.all().delete()
    for place in (seat(person, steward), panel[0]):
        say(place)
    assert refused(steward)


@pytest.mark.parametrize("other", [Panel.CARERS, Panel.PRACTICE, Panel.EDUCATION])
def test_not_with_the_yes_of_another_panel(people, steward, other):
    in_review(steward)
    for person in (people.alice, people.charlie, people.bob):
        say(seat(person, steward, other))
    assert refused(steward)


def test_not_with_a_not_yet_until_it_is_a_yes(people, steward, panel):
    in_review(steward)
    third = seat(people.bob, steward)
    for place in panel:
        say(place)
    say(third, yes=False, reason="Ask the women's group first.")
    assert refused(steward)
    say(third)
    publish(steward)


def test_not_with_decisions_on_older_words(steward, panel):
    row = in_review(steward)
    for place in panel:
        say(place)
    older = row.digest
    actions.take_back(actor=steward, slug=SLUG)
    drafting.write(steward, "K01")
    actions.ask_panels(actor=steward, slug=SLUG)
    assert refused(steward)
    with pytest.raises(Forbidden):
        actions.publish_draft(actor=steward, slug=SLUG, digest=older)
    with pytest.raises(Forbidden, match="changed since you read it"):
        say(panel[0], digest=older)
    for place in panel:
        say(place)
    publish(steward)


def test_not_with_the_yes_of_somebody_who_left_or_whose_place_was_ended(steward, panel):
    in_review(steward)
    for place in panel:
        say(place)
    actions.end_place(actor=steward, reviewer_id=panel[0].pk)
    assert refused(steward)
    # Asked again, the same person decides again: what was said before does not come back.
    again = seat(panel[0].person, steward)
    assert refused(steward)
    say(again)
    actions.leave_panel(actor=actor_for(panel[1].person), reviewer_id=panel[1].pk)
    assert refused(steward)


def test_not_by_ending_the_place_of_whoever_says_not_yet(people, steward, panel):
    in_review(steward)
    for place in panel:
        say(place)
    third, carer = seat(people.bob, steward), seat(people.bob, steward, Panel.CARERS)
    for place in (third, carer):
        say(place, yes=False, reason="Ask the women's group first.")
    actions.end_place(actor=steward, reviewer_id=carer.pk)
    with pytest.raises(Forbidden, match="not yet"):
        actions.end_place(actor=steward, reviewer_id=third.pk)
    actions.take_back(actor=steward, slug=SLUG)
    with pytest.raises(Forbidden, match="not yet"):
        actions.end_place(actor=steward, reviewer_id=third.pk)
    actions.ask_panels(actor=steward, slug=SLUG)
    assert refused(steward)
    actions.leave_panel(actor=people.actor("bob"), reviewer_id=third.pk)
    publish(steward)


def test_not_with_the_yes_of_somebody_who_was_erased(people, steward, panel):
    from alongside.accounts.actions import erase_person

    in_review(steward)
    for place in panel:
        say(place, reason="Yes, said the quokka.")
    erase_person(actor=people.actor("alice"))
    assert refused(steward)
    left = Verdict.objects.order_by("number").first()
    assert (left.reviewer, left.reason, left.yes) == (None, "", True), "the decision stays"


def test_not_with_a_place_nobody_has_agreed_to(people, steward, panel):
    in_review(steward)
    asked = actions.ask_to_panel(
        actor=steward, panel=Panel.LIVED_EXPERIENCE, email=people.bob.email
    )
    with pytest.raises(Forbidden):
        actions.decide(
            actor=people.actor("bob"),
            slug=SLUG,
            reviewer_id=asked.pk,
            digest=queries.open_draft().digest,
            yes=True,
            reason="",
        )
    with pytest.raises(Forbidden):
        actions.answer_panel(
            actor=people.actor("dana"), reviewer_id=asked.pk, agrees=True, shown_as="Me"
        )
    say(panel[0])
    assert refused(steward)


def test_nobody_decides_from_another_persons_place(people, steward, panel):
    in_review(steward)
    with pytest.raises(Forbidden):
        actions.decide(
            actor=people.actor("bob"),
            slug=SLUG,
            reviewer_id=panel[0].pk,
            digest=queries.open_draft().digest,
            yes=True,
            reason="",
        )


def test_nobody_sits_on_one_panel_twice(people, steward, panel):
    from allauth.account.models import EmailAddress

    EmailAddress.objects.create(user=people.alice, email="a2@example.org", verified=True)
    asked = actions.ask_to_panel(
        actor=steward, panel=Panel.LIVED_EXPERIENCE, email="A2@example.org"
    )
    with pytest.raises(Forbidden, match="already"):
        actions.answer_panel(
            actor=people.actor("alice"), reviewer_id=asked.pk, agrees=True, shown_as="Me again"
        )


# Round the side: what publishes without asking the draft


@pytest.mark.parametrize("by", ["command line", "steward"])
def test_not_by_publishing_the_same_edition_directly(steward, panel, by):
    row = in_review(steward)
    actor = steward if by == "steward" else None
    made = queries.work(row).edition
    with pytest.raises(Forbidden, match="lived-experience panel"):
        actions.publish(actor=actor, edition=made)
    assert not Edition.objects.filter(slug=SLUG).exists()


@pytest.mark.parametrize("state", ["draft", "given up"])
def test_not_from_the_command_line_under_the_name_of_a_draft_that_is_not_with_the_panel(
    steward, panel, state
):
    row = in_review(steward)
    for place in panel:
        say(place)
    made = queries.work(row).edition
    if state == "draft":
        actions.take_back(actor=steward, slug=SLUG)
    else:
        actions.give_up(actor=steward, slug=SLUG)
    with pytest.raises(Forbidden):
        actions.publish(actor=None, edition=made)


@pytest.mark.parametrize("given_up", [False, True])
def test_not_from_the_command_line_under_another_name(steward, panel, given_up):
    made = queries.work(in_review(steward)).edition
    if given_up:
        actions.give_up(actor=steward, slug=SLUG)
    renamed = replace(made, slug="another-name")
    unfollowing = replace(renamed, previous="", dispositions=(), identifiers={})
    for edition in (renamed, unfollowing):
        with pytest.raises(Forbidden):
            actions.publish(actor=None, edition=edition)


def test_not_other_words_under_the_name_of_a_decided_draft(steward, panel):
    row = in_review(steward)
    for place in panel:
        say(place)
    made = queries.work(row).edition
    first = replace(made.statements[0], reflect="Words nobody decided on.")
    slipped = replace(made, statements=(first, *made.statements[1:]))
    assert core.digest(slipped) != row.digest
    with pytest.raises(Forbidden):
        actions.publish(actor=None, edition=slipped)


def test_not_by_changing_the_lines_behind_the_digest(steward, panel):
    """Whoever reaches past the actions changes what would be published, and not what was decided."""
    row = in_review(steward)
    for place in panel:
        say(place)
    line = queries.latest_lines(row.pk)["S10"]
    words = json.loads(line.line)
    words["statement"]["text"] = "Words slipped in."
    line.line = json.dumps(words)
    line.save()
    assert refused(steward)


def test_not_by_a_steward_of_one_board_or_without_a_second_step(people, steward, panel):
    in_review(steward)
    for place in panel:
        say(place)
    local, bare = PersonFactory(), PersonFactory()
    give(local, Role.STEWARD, board=people.team.service.board)
    give(bare, Role.STEWARD)
    for person in (local, bare, people.alice):
        assert refused(actor_for(person))


def test_a_second_steward_who_presses_publish_too_is_refused_and_nothing_is_published_twice(
    steward, panel
):
    in_review(steward)
    for place in panel:
        say(place)
    row, other = queries.open_draft(), drafting.steward("Una Ure")
    publish(steward)
    with pytest.raises(Forbidden):
        actions.publish_draft(actor=other, slug=row.slug, digest=row.digest)
    assert Edition.objects.filter(slug=SLUG).count() == 1
    verbs = [event.verb for event in history.past(f"draft:{SLUG}")]
    assert verbs.count("publish") == 1


def test_the_edition_before_gives_its_place_to_the_next_one_made_here(steward, panel):
    in_review(steward)
    for place in panel:
        say(place)
    publish(steward)
    drafting.a_draft(steward, slug="the-third")
    drafting.write(steward, "K01")
    actions.ask_panels(actor=steward, slug="the-third")
    for place in panel:
        say(place)
    publish(steward)
    states = dict(Draft.objects.values_list("slug", "state"))
    assert states == {SLUG: State.RETIRED, "the-third": State.PUBLISHED}
    assert queries.edition(SLUG).slug == SLUG, "it stays at its own address"


def test_the_rule_itself_counts_people_and_nobody_twice():
    from uuid import uuid4

    one, two, author = uuid4(), uuid4(), uuid4()

    def said(person, yes=True, panel=Panel.LIVED_EXPERIENCE, digest="d"):
        return Said(person, panel, digest, yes)

    def decided(*given, not_theirs=(author,), digest="d"):
        return policies.is_decided(given, digest=digest, not_theirs=not_theirs)

    assert decided(said(one), said(two))
    assert not decided(said(one), said(one))
    assert not decided(said(one), said(author))
    assert not decided(said(one), said(None))
    assert not decided(said(one), said(two), said(author, yes=False)), "a not yet is heard"
    assert not decided(said(one), said(two, digest="e"))
    assert not decided(said(one), said(two, panel=Panel.CARERS))
    assert not decided(said(one, digest=""), said(two, digest=""), digest="")
    assert decided(said(one), said(two), said(author, yes=False, panel=Panel.PRACTICE))


@pytest.mark.django_db(transaction=True)
def test_two_stewards_and_a_not_yet_at_the_same_moment():
    """Whoever comes first, one edition at most is published, and never past a not yet."""
    if connection.vendor == "sqlite" and connection.is_in_memory_db():
        pytest.skip("an SQLite database in memory belongs to one connection")
    actions.publish(actor=None, edition=packaged_edition())
    first, second = drafting.steward("First"), drafting.steward("Second")
    places = [seat(PersonFactory(), first) for _ in range(3)]
    row = in_review(first)
    for place in places:
        say(place)
    gate, done = threading.Barrier(3), []

    def press(name, deed):
        try:
            gate.wait()
            deed()
            done.append(name)
        except Forbidden:
            pass
        finally:
            connection.close()

    deeds = {
        "first": lambda: publish_exactly(first, row),
        "second": lambda: publish_exactly(second, row),
        "not yet": lambda: say(places[0], yes=False, reason="Wait.", digest=row.digest),
    }
    threads = [threading.Thread(target=press, args=one) for one in deeds.items()]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    published = [name for name in done if name != "not yet"]
    assert len(published) == Edition.objects.filter(slug=SLUG).count() <= 1
    assert ("not yet" in done) is not bool(published)
    assert list(history.faults()) == []


def publish_exactly(by, row):
    actions.publish_draft(actor=by, slug=row.slug, digest=row.digest)
