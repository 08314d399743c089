"""Answering in a real browser: by keyboard, with the line cut, on two pages, and signed out."""

import re

import pytest
from playwright.sync_api import expect

from alongside.assessment import queries
from alongside.foundation import history

THEME = "/my/themes/hope/"
SAVED = re.compile(r"Saved \d\d:\d\d")
STILL_HERE = re.compile("Not saved yet: your text is still here")


@pytest.fixture
def edition(visitor):
    """The packaged edition, published after the fixture that empties tables has begun."""
    from alongside.framework.actions import publish
    from alongside.framework.loading import packaged_edition

    publish(actor=None, edition=packaged_edition())
    return packaged_edition()


@pytest.fixture
def alice(visitor, edition):
    from tests.factories.accounts import four_people

    return four_people().alice


def status(page, code="K04"):
    return page.locator(f"#{code} [data-status]")


def kept(person, edition, code="K04"):
    return queries.answers_of(person.pk, edition.slug)[code]


def test_a_theme_is_answered_by_keyboard_alone_on_a_phone(visitor, alice, edition):
    one = visitor(phone=True).sign_in(alice)
    page = one.go(THEME)
    page.focus("#K04-p-not-met-yet")
    page.keyboard.press("Space")
    for _ in range(3):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(status(page)).to_have_text(SAVED)
    expect(page.locator("#K04-want")).to_be_focused()
    expect(page.locator("#K04-evidence")).to_be_visible()
    expect(page.locator("#K21-evidence")).to_be_hidden()
    one.check_accessible()
    one.check_fits()
    expect(page.locator("[data-state=K04]")).to_have_text("answered")
    assert (kept(alice, edition).point, kept(alice, edition).want) == ("practising", True)


def test_words_typed_while_the_line_is_down_are_kept_and_sent_once(visitor, alice, edition):
    one = visitor(phone=True).sign_in(alice)
    page = one.go(THEME)
    one.expected_offline = True
    one.context.set_offline(True)
    page.fill("#K04-note", "written while the line was down")
    expect(status(page)).to_have_text(STILL_HERE)
    one.check_accessible()
    warned = []
    page.on("dialog", lambda dialog: (warned.append(dialog.type), dialog.dismiss()))
    page.evaluate("setTimeout(() => location.reload())")
    page.wait_for_timeout(300)
    assert warned == ["beforeunload"]
    expect(page.locator("#K04-note")).to_have_value("written while the line was down")
    one.context.set_offline(False)
    expect(status(page)).to_have_text(SAVED, timeout=30_000)
    assert kept(alice, edition).note == "written while the line was down"
    assert len(history.past(queries.chain(alice.pk))) == 1


def test_what_one_marks_gives_a_first_line_of_plan(visitor, alice, edition):
    one = visitor(phone=True).sign_in(alice)
    page = one.go(THEME)
    expect(page.locator('[data-next="marked"]')).to_be_hidden()
    page.check("#S11-want", force=True)
    expect(page.locator("[data-first-line] a")).to_be_visible()
    one.check_accessible()


def test_leaving_straight_after_a_change_loses_nothing_and_asks_nothing(visitor, alice, edition):
    one = visitor().sign_in(alice)
    page = one.go(THEME)
    page.fill("#K04-note", "just before leaving")
    page.click("a[rel=next]")
    page.wait_for_url("**/my/themes/language/")
    assert kept(alice, edition).note == "just before leaving"


def test_two_open_pages_show_both_and_the_person_decides(visitor, alice, edition):
    one = visitor().sign_in(alice)
    phone = one.go(THEME)
    desk = one.context.new_page()
    desk.goto(THEME)
    phone.fill("#K04-note", "from the phone")
    expect(status(phone)).to_have_text(SAVED)
    one.expected_offline = True  # the clash is an answer of its own, which browsers note as one
    desk.fill("#K04-note", "from the desk")
    other = desk.locator("#K04 [data-other]")
    expect(other).to_contain_text("from the phone")
    expect(desk.locator("#K04-note")).to_have_value("from the desk")
    assert kept(alice, edition).note == "from the phone"
    other.get_by_role("button", name="Keep what I have here").click()
    expect(status(desk)).to_have_text(SAVED)
    assert kept(alice, edition).note == "from the desk"
    notes = [event.what["note"] for event in history.past(queries.chain(alice.pk))]
    assert notes == ["from the desk", "from the phone"]


def test_signed_out_meanwhile_the_text_stays_and_is_sent_once_signed_in_again(
    visitor, alice, edition
):
    one = visitor().sign_in(alice)
    page = one.go(THEME)
    one.expected_offline = True
    cookies = one.context.cookies()
    one.context.clear_cookies(name="sessionid")
    page.fill("#K04-note", "typed when signed out")
    expect(status(page)).to_contain_text("you are signed out")
    expect(page.locator("#K04-note")).to_have_value("typed when signed out")
    one.context.add_cookies(cookies)
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(status(page)).to_have_text(SAVED)
    assert kept(alice, edition).note == "typed when signed out"


def test_nothing_goes_to_somebody_else_who_signs_in_on_the_same_browser(visitor, alice, edition):
    from alongside.assessment.models import Answer
    from tests.factories.accounts import PersonFactory

    one = visitor().sign_in(alice)
    page = one.go(THEME)
    one.expected_offline = True
    one.sign_in(PersonFactory())
    page.fill("#K04-note", "Alice's own")
    expect(status(page)).to_contain_text("somebody else has signed in")
    expect(page.locator("#K04-note")).to_have_value("Alice's own")
    assert not Answer.objects.exists()


def test_without_scripts_one_button_saves_the_page(visitor, alice, edition):
    one = visitor(scripts=False).sign_in(alice)
    page = one.go(THEME)
    page.check("#V01-p-exploring", force=True)
    page.fill("#V01-note", "a day in March")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Your answers are saved")).to_be_visible()
    assert kept(alice, edition, "V01").note == "a day in March"
    assert set(queries.answers_of(alice.pk, edition.slug)) == {"V01"}
