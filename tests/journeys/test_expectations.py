"""Somebody who uses services, on a small phone: reads, picks, prints, leaves; with scripts and without."""

import io

import pytest
from django.conf import settings
from django.urls import reverse
from pypdf import PdfReader

from alongside.expectations.loading import packaged
from alongside.foundation.actor import Role
from tests.factories.accounts import give

pytestmark = pytest.mark.usefixtures("edition", "people")
SCRIPTS = pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
HOPE = packaged().theme_by_id["hope"]


def look(one):
    one.check_fits()
    one.check_accessible()


@pytest.fixture
def reader(visitor, scripts):
    return visitor(phone=True, scripts=scripts)


@SCRIPTS
def test_read_what_to_expect_in_easy_read_and_large_print(reader, scripts):
    page = reader.go("/expect/")
    assert page.get_by_role("heading", name="Need help now?").is_visible()
    look(reader)
    reader.opens(page.get_by_role("link", name=HOPE.question))
    assert page.get_by_role("heading", level=1).inner_text() == HOPE.question
    look(reader)
    reader.opens(page.get_by_role("link", name="Easy Read, with pictures"))
    assert page.locator(".ex-row").count() > 20
    assert page.get_by_role("img", name="The sun coming up").first.is_visible()
    look(reader)
    small = page.locator(".ex-row p").first.evaluate("e => getComputedStyle(e).fontSize")
    reader.opens(page.get_by_role("link", name="Large print"))
    large = page.locator(".ex-row p").first.evaluate("e => getComputedStyle(e).fontSize")
    assert float(large[:-2]) >= 1.3 * float(small[:-2])
    look(reader)
    reader.opens(page.get_by_role("link", name="Who can help me say what I want?"))
    assert "layout=easy" in page.url
    assert "size=large" in page.url
    assert page.get_by_role("link", name="0131 510 9410").is_visible()
    look(reader)
    reader.opens(page.get_by_role("link", name="Ordinary layout"))
    reader.opens(page.get_by_role("link", name="Ordinary size"))
    assert page.url.endswith("/expect/rights/independent-advocacy/")
    look(reader)


@SCRIPTS
def test_make_a_pocket_sheet_look_at_it_change_it_and_take_it_along(reader, scripts):
    page = reader.go("/expect/questions/rights/")
    reader.opens(page.get_by_role("link", name="Put some of this on a pocket sheet"))
    look(reader)
    page.get_by_label("What matters most to me").fill("My sister is with me")
    page.get_by_label("My question 1").fill("When can I go outside?")
    page.get_by_label("I am told what my order means").check()
    page.get_by_label("What order am I on").check()
    page.get_by_text("Rights I may need", exact=True).first.click()
    page.get_by_label("Named person").check()
    reader.opens(page.get_by_role("button", name="See my sheet"))
    sheet = page.locator(".ex-sheet")
    for words in ("My sister is with me", "When can I go outside?", "What order am I on", "999"):
        assert words in sheet.inner_text()
    look(reader)
    reader.opens(page.get_by_role("button", name="Change what is on it"))
    assert page.get_by_label("What matters most to me").input_value() == "My sister is with me"
    page.get_by_label("My question 2").fill("Who was told?")
    reader.opens(page.get_by_role("button", name="See my sheet"))
    assert "Who was told?" in sheet.inner_text()
    with page.expect_download() as taken:
        page.get_by_role("button", name="Save as a card to fold").click()
    made = PdfReader(io.BytesIO(taken.value.path().read_bytes()))
    assert "Who was told?" in " ".join(made.pages[0].extract_text().split())
    assert reader.context.cookies() == []
    if scripts:
        assert page.evaluate("localStorage.length + sessionStorage.length") == 0


@SCRIPTS
def test_print_shows_the_sheet_and_nothing_to_press(reader, scripts):
    page = reader.go("/expect/pocket/")
    page.get_by_label("What matters most to me").fill("A chair by the door")
    reader.opens(page.get_by_role("button", name="See my sheet"))
    page.emulate_media(media="print")
    assert page.locator(".ex-sheet").is_visible()
    for hidden in (
        ".al-exit",
        ".al-header",
        ".al-help-full",
        ".al-actions",
        ".ex-ways",
        ".al-footer",
    ):
        assert not page.locator(hidden).first.is_visible(), hidden
    assert len(PdfReader(io.BytesIO(page.pdf(format="A4"))).pages) == 1


@SCRIPTS
def test_leave_at_once_for_somewhere_that_gives_nothing_away(reader, scripts, settings):
    settings.QUICK_EXIT_URL = f"{reader.base}/alive/"
    page = reader.go("/accessibility/")
    reader.go("/expect/questions/trauma/")
    page.get_by_role("link", name="Leave this site").click()
    page.wait_for_url("**/alive/")
    page.go_back()
    # With scripts the page is replaced: Back leads past it.
    assert page.url.endswith("/accessibility/" if scripts else "/expect/questions/trauma/")


def test_the_way_off_is_there_by_keyboard_and_never_hides_what_has_focus(visitor):
    one = visitor(phone=True)
    page = one.go("/expect/questions/hope/")
    page.keyboard.press("Tab")
    for _press in range(60):
        page.keyboard.press("Tab")
        hidden = page.evaluate(
            """() => { const here = document.activeElement, exit = document.querySelector('.al-exit');
            if (!here || here === document.body || exit.contains(here)) return false;
            const a = here.getBoundingClientRect(), b = exit.getBoundingClientRect();
            return a.left >= b.left && a.right <= b.right && a.top >= b.top && a.bottom <= b.bottom; }"""
        )
        assert not hidden, page.evaluate("document.activeElement.outerHTML")


def test_a_lead_makes_the_services_page_and_a_visitor_reads_it(visitor, people):
    service = people.team.service
    give(people.alice, Role.SERVICE_LEAD, service=service)
    lead = visitor(phone=True).sign_in(people.alice)
    page = lead.go("/expect/ours/")
    look(lead)
    lead.opens(page.get_by_role("link", name="Write a page"))
    look(lead)
    page.get_by_label("Who we are").fill("We are a small team. You can bring a friend.")
    page.get_by_label("How to reach us").fill("Call 01632 960 000.")
    lead.opens(page.get_by_role("button", name="Save"))
    lead.opens(page.get_by_role("link", name="Add a place"))
    look(lead)
    lead.expected_offline = True  # the browser notes the answer 422 in its console
    lead.opens(page.get_by_role("button", name="Save"))
    assert page.get_by_text("Not saved yet. Your text is still here.").is_visible()
    lead.expected_offline = False
    look(lead)
    page.get_by_label("Name").fill("Library warm room")
    page.get_by_label("What it is").fill("Sofas and free tea.")
    page.get_by_label("Where it is").fill("12 High Street.")
    lead.opens(page.get_by_role("button", name="Save"))
    lead.opens(page.get_by_role("button", name="Show it to everybody"))
    look(lead)
    guest = visitor(phone=True, scripts=True)
    read = guest.go(reverse("expectations:services"))
    look(guest)
    guest.opens(read.get_by_role("link", name=service.name))
    assert read.get_by_text("Sofas and free tea.").is_visible()
    look(guest)


@pytest.mark.parametrize(
    "where", ["/expect/", "/expect/rights/", "/expect/all/", "/expect/pocket/"]
)
def test_wide_and_dark_and_very_narrow_nothing_is_lost(visitor, where):
    wide = visitor()
    wide.page.emulate_media(color_scheme="dark")
    wide.go(where)
    look(wide)
    wide.page.set_viewport_size({"width": 320, "height": 500})
    wide.go(f"{where}?size=large&layout=easy")
    look(wide)


def test_the_exit_is_an_ordinary_page_elsewhere():
    assert settings.QUICK_EXIT_URL.startswith("https://")
