"""Somebody who has just heard of this: no account, no scripts, an old phone."""

import io
import json
import re

import pytest
from django.utils import timezone
from django.utils.formats import date_format
from playwright.sync_api import expect
from pypdf import PdfReader

pytestmark = pytest.mark.usefixtures("edition")


@pytest.fixture
def newcomer(visitor, edition):
    return visitor(phone=True, scripts=False)


def follow(newcomer, name: str, *, within: str = "main"):
    """Press a link, and look at the page it leads to."""
    place = newcomer.page.locator(within)
    newcomer.opens(place.get_by_role("link", name=name, exact=True).first)
    return newcomer.check()


def test_a_newcomer_reads_a_statement_from_every_side_without_signing_in(newcomer, edition):
    page = newcomer.go("/")
    newcomer.check()
    page.get_by_text("Menu", exact=True).click()
    follow(newcomer, "Framework", within=".al-header")
    expect(page.get_by_role("heading", level=1)).to_have_text("The framework")
    strand = edition.strands[2]
    page.get_by_role("link", name=strand.name).click()
    expect(page.get_by_role("heading", name=strand.name)).to_be_in_viewport()
    follow(newcomer, "Rights, power and compulsion")
    follow(newcomer, "Support advance statements")
    one = edition.by_code["S10"]
    for words in (one.faces.worker, one.faces.expect, one.faces.ask, one.faces.service):
        expect(page.locator("main")).to_contain_text(words)
    for example in one.looks_like:
        expect(page.locator("#examples")).to_contain_text(example.text)
    expect(page.locator("#not-like-this")).to_contain_text(one.does_not_look_like)


@pytest.mark.parametrize(
    "door", ["I use services, or care about someone who does", "I teach, lead or plan"]
)
def test_each_public_door_of_the_first_page_leads_somewhere_to_read(newcomer, door):
    page = newcomer.go("/")
    follow(newcomer, door)
    assert page.locator("main a").count() > 10


def test_a_newcomer_goes_from_knowing_to_doing_and_back(newcomer, edition):
    pair = edition.pairs[0]
    knowing, doing = edition.by_code[pair.first], edition.by_code[pair.second]
    page = newcomer.go(f"/framework/{knowing.code}/")
    newcomer.opens(page.get_by_role("link", name=f"{doing.code} {doing.title}", exact=True).first)
    newcomer.check()
    expect(page.get_by_role("heading", level=1)).to_have_text(doing.title)
    newcomer.opens(
        page.get_by_role("link", name=f"{knowing.code} {knowing.title}", exact=True).first
    )
    expect(page.get_by_role("heading", level=1)).to_have_text(knowing.title)


def test_a_newcomer_searches_and_lands_where_the_words_stand(newcomer, edition):
    page = newcomer.go("/framework/")
    page.get_by_role("searchbox", name="Search the framework").fill("advance statement")
    newcomer.opens(page.get_by_role("button", name="Search"))
    newcomer.check()
    result = page.locator(".fw-results > li", has_text="S10 Support advance statements")
    expect(result.locator("mark").first).to_be_visible()
    newcomer.opens(result.get_by_role("heading").get_by_role("link"))
    expect(page).to_have_url(re.compile(r"/framework/S10/"))
    page.goto("/framework/search/?q=zebrafish")
    newcomer.check()
    expect(page.locator("main")).to_contain_text("Nothing in the framework holds those words")
    page.get_by_role("link", name="Look through the framework").click()
    expect(page).to_have_url(re.compile(r"/framework/$"))


def test_the_same_address_gives_a_program_the_same_statement_as_json(newcomer, edition):
    page = newcomer.go("/framework/S10/")
    permanent = page.get_by_role("link", name="A lasting link to these words")
    lasting = newcomer.base + permanent.get_attribute("href")
    for address in (newcomer.base + "/framework/S10/", lasting):
        answer = newcomer.context.request.get(address, headers={"Accept": "application/json"})
        document = json.loads(answer.text())
        assert answer.headers["content-type"].startswith("application/json")
        assert edition.by_code["S10"].faces.expect in json.dumps(document, ensure_ascii=False)
    newcomer.opens(page.get_by_role("link", name="The same as JSON"))
    assert json.loads(page.locator("body").inner_text())["code"] == "S10"


def test_a_statement_is_printed_with_its_edition_and_the_day(newcomer, edition):
    page = newcomer.go("/framework/S10/")
    page.emulate_media(media="print")
    expect(page.locator("header.al-header")).to_be_hidden()
    reader = PdfReader(io.BytesIO(page.pdf(format="A4")))
    text = " ".join(" ".join(leaf.extract_text() for leaf in reader.pages).split())
    assert edition.title in text
    assert edition.slug in text
    assert date_format(timezone.localdate(), "j F Y") in text
    assert "Did staff offer you help with an advance statement?" in text
    assert "Menu" not in text


def test_a_newcomer_narrows_down_what_there_is_to_learn_and_comes_back(newcomer):
    page = newcomer.go("/framework/S10/")
    follow(newcomer, "All learning that develops this")
    everything = counted(page)
    page.get_by_text("Narrow it down").click()
    page.get_by_label("Led by people with lived experience").check()
    page.get_by_role("button", name="Show what fits").click()
    newcomer.check()
    assert 0 < counted(page) < everything
    card = page.locator(".lib-cards > li").first
    expect(card).to_contain_text("Led by lived experience")
    newcomer.opens(card.get_by_role("heading").get_by_role("link"))
    newcomer.check()
    follow(newcomer, "S10 Support advance statements")
    expect(page).to_have_url(re.compile(r"/framework/S10/"))


def counted(page) -> int:
    return int(re.match(r"\d+", page.locator("#results-title").inner_text()).group())
