"""Feedback from opening a round to taking it back: each of them at their own browser, on a phone."""

import io
import os
import re
from pathlib import Path

import pytest
from pypdf import PdfReader

from alongside.feedback.models import Batch
from alongside.foundation.actor import Role
from tests.factories import feedback
from tests.factories.accounts import give, with_second_factor

pytestmark = pytest.mark.usefixtures("edition")
SCRIPTS = pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
CODE = re.compile(r"\b[0-9A-Z]{4}(?:-[0-9A-Z]{4}){6}\b")
WORDS = "They listen, and it makes a difference."


@pytest.fixture
def cast(people, settings):
    keys = feedback.keys()
    settings.FEEDBACK_PUBLIC_KEY, people.keys = keys.public, keys
    give(people.alice, Role.SERVICE_LEAD, service=people.team.service)
    give(people.charlie, Role.MODERATOR, board=people.team.service.board)
    with_second_factor(people.charlie)
    return people


def picture(one, name: str) -> None:
    """A picture of the page, where somebody asks for them."""
    folder = os.environ.get("ALONGSIDE_LOOK")
    if folder:
        one.page.screenshot(path=Path(folder) / f"feedback-{name}.png", full_page=True)


def open_a_round_and_print(lead, team) -> list[str]:
    """The lead's part; the codes as they stand on the page that is shown once."""
    page = lead.go("/feedback/rounds/")
    lead.check()
    lead.opens(page.get_by_role("link", name="Open this quarter’s round"))
    lead.check()
    lead.expected_offline = True  # the browser notes the answer 422 in its console
    lead.press("button", "Open the round")
    assert page.get_by_text("Not saved yet.").is_visible()
    lead.expected_offline = False
    page.get_by_label(team.name).check()
    page.locator("summary").get_by_text("Will people have hope for me?").click()
    page.get_by_label("I am asked what keeps me going").check()
    page.get_by_label("Nobody writes me off").check()
    picture(lead, "open")
    lead.press("button", "Open the round")
    picture(lead, "round")
    lead.press("button", "Make cards")
    picture(lead, "sheet")
    codes = list(dict.fromkeys(CODE.findall(page.locator(".fb-cards").inner_text())))
    with page.expect_download() as taken:
        page.get_by_role("button", name="Cards to cut out").click()
    paper = PdfReader(io.BytesIO(Path(taken.value.path()).read_bytes()))
    assert set(codes) == set(CODE.findall(" ".join(one.extract_text() for one in paper.pages)))
    return codes


def give_by_card(giver, code: str, scripts: bool) -> str:
    """From the card to the receipt, one question a page."""
    page = giver.go(f"/feedback/#{code}" if scripts else "/feedback/")
    if scripts:
        assert page.get_by_label("The code on your card").input_value() == code
        assert "#" not in page.url
    else:
        page.get_by_label("The code on your card").fill(code.lower())
    giver.check()
    giver.press("button", "See the first question")
    page.get_by_text("It matters a lot").click()
    giver.press("button", "Go on")
    page.get_by_text("Sometimes").click()
    giver.press("button", "Easy Read, with pictures")
    assert page.get_by_label("Sometimes").is_checked()
    giver.press("button", "Large print")
    giver.press("button", "Back")
    assert page.get_by_label("It matters a lot").is_checked()
    for _question in range(4):
        giver.press("button", "Go on")
    page.get_by_label("Anything else, in your own words").fill(WORDS)
    giver.press("button", "Go on")
    page.get_by_text("My words as they are").click()
    giver.press("button", "Go on")
    main = page.locator("main").inner_text()
    assert WORDS in main
    assert "It matters a lot. Sometimes." in main
    assert code not in page.url
    giver.press("button", "Send it")
    receipt = page.locator(".fb-receipt").inner_text().strip()
    assert CODE.fullmatch(receipt)
    assert giver.context.cookies() == []
    if scripts:
        assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    return receipt


def read_and_release(reader, key: str) -> None:
    """The moderator's part, from outside the team."""
    page = reader.go("/feedback/reading/")
    reader.check()
    reader.press("link", "Open what was held, with the key")
    page.get_by_label("Release key").fill(key)
    reader.press("button", "Open")
    reader.opens(page.locator("main .fb-round a"))
    reader.check()
    picture(reader, "read")
    page.get_by_label("No, I do not think so").check()
    page.get_by_label("Show the words as they are").check()
    reader.press("button", "Save what is to be shown")
    reader.press("button", "Show it to the team")


@SCRIPTS
def test_asked_given_read_answered_and_taken_back(visitor, cast, scripts):
    lead = visitor(phone=True, scripts=scripts).sign_in(cast.alice)
    codes = open_a_round_and_print(lead, cast.team)
    assert len(codes) == 40
    giver = visitor(phone=True, scripts=scripts)
    receipt = give_by_card(giver, codes[0], scripts)
    again = visitor(phone=True, scripts=scripts)
    again.expected_offline = True
    again.go("/feedback/").get_by_label("The code on your card").fill(codes[0])
    again.press("button", "See the first question")
    assert again.page.get_by_role("heading", level=1).inner_text() == "This code cannot be used"
    row = feedback.Round.objects.get()
    for code in codes[1:11]:
        feedback.give(code, feedback.answer(row))
    with feedback.after(row.quarter):
        reader = visitor(phone=True, scripts=scripts).sign_in(cast.charlie)
        read_and_release(reader, cast.keys.release)
        lead.sign_in(cast.alice)  # months have gone by
        told = f"/feedback/told/{Batch.objects.get().pk}/"
        page = lead.go(told)
        lead.check()
        assert WORDS in page.locator("main").inner_text()
        lead.press("link", "Write a reply")
        page.get_by_label("You said").fill("You feel listened to.")
        page.get_by_label("We did, or why not").fill("We keep an hour a week free for it.")
        lead.press("button", "Save")
        lead.press("button", "Show it to everybody, on our public page")
        giver.go("/feedback/reply/").get_by_label("Your receipt").fill(receipt)
        giver.check()
        giver.press("button", "Look")
        assert "We keep an hour a week free for it." in giver.page.locator("main").inner_text()
        giver.press("button", "Take it back")
        guest = visitor(phone=True, scripts=scripts)
        text = guest.go(told).locator("main").inner_text()
        guest.check()
        assert WORDS not in text
        assert "We keep an hour a week free for it." in text


@SCRIPTS
def test_a_paper_form_is_typed_in_quickly_and_then_the_next(visitor, cast, scripts):
    row = feedback.open_round(cast.actor("alice"), cast.team)
    codes = feedback.cards_of(cast.actor("alice"), row, 10)
    helper = visitor(scripts=scripts)
    page = helper.go("/feedback/form/")
    helper.check()
    page.get_by_label("The code on your card").fill(codes[0])
    helper.press("button", "See the questions")
    picture(helper, "form")
    page.get_by_text("It matters a lot").nth(1).click()
    page.get_by_label("Anything else, in your own words").fill("On paper.")
    helper.press("button", "Send it")
    helper.press("link", "Type in another paper form")
    page.get_by_label("The code on your card").fill(codes[1])
    helper.press("button", "See the questions")
    assert page.get_by_label("Anything else, in your own words").input_value() == ""


@SCRIPTS
def test_leaving_on_the_way_leaves_nothing_behind(visitor, cast, scripts, settings):
    row = feedback.open_round(cast.actor("alice"), cast.team)
    code = feedback.cards_of(cast.actor("alice"), row, 10)[0]
    giver = visitor(phone=True, scripts=scripts)
    settings.QUICK_EXIT_URL = f"{giver.base}/alive/"
    page = giver.go("/feedback/")
    page.get_by_label("The code on your card").fill(code)
    giver.press("button", "See the first question")
    page.get_by_role("link", name="Leave this site").click()
    page.wait_for_url("**/alive/")
    assert giver.context.cookies() == []
    assert feedback.queries.round_for(code) is not None, "the card is still good"
