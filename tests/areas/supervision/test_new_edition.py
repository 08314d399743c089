"""Supervision over a new edition: what was said, brought and sent keeps to the words it was said of."""

import pytest

from alongside.assessment import actions as assessment
from alongside.supervision import actions
from alongside.supervision.actions import Bring
from alongside.supervision.models import STATEMENT, AgendaItem, Barrier, View
from alongside.supervision.presenters import words
from alongside.supervision.queries import views
from tests.factories import supervision as make
from tests.factories.framework import SECOND, publish_second, second_edition

FIRST = "realising-recovery-2007"


@pytest.fixture
def seen(people, edition):
    """Bob sees two of Alice's statements; one is renamed later, one changes."""
    make.supervise(people)
    for code in ("K02", "S01"):
        make.answered(people, "alice", code, edition, note=f"Of {code}.")
        make.share(people, code, with_note=True)
        give(people, code, f"Seen of {code}.")
    publish_second()
    return people


def give(people, code, reason, seen=0):
    return actions.give_view(
        actor=people.actor("bob"), worker_id=people.alice.pk, code=code, point="practising",
        reason=reason, seen=seen,
    )  # fmt: skip


def test_a_view_stands_beside_the_words_that_mean_the_same_and_no_others(seen):
    found = views.voices(seen.alice.pk, SECOND)
    assert {code: some[0].now.reason for code, some in found.items()} == {"K26": "Seen of K02."}


def test_the_next_view_goes_on_from_the_earlier_one(seen):
    made = give(seen, "K26", "Seen again.", seen=1)
    assert (made.edition, made.code, made.number) == (SECOND, "K26", 2)
    assert [one.reason for one in views.own_views(seen.actor("bob"), seen.alice.pk, SECOND, "K26")] == [
        "Seen of K02.", "Seen again.",
    ]  # fmt: skip


def test_a_view_of_words_that_changed_is_kept_and_read_beside_them(seen, signed_in):
    assert View.objects.filter(edition=FIRST, code="S01").exists()
    page = signed_in("alice").get(f"/supervision/side-by-side/S01/?of={FIRST}").content.decode()
    assert "Seen of S01." in page
    assert "Of S01." in page
    page = signed_in("alice").get("/supervision/side-by-side/S01/").content.decode()
    assert "Seen of S01." not in page


def test_the_supervisor_opens_what_counts_and_not_what_changed(seen, signed_in):
    bob = signed_in("bob")
    page = bob.get(f"/supervision/people/{seen.alice.pk}/statements/K26/")
    assert "Of K02." in page.content.decode()
    assert bob.get(f"/supervision/people/{seen.alice.pk}/statements/S01/").status_code == 404


def test_statements_of_an_earlier_edition_are_called_as_they_are_now_or_were_then(seen, edition):
    titles = dict(zip(("K02", "S01"), words.titles(FIRST, ["K02", "S01"]), strict=True))
    assert titles["K02"] == ("/framework/K26/", second_edition().by_code["K26"].title)
    assert titles["S01"] == (f"/framework/{FIRST}/S01/", edition.by_code["S01"].title)


def test_a_statement_can_be_brought_though_one_with_its_code_was_brought_before_it_changed(
    people, edition
):
    make.supervise(people)
    alice = people.actor("alice")
    session = make.a_session(people).pk
    for code in ("S01", "K02"):
        make.answered(people, "alice", code, edition)
        actions.bring(actor=alice, session_id=session, what=Bring(STATEMENT, target=code))
    publish_second()
    new = actions.bring(actor=alice, session_id=session, what=Bring(STATEMENT, target="S01"))
    again = actions.bring(actor=alice, session_id=session, what=Bring(STATEMENT, target="K26"))
    rows = {(row.edition, row.target) for row in AgendaItem.objects.all()}
    assert rows == {(FIRST, "S01"), (FIRST, "K02"), (SECOND, "S01")}
    assert (new.edition, again.edition) == (SECOND, FIRST)


def test_a_page_left_open_over_a_new_edition_brings_and_shares_nothing_else(
    people, edition, signed_in
):
    make.supervise(people)
    session, alice = make.a_session(people).pk, people.actor("alice")
    for code in ("S01", "K01"):
        make.answered(people, "alice", code, edition)
    publish_second()
    assessment.save_answer(actor=alice, edition=SECOND, code="S01", seq=1, point="practising")
    sent = {
        "kind": "statement",
        "edition": FIRST,
        "target": "S01",
        "sharing": "",
        "note": "My words.",
    }
    found = signed_in("alice").post(f"/supervision/sessions/{session}/bring/", sent)
    assert found.status_code == 403
    assert "My words." in found.content.decode()
    assert not AgendaItem.objects.exists()
    found = signed_in("alice").post(
        f"/supervision/sessions/{session}/bring/", {**sent, "target": "K01"}
    )
    assert found.status_code == 302


def test_the_page_of_earlier_words_leads_to_them_and_not_to_another_statement(seen, signed_in):
    page = signed_in("alice").get(f"/supervision/side-by-side/S01/?of={FIRST}").content.decode()
    assert "/my/answers/S01/share/" not in page
    assert f"/framework/{FIRST}/S01/" in page
    page = signed_in("alice").get("/supervision/side-by-side/S01/").content.decode()
    assert "/my/answers/S01/share/" in page


def test_other_words_for_what_stands_in_the_way_lose_no_statement_that_changed(people, edition):
    alice, service = people.actor("alice"), people.team.service_id
    facts = {"actor": alice, "kinds": ["time"], "service_id": service}
    made = actions.write_barrier(words="No time.", codes=["S01", "K02"], **facts)
    publish_second()
    actions.write_barrier(words="Never time.", codes=["K26"], barrier_id=made, seen=1, **facts)
    row = Barrier.objects.get()
    assert (row.edition, set(row.codes)) == (FIRST, {"S01", "K02"})
    actions.write_barrier(words="No time.", codes=["K26", "K01"], barrier_id=made, seen=2, **facts)
    row.refresh_from_db()
    assert (row.edition, set(row.codes)) == (SECOND, {"K26", "K01"})
