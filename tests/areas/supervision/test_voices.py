"""Two voices: neither changes the other's, a second window overwrites nothing, nothing is lost."""

from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alongside.accounts.actions import erase_person
from alongside.core import scales
from alongside.foundation.actor import Forbidden
from alongside.foundation.writing import Conflict
from alongside.supervision import actions
from alongside.supervision.models import Said, Session, View
from alongside.supervision.presenters.side import on_picture, side
from alongside.supervision.queries import sessions, views
from tests.factories import supervision as make

pytestmark = pytest.mark.usefixtures("edition")

TURNS = st.lists(
    st.tuples(
        st.sampled_from(["alice", "bob", "charlie", "dana"]),
        st.sampled_from(["well", "differently", "close"]),
        st.sampled_from(["", "One", "Two\nlines", " Three "]),
        st.integers(0, 3),
    ),
    max_size=14,
)


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(turns=TURNS)
def test_whatever_is_sent_each_voice_keeps_all_of_its_words_and_none_of_the_others(
    people, session, turns
):
    """Against a model: what each of the two said, part by part, in order. Others say nothing."""
    Said.objects.filter(session=session).delete()
    voice = {"alice": "worker", "bob": "supervisor"}
    model: dict[tuple[str, str], list[str]] = {}
    clashes, expected = [], []
    for who, part, words, seen in turns:
        kept = model.get((part, voice.get(who, "")), [])
        now = kept[-1] if kept else ""
        try:
            make.says(people, session, who, words, part=part, seen=seen)
        except Forbidden:
            assert who not in voice
        except Conflict as clash:
            texts = (clash.yours[0][1], clash.theirs[0][1])
            clashes.append(seen != len(kept) and words.strip() != now and texts)
            expected.append((words.strip(), now))
        else:
            if words.strip() != now:
                model.setdefault((part, voice[who]), []).append(words.strip())
    assert clashes == expected, "both texts, and only where a window was behind"
    heard = sessions.said(session.pk)
    assert {key: [row.text for row in rows] for key, rows in heard.items()} == model
    writers = {"worker": people.alice.pk, "supervisor": people.bob.pk}
    assert all(row.person_id == writers[row.voice] for rows in heard.values() for row in rows)


def test_saving_the_same_again_is_no_new_wording(people, session):
    for _time in range(2):
        make.says(people, session, "alice", "It went well", seen=0)
    assert Said.objects.count() == 1


def test_a_part_that_is_not_of_this_session_is_refused(people, session):
    other = make.a_session(people)
    item = actions.bring(
        actor=people.actor("alice"), session_id=other.pk, what=actions.Bring("own", title="x")
    )
    for part in ("", "nothing", f"item:{item.pk}", "item:"):
        with pytest.raises(Forbidden):
            make.says(people, session, "alice", "Words", part=part, seen=0)


def test_too_many_words_are_refused_and_what_was_there_stays(people, session):
    make.says(people, session, "alice", "Short")
    with pytest.raises(Forbidden, match="too long"):
        make.says(people, session, "alice", "x" * 10_001)
    assert sessions.latest(session.pk, "well", "worker").text == "Short"


def test_the_words_of_a_supervisor_who_is_erased_stay_without_a_name(people, session):
    from alongside.supervision.presenters import words

    make.says(people, session, "bob", "What I saw")
    erase_person(actor=people.actor("bob"))
    seat = sessions.seat(people.actor("alice"), session.pk)
    assert sessions.latest(session.pk, "well", "supervisor").text == "What I saw"
    assert words.name_of(seat.session, "supervisor") == "somebody who is no longer here"
    assert not seat.lasts


def test_with_the_worker_everything_goes(people, session):
    make.says(people, session, "bob", "What I saw")
    erase_person(actor=people.actor("alice"))
    assert not Session.objects.exists()
    assert not Said.objects.exists()


# A supervisor's view of a statement


def view(people, who="bob", code="S10", point="practising", reason="I was there", seen=0):
    return actions.give_view(
        actor=people.actor(who),
        worker_id=people.alice.pk,
        code=code,
        point=point,
        reason=reason,
        seen=seen,
    )


@pytest.fixture
def shared(people, pair, edition):
    for code in ("S10", "K01"):
        make.answered(people, "alice", code, edition, point="exploring", note="My own note")
    make.answered(people, "alice", "V01", edition, point="exploring", note="My own example")
    return [make.share(people, code) for code in ("S10", "V01")]


def test_a_view_needs_a_live_share_and_the_supervision(people, shared, pair):
    assert view(people).number == 1
    for who, code in (("bob", "K01"), ("charlie", "S10"), ("alice", "S10")):
        with pytest.raises(Forbidden):
            view(people, who=who, code=code)
    make.share(people, "S10", reader="charlie")
    with pytest.raises(Forbidden):
        view(people, who="charlie")
    make.end(people, pair)
    with pytest.raises(Forbidden):
        view(people, seen=1, reason="Again")


def test_a_reason_is_always_asked_for(people, shared):
    with pytest.raises(Forbidden):
        view(people, reason="  ")


@pytest.mark.parametrize("point", [*scales.POINTS, "not-my-role", "rather-not-say"])
def test_a_value_gets_no_point_from_anybody_else(people, shared, point):
    with pytest.raises(Forbidden):
        view(people, code="V01", point=point)
    assert view(people, code="V01", point="").point == ""


def test_the_database_itself_refuses_a_point_for_a_value(people):
    from django.db import IntegrityError, transaction

    with pytest.raises(IntegrityError), transaction.atomic():
        View.objects.create(
            worker=people.alice, edition="e", code="V01", number=1, point="exploring", reason="x"
        )


def test_a_changed_view_is_a_new_row_and_a_second_window_overwrites_nothing(people, shared):
    view(people)
    view(people, point="developing", reason="Since then", seen=1)
    view(people, point="developing", reason="Since then", seen=1)
    with pytest.raises(Conflict):
        view(people, reason="From the other window", seen=1)
    assert [row.reason for row in View.objects.order_by("number")] == ["I was there", "Since then"]


def test_a_second_supervisors_view_stands_beside_the_first_and_the_workers_is_untouched(
    people, shared, edition
):
    from alongside.assessment.queries import answer_of

    before = answer_of(people.alice.pk, edition.slug, "S10")
    make.supervise(people, supervisor="charlie")
    make.share(people, "S10", reader="charlie")
    view(people)
    view(people, who="charlie", point="developing", reason="I see less of it")
    found = views.voices(people.alice.pk, edition.slug, "S10")["S10"]
    assert [(one.name, one.now.point) for one in found] == [
        ("Bob Baird", "practising"),
        ("Charlie Combe", "developing"),
    ]
    assert answer_of(people.alice.pk, edition.slug, "S10") == before
    page = side(edition, edition.by_code["S10"], own_name="Me", own=before, heard=found)
    assert [row.shape for row in page.rows] == ["circle", "square", "diamond"]
    assert len({row.x for row in page.rows}) == 3
    assert len(page.rows) == len(page.table) == 3


def test_one_supervisor_reads_no_view_of_another(people, shared, edition):
    make.supervise(people, supervisor="charlie")
    make.share(people, "S10", reader="charlie")
    view(people)
    assert views.own_views(people.actor("charlie"), people.alice.pk, edition.slug, "S10") == []


def test_a_value_has_no_place_in_any_picture(people, shared, edition):
    view(people, code="V01", point="", reason="You sat down beside her")
    found = views.voices(people.alice.pk, edition.slug, "V01")["V01"]
    own = scales.Answer("V01", point="exploring", note="My own example")
    page = side(edition, edition.by_code["V01"], own_name="Me", own=own, heard=found)
    assert page.labels == ()
    assert [row.x for row in page.rows] == [None, None]
    assert page.rows[1].reason == "You sat down beside her"


def test_the_workers_own_picture_is_told_of_every_view_in_one_query(
    people, shared, edition, django_assert_num_queries
):
    view(people)
    view(people, code="V01", point="", reason="Words")
    with django_assert_num_queries(1):
        found = on_picture(people.alice.pk, edition.slug)
    assert [(one.name, one.point) for one in found["S10"]] == [("Bob Baird", "practising")]


def test_what_of_an_answer_a_supervisor_sees_is_what_was_shared(people, shared, edition):
    today = timezone.localdate()
    look = {"edition": edition, "today": today}
    shown = views.shared_answer(people.actor("bob"), people.alice.pk, "S10", **look)
    assert (shown.answer.point, shown.answer.note) == ("exploring", "")
    assert views.shared_answer(people.actor("bob"), people.alice.pk, "K01", **look) is None
    late = {"edition": edition, "today": today + timedelta(days=31)}
    assert views.shared_answer(people.actor("bob"), people.alice.pk, "S10", **late) is None
