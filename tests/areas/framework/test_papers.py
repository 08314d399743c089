"""A consultation on paper: codes that are used up by sending and say nothing of who has them."""

import re
import threading
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from alongside.foundation import history
from alongside.foundation.actor import Forbidden
from alongside.framework import actions, policies, queries
from alongside.framework.actions import CannotUseError, Sent
from alongside.framework.loading import packaged_edition
from alongside.framework.models import Comment, PaperCode, PaperSet, Round
from alongside.framework.policies import Speaker, Way
from tests.factories import drafting
from tests.factories.drafting import SLUG, a_comment, in_consultation

SAY = "/say/"
DESK = f"/framework/desk/{SLUG}/papers/"
HAND_IN = "The box at the library in Nairn"
WORDS = "I was lost by the comma. Quokka."
CANNOT = "This code cannot be used"


@pytest.fixture
def steward(people, edition):
    return drafting.steward()


@pytest.fixture
def codes(steward):
    """Ten papers of a round that is open."""
    in_consultation(steward)
    return papers(steward)


def papers(by, **more):
    facts = {"slug": SLUG, "count": 10, "hand_in": HAND_IN, **more}
    return actions.make_papers(actor=by, **facts)


def sent(*said, speaker=Speaker.CARER.value, people=None):
    return Sent(speaker, people, said or (("S10", WORDS),))


def send(code, key="k", said=None):
    actions.send_paper(actor=None, code=code, key=key, sent=said or sent())


def as_(actor):
    from alongside.accounts.models import Person

    browser = Client()
    browser.force_login(Person.objects.get(pk=actor.person_id))
    return browser


def form(code="", **more):
    facts = {"speaker": "carer", "about_1": "S10", "text_1": WORDS, "boxes": 2, "key": "k"}
    return {"code": code, "go": "send", **facts, **more}


def words(answer):
    return re.sub(r"\s+", " ", answer.content.decode())


# Codes


def test_what_is_kept_of_a_code_is_what_it_is_worked_out_to_and_nothing_of_when_or_who(codes):
    assert len(set(codes)) == 10
    rows = list(PaperCode.objects.all())
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM framework_papercode")
        kept = repr(cursor.fetchall()).upper()
    assert not any(one.replace("-", "") in kept.replace("-", "") for one in codes)
    fields = {one.name for one in PaperCode._meta.get_fields()}
    assert fields == {"id", "paper_set", "digest"}
    assert all(len(row.digest) == 64 for row in rows)


def test_a_code_is_still_known_after_the_key_of_the_installation_was_changed(codes, settings):
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another" * 10
    send(codes[0])
    assert Comment.objects.count() == 1
    settings.SECRET_KEY_FALLBACKS = []
    with pytest.raises(CannotUseError):
        send(codes[1])


def test_looking_uses_nothing_up_and_sending_does(codes):
    browser = Client()
    for _each in range(3):
        assert "Nothing is sent" in words(browser.post(SAY, {"code": codes[0].lower()}))
    answer = browser.post(SAY, form(codes[0], about_2="", text_2="The whole is good."))
    assert "Your words have reached us" in words(answer)
    assert sorted((one.code, one.text) for one in Comment.objects.all()) == [
        ("", "The whole is good."),
        ("S10", WORDS),
    ]
    assert CANNOT in words(browser.post(SAY, {"code": codes[0]}))
    assert browser.cookies == {}


def test_a_form_sent_twice_is_kept_once_and_other_words_are_not_taken_for_it(codes):
    browser = Client()
    for _each in range(2):
        assert "Your words have reached us" in words(browser.post(SAY, form(codes[0])))
    assert Comment.objects.count() == 1
    for other in (
        form(codes[0], text_1="Other."),
        form(codes[0], key="other"),
        form(codes[0], key=""),
    ):
        answer = browser.post(SAY, other)
        assert (answer.status_code, CANNOT in words(answer)) == (422, True)
        assert other["text_1"] in words(answer), "the words come back"
    assert Comment.objects.count() == 1


def test_two_who_send_with_one_code_are_one_and_the_other_is_told(codes):
    send(codes[0], key="one")
    with pytest.raises(CannotUseError):
        send(codes[0], key="two")
    assert Comment.objects.count() == 1


def test_a_slip_a_guess_a_used_a_stopped_and_an_ended_code_are_answered_alike(steward, codes):
    from alongside.core.framework.papers import paper_code

    send(codes[0])
    stopped = papers(steward)
    actions.stop_papers(actor=steward, slug=SLUG, number=2)
    asked = [codes[0], stopped[0], str(paper_code(77)), "ABCD-EFGH-JKMN", "", "x" * 90]
    answers = [Client().post(SAY, {"code": one}) for one in asked]
    with time_machine.travel(timezone.now() + timedelta(days=31)):
        ended = Client().post(SAY, {"code": codes[1]})
        assert CANNOT in words(ended)
        assert "No round is open just now" in words(ended)
    assert {one.status_code for one in (*answers, ended)} == {422}
    assert len({re.sub(r'nonce="[^"]*"', "", one.content.decode()) for one in answers}) == 1
    assert Client().post(SAY, {"code": codes[1]}).status_code == 200


def test_codes_work_from_the_first_day_to_the_last_and_end_with_the_round(steward, codes):
    with time_machine.travel(timezone.now() - timedelta(days=1)), pytest.raises(CannotUseError):
        send(codes[0])
    with time_machine.travel(timezone.now() + timedelta(days=30)):
        send(codes[0])
    with time_machine.travel(timezone.now() + timedelta(days=31)), pytest.raises(CannotUseError):
        send(codes[1])
    actions.close_round(actor=steward, slug=SLUG)
    assert PaperCode.objects.count() == 0
    with pytest.raises(CannotUseError):
        send(codes[2])


# What was written is not lost


MISTAKES = (
    ({"text_1": "a" * 4001}, "4000 at most"),
    ({"speaker": ""}, "I speak as"),
    ({"speaker": "group"}, "Say how many people"),
    ({"about_1": "K99"}, "valid choice"),
    ({"text_1": " ", "text_2": ""}, "Write something in one of the boxes"),
)


def test_a_mistake_keeps_the_words_and_uses_nothing_up(codes):
    for more, says in MISTAKES:
        given = {**form(codes[0], text_2="And the second box."), **more}
        answer = Client().post(SAY, given)
        page = words(answer)
        assert answer.status_code == 422, says
        for expected in (says, given["text_1"], given["text_2"]):
            assert expected in page
    assert PaperCode.objects.count() == 10
    assert Comment.objects.count() == 0


def test_no_browser_cuts_short_what_somebody_pastes(codes):
    pages = [
        Client().post(SAY, {"code": codes[0]}),
        Client().get(f"/framework/consultation/{SLUG}/S10/"),
    ]
    for page in pages:
        boxes = re.findall(r"<textarea[^>]*>", words(page))
        assert boxes
        assert not any("maxlength" in one for one in boxes)


def test_more_boxes_keep_what_stands_in_the_first_and_find_nothing_wrong(codes):
    answer = Client().post(SAY, form(codes[0], go="more", speaker=""))
    page = words(answer)
    assert answer.status_code == 200
    assert WORDS in page
    assert 'name="text_4"' in page
    assert 'value="S10" selected' in page
    assert "Something to mend" not in page


def test_a_round_that_closes_meanwhile_gives_the_words_back_and_says_where_else(
    steward, codes, settings
):
    settings.CONTACT_EMAIL = "office@example.org"
    actions.close_round(actor=steward, slug=SLUG)
    page = words(Client().post(SAY, form(codes[0])))
    assert WORDS in page
    assert "hand it in where the paper says" in page
    assert "office@example.org" in page


@pytest.mark.parametrize("speaker", ["carer", ""])
def test_a_comment_without_a_code_that_comes_too_late_is_given_back_too(steward, speaker, settings):
    settings.CONTACT_EMAIL = "office@example.org"
    in_consultation(steward)
    actions.close_round(actor=steward, slug=SLUG)
    given = {"speaker": speaker, "text": WORDS, "key": "k"}
    page = words(Client().post(f"/framework/consultation/{SLUG}/S10/", given))
    assert WORDS in page
    assert "office@example.org" in page


def test_where_too_much_waits_the_code_is_not_used_up(codes, monkeypatch):
    monkeypatch.setattr(policies, "MOST_WAITING", 0)
    answer = Client().post(SAY, form(codes[0]))
    assert answer.status_code == 403
    assert WORDS in words(answer)
    assert PaperCode.objects.count() == 10


# Nothing of who


def test_who_sends_with_a_code_leaves_nothing_behind(people, codes, signed_in):
    browser = signed_in("alice")
    before = history.HistoryEvent.objects.count()
    answer = browser.post(SAY, form(codes[0]), REMOTE_ADDR="192.0.2.7")
    assert answer["Cache-Control"] == "no-store"
    assert "Alice" not in words(answer)
    assert history.HistoryEvent.objects.count() == before
    made = Comment.objects.get()
    assert (made.state, made.moderator, made.on) == ("waiting", None, timezone.localdate())
    assert not hasattr(made, "made_at")


def test_what_another_site_sends_is_refused(codes):
    answer = Client().post(SAY, form(codes[0]), headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403
    assert Comment.objects.count() == 0


def test_what_came_on_paper_is_read_before_it_is_shown(steward, codes):
    send(codes[0])
    address = f"/framework/consultation/{SLUG}/S10/"
    assert WORDS not in words(Client().get(address))
    drafting.show(steward, Comment.objects.get())
    assert WORDS in words(Client().get(address))


# Typing in what came back


def test_a_paper_is_entered_once_until_the_round_is_closed_also_after_its_last_day(steward, codes):
    by = drafting.moderator()
    with time_machine.travel(timezone.now() + timedelta(days=40)):
        browser = as_(by)
        assert browser.post(f"{DESK}enter/", form(codes[0])).status_code == 302
        again = browser.post(f"{DESK}enter/", form(codes[0], key="another"))
        assert (again.status_code, WORDS in words(again)) == (422, True)
        assert "was entered or sent already" in words(again)
        assert browser.post(f"{DESK}enter/", form("")).status_code == 422
        assert Comment.objects.count() == 1
        actions.close_round(actor=steward, slug=SLUG)
        late = browser.post(f"{DESK}enter/", form(codes[1]))
        assert (late.status_code, WORDS in words(late)) == (403, True)
    past = [one for one in history.past(f"draft:{SLUG}") if one.verb == "entered from paper"]
    assert [one.what for one in past] == [{"comments": 1, "group": False}]
    assert list(history.faults()) == []


def test_what_was_sent_with_a_code_is_not_entered_again_from_the_same_paper(steward, codes):
    send(codes[0])
    with pytest.raises(CannotUseError):
        actions.enter_paper(actor=steward, slug=SLUG, code=codes[0], key="e", sent=sent())


def test_a_groups_return_says_how_many_took_part_and_what_they_said_by_statement(steward, codes):
    given = form("", speaker="group", people=14, about_2="K04", text_2="Good. Keep it.")
    for _each in range(2):
        assert as_(steward).post(f"{DESK}enter/", given).status_code == 302
    assert sorted((one.code, one.people, one.speaker) for one in Comment.objects.all()) == [
        ("K04", 14, "group"),
        ("S10", 14, "group"),
    ]
    drafting.show(steward, Comment.objects.get(code="K04"))
    page = words(Client().get(f"/framework/consultation/{SLUG}/K04/"))
    assert "A group of 14 people" in page


def test_only_stewards_and_moderators_type_in_and_only_stewards_make_or_stop(
    people, steward, codes
):
    moderator = drafting.moderator()
    for name in ("alice", "dana"):
        with pytest.raises(Forbidden):
            actions.enter_paper(
                actor=people.actor(name), slug=SLUG, code=codes[0], key="", sent=sent()
            )
    for actor in (people.actor("alice"), people.actor("dana"), moderator):
        with pytest.raises(Forbidden):
            papers(actor)
        with pytest.raises(Forbidden):
            actions.stop_papers(actor=actor, slug=SLUG, number=1)
    assert PaperCode.objects.count() == 10


# Making them


def test_papers_are_shown_once_and_the_same_form_again_makes_none(steward):
    in_consultation(steward)
    browser = as_(steward)
    given = {"count": 12, "hand_in": HAND_IN, "key": "k"}
    page = words(browser.post(DESK, given))
    assert len(set(re.findall(r'name="code" value="([0-9A-Z-]{14})"', page))) == 12
    assert HAND_IN in page
    assert "http://testserver/say/" in page
    again = browser.post(DESK, given)
    assert again.status_code == 302
    assert "shown once already" in words(browser.get(again["Location"]))
    assert PaperSet.objects.get().papers == PaperCode.objects.count() == 12
    what = [one.what for one in history.past(f"draft:{SLUG}") if one.verb == "papers made"]
    assert what == [{"set": 1, "papers": 12}]


def test_so_few_that_one_could_be_followed_or_too_many_are_not_made(steward):
    in_consultation(steward)
    for count in (9, 101):
        with pytest.raises(Forbidden):
            papers(steward, count=count)
    assert PaperCode.objects.count() == 0


def test_no_papers_without_an_open_round_or_after_its_last_day(steward, codes):
    with time_machine.travel(timezone.now() + timedelta(days=31)):
        with pytest.raises(Forbidden):
            papers(steward)
        assert 'name="count"' not in words(as_(steward).get(DESK))
    actions.close_round(actor=steward, slug=SLUG)
    with pytest.raises(Forbidden):
        papers(steward)


@pytest.mark.parametrize("shape", ["cards", "large-leaflets"])
def test_papers_are_tagged_pdf_with_the_code_the_address_and_where_to_hand_it_in(
    steward, codes, shape
):
    import io

    from pypdf import PdfReader

    given = {"shape": shape, "code": [codes[0], "no code", codes[1]], "hand_in": HAND_IN}
    answer = as_(steward).post(f"{DESK}pdf/", given)
    assert answer["Content-Type"] == "application/pdf"
    reader = PdfReader(io.BytesIO(answer.content))
    text = re.sub(r"\s+", " ", " ".join(page.extract_text() for page in reader.pages))
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    for code in codes[:2]:
        assert code in text
    assert "testserver/say/" in text.replace(" ", "")
    if shape != "cards":
        assert HAND_IN in text
        assert "Said again." in text, "the words that people are asked about"
    assert PaperCode.objects.count() == 10


def test_a_file_without_a_code_or_of_another_shape_is_not_there(steward, codes):
    browser = as_(steward)
    for given in ({"shape": "cards"}, {"shape": "poster", "code": codes[0]}):
        assert browser.post(f"{DESK}pdf/", given).status_code == 404


# How it came


def test_how_much_came_by_which_way_is_told_after_the_round_in_steps_of_five(steward, codes):
    for number in range(7):
        a_comment(f"In the form, {number}.")
    for code in codes[:5]:
        send(code, key=code)
    a_comment("From a group.", speaker=Speaker.GROUP.value, people=9)
    public = f"/framework/consultation/{SLUG}/"
    assert "Once the round is closed, you can read here" in words(Client().get(public))
    assert Round.objects.get().came is None
    actions.close_round(actor=steward, slug=SLUG)
    assert Round.objects.get().came == {"form": 5, "paper": 5, "group": 0}
    for page in (
        words(Client().get(public)),
        words(as_(steward).get(f"/framework/desk/{SLUG}/log/")),
    ):
        facts = dict(re.findall(r"<dt>([^<]*)</dt><dd>([^<]*)</dd>", page))
        assert facts["In the form on the page"] == "5 or a few more"
        assert facts["With a paper and its code"] == "5 or a few more"
        assert facts["From groups"] == "none, or fewer than 5"


def test_the_page_is_the_same_for_no_paper_and_for_four(steward):
    assert policies.told([]) == policies.told([Way.PAPER] * 4)
    assert policies.told([Way.PAPER] * 5)["paper"] == 5


def test_the_way_in_stands_on_the_page_of_the_round(steward):
    in_consultation(steward)
    assert reverse("say") == SAY
    for page in ("/framework/consultation/", f"/framework/consultation/{SLUG}/"):
        assert f'href="{SAY}"' in words(Client().get(page))
    assert queries.papers_made(Round.objects.get().pk) == 0


@pytest.mark.django_db(transaction=True)
def test_one_code_sent_from_four_places_at_the_same_moment_is_kept_once():
    if connection.vendor == "sqlite" and connection.is_in_memory_db():
        pytest.skip("an SQLite database in memory belongs to one connection")
    actions.publish(actor=None, edition=packaged_edition())
    by = drafting.steward()
    in_consultation(by)
    code, gate, done = papers(by)[0], threading.Barrier(4), []

    def press(key):
        try:
            gate.wait()
            send(code, key=key)
            done.append(key)
        except CannotUseError:
            pass
        finally:
            connection.close()

    threads = [threading.Thread(target=press, args=(key,)) for key in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(done) == Comment.objects.count() == 1
