"""A consultation on paper: made at the desk, used on a phone without scripts, read, and answered."""

import re

import pytest

from alongside.foundation.actor import Role
from alongside.framework.models import Comment
from tests.factories import drafting
from tests.factories.accounts import PersonFactory, actor_for, give, with_second_factor
from tests.factories.drafting import SLUG

SAID = "Twelve words too many. I was lost by the comma."
AFTER = "And I would keep the rest."
BY_HAND = "We read it aloud. It is good."
HAND_IN = "The box at the library in Nairn"


@pytest.fixture
def steward(people, edition):
    person = PersonFactory(name="Sorley Stewart")
    give(person, Role.STEWARD)
    with_second_factor(person)
    drafting.in_consultation(actor_for(person))
    return person


def test_a_card_is_printed_used_on_a_phone_read_and_put_in_the_log(visitor, steward):
    desk = visitor().sign_in(steward)
    codes = make_papers(desk)
    use_it(visitor(phone=True, scripts=False), codes[0])
    scan_it(visitor(phone=True), codes[1])
    enter_a_groups_return(desk)
    read_and_answer(desk)
    told(visitor(phone=True, scripts=False))


def make_papers(desk):
    page = desk.go(f"/framework/desk/{SLUG}/")
    desk.press("link", "On paper: leaflets and cards with codes")
    page.get_by_label("Where to hand it in").fill(HAND_IN)
    desk.press("button", "Make papers")
    cards = page.locator(".ed-card")
    assert cards.count() == 20
    assert HAND_IN in cards.first.inner_text()
    page.emulate_media(media="print")
    assert cards.first.is_visible()
    assert not page.get_by_role("button", name="Cards to cut out (PDF)").is_visible()
    page.emulate_media(media="screen")
    return [cards.nth(at).locator(".ed-card__code").inner_text() for at in range(2)]


def use_it(one, code):
    """Somebody with scripts off, on a phone, without an account, and a slip on the way."""
    page = one.go("/say/")
    one.expected_offline = True  # what is refused is an answer that browsers note
    page.get_by_label("The code on your paper").fill(code[:-1] + ("2" if code[-1] != "2" else "3"))
    one.press("button", "See what would change")
    assert "we cannot tell which" in page.inner_text("main")
    page.get_by_label("The code on your paper").fill(code.lower().replace("-", " "))
    one.press("button", "See what would change")
    page.get_by_text("Read what would change").click()
    assert "Said again." in page.inner_text("main")
    page.get_by_label("1. What it is about").select_option("S10")
    page.get_by_label("1. What I want to say").fill(SAID)
    one.press("button", "Send my words")
    assert page.get_by_label("1. What I want to say").input_value() == SAID
    one.press("button", "Add more boxes")
    page.get_by_label("A carer, relative or friend").check()
    page.get_by_label("3. What I want to say").fill(AFTER)
    one.press("button", "Send my words")
    assert "Your words have reached us" in page.inner_text("main")
    assert one.context.cookies() == []
    assert sorted(Comment.objects.values_list("code", flat=True)) == ["", "S10"]


def scan_it(one, code):
    """What is scanned goes into the form and out of the address."""
    page = one.go(f"/say/#{code}")
    page.wait_for_function("!location.hash")
    assert page.get_by_label("The code on your paper").input_value() == code
    one.press("button", "See what would change")
    assert one.context.cookies() == []


def enter_a_groups_return(desk):
    desk.go(f"/framework/desk/{SLUG}/")
    desk.press("link", "Type in what came on paper")
    page = desk.page
    desk.expected_offline = True
    page.get_by_label("A group that talked about it").check()
    page.get_by_label("1. What it is about").select_option("S10")
    page.get_by_label("1. Their words, as they wrote them").fill(BY_HAND)
    desk.press("button", "Keep this paper’s words")
    assert "two or more" in page.inner_text("main")
    page.get_by_label("For a group: how many people").fill("9")
    desk.press("button", "Keep this paper’s words")
    assert "waits to be read" in page.inner_text("body")
    desk.expected_offline = False


def read_and_answer(desk):
    page = desk.go(f"/framework/desk/{SLUG}/comments/")
    for text in (SAID, BY_HAND):
        desk.opens(page.get_by_role("button", name=re.compile(f"Show it.*{text[:12]}")))
    desk.go(f"/framework/desk/{SLUG}/")
    desk.opens(page.get_by_role("button", name="Close the round"))
    page = desk.go(f"/framework/desk/{SLUG}/log/?code=S10")
    assert "How it came" in page.inner_text("main")
    page.get_by_label("We changed it").check()
    page.get_by_label("You said", exact=True).fill("That it was too long.")
    page.get_by_label("We changed, or we did not because").fill("We took out twelve words.")
    for box in (
        page.get_by_role("group", name="The comments it answers").get_by_role("checkbox").all()
    ):
        box.check()
    desk.press("button", "Put it on the page")


def told(one):
    page = one.go(f"/framework/consultation/{SLUG}/")
    one.check()
    text = page.inner_text("main")
    assert "We took out twelve words." in text
    assert "With a paper and its code" in text
    page.get_by_text("The comments this answers").click()
    assert SAID in page.inner_text("main")
    assert "A group of 9 people" in page.inner_text("main")
    assert AFTER not in page.inner_text("main"), "nobody has read that yet"


def test_anybody_says_something_in_three_presses_from_the_page_of_the_round(visitor, steward):
    """Open a statement, choose as whom one speaks, send. Typing is no press."""
    one = visitor(phone=True, scripts=False)
    page = one.go(f"/framework/consultation/{SLUG}/")
    presses = 0
    for press in (
        lambda: one.opens(page.get_by_role("link", name=re.compile("^S10 ")).first),
        lambda: page.get_by_label("Somebody with lived experience").check(),
        lambda: one.opens(page.get_by_role("button", name="Send my comment")),
    ):
        if presses == 2:
            page.get_by_label("What I want to say").fill(SAID)
        press()
        presses += 1
    assert presses == 3
    assert "Your comment has reached us" in page.inner_text("main")
    assert Comment.objects.get().code == "S10"
