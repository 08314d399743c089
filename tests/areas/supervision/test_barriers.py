"""What the service would have to change: the worker's, sent as they choose, traced to nobody."""

import json
import re
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.utils import timezone

from alongside.accounts.actions import erase_person
from alongside.foundation.actor import Forbidden, Role
from alongside.foundation.models import HistoryDetail
from alongside.foundation.writing import Conflict
from alongside.supervision import actions
from alongside.supervision.models import Barrier, BarrierAnswer, BarrierWording
from alongside.supervision.queries import barriers
from tests.factories import supervision as make
from tests.factories.accounts import PersonFactory, actor_for, give

pytestmark = pytest.mark.usefixtures("edition")


@pytest.fixture
def lead(people):
    person = PersonFactory(name="Lena Laing")
    give(person, Role.SERVICE_LEAD, service=people.team.service)
    return person


def page(people, browser):
    return browser.get(f"/supervision/service/{people.team.service_id}/barriers/")


def send(people, id_, going="without-name", who="alice"):
    actions.send_barrier(actor=people.actor(who), barrier_id=id_, going=going)


def seen_by(people, lead):
    return barriers.sent(barriers.place(actor_for(lead), people.team.service_id))


def answer(people, person, sent, **facts):
    given = {"state": "heard", "because": "It is on the rota meeting", "seen": 0} | facts
    actions.answer_barrier(
        actor=actor_for(person), service_id=people.team.service_id, sent_as=sent.id, **given
    )


def test_nothing_is_sent_until_the_worker_says_so(people, lead):
    id_ = make.barrier(people)
    assert seen_by(people, lead) == []
    send(people, id_)
    assert [one.words for one in seen_by(people, lead)] == ["The rota leaves no hour"]


def test_with_a_name_or_without(people, lead):
    id_ = make.barrier(people)
    send(people, id_)
    assert seen_by(people, lead)[0].name == ""
    send(people, id_, going="with-name")
    assert seen_by(people, lead)[0].name == "Alice Aird"


def test_taken_back_it_is_gone_at_once_and_can_be_sent_again(people, lead):
    id_ = make.barrier(people)
    send(people, id_)
    for _time in range(2):
        actions.take_back_barrier(actor=people.actor("alice"), barrier_id=id_)
    assert seen_by(people, lead) == []
    send(people, id_)
    assert len(seen_by(people, lead)) == 1


def test_each_time_it_is_sent_the_service_knows_it_by_another_name(people, lead):
    id_ = make.barrier(people)
    send(people, id_, going="with-name")
    [first] = seen_by(people, lead)
    answer(people, lead, first)
    send(people, id_)
    [again] = seen_by(people, lead)
    assert again.id != first.id
    assert again.answers == ()
    assert len(barriers.own(people.actor("alice"), id_).answers) == 1


def test_later_words_stay_with_the_worker_until_sent(people, lead):
    id_ = make.barrier(people)
    send(people, id_)
    make.barrier(people, words="The rota, and the Friday list", barrier_id=id_, seen=1)
    assert seen_by(people, lead)[0].words == "The rota leaves no hour"
    assert barriers.own(people.actor("alice"), id_).changed_since
    send(people, id_)
    assert seen_by(people, lead)[0].words == "The rota, and the Friday list"
    assert BarrierWording.objects.count() == 2


def test_words_changed_in_a_second_window_are_a_clash(people):
    id_ = make.barrier(people)
    make.barrier(people, words="Second", barrier_id=id_, seen=1)
    with pytest.raises(Conflict):
        make.barrier(people, words="Third", barrier_id=id_, seen=1)


def test_only_ones_own_and_only_to_a_service_one_belongs_to(people, lead):
    id_ = make.barrier(people)
    for name in ("bob", "charlie", "dana"):
        for refused in (
            lambda name=name: send(people, id_, who=name),
            lambda name=name: actions.take_back_barrier(actor=people.actor(name), barrier_id=id_),
            lambda name=name: make.barrier(people, who=name, words="x", barrier_id=id_, seen=1),
        ):
            with pytest.raises(Forbidden):
                refused()
        assert barriers.own(people.actor(name), id_) is None
    with pytest.raises(Forbidden):
        make.barrier(people, service_id=people.elsewhere.service_id)


def test_sent_twice_it_is_written_once(people):
    assert len({make.barrier(people, key="k") for _ in range(2)}) == 1


def test_the_supervisor_reads_it_in_a_session_only_where_the_worker_says_so(people, pair, session):
    make.barrier(people, words="Kept to myself")
    make.barrier(people, words="For both of us", session_id=session.pk)
    assert [one.words for one in barriers.of_session(session.pk)] == ["For both of us"]
    with pytest.raises(Forbidden):
        make.barrier(people, who="bob", session_id=session.pk)


# The service's side


def test_who_leads_the_service_answers_and_the_worker_reads_it(people, lead):
    id_ = make.barrier(people)
    send(people, id_)
    [sent] = seen_by(people, lead)
    answer(people, lead, sent)
    answer(people, lead, sent, state="cannot-now", because="No money before April", seen=1)
    found = barriers.own(people.actor("alice"), id_).answers
    assert [(one.state, one.because) for one in found] == [
        ("heard", "It is on the rota meeting"),
        ("cannot-now", "No money before April"),
    ]
    with pytest.raises(Conflict):
        answer(people, lead, sent, because="At the same time", seen=1)
    for wrong in ({"state": "done"}, {"because": " "}):
        with pytest.raises(Forbidden):
            answer(people, lead, sent, seen=2, **wrong)


def test_nobody_else_answers_and_not_after_it_was_taken_back(people, lead):
    id_ = make.barrier(people)
    send(people, id_)
    [sent] = seen_by(people, lead)
    elsewhere = PersonFactory(name="Elsa Elsewhere")
    give(elsewhere, Role.SERVICE_LEAD, service=people.elsewhere.service)
    for person in (people.alice, people.bob, people.charlie, people.dana, elsewhere):
        with pytest.raises(Forbidden):
            answer(people, person, sent)
    actions.take_back_barrier(actor=people.actor("alice"), barrier_id=id_)
    with pytest.raises(Forbidden, match="taken back"):
        answer(people, lead, sent)
    assert not BarrierAnswer.objects.exists()


def test_without_a_name_the_page_is_the_same_whichever_worker_sent_it(people, lead):
    """Byte for byte, but for the random name it goes by and the form's token."""
    from django.test import Client

    browser = Client()
    browser.force_login(lead)
    pages = []
    for who, days in (("alice", 0), ("bob", 1)):
        with time_machine.travel(timezone.now().replace(day=10) + timedelta(days=days), tick=False):
            browser.force_login(lead)
            id_ = make.barrier(people, who=who)
            send(people, id_, who=who)
            [sent] = seen_by(people, lead)
            html = page(people, browser).content.decode().replace(str(sent.id), "THIS")
            assert str(id_) not in html
            pages.append(re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "TOKEN", html))
        Barrier.objects.all().delete()
    first, second = (re.sub(r"Printed on|\d+ \w+ \d{4}</p>", "", one) for one in pages)
    assert first == second
    assert not re.search(r"alice|bob|aird|baird", pages[0], re.I)
    assert str(people.team) not in pages[0]


def test_the_order_says_nothing_of_who_was_first(people, lead):
    for number in range(12):
        send(people, make.barrier(people, words=f"Number {number}"))
    found = [one.words for one in seen_by(people, lead)]
    assert found == [one.words for one in sorted(seen_by(people, lead), key=lambda o: o.id.hex)]
    assert found != [f"Number {number}" for number in range(12)]


def test_erased_it_is_gone_from_the_services_page(people, lead):
    send(people, make.barrier(people))
    erase_person(actor=people.actor("alice"))
    assert seen_by(people, lead) == []


# Sealed


def test_nothing_that_was_written_stands_in_clear_in_a_table_or_in_history(people, pair, session):
    """Everything people write here holds one word; no column and no history row does."""
    word = "quokka"
    alice, bob = people.actor("alice"), people.actor("bob")
    item = actions.bring(
        actor=alice,
        session_id=session.pk,
        what=actions.Bring("own", title=f"A {word}", note=f"Why {word}"),
    )
    for who in ("alice", "bob"):
        make.says(people, session, who, f"{who} {word}", part=f"item:{item.pk}")
    agreement = make.agreement(people, session, what=f"Feed the {word}")
    actions.reply(actor=bob, agreement_id=agreement, seen=1, yes=False, words=f"No {word}")
    actions.reply(actor=bob, agreement_id=agreement, seen=1, yes=True)
    actions.say_outcome(actor=bob, agreement_id=agreement, done_on=None, because=f"Lost {word}")
    make.share(people, "S10")
    actions.give_view(
        actor=bob, worker_id=people.alice.pk, code="S10", point="", reason=f"{word}", seen=0
    )
    lead = PersonFactory()
    give(lead, Role.SERVICE_LEAD, service=people.team.service)
    send(people, make.barrier(people, words=f"Room for a {word}"), going="with-name")
    answer(people, lead, seen_by(people, lead)[0], because=f"Which {word}?")
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            assert word not in str(cursor.fetchall()), table
    assert word not in json.dumps(list(HistoryDetail.objects.values_list("what", flat=True)))
    assert HistoryDetail.objects.filter(event__chain=f"supervision:{alice.person_id}").exists()


def test_what_it_is_about_stays_as_it_was_sent_too(people, edition):
    """A statement that is added later goes to nobody before the worker sends again."""
    alice, place = people.actor("alice"), barriers.Place(people.team.service_id, "")
    first, second = list(edition.by_code)[:2]
    id_ = make.barrier(people, words="The rota", kinds=["rota"], codes=[first])
    actions.send_barrier(actor=alice, barrier_id=id_, going="without-name")
    facts = {"actor": alice, "barrier_id": id_, "words": "The rota", "seen": 1}
    actions.write_barrier(**facts, kinds=["leadership"], codes=[second])
    (seen,) = barriers.sent(place)
    assert (seen.kinds, seen.codes) == (("rota",), (first,))
    assert barriers.own(alice, id_).changed_since
    actions.send_barrier(actor=alice, barrier_id=id_, going="without-name")
    (seen,) = barriers.sent(place)
    assert (seen.kinds, seen.codes) == (("leadership",), (second,))
