"""A supervisor who adds to the library, and a colleague who finds it there."""

import re

import pytest
from playwright.sync_api import expect

from tests.factories.library import PACKAGED, supervising

pytestmark = pytest.mark.usefixtures("edition")


def write(page, label: str, text: str) -> None:
    """Reach a field by keyboard and type."""
    field = page.get_by_label(label, exact=True)
    field.focus()
    page.keyboard.type(text)


def refused_once(visitor, status: int) -> None:
    """The browser noted one refusal, which was meant; anything else it noted still counts."""
    (noted,) = [one for one in visitor.problems if f"status of {status} " in one]
    visitor.problems.remove(noted)


def choose(page, label: str, value: str) -> None:
    page.get_by_label(label, exact=True).select_option(value)


def test_a_supervisor_adds_an_activity_on_a_phone_and_a_colleague_finds_it(visitor, people):
    supervising(people)
    alice = visitor(phone=True).sign_in(people.alice)
    page = alice.go("/learning/ours/")
    alice.check()
    page.get_by_role("link", name="Add an activity").press("Enter")
    alice.check()
    page.get_by_role("button", name="Add it").press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Your text is still here")
    refused_once(alice, 422)
    alice.check()
    write(page, "Title", "Sit in at the café")
    choose(page, "How long it takes", "0.75")
    choose(page, "Statement 1", "K04")
    choose(page, "How strongly, 1", "3")
    write(page, "What you do", "Ring first.\nGo as a guest.")
    write(page, "What to notice", "Who looks after whom.")
    write(page, "What it leaves", "A line for your record.")
    page.get_by_role("button", name="Add it").press("Enter")
    expect(page.locator("#messages")).to_contain_text("It is added.")
    alice.check()

    bob = visitor(scripts=False).sign_in(people.bob)
    page = bob.go("/learning/?statement=K04")
    bob.check()
    bob.opens(page.get_by_role("link", name="Sit in at the café"))
    expect(page.locator("main")).to_contain_text("Three quarters of an hour")
    expect(page.locator("main")).to_contain_text(people.team.service.name)
    bob.check()

    charlie = visitor(scripts=False).sign_in(people.charlie)
    charlie.go(page.url, expect=404)
    refused_once(charlie, 404)


def test_two_supervisors_who_edit_one_thing_lose_nothing(visitor, people, edition):
    from alongside.library import actions
    from tests.factories.library import an_activity

    actions.add_activity(
        actor=supervising(people), service_id=people.team.service_id, draft=an_activity()
    )
    supervising(people, "bob")
    alice, bob = (visitor().sign_in(one) for one in (people.alice, people.bob))
    for one in (alice, bob):
        one.go("/learning/ours/").get_by_role("link", name=re.compile("^Change")).click()
    for one, title in ((alice, "From Alice"), (bob, "From Bob")):
        one.page.get_by_label("Title").fill(title)
    alice.page.get_by_role("button", name="Save").click()
    expect(alice.page.locator("#messages")).to_contain_text("saved")
    bob.page.get_by_role("button", name="Save").click()
    expect(bob.page.locator("main")).to_contain_text("From Alice")
    expect(bob.page.locator("main")).to_contain_text("From Bob")
    refused_once(bob, 409)
    bob.check()


@pytest.mark.parametrize("scripts", [True, False])
def test_somebody_narrows_it_down_with_and_without_scripts(visitor, scripts):
    reader = visitor(phone=True, scripts=scripts)
    page = reader.go("/learning/")
    page.get_by_text("Narrow it down").click()
    reader.check()
    page.get_by_label("Led by people with lived experience").check()
    page.get_by_label("Takes up to").select_option("1")
    page.get_by_role("button", name="Show what fits").click()
    page.wait_for_url(re.compile("led=on"))
    expect(page.get_by_role("heading", name=re.compile("activit(y|ies) found"))).to_be_visible()
    reader.check()
    if scripts:
        expect(page.locator("#results-said")).to_contain_text(re.compile("activit(y|ies) found"))
    reader.opens(page.locator("#results").get_by_role("link").first)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("Learning")
    reader.check()


@pytest.mark.parametrize("address", [f"/learning/{PACKAGED}/", "/learning/resources/"])
@pytest.mark.parametrize("phone", [True, False])
def test_every_public_page_of_the_library_is_accessible_and_fits(visitor, address, phone):
    reader = visitor(phone=phone)
    reader.go(address)
    reader.check()
