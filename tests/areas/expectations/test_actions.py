"""A service's page and its places: written by those who look after it, with history, never lost."""

from dataclasses import replace
from uuid import uuid4

import pytest
from django.utils import timezone

from alongside.expectations import actions, queries
from alongside.expectations.models import EditedText, Place, ServicePage
from alongside.expectations.policies import PageDraft, PlaceDraft
from alongside.foundation import history
from alongside.foundation.actor import Forbidden, Role
from alongside.foundation.writing import Conflict
from tests.factories.accounts import ServiceFactory, give

from .conftest import PAGE, PLACE

OTHER = PageDraft("Other words.", "Another way.")


def verbs(page):
    return [one.verb for one in history.past(queries.page_chain(page.pk))]


def test_a_lead_writes_a_page_that_nobody_sees_until_it_is_shown(places_and_people, service):
    alice = places_and_people.actor("alice")
    actions.save_page(actor=alice, service_id=service.pk, version=0, draft=PAGE)
    page = ServicePage.objects.get()
    assert (page.who_we_are, page.reach) == (PAGE.who_we_are, PAGE.reach)
    assert (page.version, page.shown) == (1, False)
    assert queries.pages_shown() == []
    assert queries.page(page.slug, None) is None
    assert queries.page(page.slug, places_and_people.actor("charlie")) is None
    assert queries.page(page.slug, alice) == page
    actions.show_page(actor=alice, service_id=service.pk, shown=True)
    assert queries.pages_shown() == [page]
    actions.show_page(actor=alice, service_id=service.pk, shown=False)
    assert queries.pages_shown() == []
    assert verbs(page) == ["hidden", "shown", "written"]


@pytest.mark.parametrize("name", ["bob", "charlie"])
def test_nobody_else_can_change_it(name, places_and_people, shown):
    actor = places_and_people.actor(name)
    place = Place.objects.get()
    attempts = [
        lambda: actions.save_page(actor=actor, service_id=shown.pk, version=1, draft=OTHER),
        lambda: actions.show_page(actor=actor, service_id=shown.pk, shown=False),
        lambda: actions.mark_page_checked(actor=actor, service_id=shown.pk),
        lambda: actions.add_place(actor=actor, service_id=shown.pk, draft=PLACE),
        lambda: actions.edit_place(actor=actor, place_id=place.pk, version=1, draft=PLACE),
        lambda: actions.withdraw_place(actor=actor, place_id=place.pk),
        lambda: actions.restore_place(actor=actor, place_id=place.pk),
        lambda: actions.mark_place_checked(actor=actor, place_id=place.pk),
        lambda: actions.save_reform(actor=actor, version=0, text="The law is what I say."),
    ]
    for attempt in attempts:
        with pytest.raises(Forbidden):
            attempt()
    assert ServicePage.objects.get().who_we_are == PAGE.who_we_are
    assert Place.objects.count() == 1
    assert not EditedText.objects.exists()


def test_the_national_steward_can_change_any_of_them(places_and_people, shown):
    dana = places_and_people.actor("dana")
    actions.save_page(actor=dana, service_id=shown.pk, version=1, draft=OTHER)
    assert ServicePage.objects.get().who_we_are == "Other words."


def test_a_lead_of_one_team_does_not_speak_for_the_service(places_and_people, shown):
    give(places_and_people.bob, Role.SERVICE_LEAD, team=places_and_people.team)
    with pytest.raises(Forbidden):
        actions.save_page(
            actor=places_and_people.actor("bob"), service_id=shown.pk, version=1, draft=OTHER
        )
    assert queries.services_to_edit(places_and_people.actor("bob")) == []


@pytest.mark.parametrize("version", [0, 2])
def test_two_who_change_a_page_never_overwrite_each_other(version, places_and_people, shown):
    alice = places_and_people.actor("alice")
    with pytest.raises(Conflict) as caught:
        actions.save_page(actor=alice, service_id=shown.pk, version=version, draft=OTHER)
    assert ("Who we are", "Other words.") in caught.value.yours
    assert ("Who we are", PAGE.who_we_are) in caught.value.theirs
    assert ServicePage.objects.get().version == 1


def test_a_form_sent_twice_is_done_once(places_and_people, shown):
    alice = places_and_people.actor("alice")
    for _time in range(2):
        actions.save_page(actor=alice, service_id=shown.pk, version=1, draft=OTHER, key="k1")
        actions.add_place(actor=alice, service_id=shown.pk, draft=PLACE, key="k2")
    assert ServicePage.objects.get().version == 2
    assert Place.objects.count() == 2


def test_other_words_sent_with_the_same_key_are_not_dropped(places_and_people, shown):
    """Back, and other words: the page has its old key. Nothing says "saved" that was not."""
    alice, dana = places_and_people.actor("alice"), places_and_people.actor("dana")
    place = Place.objects.get()

    def places(name):
        actions.add_place(
            actor=alice, service_id=shown.pk, draft=replace(PLACE, name=name), key="k"
        )

    def page(words):
        draft = replace(PAGE, who_we_are=words)
        actions.save_page(actor=alice, service_id=shown.pk, version=1, draft=draft, key="k")

    def one_place(name):
        draft = replace(PLACE, name=name)
        actions.edit_place(actor=alice, place_id=place.pk, version=1, draft=draft, key="k")

    def law(words):
        actions.save_reform(actor=dana, version=0, text=words, key="k")

    for name in ("First", "Second"):
        places(name)
    assert set(Place.objects.values_list("name", flat=True)) == {PLACE.name, "First", "Second"}
    for send in (page, one_place, law):
        send("First")
        with pytest.raises(Conflict) as clash:
            send("Second")
        assert "Second" in dict(clash.value.yours).values()
        assert "First" in dict(clash.value.theirs).values()


def test_every_change_leaves_its_words_in_the_history(places_and_people, shown):
    alice, page = places_and_people.actor("alice"), ServicePage.objects.get()
    actions.save_page(actor=alice, service_id=shown.pk, version=1, draft=OTHER)
    past = queries.past_of_page(page.pk)
    assert past[0][0].what["who_we_are"] == "Other words."
    assert past[-1][0].what["who_we_are"] == PAGE.who_we_are
    assert {name for _one, name in past} == {"Alice Aird"}
    assert list(history.faults()) == []


@pytest.mark.parametrize(
    ("draft", "field"), [(PageDraft("", "x"), "who_we_are"), (PageDraft("x", "y", "z"), "film")]
)
def test_a_page_that_lacks_something_is_not_saved(draft, field, places_and_people, service):
    alice = places_and_people.actor("alice")
    with pytest.raises(actions.BadEntryError) as caught:
        actions.save_page(actor=alice, service_id=service.pk, version=0, draft=draft)
    assert caught.value.faults[0][0] == field
    assert not ServicePage.objects.exists()


def test_two_services_of_one_name_have_addresses_of_their_own(places_and_people, service):
    dana = places_and_people.actor("dana")
    twin = ServiceFactory(name=service.name)
    for one in (service, twin):
        actions.save_page(actor=dana, service_id=one.pk, version=0, draft=PAGE)
    slugs = set(ServicePage.objects.values_list("slug", flat=True))
    assert len(slugs) == 2
    assert all(slug.startswith("service") for slug in slugs)


# Places


def test_a_place_is_withdrawn_and_put_back_and_never_deleted(places_and_people, shown):
    alice = places_and_people.actor("alice")
    page, place = ServicePage.objects.get(), Place.objects.get()
    actions.withdraw_place(actor=alice, place_id=place.pk)
    actions.withdraw_place(actor=alice, place_id=place.pk)
    assert queries.places(page.pk) == []
    assert queries.places(page.pk, withdrawn=True) == [place]
    actions.restore_place(actor=alice, place_id=place.pk)
    assert queries.places(page.pk) == [place]
    assert verbs(page)[:2] == ["place restored", "place withdrawn"]


def test_a_place_is_changed_and_that_counts_as_looking_at_it(places_and_people, shown):
    alice, place = places_and_people.actor("alice"), Place.objects.get()
    Place.objects.update(last_checked="2020-01-01")
    changed = PlaceDraft("advocacy", "Voices", "They speak up with you.", phone="01632 960 120")
    actions.edit_place(actor=alice, place_id=place.pk, version=1, draft=changed)
    place.refresh_from_db()
    assert (place.kind, place.name, place.address, place.version) == ("advocacy", "Voices", "", 2)
    assert place.last_checked == timezone.localdate()
    with pytest.raises(Conflict) as caught:
        actions.edit_place(actor=alice, place_id=place.pk, version=1, draft=PLACE)
    assert ("Name", "Voices") in caught.value.theirs


def test_a_place_or_a_page_marked_as_checked_is_no_longer_due(places_and_people, shown):
    alice, place = places_and_people.actor("alice"), Place.objects.get()
    Place.objects.update(last_checked="2020-01-01")
    ServicePage.objects.update(last_checked="2020-01-01")
    actions.mark_place_checked(actor=alice, place_id=place.pk)
    actions.mark_page_checked(actor=alice, service_id=shown.pk)
    today = timezone.localdate()
    assert Place.objects.get().last_checked == ServicePage.objects.get().last_checked == today


def test_a_place_needs_a_page_to_stand_on(places_and_people, service):
    alice = places_and_people.actor("alice")
    with pytest.raises(Forbidden):
        actions.add_place(actor=alice, service_id=service.pk, draft=PLACE)
    with pytest.raises(Forbidden):
        actions.show_page(actor=alice, service_id=service.pk, shown=True)
    with pytest.raises(Forbidden):
        actions.withdraw_place(actor=alice, place_id=uuid4())


# The law's text


def test_a_national_steward_changes_the_one_text_about_the_law(places_and_people):
    dana = places_and_people.actor("dana")
    packaged = queries.reform()
    assert packaged.version == 0
    actions.save_reform(actor=dana, version=0, text="It may change.\n\nAsk someone.")
    now = queries.reform()
    assert (now.reform.text, now.version) == ("It may change.\n\nAsk someone.", 1)
    assert now.reform.last_checked == timezone.localdate()
    assert now.reform.sources == packaged.reform.sources
    assert [one.what for one, _who in queries.past_of_reform()] == [{"text": now.reform.text}]


@pytest.mark.parametrize("version", [0, 2])
def test_two_who_change_it_never_overwrite_each_other(version, places_and_people):
    dana = places_and_people.actor("dana")
    actions.save_reform(actor=dana, version=0, text="First words.")
    with pytest.raises(Conflict) as caught:
        actions.save_reform(actor=dana, version=version, text="Second words.")
    assert caught.value.yours[0][1] == "Second words."
    assert caught.value.theirs[0][1] == "First words."
    assert queries.reform().reform.text == "First words."


def test_an_empty_text_about_the_law_is_refused(places_and_people):
    with pytest.raises(actions.BadEntryError):
        actions.save_reform(actor=places_and_people.actor("dana"), version=0, text=" \n ")
    assert queries.reform().version == 0
