"""The word list is for everybody; the desk for the panel and stewards; own words for a service."""

import json
import re

import pytest
from django.test import Client

from alongside.foundation.actor import Role
from alongside.language import actions, loading, queries
from tests.factories.accounts import actor_for, give
from tests.factories.language import a_draft_with, a_rule, a_steward, on_the_panel


@pytest.fixture
def steward(people):
    return a_steward()


def client_of(person) -> Client:
    browser = Client()
    browser.force_login(person)
    return browser


def form_of(rule, **changes):
    return {**loading_form(rule), **changes}


def loading_form(rule):
    from alongside.language.forms import RuleForm

    return RuleForm.initial_of(rule, queries.draft().version)


@pytest.mark.django_db
def test_the_word_list_reads_whole_without_scripts_and_without_signing_in(client):
    page = client.get("/words/").content.decode()
    for rule in loading.packaged().rules:
        assert f'id="word-{rule.id}"' in page
    for kind in loading.kinds():
        assert f'id="{kind.id}"' in page
    assert "No panel with lived experience has decided on it yet" in page
    assert "csrfmiddlewaretoken" not in page
    assert "116 123" in page.split("<main")[0]


@pytest.mark.django_db
def test_the_rules_a_browser_gets_are_the_compiled_ones(client):
    answer = client.get("/words/rules.json")
    assert answer["Content-Type"].startswith("application/json")
    assert json.loads(answer.content) == json.loads(loading.COMPILED.read_text("utf-8"))
    assert (
        client.get("/words/rules.json", headers={"if-none-match": answer["ETag"]}).status_code
        == 304
    )


@pytest.mark.django_db
def test_no_address_takes_a_text_to_check(client):
    for where in ("/words/", "/words/rules.json"):
        assert client.post(where, {"text": "She refused."}).status_code == 405


@pytest.mark.parametrize("name", ["alice", "bob", "charlie", "dana"])
def test_the_desk_is_closed_to_everybody_who_is_not_on_the_panel(signed_in, name):
    browser = signed_in(name)
    assert browser.get("/words/desk/").status_code == 403
    assert browser.get("/words/desk/rules/").status_code == 403
    for where in ("draft", "rules/refused/remove", "panel/leave"):
        assert browser.post(f"/words/desk/{where}/", {"version": "1"}).status_code == 403
    assert queries.draft() is None


def test_the_way_to_the_desk_is_shown_to_those_it_is_open_to(people, steward, signed_in):
    actions.ask_to_panel(actor=actor_for(steward), email=people.bob.email)
    shown = [
        name
        for name in ("alice", "bob", "charlie", "dana")
        if b"Where the list is made" in signed_in(name).get("/words/").content
    ]
    assert shown == ["bob"]
    assert b"Where the list is made" in client_of(steward).get("/words/").content


@pytest.mark.django_db
def test_a_visitor_is_asked_to_sign_in_for_the_desk_and_own_words(client):
    for where in ("desk", "ours", "desk/rules"):
        assert client.get(f"/words/{where}/").status_code == 302
    assert client.get("/words/ours.json").status_code == 302


def test_an_edition_goes_from_invitation_to_publishing_on_the_pages(people, steward):
    at_desk = client_of(steward)
    for person in (people.alice, people.bob):
        at_desk.post("/words/desk/panel/", {"email": person.email})
        theirs = client_of(person)
        assert b"You are asked to join the panel" in theirs.get("/words/desk/").content
        theirs.post("/words/desk/panel/answer/", {"shown_as": f"{person.name} (panel)"})
    alice, bob = client_of(people.alice), client_of(people.bob)
    alice.post("/words/desk/draft/")
    rule = {**queries.written_of(queries.draft())["refused"], "why": "It makes a no sound wrong."}
    answer = alice.post("/words/desk/rules/refused/", form_of(rule))
    assert answer.status_code == 302, answer.context["form"].errors
    assert "It makes a no sound wrong." in alice.get("/words/desk/").content.decode()
    for browser in (alice, bob):
        browser.post("/words/desk/decide/", {"digest": queries.draft().digest, "yes": "yes"})
    assert b"Publish this edition" in at_desk.get("/words/desk/").content
    assert b"Publish this edition" not in alice.get("/words/desk/").content
    at_desk.post(
        "/words/desk/publish/", {"digest": queries.draft().digest, "note": "A kinder why."}
    )
    page = Client().get("/words/").content.decode()
    assert "It makes a no sound wrong." in page
    assert "This is edition 1 of the list" in page
    kept = json.loads(Client().get("/words/rules.json").content)["rules"]
    assert [one["why"] for one in kept if one["id"] == "refused"] == ["It makes a no sound wrong."]


def test_a_pattern_that_cannot_be_used_comes_back_with_what_is_wrong(people, steward):
    on_the_panel(people.alice, steward)
    row = a_draft_with(people.alice)
    form = form_of(a_rule(), finds="bed space\n@nowhere", version=row.version)
    answer = client_of(people.alice).post("/words/desk/rules/bed-space/", form)
    assert answer.status_code == 200
    assert "there is no list" in answer.content.decode()
    assert queries.draft().version == row.version


def test_a_new_rule_never_takes_the_place_of_another(people, steward):
    on_the_panel(people.alice, steward)
    row = a_draft_with(people.alice)
    answer = client_of(people.alice).post("/words/desk/rules/", form_of(a_rule(id="refused")))
    assert answer.status_code == 200
    assert "There is a rule of that name already" in answer.content.decode()
    assert queries.draft().digest == row.digest


def test_a_rule_of_too_many_patterns_is_refused_in_words(people, steward):
    on_the_panel(people.alice, steward)
    row = a_draft_with(people.alice)
    many = "\n".join(f"of-person: word{number}" for number in range(39))
    answer = client_of(people.alice).post(
        "/words/desk/rules/bed-space/", form_of(a_rule(), finds=many)
    )
    assert answer.status_code == 200
    assert "make two rules" in answer.content.decode()
    assert queries.draft().digest == row.digest


def test_a_clash_of_two_editors_shows_both_texts(people, steward):
    on_the_panel(people.alice, steward)
    row = a_draft_with(people.alice)
    form = form_of(a_rule(why="Mine."))
    actions.save_rule(
        actor=actor_for(people.alice), version=row.version, rule=a_rule(why="Theirs.")
    )
    answer = client_of(people.alice).post("/words/desk/rules/bed-space/", form)
    assert answer.status_code == 409
    assert "Mine." in answer.content.decode()
    assert "Theirs." in answer.content.decode()


def test_a_services_own_words_are_seen_by_its_people_and_nobody_else(people, signed_in):
    give(people.alice, Role.SERVICE_LEAD, service=people.team.service)
    page = signed_in("alice").get("/words/ours/").content.decode()
    service = re.search(r'<option value="([0-9a-f-]{36})"', page).group(1)
    word = {"pattern": "the bays", "instead": "the rooms", "why": "People live there."}
    assert signed_in("alice").post("/words/ours/", {"service": service, **word}).status_code == 302
    assert "the bays" in signed_in("bob").get("/words/ours/").content.decode()
    assert "Take out" not in signed_in("bob").get("/words/ours/").content.decode()
    assert len(json.loads(signed_in("bob").get("/words/ours.json").content)["rules"]) == 1
    for name in ("charlie", "dana"):
        assert "the bays" not in signed_in(name).get("/words/ours/").content.decode()
        assert json.loads(signed_in(name).get("/words/ours.json").content)["rules"] == []
        assert signed_in(name).post("/words/ours/", {"service": service, **word}).status_code == 403
