"""The pages: what each of the two sees, what is pressed, and what a supervisor's page never says.

Who may open which address stands in tests/areas/test_access_table.py, for every address.
"""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from alongside.accounts.models import Supervising
from alongside.foundation.actor import Role
from alongside.library.queries import library_for
from alongside.supervision import actions
from alongside.supervision.models import Barrier, Said, Session
from tests.factories import supervision as make
from tests.factories.accounts import PersonFactory, actor_for, give
from tests.factories.planning import mark
from tests.repo.test_translatable import loose_words

HOME = "/supervision/"
TODAY = timezone.localdate
pytestmark = pytest.mark.usefixtures("edition")


def text_of(response) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def at(session, rest="") -> str:
    return f"/supervision/sessions/{session.pk}/{rest}"


def say(browser, session, words, part="well", seen=0, **more):
    return browser.post(at(session, "say/"), {"part": part, "seen": seen, "text": words} | more)


@pytest.fixture
def filled(people, pair, session, edition):
    """A session with something of everything in it."""
    make.answered(people, "alice", "S10", edition, point="exploring", note="My note", want=True)
    make.answered(people, "alice", "V01", edition, point="exploring")
    alice = people.actor("alice")
    until = TODAY() + timedelta(days=9)
    for what in (
        actions.Bring("statement", "S10", note="Why I bring it", share_until=until),
        actions.Bring("own", title="The rota"),
    ):
        item = actions.bring(actor=alice, session_id=session.pk, what=what)
    off = actions.bring(
        actor=alice, session_id=session.pk, what=actions.Bring("own", title="Not now")
    )
    make.says(people, session, "bob", "Said before", part=f"item:{off.pk}")
    actions.take_off(actor=alice, item_id=off.pk, end_share=False)
    for who in ("alice", "bob"):
        make.says(people, session, who, f"{who} first")
        make.says(people, session, who, f"{who} second", part=f"item:{item.pk}")
    make.says(people, session, "alice", "alice again")
    agreement = make.agreement(people, session, by=until)
    actions.reply(
        actor=people.actor("bob"), agreement_id=agreement, seen=1, yes=False, words="Not on Friday"
    )
    make.barrier(people, session_id=session.pk, codes=["S10"])
    actions.set_next(actor=alice, session_id=session.pk, on=until)
    actions.propose_date(actor=people.actor("bob"), worker_id=people.alice.pk, on=until)
    return session


# Choosing


def test_one_chooses_by_name_and_is_told_that_it_shows_nothing(people, signed_in):
    alice, bob = signed_in("alice"), signed_in("bob")
    page = alice.get(HOME)
    assert "Bob Baird" in text_of(page)
    assert "shows them nothing by itself" in text_of(page)
    assert "Charlie" not in text_of(page)
    alice.post("/supervision/ask/", {"supervisor": people.bob.pk})
    assert "has not answered yet" in text_of(alice.get(HOME))
    row = Supervising.objects.get()
    assert "Alice Aird" in text_of(bob.get(HOME))
    bob.post(f"/supervision/asked/{row.pk}/", {"answer": "yes"})
    assert "Ten minutes now with Bob Baird" in text_of(alice.get(HOME))
    assert "The people I supervise" in text_of(bob.get(HOME))
    alice.post(f"/supervision/end/{row.pk}/")
    assert "The people I supervise" not in text_of(bob.get(HOME))


def test_a_link_is_shown_once_to_anybody_who_holds_it_and_answered_once_signed_in(
    people, signed_in
):
    alice = signed_in("alice")
    made = alice.post("/supervision/link/").content.decode()
    address = re.search(r"/supervision/join/[^\"]+/", made)[0]
    visitor = Client().get(address)
    assert "Alice Aird" in text_of(visitor)
    assert f"next={address}" in visitor.content.decode()
    assert Client().post(address, {"answer": "yes"}).status_code == 403
    assert "your own link" in text_of(alice.get(address))
    charlie = signed_in("charlie")
    assert charlie.post(address, {"answer": "yes"}).status_code == 302
    assert Supervising.objects.get().supervisor == people.charlie
    assert charlie.get(address).status_code == 404


def test_a_token_from_a_link_is_kept_nowhere_in_clear(people, signed_in):
    made = signed_in("alice").post("/supervision/link/").content.decode()
    token = re.search(r"/supervision/join/([^\"]+)/", made)[1]
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            assert token not in str(cursor.fetchall()), table


# A session


def test_both_read_both_voices_and_each_has_one_box_to_write_in(filled, signed_in):
    for who, other in (("alice", "bob"), ("bob", "alice")):
        html = signed_in(who).get(at(filled)).content.decode()
        boxes = re.findall(r'<textarea id="t-[^"]+" name="text".*?</textarea>', html, re.S)
        assert boxes
        assert all(other not in box for box in boxes)
        for words in ("alice first", "alice again", "bob first", "alice second", "Not on Friday"):
            assert words in html


def test_strengths_come_first_then_the_agenda_then_what_is_agreed(filled, signed_in):
    html = signed_in("alice").get(at(filled)).content.decode()
    places = [html.index(f'id="{name}"') for name in ("well", "differently", "agreements", "next")]
    assert places == sorted(places)
    assert html.index('id="well"') < html.index("The rota", html.index('id="well"'))


def test_nothing_yet_is_said_without_pressing_anybody(session, signed_in):
    page = text_of(signed_in("bob").get(at(session)))
    assert "Nothing yet" in page
    assert not re.search(r"overdue|must|%", page)


def test_saving_goes_on_to_the_next_part(people, filled, signed_in):
    bob = signed_in("bob")
    answer = say(bob, filled, "And calm", seen=1, then="differently")
    assert answer.headers["Location"].endswith("#differently")
    assert Said.objects.filter(part="well", voice="supervisor", number=2).exists()


def test_a_form_cannot_speak_in_the_other_voice(people, session, signed_in):
    say(signed_in("bob"), session, "As her", voice="worker", person=people.alice.pk)
    assert [row.voice for row in Said.objects.all()] == ["supervisor"]


def test_a_second_window_gets_both_texts(session, signed_in):
    alice = signed_in("alice")
    say(alice, session, "The first window")
    answer = say(alice, session, "The second window", seen=0)
    assert answer.status_code == 409
    assert "The first window" in text_of(answer)
    assert "The second window" in text_of(answer)


@pytest.mark.parametrize("by", ["alice", "bob"])
def test_whoever_wrote_when_it_ended_gets_their_words_back_and_nothing_else(
    people, pair, filled, signed_in, by
):
    """The page was open. What was written is shown to its writer, to copy; nothing is kept."""
    bob = signed_in("bob")
    assert bob.get(at(filled)).status_code == 200
    make.end(people, pair, by=by)
    before = Said.objects.count()
    answer = say(bob, filled, "My long text", seen=1)
    assert answer.status_code == 404
    assert "My long text" in text_of(answer)
    assert "alice" not in text_of(answer)
    assert Said.objects.count() == before
    for rest in ("", "session.pdf", "session.docx", "session.txt", "session.json", "session.ics"):
        assert bob.get(at(filled, rest)).status_code == 404
    assert bob.get(f"/supervision/people/{people.alice.pk}/").status_code == 404
    assert bob.get(f"/supervision/people/{people.alice.pk}/statements/S10/").status_code == 404
    reason = {"reason": "My reason", "seen": 0}
    kept = bob.post(f"/supervision/people/{people.alice.pk}/statements/S10/", reason)
    assert (kept.status_code, "My reason" in text_of(kept)) == (404, True)
    assert signed_in("alice").get(at(filled)).status_code == 200


def test_what_cannot_be_kept_comes_back_with_the_reason(session, signed_in):
    answer = say(signed_in("alice"), session, "x" * 10_001)
    assert answer.status_code == 403
    assert "x" * 10_001 in answer.content.decode()


def test_a_form_with_something_wrong_keeps_what_was_written(session, signed_in):
    answer = signed_in("alice").post(at(session, "agree/"), {"what": "Only words", "who": "both"})
    assert answer.status_code == 422
    assert "Only words" in answer.content.decode()


def test_the_supervisor_sees_the_answer_as_it_was_shared_and_no_longer(people, filled, signed_in):
    bob = signed_in("bob")
    page = text_of(bob.get(at(filled)))
    assert "Their answer, shared with you" in page
    assert "My note" not in page
    item = re.search(
        r"items/([0-9a-f-]{36})/off", signed_in("alice").get(at(filled)).content.decode()
    )
    signed_in("alice").post(f"/supervision/items/{item[1]}/off/", {"end_share": "yes"})
    assert "Their answer, shared with you" not in text_of(bob.get(at(filled)))


# Ten minutes


def test_ten_minutes_from_one_press_to_the_next_date(people, pair, signed_in, edition):
    """Going well, one thing brought, what each sees, one thing agreed, the next date: each saved."""
    mark(people.alice, "S10")
    alice, bob = signed_in("alice"), signed_in("bob")
    html = alice.get(HOME).content.decode()
    form = re.search(r'action="(/supervision/ten-minutes/[^"]+)".*?</form>', html, re.S)
    ticked = re.findall(r'name="bring" value="([^"]+)"', form[0])
    key = re.search(r'name="key" value="([^"]+)"', form[0])[1]
    assert ticked == ["statement:S10"]
    for _time in range(2):
        there = alice.post(form[1], {"bring": ticked, "key": key}).headers["Location"]
    session = Session.objects.get()
    page = alice.get(there).content.decode()
    assert edition.by_code["S10"].title in page
    assert page.index('id="agreements"') < page.index("More, if there is time")
    part = re.search(r'name="part" value="(item:[^"]+)"', page)[1]
    assert say(alice, session, "We laughed", then="x").status_code == 302
    assert say(bob, session, "I saw it", part=part).status_code == 302
    agreed = alice.post(
        at(session, "agree/"), {"what": "Ask her", "who": "worker", "parts": ["practice"]}
    )
    anchor = agreed.headers["Location"].split("#agreement-")[1]
    bob.post(f"/supervision/agreements/{anchor}/reply/", {"seen": 1, "answer": "yes"})
    on = TODAY() + timedelta(days=14)
    alice.post(at(session, "next/"), {"on": on.isoformat(), "minutes": 30})
    page = text_of(alice.get(at(session)))
    for words in ("We laughed", "I saw it", "Agreed by both", on.strftime("%-d %B %Y")):
        assert words in page


def test_pressing_shares_no_answer(people, pair, signed_in, edition):
    make.answered(people, "alice", "S10", edition, want=True)
    signed_in("alice").post(
        f"/supervision/ten-minutes/{people.bob.pk}/", {"bring": ["statement:S10"], "key": "k"}
    )
    page = text_of(signed_in("bob").get(at(Session.objects.get())))
    assert edition.by_code["S10"].title in page
    assert "Their answer" not in page


# The supervisor's list


def test_people_stand_by_name_with_what_they_shared_and_no_number_about_them(
    people, filled, signed_in, edition
):
    make.supervise(people, worker="charlie")
    page = signed_in("bob").get(HOME)
    words = text_of(page)
    assert words.index("Alice Aird") < words.index("Charlie Combe")
    assert edition.by_code["S10"].title in words
    assert edition.by_code["V01"].title not in words
    section = page.content.decode().split('id="people"')[1].split("</section>")[0]
    shown = re.sub(r"\d{1,2} \w+ \d{4}", "", re.sub(r"<[^>]+>", " ", section))
    assert not re.search(r"\d|%|exploring|level", shown, re.I)


def test_what_waits_for_a_word_is_said_without_saying_how_much(people, session, signed_in):
    make.says(people, session, "alice", "For you to read")
    assert "something to read" in text_of(signed_in("bob").get(HOME))
    make.says(people, session, "bob", "Read")
    assert "something to read" not in text_of(signed_in("bob").get(HOME))
    make.agreement(people, session)
    assert "something to agree on" in text_of(signed_in("bob").get(HOME))
    actions.close(actor=people.actor("alice"), session_id=session.pk)
    assert "something to agree on" not in text_of(signed_in("bob").get(HOME))


def test_queries_do_not_grow_with_people(people, pair, session, signed_in, edition):
    """One person supervised or nine: as many queries, for Bob's page; and one's own sessions."""

    def counted():
        bob = signed_in("bob")
        bob.get(HOME)
        with CaptureQueriesContext(connection) as caught:
            assert bob.get(HOME).status_code == 200
        return len(caught)

    make.share(people, "S10")
    make.agreement(people, session)
    make.says(people, session, "alice", "Words")
    actions.propose_date(actor=people.actor("bob"), worker_id=people.alice.pk, on=TODAY())
    before = counted()
    for number in range(8):
        person = PersonFactory(name=f"Worker {number}")
        setattr(people, f"worker{number}", person)
        make.supervise(people, worker=f"worker{number}")
        new = make.a_session(people, worker=f"worker{number}")
        make.says(people, new, f"worker{number}", "Words")
        make.agreement(people, new, who=f"worker{number}")
        make.share(people, "S10", owner=f"worker{number}")
        actions.propose_date(actor=people.actor("bob"), worker_id=person.pk, on=TODAY())
    assert counted() == before


def test_a_session_with_more_in_it_asks_no_more_of_the_database(people, session, signed_in):
    def counted():
        alice = signed_in("alice")
        alice.get(at(session))
        with CaptureQueriesContext(connection) as caught:
            alice.get(at(session))
        return len(caught)

    def more():
        item = actions.bring(
            actor=people.actor("alice"),
            session_id=session.pk,
            what=actions.Bring("own", title="Another"),
        )
        make.says(people, session, "bob", "Words", part=f"item:{item.pk}")
        make.agreement(people, session)

    more()
    before = counted()
    for _time in range(4):
        more()
    assert counted() == before


def test_a_supervisor_is_led_to_learning_of_their_own_by_a_search(people, pair, signed_in):
    html = signed_in("bob").get(HOME).content.decode()
    found = re.search(r'href="(/learning/\?q=[^"]+)"', html)[1]
    page = signed_in("bob").get(found)
    assert any(one.title in page.content.decode() for one in library_for(None).activities)


# In each voice


def test_the_worker_sees_each_voice_with_its_reason_and_a_supervisor_only_their_own(
    people, filled, signed_in
):
    make.supervise(people, supervisor="charlie")
    make.share(people, "S10", reader="charlie")
    page = f"/supervision/people/{people.alice.pk}/statements/S10/"
    for who, point, reason in (
        ("bob", "practising", "I was at the meeting"),
        ("charlie", "developing", "I read the letter"),
    ):
        sent = signed_in(who).post(page, {"point": point, "reason": reason, "seen": 0})
        assert sent.status_code == 302
    mine = text_of(signed_in("alice").get("/supervision/side-by-side/S10/"))
    assert "I was at the meeting" in mine
    assert "I read the letter" in mine
    theirs = text_of(signed_in("bob").get(page))
    assert "I was at the meeting" in theirs
    assert "I read the letter" not in theirs
    assert "Charlie" not in theirs
    picture = signed_in("alice").get("/my/picture/")
    assert "Bob Baird: " in text_of(picture)
    assert picture.content.decode().count("strip-other") >= 2
    assert "Bob" not in text_of(signed_in("charlie").get("/my/picture/"))


def test_a_value_shows_words_and_no_picture(people, filled, signed_in):
    make.share(people, "V01")
    page = f"/supervision/people/{people.alice.pk}/statements/V01/"
    html = signed_in("bob").get(page).content.decode()
    assert 'type="radio"' not in html
    assert "strip-line" not in html
    refused = signed_in("bob").post(page, {"point": "practising", "reason": "x", "seen": 0})
    assert refused.status_code == 422
    signed_in("bob").post(page, {"reason": "You sat down", "seen": 0})
    html = signed_in("alice").get("/supervision/side-by-side/V01/").content.decode()
    assert "You sat down" in html
    assert "strip-line" not in html


def test_a_view_without_a_reason_comes_back_with_the_point_still_chosen(people, filled, signed_in):
    page = f"/supervision/people/{people.alice.pk}/statements/S10/"
    answer = signed_in("bob").post(page, {"point": "practising", "reason": "", "seen": 0})
    assert answer.status_code == 422
    assert re.search(r'value="practising" checked', answer.content.decode())


# Barriers


def test_a_barrier_is_written_sent_answered_and_read(people, signed_in):
    alice, lead = signed_in("alice"), PersonFactory(name="Lena Laing")
    give(lead, Role.SERVICE_LEAD, service=people.team.service)
    sent = {"words": "No room to talk", "kinds": ["environment"], "service": people.team.service_id}
    there = alice.post("/supervision/barriers/", sent | {"key": "k"}).headers["Location"]
    assert "Only you see it" in text_of(alice.get(there))
    assert "somebody may still guess" in text_of(alice.get(there)).replace("In a small team ", "")
    assert alice.post(f"{there}send/", {"going": "without-name"}).status_code == 302
    browser = Client()
    browser.force_login(lead)
    place = f"/supervision/service/{people.team.service_id}/barriers/"
    html = browser.get(place).content.decode()
    assert "No room to talk" in html
    assert "Alice" not in html
    assert there.split("/")[-2] not in html
    form = re.search(rf'action="({place}[0-9a-f-]+/)"', html)[1]
    browser.post(form, {"state": "working", "because": "A room from May", "seen": 0})
    assert "A room from May" in text_of(alice.get(there))
    kept = browser.post(form, {"state": "working", "because": "Twice", "seen": 0})
    assert (kept.status_code, "Twice" in text_of(kept)) == (409, True)
    assert str(actor_for(lead).person_id) not in alice.get(there).content.decode()


def test_the_statements_in_the_way_are_ticked_and_mine_are_open_first(people, signed_in, edition):
    make.answered(people, "alice", "S10", edition, want=True)
    alice = signed_in("alice")
    html = alice.get("/supervision/barriers/").content.decode()
    assert html.count('name="codes"') == len(edition.statements)
    first = html.split('<details class="al-details" open>')[1].split("</details>")[0]
    assert re.findall(r'name="codes" id="[^"]+" value="(\w+)"', first) == ["S10"]
    sent = {"words": "No room", "kinds": ["environment"], "service": people.team.service_id}
    there = alice.post("/supervision/barriers/", sent | {"codes": ["S10", "K01"]}).headers[
        "Location"
    ]
    ticked = re.findall(r'value="(\w+)" checked', alice.get(there).content.decode())
    assert {"S10", "K01"} <= set(ticked)
    wrong = alice.post("/supervision/barriers/", sent | {"codes": ["S999"]})
    assert wrong.status_code == 422
    assert "No room" in text_of(wrong)


@pytest.mark.parametrize("days", [-1, 0, 800])
def test_a_next_date_that_cannot_be_is_said_beside_its_box(people, session, signed_in, days):
    answer = signed_in("alice").post(at(session, "next/"), {"on": TODAY() + timedelta(days=days)})
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.content.decode()
    assert ("two years" if days > 0 else "Choose a day after") in text_of(answer)
    assert Session.objects.count() == 1


def test_without_a_service_nobody_is_asked_for_one(people, signed_in):
    assert "belong to a service" in text_of(signed_in("dana").get("/supervision/barriers/"))
    assert not Barrier.objects.exists()


# Every page


def addresses(people, filled):
    alice_only = [
        "/supervision/side-by-side/S10/",
        "/supervision/side-by-side/V01/",
        "/supervision/barriers/",
        f"/supervision/barriers/{Barrier.objects.get().pk}/",
    ]
    both = [HOME, at(filled), at(filled, "agree/")]
    bob_only = [
        f"/supervision/people/{people.alice.pk}/",
        f"/supervision/people/{people.alice.pk}/statements/S10/",
    ]
    return {"alice": both + alice_only, "bob": both + bob_only}


def test_every_word_can_be_translated(people, filled, signed_in, pseudo):
    give(people.bob, Role.SERVICE_LEAD, service=people.team.service)
    barrier = Barrier.objects.get()
    actions.send_barrier(actor=people.actor("alice"), barrier_id=barrier.pk, going="with-name")
    found = addresses(people, filled)
    found["bob"].append(f"/supervision/service/{people.team.service_id}/barriers/")
    loose = {}
    for who, pages in found.items():
        for page in pages:
            answer = signed_in(who).get(page)
            assert answer.status_code == 200, page
            loose[page] = loose_words(answer.content.decode())
    assert {page: words for page, words in loose.items() if words} == {}


def test_no_page_is_kept_by_a_cache_and_ids_are_there_once(people, filled, signed_in):
    for who, pages in addresses(people, filled).items():
        for page in pages:
            answer = signed_in(who).get(page)
            assert answer.headers["Cache-Control"] == "private, no-store"
            ids = re.findall(r'\sid="([^"]+)"', answer.content.decode())
            assert len(ids) == len(set(ids)), (page, sorted({i for i in ids if ids.count(i) > 1}))


BOX = re.compile(r'<textarea[^>]* id="([^"]+)"')


def test_beside_every_box_of_a_session_its_words_can_be_looked_at(people, filled, signed_in):
    """With two agreements, one of them agreed: each has boxes of its own."""
    agreed = make.agreement(people, filled, what="Read the story together")
    actions.reply(actor=people.actor("bob"), agreement_id=agreed, seen=1, yes=True, words="")
    make.agreement(people, filled, what="Swap the Friday")
    for who in ("alice", "bob"):
        html = signed_in(who).get(at(filled)).content.decode()
        boxes = BOX.findall(html)
        assert len([one for one in boxes if one.startswith("not-yet-")]) == 2
        assert len(boxes) == len(set(boxes))
        for box in boxes:
            assert re.search(f'<label[^>]* for="{box}"', html), box
            assert f'data-coach="{box}"' in html, box
            assert f'data-identifiers="{box}"' in html, box


def test_words_to_answer_with_can_be_looked_at_and_each_box_has_its_own_name(people, signed_in):
    give(people.dana, Role.SERVICE_LEAD, service=people.team.service)
    for number in range(2):
        sent = make.barrier(people, words=f"The rota, {number}")
        actions.send_barrier(actor=people.actor("alice"), barrier_id=sent, going="with-name")
    page = f"/supervision/service/{people.team.service_id}/barriers/"
    html = signed_in("dana").get(page).content.decode()
    assert BOX.findall(html) == ["because-1", "because-2"]
    for box in BOX.findall(html):
        assert f'data-coach="{box}"' in html
        assert f'data-identifiers="{box}"' in html
