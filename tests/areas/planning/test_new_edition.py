"""A plan over a new edition: needs that mean the same count, others are kept and said to have changed."""

from html import unescape

import pytest

from alongside.assessment import actions as assessment
from alongside.planning import actions, queries
from tests.factories.framework import SECOND, publish_second
from tests.factories.planning import agreed, shared_to_agree

FIRST = "realising-recovery-2007"


@pytest.fixture
def needs(alice, bob, edition):
    """Two needs that Bob marked and Alice took on: one is renamed later, one changes."""
    plan = shared_to_agree(alice, bob)
    made = {}
    for code in ("K02", "S01"):
        need = actions.mark_need(actor=bob, plan_id=plan.pk, code=code, why=f"Because of {code}.")
        actions.answer_need(actor=alice, plan_id=plan.pk, need_id=need.pk, yes=True)
        made[code] = need
    return plan, made


def planned(actor):
    from django.utils import timezone

    return {need.code for need in queries.question(actor, today=timezone.localdate()).asked.needs}


def test_a_need_both_agreed_on_counts_for_the_statement_that_means_the_same(alice, needs):
    assert {"K02", "S01"} <= planned(alice)
    publish_second()
    assert "K26" in planned(alice)
    assert not {"K02", "S01"} & planned(alice)


def test_a_need_whose_statement_changed_is_kept_and_says_so(needs, signed_in):
    plan, made = needs
    publish_second()
    assert {row.code for row in queries.needs_marked(plan)} == {"K02", "S01"}
    assert queries.need_now(made["S01"]) == ""
    page = signed_in("alice").get("/my/plan/agreement/").content.decode()
    assert "Because of S01." in page
    assert "means something else in the newest edition" in page


def test_the_new_statement_can_be_marked_beside_the_one_it_was(bob, needs):
    plan, _made = needs
    publish_second()
    actions.mark_need(actor=bob, plan_id=plan.pk, code="S01", why="The new one.")
    rows = {(row.edition, row.code) for row in queries.needs_marked(plan)}
    assert rows == {(FIRST, "K02"), (FIRST, "S01"), (SECOND, "S01")}


def test_a_mark_on_words_that_mean_the_same_goes_on_driving_the_plan(alice, edition):
    for code in ("K02", "S01"):
        assessment.save_answer(actor=alice, edition=FIRST, code=code, seq=1, want=True)
    publish_second()
    assert "K26" in planned(alice)
    assert not {"K02", "S01"} & planned(alice)


def test_what_was_agreed_does_not_seem_to_have_changed_because_a_code_did(alice, bob, edition):
    assessment.save_answer(actor=alice, edition=FIRST, code="K02", seq=1, want=True)
    plan = agreed(alice, bob)
    document = queries.versions(plan)[0].document
    publish_second()
    moved = {**document, "edition": {"slug": SECOND, "title": ""}}
    moved["needs"] = [
        {**need, "code": "K26" if need["code"] == "K02" else need["code"]}
        for need in document["needs"]
    ]
    assert not queries.difference(document, moved)


def mark(actor, *codes):
    for code in codes:
        assessment.save_answer(actor=actor, edition=FIRST, code=code, seq=1, want=True)


def test_the_plan_says_which_marks_wait_and_where_to_look_at_them(alice, signed_in, edition):
    mark(alice, "K02", "S01", "S02")
    page = signed_in("alice").get("/my/plan/").content.decode()
    assert "in the newest edition" not in page
    publish_second()
    page = signed_in("alice").get("/my/plan/").content.decode()
    assert "2 things you marked mean something else in the newest edition" in page
    assert "/my/changes/" in page
    assessment.save_answer(actor=alice, edition=SECOND, code="S01", seq=1, point="practising")
    page = signed_in("alice").get("/my/plan/").content.decode()
    assert "1 thing you marked means something else" in page


def test_what_was_begun_is_still_shown_where_every_mark_waits(alice, signed_in, edition):
    for code in ("K04", "K17", "S06", "V14"):  # what every plan here begins with
        assessment.save_answer(actor=alice, edition=FIRST, code=code, seq=9, want=False)
    mark(alice, "S01")
    plan = actions.begin(actor=alice)
    titles = [one["title"] for one in plan.stands["document"]["activities"]]
    publish_second()
    page = signed_in("alice").get("/my/plan/").content.decode()
    assert titles
    assert all(title in unescape(page) for title in titles)
    assert "This is the best plan" not in page
    assert "You kept it." not in page
    assert "It stays because it was agreed or begun." in page


def test_a_need_that_waits_is_not_said_to_have_been_taken_out(alice, bob, signed_in, edition):
    mark(alice, "K01", "S01")
    plan = agreed(alice, bob)
    publish_second()
    assessment.save_answer(actor=alice, edition=SECOND, code="K01", seq=1, want=False)
    for who, page in (("alice", "/my/plan/agreement/"), ("bob", f"/my/plan/of/{plan.pk}/")):
        shown = signed_in(who).get(page).content.decode()
        taken, waits = shown.split("Needs taken out")[1].split("Not counted now, because")
        assert edition.by_code["S01"].title not in taken
        assert edition.by_code["S01"].title in unescape(waits)


def test_a_need_is_not_marked_on_words_that_came_while_the_page_was_open(
    alice, bob, signed_in, edition
):
    plan = shared_to_agree(alice, bob)
    publish_second()
    sent = {"code": "S01", "why": "My reason.", "edition": FIRST}
    found = signed_in("bob").post(f"/my/plan/of/{plan.pk}/needs/", sent)
    assert found.status_code == 403
    assert "My reason." in found.content.decode()
    assert queries.needs_marked(plan) == []
    signed_in("bob").post(f"/my/plan/of/{plan.pk}/needs/", {**sent, "code": "K02"})
    [need] = queries.needs_marked(plan)
    assert (need.edition, need.code) == (SECOND, "K26")
