"""A token for a program of one's own: shown once, kept as a hash, ended at once, and it is no role."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from alongside.accounts import actions, policies, presenters, queries
from alongside.accounts.models import Token
from alongside.foundation import history
from alongside.foundation.actor import Forbidden, Role
from alongside.foundation.models import IdempotencyKey
from tests.factories.accounts import give, with_second_factor

TODAY = timezone.localdate


def make(people, **changes):
    facts = {"actor": people.actor("alice"), "name": "A spreadsheet", "scopes": ["answers:read"]}
    return actions.make_token(**{**facts, "until": TODAY(), **changes})


def holder(text, days=0):
    return queries.token_holder(text, today=TODAY() + timedelta(days=days))


def test_it_opens_what_is_its_owners_until_its_last_day(people):
    text = make(people, until=TODAY() + timedelta(days=2))
    assert holder(text).person_id == people.alice.pk
    assert holder(text, days=2) is not None
    assert holder(text, days=3) is None


def test_only_a_hash_is_kept_and_history_holds_no_word_of_it(people):
    text = make(people, key="a form")
    row = Token.objects.get()
    assert row.token_hash == history.digest(text)
    kept = f"{vars(row)}{[vars(one) for one in IdempotencyKey.objects.all()]}"
    kept += str(history.past(f"person:{people.alice.pk}"))
    assert text.rsplit("_", 1)[1] not in kept
    assert "A spreadsheet" not in str(history.past(f"person:{people.alice.pk}"))


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text[:-1] + ("a" if text[-1] != "a" else "b"),
        lambda text: text.replace("alongside_", "elsewhere_"),
        lambda text: text.rsplit("_", 1)[0] + "_",
        lambda text: text + "x",
        lambda text: "",
        lambda text: "alongside_" + "g" * 32 + "_x",
        lambda text: "alongside_" + "0" * 32 + "_" + "x" * 43,
    ],
)
def test_anything_else_opens_nothing(people, change):
    text = make(people)
    assert holder(change(text)) is None
    assert holder(text) is not None


def test_another_token_of_hers_does_not_go_with_its_secret(people):
    one, other = make(people), make(people)
    mixed = "_".join([*one.split("_")[:2], *other.split("_")[2:]])
    assert holder(mixed) is None


def test_ended_it_opens_nothing_from_that_moment_and_can_be_ended_twice(people):
    text = make(people)
    token = holder(text).token_id
    for _time in range(2):
        actions.end_token(actor=people.actor("alice"), token_id=token)
    assert holder(text) is None
    ended = [one for one in history.past(f"person:{people.alice.pk}") if "ended" in one.verb]
    assert len(ended) == 1


def test_nobody_ends_somebody_elses(people):
    text = make(people)
    give(people.dana, Role.ADMINISTRATOR)
    with_second_factor(people.dana)
    for name in ("bob", "charlie", "dana"):
        with pytest.raises(Forbidden):
            actions.end_token(actor=people.actor(name), token_id=holder(text).token_id)
    assert holder(text) is not None


def test_who_can_no_longer_sign_in_can_no_longer_use_it(people):
    text = make(people)
    people.alice.is_active = False
    people.alice.save()
    assert holder(text) is None


def test_it_carries_no_role_whatever_its_owner_holds(people):
    give(people.alice, Role.ADMINISTRATOR)
    give(people.alice, Role.STEWARD, service=people.team.service)
    with_second_factor(people.alice)
    assert holder(make(people)).actor.roles == ()
    member = queries.as_member(people.alice.pk)
    assert {held.role for held in member.roles} == {Role.WORKER}
    assert people.team.service_id in member.services


@pytest.mark.parametrize(
    "changes",
    [
        {"until": TODAY() - timedelta(days=1)},
        {"until": TODAY() + timedelta(days=367)},
        {"scopes": []},
        {"scopes": ["answers:read", "answers:erase"]},
        {"name": "  "},
    ],
)
def test_what_may_not_be_made_is_refused(people, changes):
    with pytest.raises(Forbidden):
        make(people, **changes)
    assert not Token.objects.exists()


def test_there_are_not_more_than_somebody_can_look_after(people):
    for _time in range(policies.MOST_TOKENS):
        make(people)
    with pytest.raises(Forbidden):
        make(people)
    actions.end_token(actor=people.actor("alice"), token_id=Token.objects.first().pk)
    assert make(people)


def test_to_write_is_to_read_too():
    assert policies.whole_scopes(["record:write"]) == ("record:read", "record:write")
    assert policies.whole_scopes(["plan:read"]) == ("plan:read",)


def test_a_form_sent_twice_makes_one_and_shows_it_once(people):
    first, again = make(people, key="a form"), make(people, key="a form")
    assert first
    assert again == ""
    assert Token.objects.count() == 1
    assert holder(first) is not None


def test_of_its_use_only_the_last_day_is_kept(people):
    text = make(people, until=TODAY() + timedelta(days=9))
    alice, token = people.actor("alice"), holder(text).token_id
    for days in (1, 1, 0):
        day = TODAY() + timedelta(days=days)
        actions.note_token_used(actor=alice, token_id=token, today=day)
    assert Token.objects.get().used_on == TODAY() + timedelta(days=1)
    actions.note_token_used(actor=people.actor("bob"), token_id=token, today=TODAY() + timedelta(5))
    assert Token.objects.get().used_on == TODAY() + timedelta(days=1)


def test_it_leaves_with_her_as_facts_without_itself(people):
    text = make(people)
    [told] = presenters.everything(people.actor("alice"))["account"]["tokens"]
    assert told["for"] == "A spreadsheet"
    assert told["may"] == ["answers:read"]
    assert text.rsplit("_", 1)[1] not in str(told)
    assert history.digest(text) not in str(told)
    assert presenters.everything(people.actor("bob"))["account"]["tokens"] == []


def test_it_goes_with_her(people):
    text = make(people)
    actions.erase_person(actor=people.actor("alice"))
    assert holder(text) is None
    assert not Token.objects.exists()


def test_it_goes_a_month_after_its_last_day_or_its_end(people):
    make(people, until=TODAY() + timedelta(days=10))
    make(people, until=TODAY() + timedelta(days=300))
    long = Token.objects.get(until=TODAY() + timedelta(days=300))
    actions.end_token(actor=people.actor("alice"), token_id=long.pk)
    for days, left in ((31, 2), (32, 1), (10 + 31, 1), (10 + 32, 0)):
        with time_machine.travel(timezone.now() + timedelta(days=days), tick=False):
            actions.tidy(actor=None, today=TODAY())
        assert Token.objects.count() == left, days


# Its page

FORM = {"name": "My sheet", "scopes": ["plan:read"], "key": "k"}


def form(**changes):
    return {**FORM, "until": (TODAY() + timedelta(days=30)).isoformat(), **changes}


def test_the_page_shows_it_once(people, signed_in):
    browser = signed_in("alice")
    answer = browser.post("/account/tokens/", form())
    text = answer.context["token"]
    assert holder(text).scopes == {"plan:read"}
    assert text in answer.content.decode()
    assert answer["Cache-Control"] == "private, no-store"
    again = browser.post("/account/tokens/", form()).content.decode()
    assert "This token was made already" in again
    page = browser.get("/account/tokens/").content.decode()
    assert "My sheet" in page
    assert text not in again + page


def test_it_lasts_ninety_days_unless_another_day_is_chosen(signed_in):
    page = signed_in("alice").get("/account/tokens/").content.decode()
    assert f'value="{TODAY() + timedelta(days=90)}"' in page


def test_a_day_too_far_is_said_beside_its_box(signed_in):
    far = (TODAY() + timedelta(days=400)).isoformat()
    answer = signed_in("alice").post("/account/tokens/", form(until=far))
    assert answer.status_code == 422
    assert "up to a year ahead" in answer.content.decode()
    assert not Token.objects.exists()


def test_the_page_ends_it_and_nobody_else_sees_it(people, signed_in):
    token = holder(make(people)).token_id
    assert "A spreadsheet" not in signed_in("bob").get("/account/tokens/").content.decode()
    assert signed_in("bob").post(f"/account/tokens/{token}/end/").status_code == 403
    browser = signed_in("alice")
    assert browser.post(f"/account/tokens/{token}/end/").status_code == 302
    assert "ended on" in browser.get("/account/tokens/").content.decode()


def test_whoever_finds_a_session_open_is_asked_for_the_password_first(people, client):
    people.alice.set_password("a few words in a row")
    people.alice.save()
    client.force_login(people.alice)
    answer = client.post("/account/tokens/", form())
    assert answer["Location"].startswith("/sign-in/reauthenticate/")
    assert not Token.objects.exists()
    shown = client.post(answer["Location"], {"password": "a few words in a row"}, follow=True)
    assert Token.objects.count() == 1
    assert "My sheet" in shown.content.decode()


OLD, NEW = "a few words in a row", "some other words in a row"


def test_a_new_password_ends_them_all_and_says_so(people, client):
    """Whoever knew the old one may have made one: a year of reading her record."""
    people.alice.set_password(OLD)
    people.alice.save()
    text, of_bob = make(people), make(people, actor=people.actor("bob"))
    client.force_login(people.alice)
    sent = {"oldpassword": OLD, "password1": NEW, "password2": NEW}
    wrong = client.post("/sign-in/password/change/", {**sent, "oldpassword": "another"})
    assert wrong.status_code == 200
    assert holder(text) is not None
    answer = client.post("/sign-in/password/change/", sent, follow=True)
    assert "Your tokens for programs were ended too" in answer.content.decode()
    assert holder(text) is None
    assert holder(of_bob) is not None
    verbs = [one.verb for one in history.past(f"person:{people.alice.pk}")]
    assert verbs.count("ended a token") == 1


def test_so_does_one_that_was_forgotten(people, client, mailoutbox):
    text = make(people)
    client.post("/sign-in/password/reset/", {"email": people.alice.email})
    [mail] = mailoutbox
    link = re.search(r"http://\S+(/sign-in/password/reset/key/\S+)", mail.body)[1]
    page = client.get(link, follow=True)
    assert holder(text) is not None
    client.post(page.redirect_chain[-1][0], {"password1": NEW, "password2": NEW})
    assert holder(text) is None


def test_without_a_token_nothing_is_said_of_them(people, client):
    people.alice.set_password(OLD)
    people.alice.save()
    client.force_login(people.alice)
    sent = {"oldpassword": OLD, "password1": NEW, "password2": NEW}
    answer = client.post("/sign-in/password/change/", sent, follow=True)
    assert answer.status_code == 200
    assert "tokens for programs" not in answer.content.decode()
