"""Giving with a card: one question a page, nothing kept on the way, a receipt at the end."""

import re
from html import unescape

import pytest
from django.test import Client

from alongside.core.feedback import codes
from alongside.core.feedback.answers import Answer
from alongside.expectations.loading import packaged
from alongside.feedback import actions, queries
from alongside.feedback.actions import CannotUseError
from alongside.feedback.models import Card, Slot
from alongside.foundation.models import HistoryEvent, IdempotencyKey, OutboxMessage
from alongside.foundation.text import BadText
from tests.factories import feedback
from tests.reading import HARDEST, grade

UNKNOWN = str(codes.card(b"0123456789abcdef"))
GIVE, FORM, REPLY = "/feedback/give/", "/feedback/form/", "/feedback/reply/"


def hidden(answer) -> dict[str, str]:
    """What a page carries on: hidden fields, and what is ticked or written."""
    html = answer.content.decode()
    fields = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', html))
    fields |= dict(
        re.findall(r'<input type="radio" name="([^"]+)" id="[^"]+" value="([^"]*)" checked', html)
    )
    written = re.search(r'<textarea[^>]*name="words"[^>]*>([^<]*)</textarea>', html)
    if written:
        fields["words"] = written[1]
    return {name: unescape(value) for name, value in fields.items()}


def heading(answer) -> str:
    return re.search(r"<h1[^>]*>(.*?)</h1>", answer.content.decode(), re.S)[1].strip()


def walk(client, code, choices, *, words="", way=""):
    """From the first page to the last, as somebody without scripts would; the page before sending."""
    answer = client.post(GIVE, {"code": code})
    while 'value="send"' not in answer.content.decode():
        given = hidden(answer)
        for name, value in choices.items():
            if f'id="{name}-{value}"' in answer.content.decode():
                given[name] = value
        if 'name="words" rows' in answer.content.decode():
            given["words"] = words
        if 'id="way-summary"' in answer.content.decode():
            given["way"] = way
        answer = client.post(GIVE, {**given, "go": "next"})
        assert answer.status_code == 200
    return answer


def test_one_question_a_page_then_all_of_it_then_a_receipt(client, row, cards):
    choices = {"matters-K04": "a-lot", "happens-K04": "sometimes", "matters-V01": "unsure"}
    last = walk(client, cards[0], choices, words="They listen.", way="no-details")
    text = last.content.decode()
    assert heading(last) == "Look at it once more"
    assert "It matters a lot. Sometimes." in text
    assert "They listen." in text
    assert "My words, without details" in text
    done = client.post(GIVE, {**hidden(last), "go": "send"})
    assert heading(done) == "Thank you. It is sent"
    receipt = re.search(r"<code>([0-9A-Z-]{34})</code>", done.content.decode())[1]
    held = queries.slot_of(codes.read(receipt))
    assert held is not None
    assert done.cookies == {}


def test_what_happens_to_it_is_said_before_anything_is_asked(client, edition):
    html = client.get("/feedback/").content.decode()
    lines = re.search(r'<ol class="fb-lines">(.*?)</ol>', html, re.S)[1]
    assert lines.count("<li>") == 5
    assert html.index("fb-lines") < html.index('name="code"')
    assert html.index("116 123") < html.index("<main")
    assert html.index("data-leave") < html.index("<main")
    assert "Nobody reads it for weeks" in html
    assert "can see that this site was opened" in html
    assert 'autocomplete="off"' in html


def test_back_goes_back_with_everything_and_nothing_has_to_be_answered(client, row, cards):
    first = client.post(GIVE, {"code": cards[0]})
    assert heading(first) == "Does this matter to you?"
    second = client.post(GIVE, {**hidden(first), "matters-K04": "no", "go": "next"})
    assert heading(second) == "Does it happen?"
    back = client.post(GIVE, {**hidden(second), "happens-K04": "yes", "go": "back"})
    assert 'id="matters-K04-no" value="no" checked' in back.content.decode()
    assert hidden(back)["happens-K04"] == "yes"
    last = walk(client, cards[0], {})
    assert last.content.decode().count("I would rather not say. I would rather not say.") == 3
    assert client.post(GIVE, {**hidden(last), "go": "send"}).status_code == 200


def test_how_words_may_be_used_is_asked_only_where_there_are_some(client, row, cards):
    at_words = {"code": cards[0], "at": "6", "go": "next"}
    assert heading(client.post(GIVE, at_words)) == "Look at it once more"
    assert heading(client.post(GIVE, {**at_words, "words": "x"})) == "How may your words be used?"


def test_easy_read_and_large_print_go_along_and_lose_nothing(client, row, cards):
    first = client.post(GIVE + "?size=large&layout=easy", {"code": cards[0]})
    html = first.content.decode()
    assert '<body class="ex-large">' in html
    assert 'class="ex-row"' in html
    assert 'action="/feedback/give/?size=large&amp;layout=easy#main"' in html
    same = client.post(GIVE, {**hidden(first), "matters-K04": "a-bit", "go": "stay"})
    assert heading(same) == "Does this matter to you?"
    assert 'id="matters-K04-a-bit" value="a-bit" checked' in same.content.decode()


def test_a_used_card_a_guess_and_a_slip_get_the_same_page_to_the_byte(
    client, cast, lead, other_team, row, cards
):
    feedback.give(cards[0], feedback.answer(row))
    stopped_round = feedback.open_round(lead, other_team)
    stopped = feedback.cards_of(lead, stopped_round, 10)
    actions.stop_sheet(actor=lead, round_id=stopped_round.pk, number=1)
    receipt = feedback.give(cards[1], feedback.answer(row))
    tried = [cards[0], stopped[0], UNKNOWN, "nonsense", "", receipt, "x" * 500, "é"]
    for address in (GIVE, FORM):
        pages = {client.post(address, {"code": code}).content for code in tried}
        assert len(pages) == 1
        statuses = {client.post(address, {"code": code}).status_code for code in tried}
        assert statuses == {422}
    with feedback.after(row.quarter):
        over = client.post(GIVE, {"code": cards[2]})
        assert over.content == client.post(GIVE, {"code": UNKNOWN}).content


def test_guessing_finds_nothing(client, row, cards):
    import secrets

    for _each in range(50):
        guess = str(codes.card(secrets.token_bytes(16)))
        assert client.post(GIVE, {"code": guess}).status_code == 422
    assert queries.round_for(cards[0]) is not None


def test_sent_twice_it_is_kept_once_and_the_receipt_is_the_same(client, row, cards):
    last = hidden(walk(client, cards[0], {"matters-K04": "a-lot"}))
    first = client.post(GIVE, {**last, "go": "send"})
    again = client.post(GIVE, {**last, "go": "send"})
    assert first.status_code == again.status_code == 200
    assert first.content == again.content
    assert sum(one.mark[:1] == queries.FULL for one in Slot.objects.all()) == 1
    other = client.post(GIVE, {**last, "receipt": actions.new_receipt(row), "go": "send"})
    assert other.status_code == 422


def test_one_receipt_never_stands_for_two_answers(row, cards):
    receipt = feedback.give(cards[0], feedback.answer(row, "one"))
    with pytest.raises(CannotUseError):
        actions.give(actor=None, code=cards[1], receipt=receipt, answer=feedback.answer(row, "two"))
    assert queries.round_for(cards[1]) is not None, "the second card is still good"


def test_when_the_quarter_ends_on_the_way_the_words_are_still_there(client, row, cards):
    last = hidden(walk(client, cards[0], {}, words="Long thought over."))
    with feedback.after(row.quarter):
        late = client.post(GIVE, {**last, "go": "send"})
    assert late.status_code == 422
    assert "Long thought over." in late.content.decode()


def test_an_answer_that_does_not_fit_the_questions_is_never_kept(row, cards):
    receipt = actions.new_receipt(row)
    wrong = [
        Answer((), "", "summary"),
        feedback.answer(row, matters="very"),
        feedback.answer(row, way="loud"),
        feedback.answer(row, "x" * 1001),
    ]
    for one in wrong:
        with pytest.raises(ValueError, match=r"statements|K04|way|words"):
            actions.give(actor=None, code=cards[0], receipt=receipt, answer=one)
    with pytest.raises(BadText):
        actions.give(
            actor=None, code=cards[0], receipt=receipt, answer=feedback.answer(row, "a\x00b")
        )
    for bad in ("", "x", str(codes.receipt((row.tag + 1) % 2**20, 5)), cards[1]):
        with pytest.raises(CannotUseError):
            actions.give(actor=None, code=cards[0], receipt=bad, answer=feedback.answer(row))
    assert all(one.mark[:1] == queries.EMPTY for one in Slot.objects.all())
    assert queries.round_for(cards[0]) is not None


def test_all_on_one_page_for_whoever_types_in_paper(client, row, cards):
    assert client.get(FORM).status_code == 200
    page = client.post(FORM, {"code": cards[0].lower().replace("-", " ")})
    html = page.content.decode()
    assert html.count("Does this matter to you?") == html.count("Does it happen?") == 3
    done = client.post(
        FORM,
        {
            **hidden(page),
            "matters-S10": "a-lot",
            "words": "On paper.",
            "way": "as-is",
            "go": "send",
        },
    )
    assert "Type in another paper form" in done.content.decode()
    assert client.post(FORM, {"code": cards[0]}).status_code == 422


def test_giving_leaves_no_history_no_message_and_no_key(row, cards):
    before = [model.objects.count() for model in (HistoryEvent, OutboxMessage, IdempotencyKey)]
    receipt = feedback.give(cards[0], feedback.answer(row, "Words."))
    assert actions.withdraw(actor=None, receipt=receipt)
    after = [model.objects.count() for model in (HistoryEvent, OutboxMessage, IdempotencyKey)]
    assert before == after


def test_taking_it_back_before_it_is_opened_leaves_nothing(client, row, cards):
    receipt = feedback.give(cards[0], feedback.answer(row, "I regret this."))
    page = client.post(REPLY, {"receipt": receipt.lower()})
    assert "still locked" in page.content.decode()
    assert "I regret this" not in page.content.decode()
    gone = client.post("/feedback/withdraw/", {"receipt": receipt})
    assert heading(gone) == "It is taken back"
    assert all(one.mark[:1] == queries.EMPTY for one in Slot.objects.all())
    again = client.post("/feedback/withdraw/", {"receipt": receipt})
    unknown = client.post("/feedback/withdraw/", {"receipt": actions.new_receipt(row)})
    assert again.status_code == 422
    assert again.content == unknown.content
    assert (
        client.post(REPLY, {"receipt": receipt}).content
        == client.post(REPLY, {"receipt": "?"}).content
    )
    assert Slot.objects.count() == 20
    assert Card.objects.count() == 20


@pytest.mark.parametrize("address", [GIVE, FORM, REPLY, "/feedback/withdraw/"])
def test_what_another_site_sends_is_refused(address, row):
    for headers in ({"sec-fetch-site": "cross-site"}, {"origin": "https://elsewhere.example"}):
        assert Client(headers=headers).post(address, {"code": UNKNOWN}).status_code == 403
    ours = Client(headers={"sec-fetch-site": "same-origin"})
    assert ours.post(address, {"code": UNKNOWN}).status_code == 422


@pytest.mark.parametrize("where", ["/feedback/", FORM, REPLY])
def test_the_words_are_for_a_reading_age_of_nine_to_eleven(client, edition, where):
    from tests.areas.expectations.test_views import words_of

    words = words_of(client.get(where).content.decode())
    assert grade(words) <= HARDEST, round(grade(words), 1)


def test_the_questions_come_from_what_people_can_expect(client, edition, row, cards):
    html = client.post(GIVE, {"code": cards[0]}).content.decode()
    assert unescape(html).count(edition.by_code["K04"].faces.expect) == 1
    assert packaged().theme_by_id["hope"].lines["K04"] in unescape(html)
