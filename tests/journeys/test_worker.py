"""A worker's first hour on a phone: signs up, answers a theme, gets a plan and takes it along."""

import csv
import io
import json
import re

import pytest
from docx import Document
from icalendar import Calendar
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from alongside.accounts.models import Person
from alongside.assessment import queries as assessment
from alongside.planning import queries as planning

EMAIL, PASSWORD = "niamh@example.org", "a kettle for the long night"
SAVED = re.compile(r"Saved \d\d:\d\d")
STILL_HERE = re.compile("Not saved yet: your text is still here")
NOTE = "We tried it after Tuesday's handover."


def tab_to(page: Page, wanted: str, *, most: int = 120, backwards: bool = False) -> None:
    """Go on with the Tab key alone until this has the focus, and see that the focus shows."""
    key = "Shift+Tab" if backwards else "Tab"
    for _ in range(most):
        page.keyboard.press(key)
        if page.evaluate("wanted => document.activeElement.matches(wanted)", wanted):
            return
    raise AssertionError(f"{wanted} is not reached with the Tab key")


def sign_up(one) -> Page:
    """From the first page to an account, by keyboard alone."""
    page = one.go("/")
    tab_to(page, ".al-door a[href^='/my/']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/sign-in/login/**")
    one.check()
    tab_to(page, "a[href^='/sign-in/signup/']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/sign-in/signup/**")
    one.check()
    tab_to(page, "input[name=email]")
    page.keyboard.type(EMAIL)
    tab_to(page, "input[type=password]")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/my/")
    return one.check()


def pick_role_and_theme(one) -> None:
    page = one.page
    tab_to(page, "input[name=profile]")
    page.keyboard.press("Space")
    for _ in range(8):
        page.keyboard.press("ArrowDown")
    expect(page.get_by_label("Team lead or charge nurse")).to_be_checked()
    tab_to(page, "main form.as-roles button[type=submit]")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("What is on your mind at work?")
    one.check()
    tab_to(page, "a[href$='/my/themes/hope/']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/my/themes/hope/")
    one.check()


def answer_theme(one, edition) -> None:
    """Every statement of the theme: a point with the arrows, a mark on the first two."""
    page = one.page
    for number, code in enumerate(edition.theme_by_id["hope"].statements):
        tab_to(page, f"input[name={code}-point]")
        page.keyboard.press("Space")
        for _ in range(number % 4):
            page.keyboard.press("ArrowDown")
        tab_to(page, f"#{code}-want")
        if number < 2:
            page.keyboard.press("Space")
        expect(page.locator(f"#{code} [data-status]")).to_have_text(SAVED)
    one.check()


def lose_the_line(one) -> None:
    """Types on without a connection: said plainly, kept, and sent when it is back."""
    page = one.page
    status = page.locator("#V18 [data-status]")
    tab_to(page, "#V18-note")
    one.expected_offline = True
    one.context.set_offline(True)
    page.keyboard.type(NOTE)
    expect(status).to_have_text(STILL_HERE)
    expect(page.locator("#V18-note")).to_have_value(NOTE)
    one.check()
    one.context.set_offline(False)
    expect(status).to_have_text(SAVED, timeout=30_000)
    one.expected_offline = False


def numbers(page: Page) -> list[str]:
    return [one.inner_text() for one in page.locator(".pl-card h3 a").all()]


def work_on_the_plan(one) -> None:
    page = one.page
    tab_to(page, "main a[href$='/my/plan/']", backwards=True)
    page.keyboard.press("Enter")
    page.wait_for_url("**/my/plan/")
    one.check()
    first = numbers(page)
    tab_to(page, "#id_hours")
    page.keyboard.press("Control+A")
    page.keyboard.type("3")
    page.keyboard.press("Tab")
    expect(page.locator("#plan-said")).not_to_be_empty()
    one.check()
    fewer = numbers(page)
    assert 0 < len(fewer) < len(first)
    tab_to(page, "button[name=decline]")
    page.keyboard.press("Enter")
    expect(page.locator(".pl-out")).to_contain_text(fewer[0])
    assert fewer[0] not in numbers(page)
    kept = numbers(page)[0]
    tab_to(page, "button[name=keep]")
    page.keyboard.press("Enter")
    expect(page.locator(".pl-card--kept")).to_contain_text(kept)
    one.check()


def take_it_along(one, marked: list[str]) -> None:
    page, planned = one.page, numbers(one.page)
    leaves = PdfReader(io.BytesIO(one.download("PDF"))).pages
    pdf = " ".join(" ".join(leaf.extract_text() for leaf in leaves).split())
    document = Document(io.BytesIO(one.download("Word")))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    events = Calendar.from_ical(one.download("Calendar")).walk("VEVENT")
    data = json.loads(one.download("Data (JSON)"))
    for title in planned:
        assert title in pdf
        assert title in cells
    assert [str(event["SUMMARY"]) for event in events] == planned
    assert len(data["activities"]) == len(planned)
    assert {need["code"] for need in data["needs"]} == set(marked)
    assert data["certificate"]["proved"]
    assert NOTE not in pdf + json.dumps(data) + "".join(cells)
    one.opens(page.get_by_role("link", name="Print", exact=True))
    one.check()


@pytest.mark.usefixtures("edition")
def test_a_worker_s_first_hour_on_a_phone_by_keyboard_alone(visitor, edition):
    one = visitor(phone=True)
    sign_up(one)
    pick_role_and_theme(one)
    answer_theme(one, edition)
    lose_the_line(one)
    work_on_the_plan(one)
    take_it_along(one, list(edition.theme_by_id["hope"].statements[:2]))
    resume_elsewhere(visitor, edition)


def resume_elsewhere(visitor, edition) -> None:
    """The same account in another browser: everything is there, and what is hers leaves with her."""
    desk = visitor()
    page = desk.go("/my/")
    page.get_by_label("E-mail address").fill(EMAIL)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url("**/my/")
    desk.check()
    desk.go("/my/themes/hope/")
    expect(page.locator("#V18-note")).to_have_value(NOTE)
    desk.go("/my/picture/")
    desk.check()
    rows = list(csv.DictReader(io.StringIO(page.request.get("/my/answers.csv").text())))
    assert [row["code"] for row in rows] == sorted(edition.theme_by_id["hope"].statements)
    desk.go("/my/")
    desk.opens(desk.page.get_by_role("link", name="My earlier answers"))
    expect(page.locator("main")).to_contain_text(NOTE)
    desk.check()


@pytest.mark.usefixtures("edition")
def test_the_same_hour_with_scripts_off(visitor, edition, people):
    one = visitor(phone=True, scripts=False).sign_in(people.alice)
    page = one.go("/my/")
    one.press("button", "Skip this for now")
    one.press("link", "Hope")
    for code, point in (("K04", "developing"), ("S11", "not-met-yet")):
        page.locator(f"#{code}-p-{point}").check(force=True)
        page.locator(f"#{code}-want").check(force=True)
    page.locator("#V18-note").fill(NOTE)
    one.press("button", "Save")
    expect(page.get_by_role("status").first).to_contain_text("Your answers are saved")
    kept = assessment.answers_of(people.alice.pk, edition.slug)
    assert (kept["K04"].point, kept["K04"].want, kept["V18"].note) == ("developing", True, NOTE)
    one.press("link", re.compile("first line of my plan|See my plan"))
    page.get_by_label("Hours I have").fill("4")
    one.press("button", "Work out my plan")
    title = numbers(page)[0]
    one.press("button", f"Not for me {title}")
    expect(page.locator(".pl-out")).to_contain_text(title)
    keep = numbers(page)[0]
    one.press("button", f"Keep {keep}")
    expect(page.locator(".pl-card--kept")).to_contain_text(keep)
    plan = planning.own(people.alice.pk)
    assert (float(plan.hours), len(plan.chosen("keep")), len(plan.chosen("declined"))) == (4, 1, 1)
    one.press("link", re.compile("See what five more hours"))


@pytest.mark.usefixtures("edition")
def test_a_sign_up_that_is_refused_says_what_would_be_right(visitor):
    one = visitor(phone=True)
    page = one.go("/sign-in/signup/")
    page.get_by_label("E-mail address").fill(EMAIL)
    page.get_by_label("Password").fill("short")
    one.press("button", "Make my account")
    expect(page.locator(".al-field--wrong")).to_contain_text("at least 12 characters")
    expect(page.get_by_label("E-mail address")).to_have_value(EMAIL)
    assert not Person.objects.exists()
