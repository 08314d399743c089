"""One's own account; nobody else's."""

import json

import pytest
from allauth.account.models import EmailAddress
from django.apps import apps
from django.utils import timezone

from alongside.accounts import actions, queries
from alongside.accounts.models import Person
from alongside.foundation import history
from alongside.foundation.actor import Role
from tests.factories.accounts import actor_for, give, with_second_factor


def test_visitors_are_asked_to_sign_in_first(client, db):
    for address in ("/account/", "/account/export.json", "/account/erase/", "/account/people/"):
        answer = client.get(address)
        assert answer.status_code == 302
        assert answer["Location"].startswith("/sign-in/login/?next=")


def test_my_account_shows_what_i_share_and_lets_me_stop(people, signed_in):
    made = actions.share(
        actor=people.actor("alice"),
        kind="answer",
        item="K01",
        reader_id=people.bob.pk,
        until=timezone.localdate(),
    )
    browser = signed_in("alice")
    assert "Bob Baird" in browser.get("/account/").content.decode()
    assert signed_in("charlie").post(f"/account/sharing/{made.pk}/end/").status_code == 403
    answer = browser.post(f"/account/sharing/{made.pk}/end/", {"back": "//elsewhere.example"})
    assert answer["Location"] == "/account/"
    assert "Bob Baird" not in browser.get("/account/").content.decode()


def test_everything_about_me_leaves_as_one_file(people, signed_in):
    answer = signed_in("alice").get("/account/export.json")
    kept = json.loads(answer.content)
    assert kept["account"]["email"] == "alice@example.org"
    assert "bob@example.org" not in answer.content.decode()
    assert answer["Cache-Control"] == "private, no-store"


def test_erasing_asks_first_then_leaves_nothing_but_a_whole_chain(people, signed_in):
    actions.rename(actor=people.actor("alice"), name="Alice Again")
    browser = signed_in("alice")
    browser.post("/account/erase/")
    assert Person.objects.filter(pk=people.alice.pk).exists()
    browser.post("/account/erase/", {"sure": "yes"})
    assert not Person.objects.filter(pk=people.alice.pk).exists()
    chain = f"person:{people.alice.pk}"
    assert {past.what for past in history.past(chain) if past.what is None} == {None}
    assert list(history.faults()) == []


def test_nothing_in_the_whole_database_names_somebody_who_was_erased(people, signed_in):
    give(people.dana, Role.ADMINISTRATOR, board=people.team.service.board)
    with_second_factor(people.dana)
    dana, mail = people.actor("dana"), "Alice@Example.org"
    actions.invite(actor=dana, team_id=people.team.pk, email=mail, role=Role.WORKER)
    share = {"kind": "answer", "item": "K01", "until": timezone.localdate()}
    actions.share(actor=people.actor("bob"), reader_email=mail, **share)
    actions.share(actor=people.actor("bob"), reader_email="other@example.org", **share)
    actions.rename(actor=people.actor("alice"), name="Alice Quokka")
    signed_in("alice").post("/account/erase/", {"sure": "yes"})
    kept = "".join(repr(list(model.objects.values_list())) for model in apps.get_models()).lower()
    assert "other@example.org" in kept
    assert "alice@example.org" not in kept
    assert "quokka" not in kept
    assert list(history.faults()) == []


def test_erasing_oneself_takes_nothing_that_was_meant_for_an_address_one_only_claimed(people):
    EmailAddress.objects.create(user=people.bob, email="claimed@example.org", verified=False)
    actions.share(
        actor=people.actor("alice"),
        kind="answer",
        item="K01",
        reader_email="claimed@example.org",
        until=timezone.localdate(),
    )
    actions.erase_person(actor=people.actor("bob"))
    assert queries.shares_given(people.actor("alice"), today=timezone.localdate()).exists()


@pytest.mark.parametrize("name", ["alice", "bob", "charlie"])
def test_people_and_places_are_for_administrators(people, signed_in, name):
    assert signed_in(name).get("/account/people/").status_code == 403


def test_an_administrator_sees_names_and_roles_and_invites(people, signed_in):
    give(people.dana, Role.ADMINISTRATOR, board=people.team.service.board)
    with_second_factor(people.dana)
    browser = signed_in("dana")
    page = browser.get("/account/people/").content.decode()
    assert "Alice Aird" in page
    assert "Charlie Combe" not in page
    address = f"/account/people/{people.team.pk}/invite/"
    answer = browser.post(address, {"email": "new@example.org", "role": "worker"}).content.decode()
    token = answer.split("/account/join/")[1].split("/")[0]
    assert signed_in("charlie").get(f"/account/join/{token}/").status_code == 200
    signed_in("charlie").post(f"/account/join/{token}/")
    assert people.team.pk in actor_for(people.charlie).teams
    elsewhere = f"/account/people/{people.elsewhere.pk}/invite/"
    assert browser.get(elsewhere).status_code == 404


def test_control_characters_are_refused_with_a_clear_word(people, signed_in):
    answer = signed_in("alice").post("/account/", {"name": "Al\x00ice"})
    assert answer.status_code == 400
    assert "U+0000" in answer.content.decode()
    assert Person.objects.get(pk=people.alice.pk).name == "Alice Aird"
