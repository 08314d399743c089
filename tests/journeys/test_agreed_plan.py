"""A plan two people agree on: both voices, a need each could mark, versions, and what was done."""

import re

import pytest
from playwright.sync_api import expect

from alongside.planning import actions as planning
from alongside.planning import queries as plans
from tests.factories.planning import mark, supervised

AGREEMENT, DOING = "/my/plan/agreement/", "/my/plan/doing/"
HER_WORDS = "I would rather go deep on two things than touch on six."
HIS_WORDS = "One of the two with somebody who has lived it, please."
HIS_REASON = "You are asked for it at every review, and say you are not sure how."
WHY_NOT = "Called to the duty desk that day."


@pytest.fixture
def both(visitor, people, edition):
    """Alice on a phone, with something to plan from, and Bob, her supervisor, at a desk."""
    mark(people.alice, "K04", "S10", "S12")
    planning.change_hours(actor=people.actor("alice"), hours=6)
    supervised(people.actor("alice"), people.actor("bob"))
    return visitor(phone=True).sign_in(people.alice), visitor().sign_in(people.bob)


def main(one):
    return one.page.locator("main")


def share(alice, bob) -> str:
    """Alice shares the plan to be agreed. Returns where Bob finds it."""
    alice.go(AGREEMENT)
    alice.press("link", "Agree it with my supervisor")
    alice.press("button", "Share it, to agree on it")
    bob.go("/my/shared-with-me/")
    bob.opens(bob.page.locator("main a[href*='/my/plan/of/']"))
    bob.check()
    return bob.page.url.removeprefix(bob.base)


def say(one, address: str, words: str) -> None:
    one.go(address)
    one.page.get_by_label("My words about this plan").fill(words)
    one.press("button", "Save my words")


def mark_and_take_on(alice, bob, address: str, title: str) -> None:
    """Bob marks something, with a reason; Alice takes it on, and the plan is worked out again."""
    page = bob.go(address)
    page.get_by_text("Ask for something", exact=True).click()
    page.get_by_label("What you would like to see in the plan").select_option("S02")
    page.get_by_label("Why, in your own words").fill(HIS_REASON)
    bob.press("button", "Ask for it")
    alice.go(AGREEMENT)
    expect(main(alice)).to_contain_text(HIS_REASON)
    alice.press("button", re.compile(f"^Yes, take it on .*{re.escape(title)}"))
    alice.go("/my/plan/")
    expect(main(alice)).to_contain_text(title)


def agree_on_the_first(alice, bob, address: str) -> None:
    bob.go(address)
    bob.press("button", "We have talked it over")
    alice.go(AGREEMENT)
    alice.press("button", "Propose the plan as it stands")
    expect(main(alice)).to_contain_text("It waits for a yes from")
    bob.go(address)
    expect(main(bob)).to_contain_text("Version 1 waits for a yes")
    bob.press("button", "Say yes to it")
    expect(main(bob)).not_to_contain_text("waits for a yes")


def do_it(alice) -> None:
    """One thing is ticked off, another did not happen."""
    alice.go(AGREEMENT)
    alice.press("button", "Begin the plan")
    titles = alice.page.locator(".pl-thing h3").all_inner_texts()
    alice.press("button", f"Done {titles[0]}")
    alice.press("link", titles[1])
    page = alice.page
    page.get_by_text("It did not happen", exact=True).click()
    page.get_by_label("It did not happen, because").fill(WHY_NOT)
    with page.expect_navigation():
        page.locator("form", has_text="Plans meet real weeks").get_by_role("button").last.click()
    alice.go(DOING)
    alice.check()
    rest = page.locator("section", has=page.get_by_role("heading", name="Went another way"))
    expect(rest).to_contain_text(titles[1])
    expect(rest).to_contain_text(WHY_NOT)


def agree_on_the_second(alice, bob, address: str) -> None:
    """Other hours make another plan: both see what differs, and version 2 is agreed."""
    page = alice.go("/my/plan/")
    page.get_by_label("Hours I have").fill("12")
    with page.expect_response("**/my/plan/hours/") as answer:
        page.get_by_label("Hours I have").press("Tab")
    assert answer.value.status == 200
    page.wait_for_load_state("networkidle")
    for one, where in ((alice, AGREEMENT), (bob, address)):
        one.go(where)
        one.check()
        expect(main(one)).to_contain_text("What has changed in the plan since")
        expect(main(one)).to_contain_text("now 12 hours, before 6 hours")
    alice.press("button", "Propose the plan as it stands")
    bob.go(address)
    expect(main(bob)).to_contain_text("What it changes in what is agreed:")
    bob.press("button", "Say yes to it")
    for one, where in ((alice, AGREEMENT), (bob, address)):
        one.go(where)
        one.press("link", "Version 2")
        expect(main(one)).to_contain_text("What it changed in version 1")
        expect(main(one)).to_contain_text("Holds now")


def test_two_people_agree_on_a_plan_and_again_when_it_changes(both, people, edition):
    alice, bob = both
    address = share(alice, bob)
    say(alice, AGREEMENT, HER_WORDS)
    say(bob, address, HIS_WORDS)
    for one, where in ((alice, AGREEMENT), (bob, address)):
        one.go(where)
        one.check()
        voices = one.page.locator(".al-voice")
        expect(voices).to_have_count(2)
        own = one.page.get_by_label("My words about this plan")
        mine, theirs = (HER_WORDS, HIS_WORDS) if one is alice else (HIS_WORDS, HER_WORDS)
        expect(own).to_have_value(mine)
        expect(voices.nth(1)).to_contain_text(theirs)
    mark_and_take_on(alice, bob, address, edition.by_code["S02"].title)
    agree_on_the_first(alice, bob, address)
    do_it(alice)
    bob.go(address)
    expect(main(bob)).not_to_contain_text(WHY_NOT)
    agree_on_the_second(alice, bob, address)


def test_two_windows_show_both_texts_and_the_writer_decides(both, people):
    alice, bob = both
    share(alice, bob)
    alice.go(AGREEMENT)
    other = alice.context.new_page()
    other.goto(AGREEMENT)
    say(alice, AGREEMENT, HER_WORDS)
    alice.expected_offline = True  # the clash is an answer of its own, which browsers note as one
    other.get_by_label("My words about this plan").fill("Written in the other window.")
    with other.expect_navigation() as caught:
        other.get_by_role("button", name="Save my words").click()
    assert caught.value.status == 409
    alice.page, first = other, alice.page
    alice.check()
    expect(main(alice)).to_contain_text(HER_WORDS)
    assert "Written in the other window." in main(alice).inner_text() + "".join(
        one.input_value() for one in main(alice).locator("textarea").all()
    )
    plan = plans.own(people.alice.pk)
    assert plans.own_words(plan, people.alice.pk).text == HER_WORDS
    alice.page = first
