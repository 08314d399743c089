"""A new edition, and what people had said: it counts, waits to be looked at again, or stays earlier."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alongside.assessment import actions, queries
from alongside.assessment.models import Answer, Looked
from alongside.assessment.presenters import own
from alongside.assessment.queries.answers import as_now, said_something
from alongside.core import scales
from alongside.core.framework import KEEPS, LOOK_AGAIN, Became
from alongside.foundation import history
from alongside.framework import queries as framework
from alongside.framework.loading import packaged_edition
from tests.factories.framework import (
    SECOND,
    WHY,
    publish_after,
    publish_second,
    second_edition,
)

FIRST = "realising-recovery-2007"
BECAME = {code: one.kind for one in second_edition().dispositions for code in one.old}


def say(people, code, edition=FIRST, name="alice", seq=1, **facts):
    facts = {"point": "practising", "note": f"Of {code}.", **facts}
    actions.save_answer(actor=people.actor(name), edition=edition, code=code, seq=seq, **facts)


def now_of(people, name="alice"):
    return queries.answers_of(people.actor(name).person_id, SECOND)


def waiting(people):
    found = queries.changes_for(people.alice.pk, SECOND)
    return {(one.answer.code, one.open) for one in found.again}


@pytest.fixture
def said(people, edition):
    """Alice said something of one statement of every fate; then a second edition came."""
    for code in ("K01", "K02", "S01", "S02", "S03", "S04", "V20", "V01"):
        say(people, code, want=code in ("K02", "S01"))
    publish_second()
    return people


def test_what_means_the_same_counts_and_says_what_it_was_said_of(said):
    now = now_of(said)
    assert set(now) == {"K01", "K26", "V01"}
    assert (now["K26"].note, now["K26"].want) == ("Of K02.", True)
    assert (now["K26"].of_edition, now["K26"].of_code, now["K26"].seq) == (FIRST, "K02", 0)


def test_nothing_is_written_for_it_and_what_was_said_stays_as_it_was(said):
    rows = list(Answer.objects.order_by("pk").values())
    now_of(said)
    assert list(Answer.objects.order_by("pk").values()) == rows
    assert {row["edition"] for row in rows} == {FIRST}


def test_what_changed_was_split_or_merged_waits_and_counts_for_nothing(said):
    assert waiting(said) == {
        ("S01", ("S01",)),
        ("S02", ("S02", "S23")),
        ("S03", ("S03",)),
        ("S04", ("S03",)),
    }
    assert not {"S01", "S02", "S23", "S03"} & set(now_of(said))


def test_what_is_new_is_simply_unanswered_though_its_code_was_used_before(said):
    assert "K02" not in now_of(said)


def test_what_was_retired_stays_an_earlier_answer(said):
    found = queries.changes_for(said.alice.pk, SECOND)
    assert [(of, one.code, one.note) for of, one in found.retired] == [(FIRST, "V20", "Of V20.")]
    assert queries.own_answers_of(said.alice.pk, FIRST)["V20"].note == "Of V20."


def test_answering_again_ends_the_asking_and_keeps_the_earlier_answer(said):
    say(said, "S01", edition=SECOND, note="Afresh.")
    assert ("S01", ("S01",)) not in waiting(said)
    assert now_of(said)["S01"].note == "Afresh."
    assert queries.own_answers_of(said.alice.pk, FIRST)["S01"].note == "Of S01."


def test_a_split_waits_until_each_part_has_been_answered(said):
    say(said, "S02", edition=SECOND)
    assert ("S02", ("S23",)) in waiting(said)
    say(said, "S23", edition=SECOND)
    assert not {code for code, _ in waiting(said)} & {"S02"}


def test_an_answer_to_the_new_words_comes_before_one_to_the_old(said):
    say(said, "K01", edition=SECOND, note="Of the new words.")
    assert (now_of(said)["K01"].note, now_of(said)["K01"].of_edition) == ("Of the new words.", "")


def test_an_open_page_of_the_earlier_edition_saves_there_and_it_counts_on(said):
    say(said, "K02", seq=2, note="Put right on the old page.")
    assert now_of(said)["K26"].note == "Put right on the old page."


def test_evidence_stays_behind_where_it_is_no_longer_asked_for(people, edition):
    from alongside.framework.actions import publish

    asked = next(code for code in ("K05", "K06", "K07") if code not in edition.no_evidence)
    say(people, asked, evidence="Seen.", evidence_kind="learning")
    later = second_edition("asks-for-less")
    publish(actor=None, edition=replace(later, no_evidence=(*later.no_evidence, asked)))
    found = queries.answers_of(people.alice.pk, "asks-for-less")[asked]
    assert (found.note, found.evidence, found.evidence_kind) == (f"Of {asked}.", "", "")
    assert queries.own_answers_of(people.alice.pk, FIRST)[asked].evidence == "Seen."


def test_editions_that_do_not_follow_each_other_carry_nothing(people, edition):
    from alongside.framework.actions import publish

    say(people, "K01")
    publish(actor=None, edition=replace(edition, slug="apart"))
    assert queries.answers_of(people.alice.pk, "apart") == {}
    assert queries.changes_for(people.alice.pk, "apart") is None


ANSWERS = st.dictionaries(
    st.sampled_from([one.code for one in packaged_edition().statements]),
    st.builds(
        scales.Answer,
        code=st.just(""),
        point=st.sampled_from(["", "exploring", "practising", "rather-not-say"]),
        want=st.booleans(),
        note=st.sampled_from(["", "A note.", "Another."]),
        seq=st.integers(1, 9),
    ),
    max_size=30,
).map(lambda made: {code: replace(one, code=code) for code, one in made.items()})
LATER = st.dictionaries(
    st.sampled_from([one.code for one in second_edition().statements]),
    st.sampled_from(["exploring", "practising"]),
    max_size=8,
).map(lambda made: {code: scales.Answer(code, point, seq=1) for code, point in made.items()})


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(earlier=ANSWERS, later=LATER)
def test_of_random_answers_nothing_is_lost_and_nothing_invented(said, earlier, later):
    given_ = {FIRST: earlier, SECOND: later}
    now = as_now(given_, SECOND)
    again = queries.look_again_at(given_, SECOND)
    for code, answer in now.items():
        if code in later:
            assert answer == later[code]
        else:
            assert BECAME[answer.of_code] in KEEPS
            assert answer.content == earlier[answer.of_code].content
            assert answer.code[0] == answer.of_code[0]
    waits = {one.answer.code: one for one in again}
    assert len(waits) == len(again)
    for code, answer in earlier.items():
        if not said_something(answer):
            continue
        kind = BECAME[code]
        to = framework.now(FIRST, code, SECOND)
        if kind in KEEPS:
            assert to.counts in now
            assert code not in waits
        elif kind in LOOK_AGAIN:
            open_ = {one for one in to.to if one not in later}
            assert set(waits[code].open if code in waits else ()) == open_
        else:
            assert kind is Became.RETIRED
            assert code not in waits
    assert set(now) - set(later) <= {framework.now(FIRST, code, SECOND).counts for code in earlier}


# Looking through what changed


def test_looking_through_is_kept_once_with_its_history_and_changes_no_answer(said):
    rows = list(Answer.objects.order_by("pk").values())
    for _ in range(2):
        actions.look_through(actor=said.actor("alice"), edition=SECOND)
    looked = Looked.objects.get()
    assert (looked.since, looked.counts) == (FIRST, ["K01", "K26", "V01"])
    assert looked.again == ["S01", "S02", "S03", "S23"]
    events = [one for one in history.past(f"answers:{said.alice.pk}") if "looked" in one.verb]
    assert len(events) == 1
    assert "Of" not in str(events[0].what)
    assert list(Answer.objects.order_by("pk").values()) == rows
    assert waiting(said)


def test_there_is_nothing_to_look_through_for_somebody_who_said_nothing(said):
    assert actions.look_through(actor=said.actor("bob"), edition=SECOND) is None
    assert not Looked.objects.exists()


def test_the_export_holds_what_was_said_what_counts_and_what_waits(said):
    actions.look_through(actor=said.actor("alice"), edition=SECOND)
    kept = own.everything(said.alice.pk)
    counted = {one["code"]: one for one in kept["answers"]}
    assert counted["K26"]["said_of"] == {"edition": FIRST, "code": "K02"}
    [earlier] = kept["other_editions"]
    assert len(earlier["answers"]) == len(earlier["history"]) == 8
    assert {one["said_of"]["code"] for one in kept["to_look_at_again"]} == {
        *("S01", "S02", "S03", "S04"),
    }
    assert kept["to_look_at_again"][0]["why"] in WHY.values()
    assert kept["looked_through"][0]["since"] == FIRST


# Pages


def test_my_view_says_how_many_changed_and_that_nothing_else_is_asked(said, signed_in):
    page = signed_in("alice").get("/my/").content.decode()
    assert "Since you were last here: 6 statements changed" in page
    assert "look at 4 answers again, and at nothing else" in page


def test_somebody_of_whose_answers_none_counts_now_does_not_begin_as_if_they_were_new(
    people, edition, signed_in
):
    say(people, "S01")
    publish_second()
    page = signed_in("alice").get("/my/").content.decode()
    assert "<h1>My view</h1>" in page
    assert "look at 1 answer again, and at nothing else" in page


def test_the_picture_says_what_is_not_in_it_and_waits(said, signed_in):
    assert (
        "4 answers are not in this picture"
        in signed_in("alice").get("/my/picture/").content.decode()
    )
    assert "not in this picture" not in signed_in("bob").get("/my/picture/").content.decode()


def test_the_page_of_changes_lists_only_what_changed_and_opening_it_writes_nothing(said, signed_in):
    page = signed_in("alice").get("/my/changes/").content.decode()
    second = second_edition()
    for code in ("S01", "S02", "S23", "S03"):
        assert f"#{code}" in page
    for why in (WHY[kind] for kind in WHY if kind is not Became.NEW):
        assert why in page
    assert second.by_code["K02"].title in page
    assert packaged_edition().by_code["V01"].title not in page
    assert not Looked.objects.exists()


def test_saying_that_one_has_looked_ends_the_notice_and_leaves_what_waits(said, signed_in):
    alice = signed_in("alice")
    assert alice.post("/my/changes/", {"edition": SECOND}).url == "/my/"
    page = alice.get("/my/").content.decode()
    assert "Since you were last here" not in page
    assert "4 answers to look at again" in page


def test_a_page_left_open_over_another_edition_keeps_nothing_unseen(said, signed_in):
    signed_in("alice").post("/my/changes/", {"edition": FIRST})
    assert not Looked.objects.exists()


def test_beside_a_statement_stands_what_was_said_before_and_why_to_look_again(said, signed_in):
    second = second_edition()
    page = signed_in("alice").get(f"/my/themes/{second.by_code['S23'].theme}/").content.decode()
    assert "Please look at this again." in page
    assert WHY[Became.SPLIT] in page
    assert "Of S02." in page
    page = signed_in("alice").get(f"/my/themes/{second.by_code['K01'].theme}/").content.decode()
    assert "which mean the same" in page
    assert "Of K01." in page


def test_saving_a_theme_untouched_turns_no_earlier_answer_into_one_of_the_new_words(
    said, signed_in
):
    alice = signed_in("alice")
    theme = f"/my/themes/{second_edition().by_code['K01'].theme}/"
    alice.post(theme, fields_of(alice.get(theme).content.decode()))
    assert not Answer.objects.filter(edition=SECOND).exists()


def fields_of(page: str) -> dict[str, str]:
    import html
    import re

    form = page[page.index("data-save") : page.index("</form>", page.index("data-save"))]
    found = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form))
    for name, value in re.findall(
        r'type="radio"[^>]*name="([^"]+)"[^>]*value="([^"]*)"[^>]*checked', form
    ):
        found[name] = value
    for name, inner in re.findall(
        r'<textarea[^>]*name="([^"]+)"[^>]*>\n?(.*?)</textarea>', form, re.S
    ):
        found[name] = html.unescape(inner)
    for name in re.findall(r'type="checkbox"[^>]*name="([^"]+)"[^>]*checked', form):
        found[name] = "on"
    return found


def test_the_earlier_answers_show_every_save_of_every_edition(said, signed_in):
    page = signed_in("alice").get("/my/history/").content.decode()
    assert "Said of an earlier edition" in page
    for code in ("K01", "S01", "V20"):
        assert f"Of {code}." in page


# Sharing


def share(people, code, with_note=True):
    return actions.share_answer(
        actor=people.actor("alice"), code=code, with_note=with_note, reader_id=people.bob.pk,
        until=timezone.localdate() + timedelta(days=9),
    )  # fmt: skip


@pytest.fixture
def shared(people, edition):
    for code in ("K01", "K02", "S01"):
        say(people, code)
        share(people, code)
    publish_second()
    return people


def test_a_share_follows_its_statement_where_that_means_the_same(shared):
    found = queries.received(shared.actor("bob"), today=timezone.localdate())
    assert {(one.code, one.current) for one in found} == {
        ("K01", True), ("K26", True), ("S01", False),
    }  # fmt: skip


def test_what_is_said_of_changed_words_is_not_shared_by_a_share_of_the_old(shared, signed_in):
    say(shared, "S01", edition=SECOND, note="Of the new S01, for nobody.")
    say(shared, "K02", edition=SECOND, note="Of the new K02, for nobody.")
    bob, today = shared.actor("bob"), timezone.localdate()
    seen = {
        one.id: queries.received_answer(bob, one.id, today=today).answer.note
        for one in queries.received(bob, today=today)
    }
    assert sorted(seen.values()) == ["Of K01.", "Of K02.", "Of S01."]
    browser = signed_in("bob")
    for address in ("/my/shared-with-me/", *(f"/my/shared-with-me/{id_}/" for id_ in seen)):
        assert "for nobody" not in browser.get(address).content.decode()


def test_a_shared_answer_to_earlier_words_says_so(shared, signed_in):
    bob, today = shared.actor("bob"), timezone.localdate()
    [one] = [one for one in queries.received(bob, today=today) if not one.current]
    page = signed_in("bob").get(f"/my/shared-with-me/{one.id}/").content.decode()
    assert packaged_edition().by_code["S01"].title in page
    assert "said of an earlier edition" in page


# Starting points


def test_own_weights_go_on_for_what_means_the_same_and_the_others_are_kept(people, edition):
    alice = people.actor("alice")
    actions.reweigh(actor=alice, weights={"K02": 3, "S01": 2})
    publish_second()
    assert dict(queries.start_of(alice.person_id).own) == {"K26": 3}
    actions.reweigh(actor=alice, weights={"K26": 1, "K02": 2})
    assert dict(queries.start_of(alice.person_id).own) == {"K26": 1, "K02": 2}
    assert queries.earlier_weights(alice.person_id) == {f"{FIRST}/S01": 2}


def test_what_a_service_says_in_a_profile_goes_on_for_what_means_the_same(people, edition):
    from alongside.foundation.actor import Role
    from tests.factories.accounts import PersonFactory, actor_for, give

    lead = PersonFactory(name="Lena Laing")
    give(lead, Role.SERVICE_LEAD, service=people.team.service)
    profile = next(one.id for one in edition.profiles if not one.overlay)
    facts = {"actor": actor_for(lead), "service_id": people.team.service_id, "profile": profile}
    for code in ("K02", "S01"):
        actions.change_service_profile(**facts, code=code, weight=3, why=f"Of {code}.")
    publish_second()
    [place] = queries.places_to_change(actor_for(lead))
    found = queries.service_changes(place, profile)
    assert {code: (one.why, version) for code, (one, version) in found.items()} == {
        "K26": ("Of K02.", 1)
    }
    actions.change_service_profile(**facts, code="K26", weight=2, why="Now.", version=1)
    actions.change_service_profile(**facts, code="K02", weight=1, why="The new one.")
    found = queries.service_changes(place, profile)
    assert {code: one.why for code, (one, _v) in found.items()} == {
        "K26": "Now.", "K02": "The new one.",
    }  # fmt: skip


# A third edition


def again_in(people, edition):
    found = queries.look_again_at(queries.answers_by_edition(people.alice.pk), edition.slug)
    return {(one.edition, one.answer.code, one.open) for one in found}


def test_what_somebody_emptied_does_not_come_back_with_the_next_edition(said):
    say(said, "K01", edition=SECOND, point="", note="")
    third = publish_after(second_edition(), "third-emptied", reworded=["V01"])
    assert "K01" not in queries.answers_of(said.alice.pk, third.slug)
    assert queries.answers_of(said.alice.pk, third.slug)["V01"].of_edition == FIRST


def test_the_other_half_of_a_split_goes_on_waiting_over_the_next_edition(said):
    say(said, "S02", edition=SECOND)
    third = publish_after(second_edition(), "third-other-half", reworded=["V01"])
    assert {one for one in again_in(said, third) if one[1] == "S02"} == {(FIRST, "S02", ("S23",))}
    say(said, "S23", edition=third.slug)
    assert not {one for one in again_in(said, third) if one[1] == "S02"}


def test_what_was_said_again_and_changed_again_is_asked_once_and_of_the_later_words(said):
    for code in ("S01", "S03"):
        say(said, code, edition=SECOND)
    third = publish_after(
        second_edition(), "third-changed-again", changed=["S01"], split={"S03": "S24"}
    )
    assert again_in(said, third) == {
        (SECOND, "S01", ("S01",)),
        (SECOND, "S03", ("S03", "S24")),
        (FIRST, "S02", ("S02", "S23")),
    }


def test_somebody_who_wrote_only_a_note_is_not_asked_for_ever(people, edition):
    say(people, "S01", point="")
    publish_second()
    assert waiting(people) == {("S01", ("S01",))}
    say(people, "S01", edition=SECOND, point="", note="Afresh.")
    assert waiting(people) == set()


def test_two_answers_that_met_in_one_statement_each_stand_under_what_they_were_said_of(
    said, signed_in
):
    titles = [packaged_edition().by_code[code].title for code in ("S03", "S04")]
    page = signed_in("alice").get("/my/changes/").content.decode()
    for title in titles:
        assert page.count(f"<h3 data-content>{title}</h3>") == 1
    theme = second_edition().by_code["S03"].theme
    card = signed_in("alice").get(f"/my/themes/{theme}/").content.decode()
    for title in titles:
        assert f"again.</b> <span data-content>{title}</span>" in " ".join(card.split())


def test_nobody_is_told_that_they_had_not_answered_what_they_are_asked_to_look_at(said, signed_in):
    say(said, "V01", edition=SECOND)
    third = publish_after(second_edition(), "third-asked-or-not", reworded=["S01"], retired=["K02"])
    page = signed_in("alice").get("/my/changes/").content.decode()
    others = page.split('id="others"')[1]
    assert third.by_code["S01"].title not in others
    assert second_edition().by_code["K02"].title in others


def test_a_share_page_left_open_over_a_new_edition_shares_nothing_said_of_other_words(
    said, signed_in
):
    say(said, "S01", edition=SECOND, note="Of the new words.")
    until = timezone.localdate() + timedelta(days=9)
    sent = {"reader": said.bob.pk, "until": until.isoformat(), "edition": FIRST}
    assert signed_in("alice").post("/my/answers/S01/share/", sent).status_code == 403
    assert queries.given(said.actor("alice"), today=timezone.localdate()) == []
    assert signed_in("alice").post("/my/answers/K01/share/", sent).status_code == 302
    [shared] = queries.given(said.actor("alice"), today=timezone.localdate())
    assert shared.code == "K01"
