"""What services add, change, take back and check; and looking at links."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from alongside.foundation import history
from alongside.foundation.actor import Forbidden, Role
from alongside.foundation.text import BadText
from alongside.foundation.writing import Conflict
from alongside.library import actions, queries
from alongside.library.models import LinkCheck, OwnActivity, OwnOffering, OwnResource, Shelf
from tests.factories.accounts import give, with_second_factor
from tests.factories.library import a_resource, an_activity, an_offering, supervising

TODAY = date(2031, 1, 15)

ADDING = [
    (actions.add_activity, an_activity, OwnActivity),
    (actions.add_resource, a_resource, OwnResource),
    (actions.add_offering, an_offering, OwnOffering),
]
EDITING = {
    "activities": (actions.add_activity, actions.edit_activity, an_activity, OwnActivity),
    "resources": (actions.add_resource, actions.edit_resource, a_resource, OwnResource),
    "offerings": (actions.add_offering, actions.edit_offering, an_offering, OwnOffering),
}


@pytest.fixture
def service(people, edition):
    return people.team.service_id


@pytest.mark.parametrize(("add", "draft", "model"), ADDING)
def test_an_entry_is_kept_as_it_was_written(people, service, add, draft, model):
    actor = supervising(people)
    made = add(actor=actor, service_id=service, draft=draft())
    row = model.objects.select_related("shelf").get(pk=made)
    read = actions.draft_of(row)
    want = draft()
    if model is OwnOffering:
        want = an_offering(dates=tuple(sorted(want.dates)))
    assert read == want
    assert [one.verb for one in history.past(f"library:{made}")] == ["added"]
    assert history.past(f"library:{made}")[0].actor == people.alice.pk


@pytest.mark.parametrize(("add", "draft", "model"), ADDING)
@pytest.mark.parametrize("name", ["alice", "charlie", "dana"])
def test_nobody_adds_without_the_role_at_that_service(people, service, add, draft, model, name):
    if name == "charlie":
        supervising(people, "charlie")
    with pytest.raises(Forbidden):
        add(actor=people.actor(name), service_id=service, draft=draft())
    with pytest.raises(Forbidden):
        add(actor=supervising(people, "bob"), service_id=uuid4(), draft=draft())
    assert not model.objects.exists()


def test_a_steward_adds_only_with_a_second_factor(people, service):
    give(people.bob, Role.STEWARD, service=people.team.service)
    with pytest.raises(Forbidden):
        actions.add_activity(actor=people.actor("bob"), service_id=service, draft=an_activity())
    with_second_factor(people.bob)
    actions.add_activity(actor=people.actor("bob"), service_id=service, draft=an_activity())
    assert OwnActivity.objects.count() == 1


@pytest.mark.parametrize(("add", "draft", "model"), ADDING)
def test_the_same_form_sent_twice_adds_one(people, service, add, draft, model):
    actor = supervising(people)
    first = add(actor=actor, service_id=service, draft=draft(), key="k1")
    assert add(actor=actor, service_id=service, draft=draft(), key="k1") == first
    assert add(actor=actor, service_id=service, draft=draft(), key="k2") != first
    assert model.objects.count() == 2


@pytest.mark.parametrize(("add", "draft", "model"), ADDING)
def test_other_words_sent_with_the_same_key_are_not_dropped(people, service, add, draft, model):
    """Back, and other words: the page has its old key."""
    actor = supervising(people)
    name = "where" if model is OwnOffering else "title"
    for words in ("First", "Second", "Second"):
        add(actor=actor, service_id=service, draft=draft(**{name: words}), key="k")
    assert sorted(model.objects.values_list(name, flat=True)) == ["First", "Second"]


@pytest.mark.parametrize("sort", EDITING)
def test_other_changes_sent_with_the_same_key_are_told_both_texts(people, service, sort):
    add, edit, draft, model = EDITING[sort]
    actor = supervising(people)
    made = add(actor=actor, service_id=service, draft=draft())
    name = "where" if sort == "offerings" else "title"
    edit(actor=actor, thing_id=made, version=1, draft=draft(**{name: "First"}), key="k")
    with pytest.raises(Conflict) as clash:
        edit(actor=actor, thing_id=made, version=1, draft=draft(**{name: "Second"}), key="k")
    assert "Second" in dict(clash.value.yours).values()
    assert getattr(model.objects.get(pk=made), name) == "First"


def test_a_bad_entry_is_refused_whole_and_says_where(people, service):
    actor = supervising(people)
    with pytest.raises(actions.BadEntryError, match="quarter of an hour") as refused:
        actions.add_activity(
            actor=actor, service_id=service, draft=an_activity(hours=Decimal(9), title="")
        )
    assert {field for field, _fault in refused.value.faults} == {"hours", "title"}
    assert not OwnActivity.objects.exists()
    assert not Shelf.objects.filter(counter__gt=0).exists()


def test_characters_nobody_can_see_are_refused(people, service):
    actor = supervising(people)
    with pytest.raises(BadText):
        actions.add_activity(
            actor=actor, service_id=service, draft=an_activity(steps=("a\x00b", "c"))
        )


@pytest.mark.parametrize("wrong", [{"hours": Decimal(0)}, {"hours": Decimal(9)}, {"cost": -1}])
def test_the_database_itself_refuses_what_no_plan_can_use(people, service, wrong):
    made = actions.add_activity(actor=supervising(people), service_id=service, draft=an_activity())
    with pytest.raises(IntegrityError), transaction.atomic():
        OwnActivity.objects.filter(pk=made).update(**wrong)


def test_two_with_one_title_have_two_addresses_that_stay_when_the_title_changes(people, service):
    actor = supervising(people)
    one = actions.add_activity(actor=actor, service_id=service, draft=an_activity())
    two = actions.add_activity(actor=actor, service_id=service, draft=an_activity())
    slugs = dict(OwnActivity.objects.values_list("pk", "slug"))
    assert slugs == {one: "sit-in-at-the-cafe", two: "sit-in-at-the-cafe-2"}
    actions.edit_activity(
        actor=actor, thing_id=one, version=1, draft=an_activity(title="Something else")
    )
    assert OwnActivity.objects.get(pk=one).slug == "sit-in-at-the-cafe"


@pytest.mark.parametrize("sort", EDITING)
def test_the_later_of_two_edits_is_told_both_texts(people, service, sort):
    add, edit, draft, model = EDITING[sort]
    actor, other = supervising(people), supervising(people, "bob")
    made = add(actor=actor, service_id=service, draft=draft())
    name = "where" if sort == "offerings" else "title"
    edit(actor=actor, thing_id=made, version=1, draft=draft(**{name: "Mine"}))
    with pytest.raises(Conflict) as clash:
        edit(actor=other, thing_id=made, version=1, draft=draft(**{name: "Theirs"}))
    assert "Theirs" in dict(clash.value.yours).values()
    assert "Mine" in dict(clash.value.theirs).values()
    assert getattr(model.objects.get(pk=made), name) == "Mine"
    edit(actor=other, thing_id=made, version=2, draft=draft(**{name: "Theirs"}))
    assert getattr(model.objects.get(pk=made), name) == "Theirs"
    assert len(history.past(f"library:{made}")) == 3


def test_one_edit_sent_twice_is_one_edit_and_no_clash(people, service):
    actor = supervising(people)
    made = actions.add_activity(actor=actor, service_id=service, draft=an_activity())
    for _time in range(2):
        actions.edit_activity(
            actor=actor, thing_id=made, version=1, draft=an_activity(title="New"), key="k"
        )
    assert OwnActivity.objects.get(pk=made).version == 2


@pytest.mark.parametrize("sort", EDITING)
def test_nobody_elsewhere_changes_an_entry(people, service, sort):
    add, edit, draft, model = EDITING[sort]
    made = add(actor=supervising(people), service_id=service, draft=draft())
    before = model.objects.values().get(pk=made)
    for actor in (supervising(people, "charlie"), people.actor("bob"), people.actor("dana")):
        with pytest.raises(Forbidden):
            edit(actor=actor, thing_id=made, version=1, draft=draft())
        for change in (actions.withdraw, actions.restore, actions.mark_checked):
            with pytest.raises(Forbidden):
                change(actor=actor, sort=sort, thing_id=made)
    assert model.objects.values().get(pk=made) == before


@pytest.mark.parametrize("sort", EDITING)
def test_withdrawn_is_kept_and_comes_back_as_it_was(people, service, sort):
    add, _edit, draft, model = EDITING[sort]
    actor = supervising(people)
    made = add(actor=actor, service_id=service, draft=draft())
    before = model.objects.values().get(pk=made)
    for _time in range(2):
        actions.withdraw(actor=actor, sort=sort, thing_id=made)
    assert model.objects.get(pk=made).withdrawn
    actions.restore(actor=actor, sort=sort, thing_id=made)
    assert model.objects.values().get(pk=made) == before
    verbs = [one.verb for one in history.past(f"library:{made}")]
    assert verbs == ["restored", "withdrawn", "added"]


@pytest.mark.parametrize("sort", EDITING)
def test_checked_today_is_noted_with_the_day(people, service, sort):
    add, _edit, draft, model = EDITING[sort]
    actor = supervising(people)
    made = add(actor=actor, service_id=service, draft=draft())
    today = model.objects.get(pk=made).last_checked
    model.objects.filter(pk=made).update(last_checked=date(2020, 1, 1))
    actions.mark_checked(actor=actor, sort=sort, thing_id=made)
    assert model.objects.get(pk=made).last_checked == today
    assert history.past(f"library:{made}")[0].verb == "checked"


def test_the_whole_history_of_the_library_holds_together(people, service):
    actor = supervising(people)
    made = actions.add_activity(actor=actor, service_id=service, draft=an_activity())
    actions.withdraw(actor=actor, sort="activities", thing_id=made)
    assert list(history.faults()) == []


# Links


def test_links_are_looked_at_reported_and_never_deleted(people, service):
    actor = supervising(people)
    made = actions.add_resource(actor=actor, service_id=service, draft=a_resource())
    asked = []

    def fetch(url):
        asked.append(url)
        return "answers" if "siaa" in url else "answers with 404"

    found = actions.check_links(fetch=fetch, today=TODAY)
    assert sorted(asked) == sorted(queries.links_in_use()) == sorted(one.url for one in found)
    assert len(set(asked)) == len(asked)
    status = {one.url: one.status for one in found}
    assert status["https://shed.example.org/"] == "answers with 404"
    assert status["https://siaa.org.uk"] == "answers"
    where = {one.url: one.where for one in found}
    assert where["https://shed.example.org/"] == ("The men's shed",)
    assert [one.status == "answers" for one in found] == sorted(
        one.status == "answers" for one in found
    )
    assert OwnResource.objects.get(pk=made).link == "https://shed.example.org/"
    assert not OwnResource.objects.get(pk=made).withdrawn


def test_the_last_result_is_kept_with_the_day_it_last_answered(db, edition):
    url = "https://siaa.org.uk"
    actions.check_links(fetch=lambda _url: "answers", today=TODAY)
    actions.check_links(fetch=lambda _url: "no answer: timed out", today=date(2031, 2, 1))
    kept = LinkCheck.objects.get(pk=url)
    assert (kept.status, kept.looked_on, kept.answered_on) == (
        "no answer: timed out",
        date(2031, 2, 1),
        TODAY,
    )
    events = history.past("library:links")
    assert url in events[0].what["did_not_answer"]
    assert events[1].what["did_not_answer"] == []


def test_an_address_nobody_should_open_is_never_asked_for(people, service):
    made = actions.add_resource(actor=supervising(people), service_id=service, draft=a_resource())
    OwnResource.objects.filter(pk=made).update(link="http://169.254.169.254/")
    asked = []
    actions.check_links(fetch=lambda url: asked.append(url) or "answers", today=TODAY)
    assert asked
    assert "http://169.254.169.254/" not in asked


def test_only_stewards_and_the_command_line_look_at_links(people, edition):
    with pytest.raises(Forbidden):
        actions.check_links(actor=supervising(people), fetch=lambda _: "answers", today=TODAY)
    assert not LinkCheck.objects.exists()
    give(people.bob, Role.STEWARD, team=people.team)
    with_second_factor(people.bob)
    assert actions.check_links(actor=people.actor("bob"), fetch=lambda _: "answers", today=TODAY)
