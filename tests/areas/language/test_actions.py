"""Editions of the word list: drafted, decided on word for word, published, and then never changed."""

import json

import pytest
from django.db import IntegrityError, transaction
from django.db.utils import DatabaseError

from alongside.core.language.checker import Checker
from alongside.core.language.terms import BadPattern, from_compiled
from alongside.foundation import history
from alongside.foundation.actor import Forbidden, Role
from alongside.foundation.writing import Conflict
from alongside.language import actions, presenters, queries
from alongside.language.models import PanelMember, ServiceWord, WordEdition
from tests.factories.accounts import PersonFactory, actor_for, give
from tests.factories.language import a_draft_with, a_rule, a_steward, on_the_panel


@pytest.fixture
def steward(people):
    return a_steward()


@pytest.fixture
def panel(people, steward):
    for person in (people.alice, people.charlie):
        on_the_panel(person, steward)
    return people


def say(person, yes=True, note=""):
    actions.decide(actor=actor_for(person), digest=queries.draft().digest, yes=yes, note=note)


def publish(person):
    return actions.publish(
        actor=actor_for(person), digest=queries.draft().digest, note="New words."
    )


def test_the_panel_decides_and_the_steward_publishes_and_everybody_gets_it(panel, steward):
    a_draft_with(panel.alice)
    assert queries.current().number == 0
    say(panel.alice)
    say(panel.charlie)
    publish(steward)
    now = queries.current()
    assert (now.number, queries.draft()) == (1, None)
    finds = Checker(from_compiled(json.loads(now.compiled))).check("She has a bed space.")
    assert [one.rule for one in finds] == ["bed-space"]
    assert "refused" in now.written
    verbs = [event.verb for event in history.past("words:1")]
    assert verbs[0] == "published"
    assert list(history.faults()) == []


def test_one_yes_is_not_enough_and_a_not_yet_stops_it(panel, steward):
    on_the_panel(panel.bob, steward)
    a_draft_with(panel.alice)
    say(panel.alice)
    with pytest.raises(Forbidden):
        publish(steward)
    say(panel.bob)
    say(panel.charlie, yes=False, note="Ask the women's group first.")
    with pytest.raises(Forbidden):
        publish(steward)
    say(panel.charlie)
    assert publish(steward).number == 1


def test_a_change_after_the_decision_asks_for_new_decisions(panel, steward):
    row = a_draft_with(panel.alice)
    say(panel.alice)
    say(panel.charlie)
    rule = a_rule(why="It is somebody's room.")
    actions.save_rule(actor=panel.actor("alice"), version=row.version, rule=rule)
    assert queries.decisions(queries.draft()) == []
    with pytest.raises(Forbidden):
        publish(steward)


def test_nobody_decides_on_words_they_have_not_read(panel):
    before = a_draft_with(panel.alice).digest
    row = queries.draft()
    actions.save_rule(
        actor=panel.actor("alice"), version=row.version, rule=a_rule(why="Another reason.")
    )
    with pytest.raises(Forbidden):
        actions.decide(actor=panel.actor("charlie"), digest=before, yes=True, note="")


def test_a_steward_without_a_second_factor_cannot_publish(panel, steward):
    a_draft_with(panel.alice)
    say(panel.alice)
    say(panel.charlie)
    bare = PersonFactory()
    give(bare, Role.STEWARD)
    with pytest.raises(Forbidden):
        publish(bare)


@pytest.mark.parametrize("name", ["bob", "dana"])
def test_people_outside_the_panel_change_and_decide_nothing(panel, name):
    row = a_draft_with(panel.alice)
    actor = panel.actor(name)
    for attempt in (
        lambda: actions.save_rule(actor=actor, version=row.version, rule=a_rule()),
        lambda: actions.remove_rule(actor=actor, version=row.version, rule_id="bed-space"),
        lambda: actions.decide(actor=actor, digest=row.digest, yes=True, note=""),
        lambda: actions.publish(actor=actor, digest=row.digest, note="x"),
        lambda: actions.ask_to_panel(actor=actor, email="me@example.org"),
        lambda: actions.start_draft(actor=actor),
        lambda: actions.leave_panel(actor=actor),
    ):
        with pytest.raises(Forbidden):
            attempt()
    assert queries.draft().digest == row.digest


def test_being_asked_counts_only_once_somebody_agrees(people, steward):
    actions.ask_to_panel(actor=actor_for(steward), email=people.bob.email.upper())
    assert queries.member(people.actor("bob")) is None
    with pytest.raises(Forbidden):
        actions.answer_panel(actor=people.actor("charlie"), agrees=True, shown_as="Me")
    actions.answer_panel(actor=people.actor("bob"), agrees=False)
    assert not PanelMember.objects.exists()


def test_leaving_the_panel_takes_ones_decisions_along(panel):
    a_draft_with(panel.alice)
    say(panel.alice)
    actions.leave_panel(actor=panel.actor("alice"))
    assert queries.decisions(queries.draft()) == []


def test_two_people_changing_the_draft_never_overwrite_each_other(panel):
    row = a_draft_with(panel.alice)
    actions.save_rule(actor=panel.actor("charlie"), version=row.version, rule=a_rule(why="First."))
    with pytest.raises(Conflict) as clash:
        actions.save_rule(actor=panel.actor("alice"), version=row.version, rule=a_rule(why="Mine."))
    assert ("why", "Mine.") in clash.value.yours
    assert ("why", "First.") in clash.value.theirs
    with pytest.raises(Conflict):
        actions.remove_rule(actor=panel.actor("alice"), version=row.version, rule_id="bed-space")


def test_a_pattern_that_cannot_be_used_changes_nothing(panel):
    row = a_draft_with(panel.alice)
    with pytest.raises(BadPattern):
        actions.save_rule(
            actor=panel.actor("alice"), version=row.version, rule=a_rule(finds=["@nobody"])
        )
    assert queries.draft().version == row.version


def test_a_rule_taken_out_is_shown_as_taken_out(panel):
    row = a_draft_with(panel.alice)
    actions.remove_rule(actor=panel.actor("alice"), version=row.version, rule_id="refused")
    found = presenters.changes(queries.current().written, queries.written_of(queries.draft()))
    assert [(one.id, one.what) for one in found] == [("bed-space", "added"), ("refused", "removed")]


def test_there_is_one_draft_at_a_time(panel):
    a_draft_with(panel.alice)
    assert actions.start_draft(actor=panel.actor("charlie")).pk == queries.draft().pk
    with pytest.raises(IntegrityError), transaction.atomic():
        WordEdition.objects.create(number=9, written="{}", digest="x")


@pytest.mark.parametrize("how", ["update", "delete"])
def test_the_database_itself_keeps_a_published_edition_as_it_is(panel, steward, how):
    a_draft_with(panel.alice)
    say(panel.alice)
    say(panel.charlie)
    publish(steward)
    rows = WordEdition.objects.filter(number=1)
    with pytest.raises(DatabaseError), transaction.atomic():
        rows.update(note="other") if how == "update" else rows._raw_delete(rows.db)


def test_a_lead_adds_words_that_only_their_own_service_sees(people):
    give(people.alice, Role.SERVICE_LEAD, service=people.team.service)
    word = {"pattern": "the  girls/n", "instead": "the women", "why": "They are adults."}
    actions.add_service_word(actor=people.actor("alice"), service_id=people.team.service_id, **word)
    rules = queries.service_rules(people.actor("bob"))
    assert [one.text for one in Checker(rules).check("We took the girls out.")] == ["the girls"]
    assert queries.service_rules(people.actor("charlie")) == ()
    assert queries.service_rules(people.actor("dana")) == ()


@pytest.mark.parametrize("name", ["bob", "charlie", "dana"])
def test_others_neither_add_nor_take_out_a_services_words(people, name):
    give(people.alice, Role.SERVICE_LEAD, service=people.team.service)
    give(people.charlie, Role.SERVICE_LEAD, service=people.elsewhere.service)
    word = {"pattern": "bed space", "instead": "room", "why": "Somebody lives there."}
    kept = actions.add_service_word(
        actor=people.actor("alice"), service_id=people.team.service_id, **word
    )
    with pytest.raises(Forbidden):
        actions.add_service_word(
            actor=people.actor(name), service_id=people.team.service_id, **word
        )
    with pytest.raises(Forbidden):
        actions.remove_service_word(actor=people.actor(name), word_id=kept.pk)
    assert ServiceWord.objects.count() == 1


def test_a_person_takes_along_what_they_decided(panel):
    a_draft_with(panel.alice)
    say(panel.alice, yes=False, note="Not before we have asked more people.")
    part = presenters.export(panel.alice.pk)
    assert part["shown_as"] == "Alice Aird (panel)"
    assert part["decisions"] == [
        {"edition": 1, "yes": False, "note": "Not before we have asked more people."}
    ]
    assert presenters.export(panel.bob.pk) == {}
