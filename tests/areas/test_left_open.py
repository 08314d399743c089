"""A page left open while a new edition is published: what it sends is kept of the words it showed, or
given back with all that was written and why.

K02 is K26 with the same words in the second edition, and S01 says something else there.
"""

import re
from datetime import date
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from alongside.assessment import queries as assessment
from alongside.assessment.models import ServiceProfile
from alongside.feedback.models import Round
from alongside.foundation.actor import Role
from alongside.library.models import OwnActivity
from alongside.portfolio import actions as portfolio
from alongside.portfolio import queries as record
from alongside.stories import queries as stories
from alongside.supervision.models import AgendaItem, Barrier, View
from tests.areas.library.test_views import FIELDS
from tests.factories import supervision as make
from tests.factories.accounts import give
from tests.factories.framework import SECOND, publish_second, second_edition
from tests.factories.library import supervising
from tests.factories.stories import Told
from tests.factories.stories import tell as a_story

FIRST = "realising-recovery-2007"
NURSE = "mental-health-nurse"


@pytest.fixture
def alice(people, edition, signed_in):
    return signed_in("alice")


@pytest.fixture
def was(edition):
    """What S01 was called."""
    return edition.by_code["S01"].title


def words(answer) -> str:
    return unescape(re.sub(r"\s+", " ", answer.content.decode()))


def hidden(answer, *, where: str = "") -> dict[str, str]:
    """What a form carries that nobody typed: of the page's first form of that address."""
    html = answer.content.decode()
    forms = [one for one in re.findall(r"<form.*?</form>", html, re.S) if 'name="edition"' in one]
    [form, *_more] = [one for one in forms if where in one]
    return {
        re.search(r'name="([^"]+)"', one)[1]: "".join(re.findall(r'value="([^"]*)"', one))
        for one in re.findall(r'<input type="hidden"[^>]*>', form)
    }


def ticked(answer, name: str) -> set[str]:
    boxes = re.findall(r"<input[^>]*>", answer.content.decode())
    return {
        re.search(r'value="([^"]*)"', one)[1]
        for one in boxes
        if f'name="{name}"' in one and "checked" in one
    }


def given_back(answer, was: str) -> bool:
    return answer.status_code == 422 and f"“{was}”" in words(answer)


def test_what_stands_in_the_way_is_kept_of_the_words_that_were_ticked(alice, people, was):
    page = hidden(alice.get("/supervision/barriers/"))
    publish_second()
    sent = {
        **page, "words": "No hour for it.", "kinds": ["time"],
        "service": str(people.team.service_id), "session": "",
    }  # fmt: skip
    back = alice.post("/supervision/barriers/", {**sent, "codes": ["K02", "S01"]})
    assert given_back(back, was)
    assert "No hour for it." in words(back)
    assert ticked(back, "codes") == {"K26"}
    assert not Barrier.objects.exists()
    assert alice.post("/supervision/barriers/", {**sent, "codes": ["K02"]}).status_code == 302
    assert (Barrier.objects.get().edition, Barrier.objects.get().codes) == (SECOND, ["K26"])
    sent |= hidden(back)
    sent |= {"words": "No hour, still.", "codes": ["S01"], "key": "another"}
    assert alice.post("/supervision/barriers/", sent).status_code == 302, "chosen anew"


def test_other_words_for_it_keep_to_the_words_that_were_ticked(alice, people, was):
    made = make.barrier(people, codes=["K02"])
    address = f"/supervision/barriers/{made}/"
    sent = hidden(alice.get(address), where='name="seen"')
    publish_second()
    sent |= {"words": "Anew.", "kinds": ["rota"], "session": "", "codes": ["K02", "S01"]}
    back = alice.post(address, sent)
    assert given_back(back, was)
    assert "Anew." in words(back)
    assert alice.post(address, {**sent, "codes": ["K02"]}).status_code == 302
    assert Barrier.objects.get().codes == ["K02"], "it stays of the edition it was said of"


def test_ten_minutes_bring_no_other_words_than_were_ticked(alice, people, edition, was):
    make.supervise(people)
    for code in ("K02", "S01"):
        make.answered(people, "alice", code, edition, want=True)
    sent = hidden(alice.get("/supervision/"), where="bring")
    address = reverse("supervision:ten_minutes", args=[people.bob.pk])
    publish_second()
    back = alice.post(address, {**sent, "bring": ["statement:K02", "statement:S01"]}, follow=True)
    assert f"“{was}”" in words(back)
    assert not AgendaItem.objects.exists()
    alice.post(address, {**sent, "bring": ["statement:K02"]})
    assert [(one.edition, one.target) for one in AgendaItem.objects.all()] == [(SECOND, "K26")]


def test_a_supervisor_s_view_is_of_the_words_that_were_seen(people, edition, signed_in, was):
    make.supervise(people)
    bob = signed_in("bob")

    def opened(code):
        make.answered(people, "alice", code, edition)
        make.share(people, code)
        address = reverse("supervision:statement", args=[people.alice.pk, code])
        return address, {**hidden(bob.get(address)), "point": "practising", "reason": "Seen it."}

    same, other = opened("K02"), opened("S01")
    make.answered(people, "alice", "S01", publish_second())
    make.share(people, "S01")
    back = bob.post(*other)
    assert back.status_code == 403
    assert "Seen it." in words(back)
    assert f"“{was}”" in words(back)
    assert not View.objects.exists()
    assert bob.post(*same).status_code == 302
    assert [(one.edition, one.code) for one in View.objects.all()] == [(SECOND, "K26")]


@pytest.fixture
def entry(people, edition):
    return portfolio.add_entry(
        actor=people.actor("alice"), kind="reflection", title="A morning", on=date(2026, 5, 4),
        texts={"learned": "Much."},
    )  # fmt: skip


def linked(people, entry_id) -> tuple[str, ...]:
    return record.entry(people.actor("alice"), entry_id).entry.codes


def test_an_entry_is_linked_to_the_statements_that_were_ticked(alice, people, entry, was):
    address = reverse("portfolio:links", args=[entry])
    sent = hidden(alice.get(address))
    publish_second()
    back = alice.post(address, {**sent, "code": ["K02", "S01"]})
    assert given_back(back, was)
    assert ticked(back, "code") == {"K26"}
    assert linked(people, entry) == ()
    alice.post(address, {**sent, "code": ["K02"]})
    assert linked(people, entry) == ("K26",)


def test_from_a_statement_an_entry_is_linked_to_its_words(alice, people, entry, was):
    def opened(code):
        address = reverse("portfolio:link_answer", args=[code])
        return address, {**hidden(alice.get(address)), "entry": [str(entry)]}

    same, other, gone = opened("K02"), opened("S01"), opened("V20")
    publish_second()
    back = alice.post(*other)
    assert given_back(back, was)
    assert ticked(back, "entry") == {str(entry)}
    assert alice.post(*gone).status_code == 403
    assert linked(people, entry) == ()
    assert alice.post(*same).status_code == 302
    assert linked(people, entry) == ("K26",)


def test_a_new_entry_is_linked_to_the_statement_it_was_begun_for(alice, people, was):
    def opened(code):
        return hidden(alice.get(f"/my/record/add/?for=answer:{code}"))

    same, other = opened("K02"), opened("S01")
    publish_second()
    facts = {"title": "A long walk", "on": "2026-05-04", "kind": "learning", "looked": "yes"}
    back = alice.post("/my/record/add/", {**other, **facts})
    assert given_back(back, was)
    assert "A long walk" in words(back)
    assert 'name="for"' not in words(back)
    assert not record.entries(people.alice.pk)
    alice.post("/my/record/add/", {**same, **facts})
    assert [one.codes for one in record.entries(people.alice.pk)] == [("K26",)]


def weights(people) -> dict[str, str]:
    found = assessment.profile_of(people.alice.pk).emphasis
    return {one.code: str(one.weight) for one in found}


def own(people) -> dict[str, int]:
    return dict(assessment.start_of(people.alice.pk).own)


def test_a_starting_point_keeps_the_weights_of_the_words_that_were_shown(
    alice, people, edition, was
):
    page = "/my/starting-point/"
    alice.post(page, {"what": "role", "profile": NURSE, "overlay": ""})
    alice.post(page, {"what": "weights", **weights(people), "add": "K02"})
    shown = weights(people)
    sent = hidden(alice.get(page), where='value="weights"') | shown
    publish_second()
    back = alice.post(page, {**sent, "S01": "0", "K02": "1", "add": ""})
    assert given_back(back, was)
    assert back.context["weights_form"]["K26"].value() == "1", "what was chosen is there"
    assert own(people) == {"K26": 2}
    alice.post(page, {**sent, "K02": "1", "add": ""})
    assert own(people) == {"K26": 1}


def test_a_statement_added_to_a_starting_point_is_the_one_that_was_chosen(alice, people, was):
    page = "/my/starting-point/"
    alice.post(page, {"what": "role", "profile": "volunteer", "overlay": ""})
    shown = weights(people)
    sent = hidden(alice.get(page), where='value="weights"') | shown
    assert not {"V20", "K25"} & set(shown)
    publish_second()
    gone = alice.post(page, {**sent, "add": "V20"})
    assert gone.status_code == 422
    assert own(people) == {}
    alice.post(page, {**sent, "add": "K25"})
    assert own(people) == {"K25": 2}


def test_what_a_service_says_of_a_statement_is_said_of_its_words(people, edition, signed_in, was):
    give(people.bob, Role.SERVICE_LEAD, service=people.team.service)
    bob = signed_in("bob")

    def opened(code):
        address = f"/my/service-profiles/{people.team.service_id}/{NURSE}/{code}/"
        facts = {"weight": "1", "why": "Here we come last.", "typical": ""}
        return address, {**hidden(bob.get(address)), **facts}

    same, other, gone = opened("K02"), opened("S01"), opened("V20")
    publish_second()
    for sent, status in ((other, 422), (gone, 404)):
        back = bob.post(*sent)
        assert back.status_code == status
        assert "Here we come last." in words(back)
    assert not ServiceProfile.objects.exists()
    assert bob.post(*same).status_code == 302
    row = ServiceProfile.objects.get()
    assert (row.edition, row.code, row.why) == (SECOND, "K26", "Here we come last.")
    again = {**other[1], **hidden(bob.post(*other))}
    assert bob.post(other[0], again).status_code == 302, "said anew, of the new words"


def test_a_story_is_tied_to_the_words_that_were_ticked(client, edition, was):
    page = hidden(client.get("/stories/tell/"))
    publish_second()
    sent = {**page, "title": "A window", "text": "They asked me.", "link_kind": ""}
    back = client.post("/stories/tell/", {**sent, "statements": ["K02", "S01"]})
    assert given_back(back, was)
    assert "They asked me." in words(back)
    assert ticked(back, "statements") == {"K26"}
    told = client.post("/stories/tell/", {**sent, "statements": ["K02"]})
    code = re.search(r'class="st-code" data-content>([^<]*)<', words(told))[1]
    kept = stories.latest_wording(Told(code.replace("-", "")).id).words
    assert (kept["edition"], tuple(kept["statements"])) == (SECOND, ("K26",))


def test_a_story_s_other_words_are_tied_to_what_was_ticked(client, edition, was):
    told = a_story()
    sent = hidden(client.post("/stories/mine/change/", {"code": told.code}))
    publish_second()
    sent |= {"title": "A window", "text": "They asked me.", "link_kind": ""}
    back = client.post("/stories/mine/change/", {**sent, "statements": ["K02", "S01"]})
    assert given_back(back, was)
    client.post("/stories/mine/change/", {**sent, "statements": ["K02"]})
    assert tuple(stories.latest_wording(told.id).words["statements"]) == ("K26",)


def test_a_service_s_own_activity_develops_what_was_chosen(alice, people, was):
    supervising(people)
    address = f"/learning/ours/{people.team.service_id}/activities/add/"
    page = alice.get(address)
    sent = {**FIELDS["activities"], **hidden(page, where='name="once"')}
    publish_second()
    back = alice.post(address, {**sent, "statement_1": "K02", "statement_5": "S01"})
    assert given_back(back, was)
    assert "Walk the ward" in words(back)
    form = back.context["form"]
    assert (form["statement_1"].value(), form["statement_5"].value()) == ("K26", None)
    assert not OwnActivity.objects.exists()
    alice.post(address, {**sent, "statement_1": "K02"})
    row = OwnActivity.objects.get()
    assert (row.edition, row.develops) == (SECOND, {"K26": 3, "V01": 1})


def test_a_round_asks_about_what_was_chosen(people, edition, signed_in, settings, was):
    from tests.factories import feedback

    settings.FEEDBACK_PUBLIC_KEY = feedback.keys().public
    give(people.alice, Role.SERVICE_LEAD, service=people.team.service)
    alice = signed_in("alice")
    address = f"/feedback/rounds/for/{people.team.service_id}/"
    page = hidden(alice.get(address))
    publish_second()
    sent = {**page, "place": str(people.team.pk), "cards": "25"}
    back = alice.post(address, {**sent, "statements": ["K02", "S01"]})
    assert given_back(back, was)
    assert ticked(back, "statements") == {"K26"}
    alice.post(address, {**sent, "statements": ["K02"]})
    assert Round.objects.get().statements == ["K26"]


def test_a_page_of_the_newest_edition_sends_what_it_shows(alice, people, edition):
    publish_second()
    made = make.barrier(people)
    address = f"/supervision/barriers/{made}/"
    sent = hidden(alice.get(address), where='name="seen"')
    sent |= {"words": "Anew.", "kinds": ["rota"], "session": "", "codes": ["S01"]}
    assert sent["edition"] == SECOND
    assert alice.post(address, sent).status_code == 302
    assert Barrier.objects.get().codes == ["S01"]
    assert second_edition().by_code["S01"].title in words(Client().get("/framework/S01/"))
