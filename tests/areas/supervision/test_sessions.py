"""Sessions: the worker makes them and builds the agenda; dates are proposed, accepted and moved."""

from datetime import date, time, timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from alongside.accounts.models import Share
from alongside.foundation.actor import Forbidden
from alongside.foundation.writing import Conflict
from alongside.supervision import actions
from alongside.supervision.actions import Bring, reminding
from alongside.supervision.models import AgendaItem, Proposal, Session
from alongside.supervision.queries import bringing, sessions
from tests.factories import supervision as make
from tests.factories.planning import mark

TODAY = timezone.localdate
DAY = timedelta(days=1)
pytestmark = pytest.mark.usefixtures("edition")


def bring(people, session, what, who="alice"):
    return actions.bring(actor=people.actor(who), session_id=session.pk, what=what)


def on_agenda(session):
    return [item.title for item in sessions.agenda(session.pk)]


def test_a_session_is_made_with_ones_own_supervisor_and_nobody_else(people, pair):
    assert make.a_session(people).supervisor == people.bob
    for supervisor, who in (("charlie", "alice"), ("alice", "bob")):
        with pytest.raises(Forbidden):
            make.a_session(people, worker=who, supervisor=supervisor)


def test_sent_twice_it_is_made_once(people, pair):
    made = {make.a_session(people, key="k").pk for _ in range(2)}
    assert len(made) == 1
    assert make.a_session(people, key="another").pk not in made


def test_ten_minutes_makes_todays_session_or_finds_it(people, pair):
    press = {"actor": people.actor("alice"), "supervisor_id": people.bob.pk}
    things = [Bring("own", title=f"Thing {n}") for n in range(3)]
    first = actions.ten_minutes(**press, bringing=things, key="one")
    assert actions.ten_minutes(**press, bringing=things, key="one") == first
    assert actions.ten_minutes(**press, key="two") == first
    row = Session.objects.get()
    assert (row.on, row.minutes, row.start) == (TODAY(), 10, "ten-minutes")
    assert on_agenda(row) == ["Thing 0", "Thing 1"]
    actions.close(actor=people.actor("alice"), session_id=first)
    assert actions.ten_minutes(**press, key="three") != first


def test_what_is_suggested_was_marked_and_is_of_different_kinds(people, pair, edition):
    mark(people.alice, "S10", "K01")
    make.answered(people, "alice", "V01", edition, point="exploring")
    found = bringing.suggestions(
        people.actor("alice"), [people.bob.pk], edition, today=TODAY()
    )[people.bob.pk]  # fmt: skip
    assert [one.target for one in found] == ["K01", "S10"]


def test_a_statement_is_brought_by_its_title_alone(people, session, edition):
    make.answered(people, "alice", "S10", edition)
    bring(people, session, Bring("statement", "S10"))
    assert on_agenda(session) == [edition.by_code["S10"].title]
    assert not Share.objects.exists()


@pytest.mark.parametrize(("with_note", "item"), [(False, "S10"), (True, "S10+note")])
def test_its_answer_goes_along_when_the_worker_says_so_until_their_day(
    people, session, edition, with_note, item
):
    make.answered(people, "alice", "S10", edition, note="My note")
    until = TODAY() + 9 * DAY
    bring(people, session, Bring("statement", "S10", share_until=until, with_note=with_note))
    share = Share.objects.get()
    named = f"{edition.slug}/{item}"
    assert (share.item, share.until, share.reader) == (named, until, people.bob)


def test_taken_off_what_was_shared_for_it_ends_if_the_worker_says_so(people, session, edition):
    make.answered(people, "alice", "S10", edition)
    until = TODAY() + 9 * DAY
    for end, live in ((False, 1), (True, 0)):
        item = bring(people, session, Bring("statement", "S10", share_until=until))
        actions.take_off(actor=people.actor("alice"), item_id=item.pk, end_share=end)
        assert on_agenda(session) == []
        assert Share.objects.filter(ended_at__isnull=True).count() == live


def test_what_was_said_under_something_taken_off_is_still_there(people, session):
    item = bring(people, session, Bring("own", title="The rota"))
    make.says(people, session, "bob", "I see it too", part=f"item:{item.pk}")
    actions.take_off(actor=people.actor("alice"), item_id=item.pk, end_share=True)
    assert sessions.latest(session.pk, f"item:{item.pk}", "supervisor").text == "I see it too"


def test_bringing_the_same_thing_again_makes_no_second(people, session):
    mark(people.alice, "S10")
    assert bring(people, session, Bring("statement", "S10")) == bring(
        people, session, Bring("statement", "S10")
    )


@pytest.mark.parametrize(
    "what",
    [
        Bring("statement", "K99"),
        Bring("own", title="  "),
        Bring("plan-item", "5b7d7c4e-9a53-4a59-8a3c-0b9de9a3d9f4"),
        Bring("entry", "5b7d7c4e-9a53-4a59-8a3c-0b9de9a3d9f4"),
        Bring("somebody", "S10"),
    ],
)
def test_only_what_is_the_workers_can_be_brought(people, session, what):
    with pytest.raises(Forbidden):
        bring(people, session, what)
    assert not AgendaItem.objects.exists()


@pytest.mark.parametrize("name", ["bob", "charlie", "dana"])
def test_only_the_worker_leads(people, session, name):
    item = bring(people, session, Bring("own", title="The rota"))
    actor = people.actor(name)
    for refused in (
        lambda: bring(people, session, Bring("own", title="x"), who=name),
        lambda: actions.take_off(actor=actor, item_id=item.pk, end_share=False),
        lambda: actions.close(actor=actor, session_id=session.pk),
        lambda: actions.set_next(actor=actor, session_id=session.pk, on=TODAY() + DAY),
        lambda: actions.change_session(
            actor=actor, session_id=session.pk, version=1, on=TODAY() + DAY, at=None, minutes=60
        ),
    ):
        with pytest.raises(Forbidden):
            refused()
    assert Session.objects.count() == 1


def test_an_entry_is_brought_once_it_is_shared_with_the_supervisor(people, session):
    from alongside.portfolio import actions as record

    alice = people.actor("alice")
    entry = record.add_entry(
        actor=alice, title="After the visit", kind="reflection", on=TODAY(), texts={}, codes=[]
    )
    with pytest.raises(Forbidden):
        bring(people, session, Bring("entry", str(entry)))
    record.share_entry(
        actor=alice, entry_id=entry, until=TODAY() + DAY, reader_id=people.bob.pk, reader_email=""
    )
    bring(people, session, Bring("entry", str(entry)))
    assert on_agenda(session) == ["After the visit"]
    assert bringing.own_entries(alice, bringing.shared_entries(
        alice, people.bob.pk, today=TODAY()
    )) == []  # fmt: skip


# Dates


def test_the_next_date_is_a_session_of_its_own_and_set_again_it_moves(people, session):
    alice = people.actor("alice")
    first = actions.set_next(actor=alice, session_id=session.pk, on=TODAY() + 7 * DAY)
    again = actions.set_next(
        actor=alice, session_id=session.pk, on=TODAY() + 9 * DAY, at=time(14, 30), minutes=30
    )
    assert first.pk == again.pk
    assert Session.objects.count() == 2
    assert (again.on, again.at, again.version) == (TODAY() + 9 * DAY, time(14, 30), 2)


@pytest.mark.parametrize("days", [-1, 0, 800])
def test_the_next_date_is_after_this_one_and_not_too_far(people, session, days):
    with pytest.raises(Forbidden):
        actions.set_next(
            actor=people.actor("alice"), session_id=session.pk, on=TODAY() + days * DAY
        )


def test_a_date_moved_in_another_window_is_a_clash_with_both_dates(people, session):
    move = {"actor": people.actor("alice"), "session_id": session.pk, "at": None, "minutes": 60}
    actions.change_session(**move, version=1, on=TODAY() + DAY)
    with pytest.raises(Conflict) as clash:
        actions.change_session(**move, version=1, on=TODAY() + 2 * DAY)
    assert clash.value.yours != clash.value.theirs


def test_a_supervisor_proposes_and_only_the_worker_makes_it_a_date(people, pair):
    on = TODAY() + 5 * DAY
    propose = {"actor": people.actor("bob"), "worker_id": people.alice.pk, "on": on}
    made = actions.propose_date(**propose)
    assert actions.propose_date(**propose) == made
    assert not Session.objects.exists()
    for name in ("bob", "charlie"):
        with pytest.raises(Forbidden):
            actions.answer_date(actor=people.actor(name), proposal_id=made.pk, yes=True)
    session = actions.answer_date(actor=people.actor("alice"), proposal_id=made.pk, yes=True)
    assert (session.on, session.supervisor) == (on, people.bob)
    with pytest.raises(Forbidden):
        actions.answer_date(actor=people.actor("alice"), proposal_id=made.pk, yes=True)


def test_a_no_to_a_date_makes_nothing_and_a_stranger_proposes_nothing(people, pair):
    made = actions.propose_date(
        actor=people.actor("bob"), worker_id=people.alice.pk, on=TODAY() + DAY
    )
    assert actions.answer_date(actor=people.actor("alice"), proposal_id=made.pk, yes=False) is None
    assert not Session.objects.exists()
    for name in ("charlie", "alice"):
        with pytest.raises(Forbidden):
            actions.propose_date(
                actor=people.actor(name), worker_id=people.alice.pk, on=TODAY() + DAY
            )


def test_what_was_proposed_before_the_end_waits_for_nobody(people, pair):
    made = actions.propose_date(
        actor=people.actor("bob"), worker_id=people.alice.pk, on=TODAY() + DAY
    )
    make.end(people, pair)
    assert sessions.proposals(people.alice.pk) == []
    with pytest.raises(Forbidden):
        actions.answer_date(actor=people.actor("alice"), proposal_id=made.pk, yes=True)
    assert Proposal.objects.get().yes is None


# The end


@pytest.mark.parametrize("by", ["alice", "bob"])
def test_ended_it_is_shut_to_the_supervisor_and_stays_with_the_worker(people, pair, session, by):
    make.says(people, session, "bob", "What I saw")
    make.end(people, pair, by=by)
    assert sessions.seat(people.actor("bob"), session.pk) is None
    assert list(sessions.theirs(people.actor("bob"))) == []
    seat = sessions.seat(people.actor("alice"), session.pk)
    assert (seat.voice, seat.lasts) == ("worker", False)
    assert sessions.latest(session.pk, "well", "supervisor").text == "What I saw"


def test_a_new_supervision_of_the_same_two_does_not_open_the_old_sessions(people, pair, session):
    make.end(people, pair)
    make.supervise(people)
    assert sessions.seat(people.actor("bob"), session.pk) is None
    new = make.a_session(people)
    assert sessions.seat(people.actor("bob"), new.pk).voice == "supervisor"


def test_a_second_supervisor_has_no_seat_in_the_first_ones_session(people, session):
    make.supervise(people, supervisor="charlie")
    assert sessions.seat(people.actor("charlie"), session.pk) is None


def test_after_the_end_the_worker_adds_words_but_nothing_is_agreed_or_brought(
    people, pair, session
):
    make.end(people, pair)
    make.says(people, session, "alice", "Looking back")
    for refused in (
        lambda: bring(people, session, Bring("own", title="x")),
        lambda: make.agreement(people, session),
        lambda: actions.set_next(
            actor=people.actor("alice"), session_id=session.pk, on=TODAY() + DAY
        ),
        lambda: make.a_session(people),
    ):
        with pytest.raises(Forbidden):
            refused()


@pytest.mark.parametrize("on", [date(1, 1, 1), date(9999, 12, 31)])
def test_a_day_no_calendar_can_hold_is_refused(people, session, on):
    with pytest.raises(Forbidden, match="two years"):
        make.a_session(people, on=on)
    with pytest.raises(Forbidden, match="two years"):
        actions.change_session(
            actor=people.actor("alice"), session_id=session.pk, version=1, on=on, at=None, minutes=5
        )


def test_a_supervision_that_ends_while_reminders_go_out_is_not_reminded_of(people, pair):
    session = make.a_session(people, on=TODAY() + DAY)
    (due,) = sessions.due_for_reminder(session.on)
    make.end(people, pair)
    assert reminding._remind(actor=None, session=due) is False
    assert mail.outbox == []


needs_row_locks = pytest.mark.skipif(
    connection.vendor == "sqlite", reason="SQLite lets one write at a time"
)


@needs_row_locks
@pytest.mark.parametrize("who", ["alice", "bob"])
def test_whoever_writes_holds_the_supervision_so_that_its_end_ends_what_they_share(
    people, session, who
):
    """Ending waits for what is being written, and then ends the share it made as well."""
    with CaptureQueriesContext(connection) as asked:
        make.says(people, session, who, "Words")
    assert any("accounts_supervising" in one["sql"] and "FOR UPDATE" in one["sql"] for one in asked)
