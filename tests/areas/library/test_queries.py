"""What each person can find and plan with, and what is due a check."""

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.foundation.context import help_now, help_review_days
from alongside.framework.loading import packaged_edition
from alongside.library import actions, queries
from alongside.library.loading import packaged_library
from alongside.library.models import OwnActivity, OwnOffering, OwnResource
from alongside.library.queries import Catalogue, Wanted, find
from alongside.library.urls import urlpatterns
from tests.factories.accounts import ServiceFactory, TeamFactory, give
from tests.factories.library import PACKAGED, a_resource, an_activity, an_offering, supervising

LIBRARY = packaged_library()
CATALOGUE = Catalogue(LIBRARY)
BEFORE = date(2031, 1, 1)


@pytest.fixture
def service(people, edition):
    return people.team.service_id


@pytest.fixture
def added(people, service):
    """One activity, one resource and one offering of Alice's service."""
    actor = supervising(people)
    return {
        "activities": actions.add_activity(actor=actor, service_id=service, draft=an_activity()),
        "resources": actions.add_resource(actor=actor, service_id=service, draft=a_resource()),
        "offerings": actions.add_offering(actor=actor, service_id=service, draft=an_offering()),
    }


def ids(library):
    return {one.id for one in (*library.activities, *library.resources)}


def own(library):
    return ids(library) - ids(LIBRARY)


# What each person sees


def test_colleagues_find_what_their_service_added_and_nobody_else_does(people, added):
    assert len(own(queries.library_for(people.actor("alice"), today=BEFORE))) == 3
    assert len(own(queries.library_for(people.actor("bob"), today=BEFORE))) == 3
    for name in ("charlie", "dana"):
        assert own(queries.library_for(people.actor(name), today=BEFORE)) == set()
    assert queries.library_for(None, today=BEFORE) == LIBRARY


def test_who_looks_after_a_service_from_above_reads_it_but_plans_without_it(people, added):
    from alongside.foundation.actor import Role

    give(people.dana, Role.SUPERVISOR, board=people.team.service.board)
    actor = people.actor("dana")
    assert own(queries.library_for(actor, today=BEFORE)) == set()
    seen = queries.catalogue_for(actor, today=BEFORE, looked_after=True)
    assert len(own(seen.library)) == 3


def test_an_own_activity_stands_in_the_library_with_all_its_facts(people, added):
    library = queries.library_for(people.actor("bob"), today=BEFORE)
    row = OwnActivity.objects.select_related("shelf").get()
    one = library.by_id[row.public_id]
    draft = an_activity()
    assert (one.title, one.kind, one.hours, one.develops) == (
        draft.title,
        draft.kind,
        1.5,
        dict(draft.develops),
    )
    assert one.steps == draft.steps
    assert one.owner == people.team.service.name
    assert one.theme == packaged_edition().by_code["K04"].theme
    assert one in library.by_code["V11"]


def test_dates_are_an_activity_of_their_own_until_their_last_day(people, added):
    whole = LIBRARY.by_id[PACKAGED]
    row = OwnOffering.objects.select_related("shelf").get()
    first, last = date(2031, 3, 5), date(2031, 5, 7)
    one = queries.library_for(people.actor("bob"), today=first).by_id[row.public_id]
    assert (one.offering_of, one.dates, one.cost) == (PACKAGED, (first, last), 4.5)
    assert one.develops == whole.develops
    later = queries.library_for(people.actor("bob"), today=first + timedelta(days=1))
    assert later.by_id[row.public_id].dates == (last,)
    after = queries.library_for(people.actor("bob"), today=last + timedelta(days=1))
    assert row.public_id not in after.by_id


@pytest.mark.parametrize("sort", queries.SORTS)
def test_what_is_withdrawn_is_gone_at_once_and_back_when_put_back(people, added, sort):
    bob = people.actor("bob")
    full = own(queries.library_for(bob, today=BEFORE))
    actions.withdraw(actor=people.actor("alice"), sort=sort, thing_id=added[sort])
    assert len(own(queries.library_for(bob, today=BEFORE))) == 2
    actions.restore(actor=people.actor("alice"), sort=sort, thing_id=added[sort])
    assert own(queries.library_for(bob, today=BEFORE)) == full


def test_what_waits_for_something_withdrawn_waits_no_longer(people, added, service):
    alice, bob = people.actor("alice"), people.actor("bob")
    first = OwnActivity.objects.select_related("shelf").get()
    after = an_activity(title="After", prerequisites=(first.public_id,))
    actions.add_activity(actor=alice, service_id=service, draft=after)
    actions.add_offering(
        actor=alice, service_id=service, draft=an_offering(activity=first.public_id)
    )
    library = queries.library_for(bob, today=BEFORE)
    (waiting,) = [one for one in library.activities if one.title == "After"]
    assert waiting.prerequisites == (first.public_id,)
    actions.withdraw(actor=alice, sort="activities", thing_id=first.pk)
    library = queries.library_for(bob, today=BEFORE)
    (waiting,) = [one for one in library.activities if one.title == "After"]
    assert waiting.prerequisites == ()
    assert all(one.offering_of != first.public_id for one in library.activities)


def test_the_library_costs_two_queries_until_something_changes(
    people, added, service, django_assert_num_queries
):
    bob = people.actor("bob")
    queries.library_for(bob, today=BEFORE)
    with django_assert_num_queries(2):  # what is on the shelves, and which stories are shown
        kept = queries.library_for(bob, today=BEFORE)
    with django_assert_num_queries(2):
        assert queries.library_for(bob, today=BEFORE) is kept
    alice = people.actor("alice")
    actions.edit_activity(
        actor=alice, thing_id=added["activities"], version=1, draft=an_activity(title="New")
    )
    titles = {one.title for one in queries.library_for(bob, today=BEFORE).activities}
    assert "New" in titles


def test_the_stamp_of_one_service_does_not_move_with_another(people, added):
    supervising(people, "charlie")
    before = queries.library_for(people.actor("bob"), today=BEFORE)
    actions.add_activity(
        actor=people.actor("charlie"),
        service_id=people.elsewhere.service_id,
        draft=an_activity(),
    )
    assert queries.library_for(people.actor("bob"), today=BEFORE) is before


def test_ids_of_two_services_never_clash_even_for_one_title(people, added):
    actions.add_activity(
        actor=supervising(people, "charlie"),
        service_id=people.elsewhere.service_id,
        draft=an_activity(),
    )
    from alongside.foundation.actor import Role

    give(people.bob, Role.WORKER, team=people.elsewhere)
    assert len(own(queries.library_for(people.actor("bob"), today=BEFORE))) == 4


def test_services_whose_keys_begin_alike_have_marks_of_their_own(people, edition):
    from uuid import UUID

    from alongside.foundation.actor import Role

    give(people.alice, Role.SUPERVISOR, board=people.team.service.board)
    for last in (1, 2):
        one = ServiceFactory(
            id=UUID(f"12345678-0000-4000-8000-{last:012}"), board=people.team.service.board
        )
        TeamFactory(service=one)
        actions.add_activity(actor=people.actor("alice"), service_id=one.pk, draft=an_activity())
    marks = set(OwnActivity.objects.values_list("shelf__mark", flat=True))
    assert len(marks) == 2


def test_no_packaged_id_could_be_taken_for_an_own_one_or_for_an_address():
    own_id = re.compile(r"(ours|our-resource|our-date)-[0-9a-f]{8}")
    taken = {str(one.pattern).split("/")[0] for one in urlpatterns} - {"", "<slug:activity_id>"}
    assert [id_ for id_ in ids(LIBRARY) if own_id.match(id_) or id_ in taken] == []
    assert taken >= {"resources", "ours", "due", "checks"}


# Finding

WANTED = st.builds(
    Wanted,
    statement=st.sampled_from(["", *LIBRARY.by_code]),
    theme=st.sampled_from(["", *{one.theme for one in LIBRARY.activities}]),
    kind=st.sampled_from(["", *LIBRARY.kinds]),
    with_whom=st.sampled_from(["", *LIBRARY.with_whom]),
    setting=st.sampled_from(["", *LIBRARY.settings]),
    hours=st.sampled_from([None, 0.25, 1.0, 4.0]),
    led=st.booleans(),
    no_course=st.booleans(),
)


@settings(max_examples=200, deadline=None)
@given(WANTED)
def test_everything_found_fits_and_nothing_that_fits_is_left_out(wanted):
    def fits(one):
        if wanted.statement and wanted.statement not in one.develops:
            return False
        if wanted.theme and one.theme != wanted.theme:
            return False
        if wanted.kind and one.kind != wanted.kind:
            return False
        if wanted.with_whom and one.with_whom != wanted.with_whom:
            return False
        if wanted.setting and one.settings and wanted.setting not in one.settings:
            return False
        if wanted.hours is not None and one.hours > wanted.hours:
            return False
        if wanted.led and not one.lived_experience_led:
            return False
        return not (wanted.no_course and LIBRARY.kinds[one.kind].course)

    found = find(CATALOGUE, wanted)
    assert len(found) == len({one.id for one in found})
    assert {one.id for one in found} == {one.id for one in LIBRARY.activities if fits(one)}


@pytest.mark.parametrize("code", packaged_edition().by_code)
def test_a_statement_leads_to_what_develops_it_the_deepest_first(code):
    strengths = [one.develops[code] for one in find(CATALOGUE, Wanted(statement=code))]
    assert strengths
    assert strengths == sorted(strengths, reverse=True)


@pytest.mark.parametrize("one", LIBRARY.activities, ids=lambda one: one.id)
def test_every_activity_is_found_by_its_title_and_by_words_of_its_steps(one):
    assert one in find(CATALOGUE, Wanted(text=one.title))[:5]
    assert one in find(CATALOGUE, Wanted(text=one.steps[-1]))


def test_words_that_stand_nowhere_find_nothing():
    assert find(CATALOGUE, Wanted(text="xylophonist")) == []


def test_own_dates_are_found_on_what_they_are_dates_of(people, added):
    catalogue = queries.catalogue_for(people.actor("bob"), today=BEFORE)
    found = [one.id for one in find(catalogue, Wanted(text="join a recovery network"))]
    assert PACKAGED in found
    assert not any(id_.startswith("our-date-") for id_ in found)
    (offered,) = catalogue.offerings_of(PACKAGED)
    assert (offered.where, offered.places, offered.how_to_book) == (
        "Town hall, upstairs",
        8,
        "Ask for Jean.",
    )


# Due


KINDS = {
    "help-now", "resource", "outside", "own-activity", "own-resource", "own-offering"
}  # fmt: skip


def test_nothing_is_due_before_its_time_and_everything_after_it(people, added):
    checked = [one.last_checked for one in LIBRARY.resources]
    checked += [entry["last_checked"] for entry in help_now()]
    # Areas above this one add texts of their own, with tests of their own.
    assert [one for one in queries.due(today=min(checked)) if one.kind in KINDS] == []
    late = queries.due(today=date(2099, 1, 1))
    assert {one.kind for one in late} >= KINDS
    assert sum(one.kind == "resource" for one in late) == len(LIBRARY.resources)
    assert sum(one.kind == "outside" for one in late) == len(packaged_edition().outside_things)
    days = [one.due for one in late]
    assert days == sorted(days)


def test_help_now_is_due_at_its_own_time_and_others_at_theirs(edition):
    entry = min(help_now(), key=lambda one: one["last_checked"])
    due = entry["last_checked"] + timedelta(days=help_review_days())
    ids_before = {one.id for one in queries.due(today=due - timedelta(days=1))}
    ids_on = {one.id for one in queries.due(today=due)}
    assert entry["id"] in ids_on - ids_before
    resource = min(LIBRARY.resources, key=lambda one: one.last_checked)
    assert help_review_days() < 365
    year = resource.last_checked + timedelta(days=365)
    assert resource.id not in {one.id for one in queries.due(today=year - timedelta(days=1))}
    assert resource.id in {one.id for one in queries.due(today=year)}


def test_each_person_is_told_of_their_own_service_only(people, added):
    far = date(2099, 1, 1)

    def own_due(actor):
        return [one.kind for one in queries.due(today=far, actor=actor) if one.service]

    assert len(own_due(people.actor("alice"))) == 3
    assert own_due(supervising(people, "charlie")) == []


def test_what_is_withdrawn_is_never_due(people, added):
    actions.withdraw(actor=people.actor("alice"), sort="activities", thing_id=added["activities"])
    late = {one.kind for one in queries.due(today=date(2099, 1, 1))}
    assert "own-activity" not in late
    assert "own-resource" in late


def test_links_come_from_the_texts_each_once_with_where_it_stands(people, added):
    links = queries.links_in_use()
    assert links["https://shed.example.org/"] == ["The men's shed"]
    for one in LIBRARY.resources:
        assert not one.link or one.title in links[one.link]
    actions.withdraw(actor=people.actor("alice"), sort="resources", thing_id=added["resources"])
    assert "https://shed.example.org/" not in queries.links_in_use()


def test_only_who_may_change_an_entry_is_given_it(people, added):
    elsewhere = supervising(people, "charlie")
    for sort, made in added.items():
        assert queries.own_thing(people.actor("alice"), sort, made).pk == made
        assert queries.own_thing(elsewhere, sort, made) is None
        assert queries.own_thing(people.actor("bob"), sort, made) is None


def test_a_resource_of_ones_own_stands_beside_the_others(people, added):
    library = queries.library_for(people.actor("bob"), today=BEFORE)
    row = OwnResource.objects.select_related("shelf").get()
    one = library.resource_by_id[row.public_id]
    assert replace(one, id="", owner="", last_checked=None).title == "The men's shed"
    assert one in library.resources_by_code["K12"]
    assert one.last_checked == row.last_checked
