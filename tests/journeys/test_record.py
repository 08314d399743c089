"""A record of one's own: written in a minute, looked at before it is saved, shared in part, taken along."""

import csv
import io
import re
from datetime import date
from decimal import Decimal

import pytest
from django.utils import timezone
from docx import Document
from PIL import Image
from playwright.sync_api import expect
from pypdf import PdfReader

from alongside.portfolio import queries
from tests.core.language.identifier_lines import numbers
from tests.factories.portfolio import add

RECORD, ADD = "/my/record/", "/my/record/add/"
CHI = numbers()["{chi}"]
TOLD = f"Kirsty Galbraith read {CHI} out in the corridor."
GENERAL = "a colleague read out in the corridor."
TITLE = "A morning with the peer workers"
NMC = "/my/record/forms/nmc"


@pytest.fixture
def alice(visitor, people, edition):
    return visitor(phone=True).sign_in(people.alice)


def saved(person) -> list[str]:
    """Every word that stands in somebody's record."""
    return [
        text
        for one in queries.entries(person.pk)
        for text in (one.title, *one.texts.values())
        if text
    ]


def write_told(one):
    """A reflection with a number and a name in it. Returns the box."""
    page = one.go(f"{ADD}?kind=reflection")
    page.get_by_label("What", exact=True).fill("The corridor")
    box = page.get_by_label("What happened")
    box.fill(TOLD)
    return box


def held(page):
    return page.locator("[data-identifiers-held]")


def watch(page) -> list[str]:
    """What the browser sends from now on."""
    sent: list[str] = []
    page.on("request", lambda one: sent.append(f"{one.method} {one.url} {one.post_data or ''}"))
    return sent


def test_a_number_and_a_name_are_decided_about_before_anything_leaves_the_browser(alice, people):
    page = alice.page
    box = write_told(alice)
    page.locator("[data-identifiers-ready]").first.wait_for(state="attached")
    page.wait_for_load_state("networkidle")
    sent = watch(page)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(held(page)).to_be_visible()
    expect(held(page)).to_contain_text("Nothing is saved yet")
    alice.check()
    assert sent == []
    assert saved(people.alice) == []

    finds = page.locator(f"[data-identifiers='{box.get_attribute('id')}'] .al-look__one")
    finds.filter(has_text=CHI).get_by_role("button", name="Take it out").click()
    finds.filter(has_text="Galbraith").get_by_role("button", name="Take it out").click()
    finds.filter(has_text="Kirsty").get_by_role("button", name="a colleague").click()
    expect(box).to_have_value(GENERAL)
    assert sent == []
    alice.press("button", "Save")
    assert sent
    assert not [one for one in sent if CHI in one or "Galbraith" in one or "Kirsty" in one]
    assert saved(people.alice) == ["The corridor", GENERAL]
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_the_writer_may_save_it_as_it_is(alice, people):
    page = alice.page
    write_told(alice)
    page.locator("[data-identifiers-ready]").first.wait_for(state="attached")
    page.get_by_role("button", name="Save", exact=True).click()
    with page.expect_navigation():
        held(page).get_by_role("button", name="Save it as it is").click()
    assert saved(people.alice) == ["The corridor", TOLD]


def test_without_scripts_it_is_looked_at_on_the_way_and_kept_only_once_decided(
    visitor, people, edition
):
    one = visitor(phone=True, scripts=False).sign_in(people.alice)
    one.expected_offline = True  # a form that comes back is an answer of its own
    page = one.page
    box = write_told(one)
    one.press("button", "Save")
    expect(page.get_by_role("alert")).to_contain_text("Nothing is saved yet")
    expect(page.get_by_role("alert")).to_contain_text(CHI)
    expect(box).to_have_value(TOLD)
    assert saved(people.alice) == []
    box.fill(GENERAL)
    one.press("button", "Save")
    assert saved(people.alice) == ["The corridor", GENERAL]
    write_told(one)
    one.press("button", "Save")
    one.press("button", "Save it as it is")
    assert TOLD in saved(people.alice)


def from_a_camera() -> bytes:
    """A picture that says where and by whom it was taken."""
    exif = Image.Exif()
    exif[0x010F] = "Camera of Alice Aird"
    exif.get_ifd(0x8825).update({1: "N", 2: (57.0, 28.0, 40.0), 3: "W", 4: (4.0, 13.0, 30.0)})
    kept = io.BytesIO()
    Image.new("RGB", (32, 24), "teal").save(kept, "JPEG", exif=exif)
    assert Image.open(io.BytesIO(kept.getvalue())).getexif().get_ifd(0x8825)
    return kept.getvalue()


def keep_a_picture(one) -> None:
    page = one.page
    page.get_by_label("A file to keep with it").set_input_files(
        {"name": "the wall.jpg", "mimeType": "image/jpeg", "buffer": from_a_camera()}
    )
    one.press("button", "Keep this file")
    served = one.download("the wall.jpg")
    picture = Image.open(io.BytesIO(served))
    assert (picture.size, dict(picture.getexif()), picture.getexif().get_ifd(0x8825)) == (
        (32, 24),
        {},
        {},
    )
    assert b"Alice" not in served


def test_three_boxes_on_a_phone_are_an_entry_and_a_copy_with_less_in_it_is_shared(
    alice, people, visitor
):
    alice.go(RECORD)
    alice.press("link", "Add something")
    page = alice.page
    asked = page.locator(
        "main form.po-write :is(input:not([type=hidden]), select, textarea):visible"
    )
    assert asked.count() == 3
    expect(page.get_by_label("When")).to_have_value(timezone.localdate().isoformat())
    page.get_by_label("What", exact=True).fill(TITLE)
    alice.press("button", "Save")
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(page.locator("main")).to_contain_text("Only you see this")
    keep_a_picture(alice)

    alice.press("link", "Change it or write more")
    page.get_by_text("More, if I like").click()
    page.get_by_label("What happened").fill("Fiona from Brora showed us how they begin.")
    page.get_by_role("button", name="Save", exact=True).click()
    with page.expect_navigation():
        held(page).get_by_role("button", name="Save it as it is").click()
    alice.press("link", "Share it: see first what others would see")
    expect(page.locator("section[aria-labelledby=tells]")).to_contain_text("Fiona")
    alice.press("link", "Make a copy with less in it")
    copied = page.get_by_label("What happened")
    assert "Fiona" not in copied.input_value()
    alice.press("button", "Keep this copy")
    page.get_by_label("Somebody you work with").select_option(label="Bob Baird")
    alice.press("button", "Share it")
    bob = visitor().sign_in(people.bob)
    bob.go("/my/shared-with-me/")
    bob.opens(bob.page.locator("main a[href*='/my/record/of/']"))
    bob.check()
    expect(bob.page.locator("main")).to_contain_text("showed us how they begin")
    expect(bob.page.locator("body")).not_to_contain_text("Fiona")
    assert "Fiona from Brora showed us how they begin." in saved(people.alice)


def filled(person) -> None:
    """Entries for a form, one of them without what the form asks for."""
    add(
        person, TITLE, on=date(2026, 9, 3), hours=Decimal(2), participatory_hours=Decimal(2), codes=("S10",),
        texts={"happened": "We sat in on two groups.", "learned": "That it begins with tea."},
    )  # fmt: skip
    add(person, "Three stories, read on the bus", kind="reading", on=date(2026, 10, 1))


def test_the_record_fills_a_form_and_says_what_is_missing(alice, people):
    filled(people.alice)
    page = alice.go("/my/record/forms/")
    alice.check()
    alice.opens(page.locator("main a[href*='/forms/nmc']").first)
    alice.check()
    missing = page.locator("section[aria-labelledby=missing]")
    expect(missing).to_contain_text("0 of 5 pieces of feedback")
    expect(missing).to_contain_text(TITLE)
    assert not re.search(r"\d\s*%", page.locator("main").inner_text())
    word = Document(io.BytesIO(alice.download("DOCX")))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    assert TITLE in "\n".join([*cells, *(one.text for one in word.paragraphs)])
    pdf = PdfReader(io.BytesIO(alice.download("PDF")))
    root = pdf.trailer["/Root"]
    assert (bool(root["/MarkInfo"]["/Marked"]), str(root["/Lang"])) == (True, "en-GB")
    assert pdf.metadata is not None
    assert pdf.metadata.title
    assert TITLE in " ".join("".join(one.extract_text() for one in pdf.pages).split())
    rows = list(csv.reader(io.StringIO(alice.download("CSV").decode("utf-8-sig"))))
    assert any(TITLE in cell for row in rows for cell in row)


def taken(one) -> bytes:
    one.go("/my/record/take/")
    one.check()
    with one.page.expect_download() as caught:
        one.page.get_by_role("button", name="Take the zip file").click()
    with open(caught.value.path(), "rb") as file:
        return file.read()


def bring(one, body: bytes) -> None:
    one.go("/my/record/bring/")
    one.check()
    one.page.get_by_label("Your record").set_input_files(
        {"name": "my-record.zip", "mimeType": "application/zip", "buffer": body}
    )
    one.press("button", "Look at what is in it")


def test_a_record_is_taken_along_and_brought_in_once_however_often_it_is_sent(
    alice, people, visitor
):
    filled(people.alice)
    body = taken(alice)
    charlie = visitor().sign_in(people.charlie)
    bring(charlie, body)
    page = charlie.page
    expect(page.locator("main")).to_contain_text(TITLE)
    expect(page.locator("main")).to_contain_text("Nothing has been changed yet")
    assert saved(people.charlie) == []
    charlie.press("button", "Take all of this in")
    expect(page.get_by_role("heading", level=1)).to_have_text("What came along")
    charlie.press("link", "My record")
    expect(page.locator("main")).to_contain_text(TITLE)
    assert sorted(saved(people.charlie)) == sorted(saved(people.alice))
    bring(charlie, body)
    expect(page.locator("main")).to_contain_text("Was here already")
    charlie.press("button", "Take all of this in")
    assert sorted(saved(people.charlie)) == sorted(saved(people.alice))
