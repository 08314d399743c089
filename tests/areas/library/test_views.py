"""The library's pages: public to read, a service's own part for its own people."""

import json
import re
from html import unescape

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from alongside.foundation.actor import Role
from alongside.foundation.context import help_now
from alongside.library import actions
from alongside.library.loading import packaged_library
from alongside.library.models import OwnActivity, OwnOffering, OwnResource
from tests.factories.accounts import give, with_second_factor
from tests.factories.library import PACKAGED, a_resource, an_activity, an_offering, supervising
from tests.repo.test_translatable import loose_words

LIBRARY = packaged_library()
SOME = LIBRARY.by_id[PACKAGED]


def words(answer) -> str:
    return unescape(answer.content.decode())


@pytest.fixture
def service(people, edition):
    return people.team.service_id


@pytest.fixture
def added(people, service):
    actor = supervising(people)
    return {
        "activities": actions.add_activity(actor=actor, service_id=service, draft=an_activity()),
        "resources": actions.add_resource(actor=actor, service_id=service, draft=a_resource()),
        "offerings": actions.add_offering(actor=actor, service_id=service, draft=an_offering()),
    }


def own_url(**which):
    row = OwnActivity.objects.select_related("shelf").get(**which)
    return reverse("library:activity", args=[row.public_id])


# Reading


@pytest.mark.parametrize(
    "address", ["/learning/", "/learning/?statement=K04", f"/learning/{PACKAGED}/"]
)
def test_a_visitor_reads_it_with_three_queries_at_most(
    client, edition, address, django_assert_max_num_queries
):
    with (
        time_machine.travel(timezone.now(), tick=False),  # what is known is known for a second
        django_assert_max_num_queries(3),
    ):
        answer = client.get(address)
    assert answer.status_code == 200
    assert "csrfmiddlewaretoken" not in words(answer)


@pytest.mark.parametrize(
    "address", ["/learning/", f"/learning/{PACKAGED}/", "/learning/resources/"]
)
def test_it_can_be_read_before_any_framework_is_published(client, db, address):
    assert client.get(address).status_code == 200


def test_every_activity_has_a_page_that_says_all_of_it(client, edition):
    for one in LIBRARY.activities:
        text = words(client.get(f"/learning/{one.id}/"))
        whole = [one.title, *one.steps, one.notice, one.evidence, *one.cautions, *one.checks]
        assert [part for part in whole if part not in text] == [], one.id
        for code in one.develops:
            assert f'href="/framework/{code}/"' in text
            assert f'href="/learning/?statement={code}"' in text


def test_a_page_says_hours_and_strengths_in_words_and_where_it_comes_from(client, edition):
    text = words(client.get(f"/learning/{PACKAGED}/")).partition("<main")[2]
    assert "4 hours" in text
    assert text.index("Goes deep") < text.index("V11") < text.index("Touches")
    assert "People with lived experience" in text
    assert "twelve activities that the 2007 framework lists (A02)" in text


def test_what_prepares_for_something_leads_on_to_it(client, edition):
    later = next(one for one in LIBRARY.activities if one.prerequisites)
    first = LIBRARY.by_id[later.prerequisites[0]]
    assert f'href="/learning/{first.id}/"' in words(client.get(f"/learning/{later.id}/"))
    assert f'href="/learning/{later.id}/"' in words(client.get(f"/learning/{first.id}/"))


def test_from_a_statement_to_what_develops_it_and_back(client, edition):
    text = words(client.get("/learning/?statement=K04"))
    assert 'href="/framework/K04/"' in text
    for one in LIBRARY.by_code["K04"]:
        assert f'href="/learning/{one.id}/"' in text
    assert words(client.get("/learning/for/k04/")).count("al-card__title") == text.count(
        "al-card__title"
    )


def test_filters_are_an_ordinary_form_whose_choices_stay_chosen(client, edition):
    text = words(client.get("/learning/?kind=talk&hours=0.5&led=on&q=ward"))
    assert '<option value="talk" selected>' in text
    assert '<option value="0.5" selected>' in text
    assert 'value="ward"' in text
    found = json.loads(client.get("/learning/?kind=talk&hours=0.5&format=json").content)
    assert {one["kind"] for one in found["activities"]} == {"talk"}
    assert max(one["hours"] for one in found["activities"]) <= 0.5


@pytest.mark.parametrize(
    "asked",
    ["statement=Z99", "kind=%3Cscript%3E", "hours=-1", "hours=nan", "page=999999", "page=x"],
)
def test_what_nobody_offers_asks_for_nothing(client, edition, asked):
    answer = client.get(f"/learning/?{asked}")
    assert answer.status_code == 200
    assert f"{len(LIBRARY.activities)} activities" in words(answer)


def test_page_by_page_everything_is_shown_once(client, edition):
    seen, url = [], "/learning/"
    while url:
        text = words(client.get(url))
        seen += [one.id for one in LIBRARY.activities if f'href="/learning/{one.id}/"' in text]
        url = (
            text.split('rel="next"')[0].split('href="')[-1].split('"')[0]
            if 'rel="next"' in text
            else ""
        )
    assert sorted(seen) == sorted(LIBRARY.by_id)


def test_htmx_gets_the_results_alone_and_says_how_many(client, edition):
    whole = client.get("/learning/?theme=hope")
    part = client.get("/learning/?theme=hope", headers={"HX-Request": "true"})
    assert "<h1" in words(whole)
    assert "<h1" not in words(part)
    assert 'id="results"' in words(part)
    assert 'hx-swap-oob="innerHTML"' in words(part)
    assert "hx-swap-oob" not in words(whole)
    for answer in (whole, part):
        assert "HX-Request" in answer["Vary"]


def test_going_back_by_htmx_gets_the_whole_page(client, edition):
    asked = {"HX-Request": "true", "HX-History-Restore-Request": "true"}
    assert "<h1" in words(client.get("/learning/?theme=hope", headers=asked))


@pytest.mark.parametrize(
    "address", ["/learning/", f"/learning/{PACKAGED}/", "/learning/resources/"]
)
def test_the_same_address_answers_programs_in_json(client, edition, address):
    by_header = client.get(address, headers={"Accept": "application/json"})
    assert by_header["Content-Type"].startswith("application/json")
    assert "Accept" in by_header["Vary"]
    assert by_header.json() == client.get(f"{address}?format=json").json()


@pytest.mark.parametrize("address", ["/learning/", f"/learning/{PACKAGED}/"])
def test_a_kept_page_is_never_given_to_whoever_wants_json_nor_the_other_way(
    client, edition, address
):
    for wanted in ("text/html", "application/json", "text/html"):
        answer = client.get(address, headers={"Accept": wanted})
        assert answer["Content-Type"].startswith(wanted)


def test_json_of_an_activity_holds_what_a_plan_needs(client, edition):
    found = client.get(f"/learning/{PACKAGED}/?format=json").json()
    assert found["develops"] == dict(SOME.develops)
    assert (found["id"], found["hours"], found["course"]) == (PACKAGED, SOME.hours, False)


def test_nothing_by_that_name_is_said_in_both_ways(client, edition):
    assert client.get("/learning/nothing-here/").status_code == 404
    answer = client.get("/learning/nothing-here/?format=json")
    assert answer.status_code == 404
    assert "nothing-here" in answer.json()["error"]


def test_resources_say_what_became_of_each_and_how_sure_we_are(client, edition):
    text = words(client.get("/learning/resources/"))
    for one in LIBRARY.resources:
        assert one.title in text
        assert one.standing.strip() in text
        assert one.confidence_note in text
    assert "We are not sure of this. Check it before you rely on it." in text
    assert "We are fairly sure of this." in text


# A service's own


def test_colleagues_see_what_their_service_added_and_strangers_do_not(
    client, people, added, signed_in
):
    url = own_url()
    with time_machine.travel("2031-01-01 12:00"):
        assert "Go as a guest." in words(signed_in("bob").get(url))
        assert "Town hall, upstairs" in words(signed_in("bob").get(f"/learning/{PACKAGED}/"))
        assert "The men's shed" in words(signed_in("bob").get("/learning/resources/"))
        assert "Sit in at the café" in words(signed_in("bob").get("/learning/?q=café"))
        for stranger in (client, signed_in("charlie"), signed_in("dana")):
            assert stranger.get(url).status_code == 404
            assert "Town hall" not in words(stranger.get(f"/learning/{PACKAGED}/"))
            assert "men's shed" not in words(stranger.get("/learning/resources/"))
            assert "Sit in at the café" not in words(stranger.get("/learning/?q=café"))
            assert b"Sit in at" not in stranger.get("/learning/?format=json").content


def test_a_withdrawn_activity_is_gone_with_the_next_request(people, added, signed_in):
    url, bob = own_url(), signed_in("bob")
    assert bob.get(url).status_code == 200
    actions.withdraw(actor=people.actor("alice"), sort="activities", thing_id=added["activities"])
    assert bob.get(url).status_code == 404


def test_dates_past_are_no_longer_shown(people, added, signed_in):
    row = OwnOffering.objects.select_related("shelf").get()
    with time_machine.travel("2031-03-05 12:00"):
        text = words(signed_in("bob").get(f"/learning/{PACKAGED}/"))
        assert "5 March 2031" in text
        answer = signed_in("bob").get(f"/learning/{row.public_id}/")
        assert answer["Location"] == f"/learning/{PACKAGED}/#dates"
    with time_machine.travel("2031-05-08 12:00"):
        assert "Town hall" not in words(signed_in("bob").get(f"/learning/{PACKAGED}/"))


def test_visitors_and_workers_have_no_way_into_the_authors_pages(
    client, people, added, service, signed_in
):
    edit = reverse("library:edit", args=["activities", added["activities"]])
    for url in ("/learning/ours/", f"/learning/ours/{service}/activities/add/", edit):
        assert client.get(url).status_code == 302
        assert signed_in("bob").get(url).status_code == 403
        assert 'href="/learning/ours/"' not in words(signed_in("bob").get("/learning/"))


def test_a_supervisor_elsewhere_sees_and_changes_nothing_here(people, added, service, signed_in):
    supervising(people, "charlie")
    charlie = signed_in("charlie")
    text = words(charlie.get("/learning/ours/"))
    assert "Sit in at the café" not in text
    assert people.team.service.name not in text
    assert charlie.get(f"/learning/ours/{service}/activities/add/").status_code == 404
    for sort, made in added.items():
        url = reverse("library:edit", args=[sort, made])
        assert charlie.get(url).status_code == 404
        assert charlie.post(url, {"version": 1}).status_code == 404
        for verb in ("withdraw", "restore", "checked"):
            change = reverse("library:change", args=[sort, made, verb])
            assert charlie.post(change).status_code == 403
    assert not OwnActivity.objects.get().withdrawn


def test_a_service_lead_reads_the_list_and_has_no_buttons(people, added, signed_in):
    give(people.bob, Role.SERVICE_LEAD, service=people.team.service)
    text = words(signed_in("bob").get("/learning/ours/"))
    assert "Sit in at the café" in text
    assert "Withdraw" not in text
    assert signed_in("bob").get(
        reverse("library:edit", args=["activities", added["activities"]])
    ).status_code == 403  # fmt: skip


FIELDS = {
    "activities": {
        "title": "Walk the ward",
        "kind": "visit",
        "with_whom": "colleague",
        "hours": "0.75",
        "statement_1": "K04",
        "strength_1": "3",
        "statement_5": "V01",
        "strength_5": "1",
        "steps": "Ask.\n\n  Walk.  \n",
        "notice": "Doors.",
        "evidence": "A note.",
        "cautions": "",
        "before": PACKAGED,
        "cost": "0",
    },
    "resources": {
        "title": "Shed",
        "kind": "website",
        "about": "A place.",
        "standing": "Open.",
        "link": "https://shed.example.org/",
        "statement_1": "K12",
    },
    "offerings": {
        "activity": PACKAGED,
        "date_1": "2031-03-05",
        "date_4": "2031-04-05",
        "where": "Hall",
        "places": "",
        "cost": "2.50",
        "how_to_book": "",
    },
}
MODELS = {"activities": OwnActivity, "resources": OwnResource, "offerings": OwnOffering}


def hidden(answer) -> dict[str, str]:
    """The one-time key and the version that a form carries."""
    form = answer.context["form"]
    return {name: str(form[name].value()) for name in ("once", "version")}


@pytest.mark.parametrize("sort", FIELDS)
def test_a_supervisor_adds_and_changes_an_entry(people, service, signed_in, sort):
    supervising(people)
    browser, url = signed_in("alice"), f"/learning/ours/{service}/{sort}/add/"
    sent = {**FIELDS[sort], **hidden(browser.get(url))}
    for _time in range(2):  # Back, and sent again
        assert browser.post(url, sent)["Location"] == "/learning/ours/"
    row = MODELS[sort].objects.get()
    change = reverse("library:edit", args=[sort, row.pk])
    opened = browser.get(change)
    again = {**FIELDS[sort], **hidden(opened)}
    for name, value in FIELDS[sort].items():
        if value and name not in ("steps", "date_1", "date_4", "strength_5", "statement_5"):
            assert str(opened.context["form"][name].value()) == value or name == "cost"
    first = "where" if sort == "offerings" else "title"
    assert browser.post(change, {**again, first: "Changed"}).status_code == 302
    row.refresh_from_db()
    assert getattr(row, first) == "Changed"
    assert "Changed" in words(browser.get("/learning/ours/"))


def test_statements_and_steps_are_kept_as_chosen(people, service, signed_in):
    supervising(people)
    browser, url = signed_in("alice"), f"/learning/ours/{service}/activities/add/"
    browser.post(url, {**FIELDS["activities"], **hidden(browser.get(url))})
    row = OwnActivity.objects.get()
    assert row.develops == {"K04": 3, "V01": 1}
    assert row.steps == ["Ask.", "Walk."]
    assert row.prerequisites == [PACKAGED]
    assert row.theme == "hope"


@pytest.mark.parametrize(
    ("sort", "wrong", "says"),
    [
        ("activities", {"steps": "Only one"}, "two to six steps"),
        ("activities", {"statement_1": ""}, "Choose from what is offered."),
        ("activities", {"statement_5": "K04"}, "each only once"),
        ("activities", {"title": ""}, "Write something here."),
        ("resources", {"link": "http://127.0.0.1/"}, "full web address"),
        ("offerings", {"date_4": "2031-03-05"}, "different days"),
        ("offerings", {"date_1": "5 maybe"}, "date"),
    ],
)
def test_what_is_wrong_is_said_and_the_text_is_still_there(
    people, service, signed_in, sort, wrong, says
):
    supervising(people)
    browser, url = signed_in("alice"), f"/learning/ours/{service}/{sort}/add/"
    sent = {**FIELDS[sort], **hidden(browser.get(url)), **wrong}
    answer = browser.post(url, sent)
    assert answer.status_code == 422
    assert says in words(answer)
    kept = "Hall" if sort == "offerings" else "Open." if sort == "resources" else "Doors."
    assert kept in words(answer)
    assert not MODELS[sort].objects.exists()


def test_when_two_people_edit_one_thing_both_texts_are_shown(people, added, signed_in):
    supervising(people, "bob")
    url = reverse("library:edit", args=["activities", added["activities"]])
    alice, bob = signed_in("alice"), signed_in("bob")
    first, second = hidden(alice.get(url)), hidden(bob.get(url))
    fields = FIELDS["activities"]
    assert alice.post(url, {**fields, **first, "title": "From Alice"}).status_code == 302
    answer = bob.post(url, {**fields, **second, "title": "From Bob"})
    assert answer.status_code == 409
    assert "From Alice" in words(answer)
    assert "From Bob" in words(answer)
    assert f'href="{url}"' in words(answer)
    assert OwnActivity.objects.get().title == "From Alice"


def test_withdrawing_putting_back_and_checking_are_one_press_each(people, added, signed_in):
    browser = signed_in("alice")
    made = added["resources"]

    def press(verb):
        return browser.post(reverse("library:change", args=["resources", made, verb]), follow=True)

    assert "Withdrawn" in words(press("withdraw"))
    assert OwnResource.objects.get().withdrawn
    assert "It is back." in words(press("restore"))
    with time_machine.travel("2040-01-01 12:00"):
        browser = signed_in("alice")
        assert "Due a check" in words(browser.get("/learning/ours/"))
        press("checked")
        assert OwnResource.objects.get().last_checked.year == 2040
    assert browser.get(
        reverse("library:change", args=["resources", made, "withdraw"])
    ).status_code in {302, 405}
    assert press("vanish").status_code == 404


PRIVATE = ("/learning/ours/", "/learning/due/", "/learning/checks/", "/learning/?q=café")


@pytest.mark.parametrize("address", [*PRIVATE, *FIELDS])
def test_every_word_can_be_translated(people, added, steward, signed_in, pseudo, address):
    if address in FIELDS:
        address = reverse("library:edit", args=[address, added[address]])
    with time_machine.travel("2040-01-01 12:00"):
        answer = signed_in("bob").get(address)
    assert answer.status_code == 200
    assert loose_words(answer.content.decode()) == []


# Stewards


@pytest.fixture
def steward(people, edition):
    give(people.bob, Role.STEWARD, team=people.team)
    with_second_factor(people.bob)


@pytest.mark.parametrize("address", ["/learning/due/", "/learning/checks/"])
def test_what_waits_for_a_steward_is_for_stewards(client, people, edition, signed_in, address):
    assert client.get(address).status_code == 302
    supervising(people)
    assert signed_in("alice").get(address).status_code == 403


def test_stewards_see_what_is_due_with_a_way_to_each(people, added, steward, signed_in):
    with time_machine.travel("2026-11-24 12:00"):
        assert "Everything has been looked at" in words(signed_in("bob").get("/learning/due/"))
    with time_machine.travel("2099-01-01 12:00"):
        text = words(signed_in("bob").get("/learning/due/"))
        for one in LIBRARY.resources:
            assert one.title in text
        for entry in help_now():
            assert entry["name"] in text
        for sort, made in added.items():
            assert reverse("library:edit", args=[sort, made]) in text


def test_stewards_see_everything_to_check_before_publishing(people, steward, signed_in):
    text = words(signed_in("bob").get("/learning/checks/"))
    assert LIBRARY.checks
    for check in LIBRARY.checks:
        assert check.note.strip() in text
    for entry in help_now():
        assert str(entry.get("check", "")).strip() in text


@pytest.mark.parametrize("sort", ["activities", "resources", "offerings"])
def test_beside_every_box_the_words_can_be_looked_at(people, service, signed_in, sort):
    supervising(people)
    html = words(signed_in("alice").get(f"/learning/ours/{service}/{sort}/add/"))
    boxes = re.findall(r'<textarea[^>]* id="([^"]+)"', html)
    assert boxes
    for box in boxes:
        assert f'data-coach="{box}"' in html, box
        assert f'data-identifiers="{box}"' in html, box
