"""A worker turns the hours, keeps one thing, leaves one out and takes the plan along."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from alongside.planning import actions
from alongside.planning.models import Plan
from tests.factories.planning import mark

MARKS = ("K04", "S06", "V14", "K17")


@pytest.fixture
def alice(transactional_db, people, edition):
    mark(people.alice, *MARKS)
    return people.alice


def titles(page) -> list[str]:
    return page.locator(".pl-card h3 a").all_inner_texts()


def press(page, name: str, on: str) -> None:
    """Reach a button by keyboard and press it."""
    button = page.locator(f"button[name={name}]", has_text=on)
    button.focus()
    page.keyboard.press("Enter")


def test_on_a_phone_by_keyboard_alone_the_plan_answers_at_once(visitor, alice):
    one = visitor(phone=True).sign_in(alice)
    page = one.go("/my/plan/")
    one.check_accessible()
    one.check_fits()
    first, second = titles(page)[:2]

    press(page, "keep", first)
    page.get_by_text(f"“{first}” stays in your plan.").wait_for()
    expect(page.locator(".pl-said")).to_be_focused()
    press(page, "decline", second)
    page.get_by_text(f"“{second}” is left out.").wait_for()
    assert first in titles(page)
    assert second not in titles(page)
    one.check_accessible()

    page.locator("#hours-slider").focus()
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    page.get_by_text("This is the best plan there is for 15 hours").wait_for()
    assert page.locator("#id_hours").input_value() == "15"
    assert page.evaluate("document.activeElement.id") == "hours-slider"

    page.locator("#what-if").scroll_into_view_if_needed()
    page.get_by_text("With five more hours").wait_for()
    for summary in page.locator("main summary").all():
        summary.focus()
        page.keyboard.press("Enter")
    one.check_accessible()
    one.check_fits()
    assert Plan.objects.get().hours == 15


def test_hours_that_are_none_are_said_beside_the_field_and_the_plan_stays(visitor, alice):
    one = visitor().sign_in(alice)
    page = one.go("/my/plan/")
    before = titles(page)
    page.fill("#id_hours", "-3")
    page.keyboard.press("Enter")
    page.locator("#hours-wrong", has_text="from 0 to 400").wait_for()
    one.check_accessible()
    assert page.locator("#id_hours").input_value() == "-3"
    page.fill("#id_hours", "12")
    page.keyboard.press("Enter")
    page.locator("#plan-said", has_text="worked out again").wait_for()
    assert page.locator("#hours-wrong").inner_text() == ""
    assert titles(page) == before


def test_two_open_pages_show_both_texts(visitor, alice):
    one = visitor().sign_in(alice)
    page = one.go("/my/plan/")
    other = one.context.new_page()
    other.goto("/my/plan/")
    page.fill("#id_hours", "8")
    page.keyboard.press("Enter")
    page.locator("#plan-said", has_text="worked out again").wait_for()
    other.fill("#id_hours", "6")
    other.keyboard.press("Enter")
    other.get_by_text("Nothing was overwritten").wait_for()
    assert Plan.objects.get().hours == 8


def test_without_scripts_everything_works_as_forms_and_links(visitor, alice):
    one = visitor(phone=True, scripts=False).sign_in(alice)
    page = one.go("/my/plan/")
    first = titles(page)[0]
    page.locator("button[name=decline]").first.click()
    page.get_by_text(f"“{first}” is left out.").wait_for()
    page.fill("#id_hours", "8")
    page.get_by_role("button", name="Work out my plan").first.click()
    page.get_by_text("This is the best plan there is for 8 hours").wait_for()
    page.get_by_text("Dates, pace and more").click()
    page.fill("#id_hours_per_month", "4")
    page.get_by_role("button", name="Work out my plan").nth(1).click()
    page.get_by_text("Month 2").first.wait_for()
    page.get_by_role("link", name="See what five more hours").click()
    page.get_by_text("With five more hours").wait_for()
    assert Plan.objects.get().hours_per_month == 4


@pytest.mark.parametrize("phone", [True, False])
def test_every_other_page_of_a_plan_is_accessible(visitor, alice, people, phone):
    actor = people.actor("alice")
    until = timezone.localdate() + timedelta(days=9)
    plan = actions.share(actor=actor, until=until, reader_id=people.bob.pk)
    one = visitor(phone=phone).sign_in(alice)
    for address in ("/my/plan/what-if/", "/my/plan/share/", "/my/plan/print/"):
        one.go(address)
        one.check_accessible()
        one.check_fits()
    bob = visitor(phone=phone).sign_in(people.bob)
    for address in (f"/my/plan/of/{plan.pk}/", "/my/plan/"):
        bob.go(address)
        bob.check_accessible()
        bob.check_fits()


def test_what_is_taken_along_is_a_file(visitor, alice):
    one = visitor().sign_in(alice)
    page = one.go("/my/plan/")
    for name, ending in (("PDF", "pdf"), ("Word", "docx"), ("Calendar", "ics")):
        with page.expect_download() as download:
            page.get_by_role("link", name=name, exact=True).click()
        assert download.value.suggested_filename == f"my-plan.{ending}"
