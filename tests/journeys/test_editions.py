"""An edition from its first word to the public: drafted, talked about, decided on, published."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from alongside.foundation.actor import Role
from alongside.framework.models import Comment, Edition
from tests.factories import drafting
from tests.factories.accounts import PersonFactory, give, with_second_factor
from tests.factories.framework import publish_second
from tests.factories.supervision import answered

SLUG = "second-edition"
SAID = "Twelve words too many. I was lost by the comma."
BETTER = "Asks what matters to somebody, and begins there."
NEEDS = "Large print, and a break each hour."


@pytest.fixture
def desk(visitor, people, edition):
    steward = PersonFactory(name="Sorley Stewart")
    give(steward, Role.STEWARD)
    with_second_factor(steward)
    return visitor().sign_in(steward)


def test_an_edition_is_drafted_talked_about_decided_on_and_published(desk, visitor, people):
    begin(desk)
    open_a_round(desk)
    say_something(visitor(phone=True, scripts=False))
    read_and_answer(desk)
    change_and_ask(desk)
    ask_onto_the_panel(desk, people.alice)
    join_and_decide(visitor(phone=True).sign_in(people.alice), "Alice")
    assert not desk.page.get_by_role("button", name="Publish this edition").is_visible()
    drafting.say(drafting.seat(people.charlie, drafting.steward("Una Ure")))
    arrange(desk, visitor().sign_in(people.bob))
    publish(desk)
    where_it_came_from(visitor(phone=True))


def opened(one, role, name):
    """Press what leads to a page that test_every_page looks at: it need not be looked at twice."""
    one.opens(one.page.locator("main").get_by_role(role, name=name, exact=True).first)
    return one.page


def begin(desk):
    page = desk.go("/framework/editions/")
    opened(desk, "link", "Where editions are made")
    page.get_by_label("Its title").fill("The second edition")
    page.get_by_label("The year it is meant for").fill("2027")
    page.get_by_label("Its short name in addresses").fill(SLUG)
    opened(desk, "button", "Begin a draft")
    opened(desk, "link", "S10 " + title("S10"))
    page.get_by_label("The statement", exact=True).fill("Asks what matters, and begins there.")
    desk.expected_offline = True  # what is refused is an answer that browsers note
    desk.press("button", "Keep in the draft")
    assert "Say whether they mean the same" in page.inner_text("main")
    page.get_by_label("Other words, the same meaning").check()
    page.get_by_label("Why", exact=True).first.fill("Shorter.")
    desk.press("button", "Keep in the draft")
    desk.expected_offline = False
    assert "Reworded" in page.inner_text("main")


def title(code):
    from alongside.framework.loading import packaged_edition

    return packaged_edition().by_code[code].title


def open_a_round(desk):
    page = desk.page
    opened(desk, "link", "Open a round of consultation")
    page.get_by_label("Last day").fill((timezone.localdate() + timedelta(days=20)).isoformat())
    page.get_by_label("What you would like to hear about").fill("Is it plain?")
    desk.press("button", "Open the round")
    assert "The words stand still" in page.inner_text("main")


def say_something(one):
    """Somebody with scripts off, on a phone, without an account."""
    page = one.go("/framework/editions/")
    opened(one, "link", "Have a say in the framework")
    one.press("link", "The second edition, round 1")
    opened(one, "link", "S10 " + title("S10"))
    assert "Asks what matters, and begins there." in page.inner_text("main")
    assert page.get_by_role("link", name="Leave this site").is_visible()
    assert page.get_by_role("heading", name="Need help now?").first.is_visible()
    one.expected_offline = True
    page.get_by_label("What I want to say").fill(SAID)
    one.press("button", "Send my comment")
    assert "Your text is still here" in page.inner_text("main")
    assert page.get_by_label("What I want to say").input_value() == SAID
    page.get_by_label("A group that talked about it").check()
    page.get_by_label("For a group: how many people").fill("7")
    one.press("button", "Send my comment")
    assert "Your comment has reached us" in page.inner_text("main")
    one.go(f"/framework/consultation/{SLUG}/S10/")
    assert SAID not in page.inner_text("main")
    assert one.context.cookies() == []
    assert Comment.objects.get().people == 7


def read_and_answer(desk):
    page = desk.page
    desk.go(f"/framework/desk/{SLUG}/")
    assert "some wait to be read" in page.inner_text("main")
    opened(desk, "link", "Comments")
    assert SAID in page.inner_text("main")
    page.get_by_role("button", name="Show it").click()
    desk.go(f"/framework/desk/{SLUG}/")
    opened(desk, "button", "Close the round")
    opened(desk, "link", "You said, we changed")
    opened(desk, "link", "S10 " + title("S10"))
    page.get_by_label("We changed it").check()
    page.get_by_label("You said", exact=True).fill("That it was too long.")
    page.get_by_label("We changed, or we did not because").fill("We took out twelve words.")
    page.get_by_role("group", name="The comments it answers").get_by_role("checkbox").check()
    desk.press("button", "Put it on the page")
    assert "We took out twelve words." in page.inner_text("main")


def change_and_ask(desk):
    page = desk.page
    desk.go(f"/framework/desk/{SLUG}/S10/")
    page.get_by_label("The statement", exact=True).fill(BETTER)
    desk.press("button", "Keep in the draft")
    desk.press("button", "Give it to the panels")
    assert "With the panels" in page.inner_text("main")


def ask_onto_the_panel(desk, person):
    page = desk.page
    desk.go("/framework/panels/")
    page.get_by_label("Panel", exact=True).select_option("lived-experience")
    page.get_by_label("E-mail address").fill(person.email)
    opened(desk, "button", "Ask them to join")
    desk.go(f"/framework/desk/{SLUG}/")


def join_and_decide(one, name):
    page = one.go("/framework/desk/")
    one.check()
    page.get_by_label("The name I want to be shown under").fill(f"{name} K")
    opened(one, "button", "Join the panel")
    page.get_by_label("My words").fill(NEEDS)
    opened(one, "button", "Keep my words")
    one.go("/framework/desk/")
    opened(one, "link", "The second edition")
    opened(one, "link", "Read what it changes")
    assert BETTER in page.inner_text("main")
    page.get_by_label("Yes, to these words as they stand").check()
    page.get_by_label("Why, for the panels and the stewards").fill("I can say it by heart.")
    one.press("button", "Keep my decision")
    assert f"{name} K" in page.inner_text("main")


def arrange(desk, colleague):
    """What somebody needs is read by the steward who arranges it, and by nobody else."""
    page = desk.page
    desk.go("/framework/panels/")
    desk.press("link", re.compile("Fees and what is needed.*Alice K"))
    assert NEEDS in page.inner_text("main")
    page.get_by_label("My words").fill("£60 an hour, and a reader.")
    opened(desk, "button", "Keep my words")
    address = page.url
    colleague.expected_offline = True
    colleague.go(address, expect=404)


def publish(desk):
    page = desk.page
    desk.go(f"/framework/desk/{SLUG}/")
    assert "The lived-experience panel has said yes" in page.inner_text("main")
    desk.press("button", "Publish this edition")
    assert Edition.objects.filter(slug=SLUG).exists()
    assert "The second edition" in desk.go("/framework/editions/").inner_text("main")


def where_it_came_from(one):
    page = one.go("/framework/S10/")
    one.check()
    text = page.inner_text("main")
    assert BETTER in text
    assert "We took out twelve words." in text
    page.get_by_text("The comments this answers").click()
    assert SAID in page.inner_text("main")
    one.press("link", re.compile("^The consultation: "))
    assert "We took out twelve words." in page.inner_text("main")


def test_a_worker_is_asked_to_look_again_at_what_changed_and_at_nothing_else(
    visitor, people, edition
):
    for code in ("K01", "K02", "K04", "S01", "S02", "S03", "V01"):
        answered(people, "alice", code, edition)
    publish_second()
    one = visitor(phone=True).sign_in(people.alice)
    page = one.go("/my/")
    assert "look at 3 answers again, and at nothing else" in page.inner_text("main")
    one.press("link", "See what changed")
    again = page.locator("section[aria-labelledby=again] .as-changed h3")
    assert again.all_inner_texts() == [title(code) for code in ("S01", "S02", "S03")]
    one.press("button", "I have looked through this")
    page = one.go("/my/")
    assert "at nothing else" not in page.inner_text("main")
    assert "3 answers to look at again" in page.inner_text("main")
