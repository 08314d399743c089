"""Somebody tells a story on a phone, without an account: it is theirs from the first word to the last."""

import re

import pytest

from alongside.expectations.loading import packaged
from alongside.foundation.actor import Role
from alongside.stories.models import Story, Tombstone
from tests.factories.accounts import PersonFactory, give, with_second_factor

pytestmark = pytest.mark.usefixtures("edition", "people")
SCRIPTS = pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
RIGHTS = packaged().theme_by_id["rights"].question
CHECKS = (
    "It names no way or place",
    "Nothing in it says that there is no help",
    "Nobody else in it can be recognised",
    "The content notes say",
    "These are the teller’s own words",
)


def reader_first(visitor, name, scripts):
    person = PersonFactory(name=name)
    give(person, Role.MODERATOR)
    with_second_factor(person)
    return visitor(phone=True, scripts=scripts).sign_in(person)


def open_mine(one, code):
    page = one.go("/stories/")
    one.press("link", "I have told one, and have a code")
    page.get_by_label("Your code").fill(code.lower().replace("-", " "))
    return one.press("button", "Open it")


def propose(one, words):
    page = one.go("/stories/desk/")
    one.press("link", "The window at the end")
    one.press("link", "Propose other words")
    page.get_by_label("Your story", exact=True).fill(words)
    page.get_by_label("time in hospital").check()
    return one.press("button", "Ask the teller")


def say_yes(one):
    page = one.go("/stories/desk/")
    one.press("link", "The window at the end")
    for check in CHECKS:
        page.get_by_label(check).check()
    return one.press("button", "Yes, to these words")


@SCRIPTS
def test_a_story_from_its_first_word_to_its_last(visitor, scripts):
    teller = visitor(phone=True, scripts=scripts)
    code = tell(teller, scripts)
    first, second = (reader_first(visitor, name, scripts) for name in ("Mhairi", "Niall"))
    propose(first, "They told me fast, standing up.")
    page = open_mine(teller, code)
    assert "They told me fast, standing up, while I cried." in page.inner_text("main")
    assert page.get_by_text("They told me fast, standing up.", exact=True).is_visible()
    teller.press("button", "No, keep mine")
    assert "You said no to other words" in page.inner_text("main")
    propose(first, "They told me fast, standing up, while I wept.")
    open_mine(teller, code)
    teller.press("button", "Yes, to these very words")
    assert "Two people are to read it" in page.inner_text("main")
    say_yes(first)
    say_yes(second)
    story = Story.objects.get()
    address = f"/stories/{story.pk}/"
    read(visitor, address, scripts)
    withdraw(teller, code)
    assert Tombstone.objects.get().pk == story.pk
    gone_everywhere(visitor, address, scripts)
    assert teller.context.cookies() == []
    if scripts:
        assert page.evaluate("localStorage.length + sessionStorage.length") == 0


def tell(teller, scripts) -> str:
    """Tell it, with a picture left for later and one field forgotten; agree part by part."""
    page = teller.go("/stories/")
    teller.check()
    teller.press("link", "Tell your own story")
    words = "They told me fast, standing up, while I cried. Dr Morag MacAskill said so."
    page.get_by_label("Your story", exact=True).fill(words)
    if scripts:
        page.get_by_role("button", name="It is fine here").first.wait_for()
    teller.expected_offline = True  # what is refused is an answer that browsers note
    teller.press("button", "Keep it and show me my code")
    assert "Your text is still here" in page.inner_text("main")
    assert page.get_by_label("Your story", exact=True).input_value() == words
    teller.expected_offline = False
    page.get_by_label("A title").fill("The window at the end")
    page.get_by_label("Your story", exact=True).fill(words.split(" Dr ")[0])
    page.get_by_label("What helped").fill("One nurse asked.")
    page.get_by_label("being detained or treated").check()
    page.get_by_label("Having a say").check()
    page.get_by_text("Tie it to what people can expect").click()
    page.locator(".st-statements").get_by_text(RIGHTS, exact=True).first.click()
    page.locator("#statement-S10").check()
    teller.press("button", "Keep it and show me my code")
    code = page.locator(".st-code").inner_text()
    assert re.fullmatch(r"(?:[0-9A-Z]{4}-){6}[0-9A-Z]{2}", code)
    teller.press("button", "Say where it may be shown")
    page.get_by_label("On this site, where anybody can read it").check()
    page.get_by_label("In the learning of people").check()
    page.get_by_label("6 months").check()
    page.get_by_label("No name").check()
    page.get_by_role("group", name="May people who teach").get_by_label("No", exact=True).check()
    teller.press("button", "I agree, send it to be read")
    assert "word for word" in page.inner_text("main")
    return code


def read(visitor, address, scripts):
    one = visitor(phone=True, scripts=scripts)
    page = one.go("/framework/S10/")
    one.press("link", "The window at the end")
    assert page.url.endswith(address)
    text = page.inner_text("main")
    assert text.index("being detained") < text.index("while I wept")
    one.press("link", "Easy to read, one sentence a line")
    one.press("link", "Large print")
    page.emulate_media(media="print")
    assert page.locator(".st-lines").first.is_visible()
    assert not page.locator(".st-ways").is_visible()
    page.emulate_media(media="screen")
    one.go("/stories/")
    page.get_by_label("What it is about").select_option("E")
    one.press("button", "Show these")
    assert page.get_by_role("link", name="The window at the end").is_visible()


def withdraw(teller, code):
    page = open_mine(teller, code)
    teller.press("button", "Take it back")
    teller.press("button", "Yes, take it back")
    assert "Your story is gone from here" in page.inner_text("main")


def gone_everywhere(visitor, address, scripts):
    one = visitor(phone=True, scripts=scripts)
    one.expected_offline = True  # 410 is an answer that browsers note
    page = one.go(address, expect=410)
    one.check()
    assert "This story is not here any more" in page.inner_text("main")
    for where in ("/stories/", "/framework/S10/", "/learning/for/S10/"):
        one.go(where)
        assert "The window at the end" not in page.inner_text("body"), where


def test_a_worker_meets_a_story_where_they_learn(visitor, people):
    from tests.factories.stories import WORDS, show

    show(words=WORDS)
    one = visitor(phone=True).sign_in(people.alice)
    page = one.go("/learning/for/S10/")
    one.press("link", f"Read “{WORDS.title}”")
    one.press("link", re.compile("^Open it"))
    assert "What I will do differently" in page.inner_text("main")
    one.press("link", "Write it in my record")
    assert "/my/record/add/" in page.url
