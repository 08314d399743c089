"""Opening a round and printing its cards: codes are shown once and kept nowhere."""

import io
import re

import pytest
from pypdf import PdfReader

from alongside.core.feedback import codes
from alongside.feedback import actions, queries
from alongside.feedback.models import Card, Round, Sheet, Slot
from alongside.feedback.presenters import giving
from alongside.foundation import history
from alongside.foundation.actor import Forbidden, Role
from alongside.framework.queries import current_edition
from tests.factories import feedback
from tests.factories.accounts import give
from tests.factories.framework import publish_after
from tests.repo.test_translatable import loose_words, pseudo  # noqa: F401

CODE = re.compile(r"\b[0-9A-Z]{4}(?:-[0-9A-Z]{4}){6}\b")


def chosen(page) -> dict:
    html = page.content.decode()
    return {"once": re.search(r'name="once" value="([^"]+)"', html)[1]}


def test_a_lead_opens_a_round_with_a_slot_for_every_card_there_can_be(cast, signed_in):
    client = signed_in("alice")
    address = f"/feedback/rounds/for/{cast.team.service_id}/"
    page = client.get(address)
    form = {**chosen(page), "place": str(cast.team.pk), "statements": ["K04", "S10"], "cards": "25"}
    assert client.post(address, form).status_code == 302
    row = Round.objects.get()
    assert (row.team, row.statements, row.cards) == (cast.team, ["K04", "S10"], 25)
    assert Slot.objects.filter(round=row).count() == 25
    assert Card.objects.count() == 0
    assert client.post(address, form).status_code in (302, 422), "sent twice, opened once"
    assert Round.objects.count() == 1
    assert "This quarter’s round is open" not in client.get("/feedback/rounds/").content.decode()


def test_of_a_statement_without_short_words_of_ours_its_own_question_is_asked(cast, lead):
    packaged = current_edition()
    publish_after(packaged, "later", changed=["S10"])
    actions.open_round(
        actor=lead, service_id=cast.team.service_id, team_id=cast.team.pk,
        statements=["K04", "S10"], cards=20, key="k",
    )  # fmt: skip
    asked = giving.asked(Round.objects.get(), easy=False)
    said = [str(matters.mine) for matters, _happens in asked.questions(giving.Sofar("", ""))]
    assert said == ["I am asked what keeps me going", packaged.by_code["S10"].faces.ask]
    assert said[1].endswith("?")


def test_another_choice_sent_with_the_same_key_does_not_pass_for_the_open_round(cast, lead):
    """Back, and other statements: they are not what is asked about, and nothing may say so."""

    def send(statements):
        return actions.open_round(
            actor=lead, service_id=cast.team.service_id, team_id=cast.team.pk,
            statements=statements, cards=20, key="k",
        )  # fmt: skip

    assert send(["K04"]) == send(["K04"])
    with pytest.raises(Forbidden, match="open already"):
        send(["S10"])
    assert Round.objects.get().statements == ["K04"]


def test_it_is_about_a_team_or_a_service_and_once_a_quarter(cast, lead, row, other_team):
    with pytest.raises(Forbidden, match="open already"):
        feedback.open_round(lead, cast.team)
    feedback.open_round(lead, cast.team, whole=True)
    feedback.open_round(lead, other_team)
    with pytest.raises(actions.BadEntryError):
        actions.open_round(
            actor=lead,
            service_id=row.service_id,
            team_id=cast.elsewhere.pk,
            statements=["K04"],
            cards=20,
        )
    with feedback.after(row.quarter):
        assert feedback.open_round(lead, cast.team).quarter > row.quarter


@pytest.mark.parametrize("name", ["bob", "charlie"])
def test_nobody_else_asks_prints_or_stops(name, cast, row, cards, signed_in):
    actor = cast.actor(name)
    for attempt in (
        lambda: feedback.open_round(actor, cast.team),
        lambda: feedback.cards_of(actor, row, 1),
        lambda: actions.stop_sheet(actor=actor, round_id=row.pk, number=1),
    ):
        with pytest.raises(Forbidden):
            attempt()
    client = signed_in(name)
    for address in ("", f"{row.pk}/", f"for/{row.service_id}/"):
        assert client.get(f"/feedback/rounds/{address}").status_code in (403, 404)


def test_a_lead_of_another_service_finds_nothing_here(cast, row, cards, signed_in):
    give(cast.bob, Role.SERVICE_LEAD, service=cast.elsewhere.service)
    client = signed_in("bob")
    for address in (f"{row.pk}/", f"for/{row.service_id}/"):
        assert client.get(f"/feedback/rounds/{address}").status_code == 404
    for address in ("cards/", "paper/", "stop/1/"):
        assert client.post(f"/feedback/rounds/{row.pk}/{address}").status_code == 404


def test_without_a_key_no_round_is_opened_and_it_says_what_to_do(cast, lead, settings):
    settings.FEEDBACK_PUBLIC_KEY = ""
    with pytest.raises(Forbidden, match="alongside feedback key"):
        feedback.open_round(lead, cast.team)


def test_cards_are_shown_once_and_only_their_hashes_are_kept(cast, row, signed_in):
    client = signed_in("alice")
    page = client.get(f"/feedback/rounds/{row.pk}/")
    form = {**chosen(page), "count": "12"}
    sheet = client.post(f"/feedback/rounds/{row.pk}/cards/", form)
    assert "no-store" in sheet.headers["Cache-Control"]
    shown = set(CODE.findall(sheet.content.decode()))
    assert len(shown) == 12
    assert {codes.read(one).digest for one in shown} == set(
        Card.objects.values_list("digest", flat=True)
    )
    again = client.post(f"/feedback/rounds/{row.pk}/cards/", form, follow=True)
    assert CODE.findall(again.content.decode()) == []
    assert "shown once already" in again.content.decode()
    assert Card.objects.count() == 12
    for path in (f"/feedback/rounds/{row.pk}/", "/feedback/rounds/"):
        assert CODE.findall(client.get(path).content.decode()) == []
    kept = str([one.what for one in history.past(f"feedback-round:{row.pk}")])
    assert not any(one in kept for one in shown)


def test_no_more_cards_than_the_quarter_has(cast, lead, row):
    assert len(feedback.cards_of(lead, row, 15)) == 15
    with pytest.raises(actions.BadEntryError):
        feedback.cards_of(lead, row, 6)
    assert len(feedback.cards_of(lead, row, 5)) == 5
    assert Sheet.objects.count() == 2


def test_a_lost_sheet_is_stopped_and_what_was_given_with_it_stays(lead, row):
    first, second = feedback.cards_of(lead, row, 10), feedback.cards_of(lead, row, 10)
    receipt = feedback.give(first[0], feedback.answer(row))
    actions.stop_sheet(actor=lead, round_id=row.pk, number=1)
    assert [queries.round_for(one) for one in first] == [None] * 10
    assert all(queries.round_for(one) for one in second)
    assert queries.is_held(queries.receipt_in(receipt))
    assert Card.objects.count() == 20


def test_the_picture_on_a_card_holds_its_code_after_the_hash_of_the_address(row, cards):
    from alongside.feedback.presenters import paper

    made = paper.card("https://alongside.example/feedback/", cards[0])
    assert made.picture.startswith("<svg")
    assert "style=" not in made.picture


@pytest.mark.parametrize("shape", ["cards", "forms", "large-forms", "easy-forms"])
def test_paper_is_a_tagged_pdf_with_the_same_codes(shape, row, cards, signed_in):
    client = signed_in("alice")
    answer = client.post(f"/feedback/rounds/{row.pk}/paper/", {"shape": shape, "card": cards[:2]})
    assert answer.status_code == 200
    assert "no-store" in answer.headers["Cache-Control"]
    made = PdfReader(io.BytesIO(answer.content))
    assert made.trailer["/Root"]["/MarkInfo"]["/Marked"]
    text = " ".join(" ".join(page.extract_text().split()) for page in made.pages)
    for code in cards[:2]:
        assert text.count(code) == 1
    if shape != "cards":
        assert text.count("Does this matter to you?") == 6
        assert len(made.pages) >= 2


def test_paper_is_made_of_cards_alone(row, cards, signed_in):
    client = signed_in("alice")
    address = f"/feedback/rounds/{row.pk}/paper/"
    for bad in (
        {"shape": "cards"},
        {"shape": "loud", "card": cards},
        {"shape": "cards", "card": ["<b>x</b>"]},
    ):
        assert client.post(address, bad).status_code == 404


def test_what_is_wrong_with_a_round_is_said_and_nothing_is_lost(cast, signed_in):
    client = signed_in("alice")
    address = f"/feedback/rounds/for/{cast.team.service_id}/"
    form = {**chosen(client.get(address)), "place": "nowhere", "statements": ["K04"], "cards": "5"}
    answer = client.post(address, form)
    html = answer.content.decode()
    assert answer.status_code == 422
    assert re.search(r'value="K04"[^>]*checked', html)
    assert Round.objects.count() == 0
    many = {
        **form,
        "place": str(cast.team.pk),
        "cards": "20",
        "statements": [f"K0{n}" for n in range(1, 8)],
    }
    assert "six at the most" in client.post(address, many).content.decode()


def test_every_word_can_be_translated(cast, row, cards, signed_in, pseudo):  # noqa: F811
    client = signed_in("alice")
    for path in (
        f"/feedback/rounds/{row.pk}/",
        f"/feedback/rounds/for/{row.service_id}/",
        "/feedback/rounds/",
    ):
        html = re.sub(r"<title>.*?</title>", "", client.get(path).content.decode(), flags=re.S)
        assert loose_words(html) == [], path
    tried = [("/feedback/give/", cards[0]), ("/feedback/form/", cards[0]), ("/feedback/give/", "x")]
    for path, code in tried:
        for at in ("", "5", "6", "7"):
            html = client.post(path, {"code": code, "at": at, "words": "w"}).content.decode()
            assert loose_words(re.sub(r"<title>.*?</title>", "", html, flags=re.S)) == [], (
                path,
                at,
            )
