"""A point whose words changed: what was said keeps its words, counts where they mean the same, and is
asked again where they do not.
"""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alongside.assessment import actions, queries
from alongside.assessment.models import Answer, ServiceProfile
from alongside.assessment.presenters import own
from alongside.assessment.queries.answers import as_now, said_something
from alongside.core import scales
from alongside.core.framework import KEEPS, LOOK_AGAIN, Became, Kind
from alongside.framework import queries as framework
from alongside.framework.loading import packaged_edition
from alongside.planning.solving import needs_from
from tests.factories import supervision as make
from tests.factories.framework import (
    NURSE,
    POINTED,
    POINTS,
    SAYS,
    WHY_POINTS,
    pointed_edition,
    publish_pointed,
    second_edition,
)

FIRST = "realising-recovery-2007"
OLD = packaged_edition()
BECAME = {code: one.kind for one in second_edition().dispositions for code in one.old}
# Knowledge reworded, a skill and a value asked again, and what no point was changed of.
SAID = {"K03": "practising", "S05": "exploring", "V02": "practising", "S06": "practising"}


def say(people, code, edition=FIRST, name="alice", seq=1, **facts):
    facts = {"point": SAID.get(code, "developing"), "note": f"Of {code}.", **facts}
    actions.save_answer(actor=people.actor(name), edition=edition, code=code, seq=seq, **facts)


def words(page) -> str:
    return " ".join(page.content.decode().split())


def label(kind, point):
    return next(one.label for one in OLD.points[kind] if one.id == point)


@pytest.fixture
def said(people, edition):
    actions.choose_start(actor=people.actor("alice"), profile=NURSE)
    for code in SAID:
        say(people, code, want=code == "S05")
    publish_pointed()
    return people


def now_of(people):
    return queries.answers_of(people.alice.pk, POINTED)


def test_only_what_was_chosen_of_a_changed_point_is_asked_again_and_the_rest_counts(said):
    found = queries.changes_for(said.alice.pk, POINTED)
    waiting = {(one.answer.code, one.open, one.carried.why) for one in found.again}
    why = WHY_POINTS[Became.CHANGED]
    assert waiting == {("S05", ("S05",), why), ("V02", ("V02",), why)}
    now = now_of(said)
    assert {code: (one.point, one.point_then) for code, one in now.items()} == {
        "K03": ("practising", ""),
        "S05": ("", "exploring"),
        "V02": ("", "practising"),
        "S06": ("practising", ""),
    }
    assert (now["S05"].note, now["S05"].want, now["S05"].answered) == ("Of S05.", True, False)


def test_the_mark_goes_on_driving_the_plan_and_no_old_point_does(said):
    needs = {one.code for one in needs_from(pointed_edition(), now_of(said))}
    assert needs == {"S05"}


def test_saying_it_again_ends_the_asking_and_what_was_said_stays(said):
    say(said, "S05", edition=POINTED, point="exploring", note="Afresh.")
    found = queries.changes_for(said.alice.pk, POINTED)
    assert [one.answer.code for one in found.again] == ["V02"]
    assert now_of(said)["S05"].point == "exploring"
    assert queries.own_answers_of(said.alice.pk, FIRST)["S05"].point == "exploring"


def test_nothing_is_written_for_it(said):
    rows = list(Answer.objects.order_by("pk").values())
    queries.changes_for(said.alice.pk, POINTED)
    assert list(Answer.objects.order_by("pk").values()) == rows


def test_a_share_shows_its_reader_the_words_of_then_and_never_a_rather_not_say(said):
    shown = queries.for_reader(now_of(said)["S05"], with_note=False)
    assert (shown.point, shown.point_then, shown.note) == ("", "exploring", "")
    hidden = replace(now_of(said)["S05"], point_then=scales.RATHER_NOT_SAY, want=False)
    assert queries.for_reader(hidden, with_note=False) is None


def test_a_service_names_no_typical_point_that_means_something_else_now(said):
    row = ServiceProfile(profile=NURSE, edition=FIRST, code="S05", weight=3, typical="exploring")
    from alongside.assessment.queries.starting import _emphasis

    assert _emphasis(row, "S05").typical is None
    row.typical = "practising"
    assert _emphasis(row, "S05").typical == "practising"


# Pages


def test_my_pages_show_the_old_words_the_new_ones_and_why(said, signed_in):
    alice = signed_in("alice")
    start = words(alice.get("/my/"))
    assert "look at 2 answers again, and at nothing else" in start
    page = words(alice.get("/my/changes/"))
    assert "The point you chose means something else now." in page
    assert page.count(WHY_POINTS[Became.CHANGED]) >= 2
    assert label(Kind.SKILLS, "exploring") in page
    assert WHY_POINTS[Became.REWORDED] in page  # of the knowledge point that was chosen
    assert "Points you chose, in other words" in page
    assert "A nurse, written anew" in page
    theme = pointed_edition().by_code["S05"].theme
    card = words(alice.get(f"/my/themes/{theme}/"))
    assert "Please look at this again." in card
    assert "Of S05." in card


def test_what_counts_in_other_words_shows_those_it_was_given_in(said, signed_in):
    alice = signed_in("alice")
    theme = pointed_edition().by_code["K03"].theme
    card = words(alice.get(f"/my/themes/{theme}/"))
    assert "You chose, in the words of then:" in card
    assert label(Kind.KNOWLEDGE, "practising") in card
    picture = words(alice.get("/my/picture/"))
    assert f"Now: {label(Kind.KNOWLEDGE, 'practising')}." in picture
    assert "words that mean something else now" not in picture.split("Now:")[1].split(".")[0]
    assert label(Kind.SKILLS, "exploring") in words(alice.get("/my/history/"))
    assert SAYS not in words(alice.get("/my/history/"))


def test_a_role_that_was_taken_out_is_said_to_be_and_own_weights_stay(people, edition, signed_in):
    gone = edition.profiles[1].id
    actions.choose_start(actor=people.actor("alice"), profile=gone)
    actions.reweigh(actor=people.actor("alice"), weights={"K03": 3})
    say(people, "K03")
    publish_pointed()
    alice = signed_in("alice")
    page = words(alice.get("/my/starting-point/"))
    assert "is not in this edition any more" in page
    assert edition.profiles[1].title in words(alice.get("/my/changes/"))
    asks = queries.profile_of(people.alice.pk).emphasis
    assert [(one.code, one.weight) for one in asks] == [("K03", 3)]


def test_the_export_holds_what_was_said_in_the_words_it_was_said_in(said):
    kept = own.everything(said.alice.pk)
    counted = {one["code"]: one for one in kept["answers"]}
    assert counted["S05"]["point"] == ""
    assert counted["S05"]["said_of"] == {"edition": FIRST, "code": "S05", "point": "exploring"}
    assert {one["point_of_other_meaning"] for one in kept["to_look_at_again"]} == {
        *("exploring", "practising"),
    }
    [earlier] = kept["other_editions"]
    assert {one["code"]: one["point"] for one in earlier["answers"]} == SAID


def test_a_supervisors_view_keeps_its_words_and_has_no_place_where_these_mean_another(
    people, edition, signed_in
):
    from alongside.supervision.actions import give_view
    from alongside.supervision.presenters.side import on_picture

    make.supervise(people)
    say(people, "S05")
    make.share(people, "S05", with_note=True)
    sent = {"worker_id": people.alice.pk, "code": "S05", "point": "exploring"}
    give_view(actor=people.actor("bob"), reason="Seen.", seen=0, **sent)
    publish_pointed()
    [voice] = on_picture(people.alice.pk, POINTED)["S05"]
    assert voice.point == ""
    assert voice.said.startswith(label(Kind.SKILLS, "exploring"))
    page = words(signed_in("alice").get("/supervision/side-by-side/S05/"))
    assert (
        page.count(f"{label(Kind.SKILLS, 'exploring')}, in words that mean something else now") >= 2
    )
    made = give_view(actor=people.actor("bob"), reason="Seen.", seen=1, **sent)
    assert (made.edition, made.number) == (POINTED, 2)
    assert on_picture(people.alice.pk, POINTED)["S05"][0].point == "exploring"


def test_the_earlier_point_on_the_picture_is_never_one_of_another_meaning(said):
    now = {"S05": scales.Answer("S05", "practising", saved_at=timezone.now())}
    later = [
        replace(one, saved_at=one.saved_at - timedelta(days=9))
        for one in queries.saves_as_now(said.alice.pk, POINTED)
    ]
    assert scales.earlier(later, now, day=lambda moment: moment.date()) == {}


# Whatever people had said

ANSWERS = st.dictionaries(
    st.sampled_from([one.code for one in OLD.statements]),
    st.tuples(
        st.sampled_from(["", *scales.ANSWERS]), st.booleans(), st.sampled_from(["", "A note."])
    ),
    max_size=30,
).map(lambda made: {code: scales.Answer(code, *said_, seq=1) for code, said_ in made.items()})
LATER = st.dictionaries(
    st.sampled_from([one.code for one in pointed_edition().statements]),
    st.sampled_from(["exploring", "practising"]),
    max_size=8,
).map(lambda made: {code: scales.Answer(code, point, seq=1) for code, point in made.items()})


def changed(answer):
    kind = Kind.of(answer.code).value
    return Became.CHANGED in (POINTS.get((kind, answer.point)), POINTS.get(("other", answer.point)))


@settings(max_examples=50, suppress_health_check=list(HealthCheck))
@given(earlier=ANSWERS, later=LATER)
def test_of_random_answers_nothing_is_lost_and_nothing_invented(said, earlier, later):
    given_ = {FIRST: earlier, POINTED: later}
    now = as_now(given_, POINTED)
    waits = {one.answer.code: one for one in queries.look_again_at(given_, POINTED)}
    for code, answer in now.items():
        if code in later:
            assert answer == later[code]
            continue
        was = earlier[answer.of_code]
        assert BECAME[was.code] in KEEPS
        assert (answer.want, answer.note) == (was.want, was.note)
        assert (answer.point, answer.point_then) == (
            ("", was.point) if changed(was) else (was.point, "")
        )
    for code, answer in earlier.items():
        to = framework.now(FIRST, code, POINTED)
        open_ = {one for one in to.to if one not in later}
        asked = said_something(answer) and (
            BECAME[code] in LOOK_AGAIN or (BECAME[code] in KEEPS and changed(answer))
        )
        assert set(waits[code].open if code in waits else ()) == (open_ if asked else set())
        if said_something(answer) and BECAME[code] in KEEPS:
            assert to.counts in now
