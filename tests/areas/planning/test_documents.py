"""A plan as files: each is opened again with a reader of its own kind."""

import io
import json
import sys
from datetime import date, timedelta

import docx
import icalendar
import pypdf
import pytest
from django.utils import timezone

from alongside.planning import actions, documents
from alongside.planning.presenters.papers import suggested_days


@pytest.fixture
def browser(alice, signed_in):
    return signed_in("alice")


@pytest.fixture
def titles(browser):
    return [one["title"] for one in json.loads(browser.get("/my/plan.json").content)["activities"]]


def tagged(element, found):
    element = element.get_object()
    if isinstance(element, pypdf.generic.ArrayObject):
        for inner in element:
            tagged(inner, found)
    elif isinstance(element, pypdf.generic.DictionaryObject):
        found.append(element)
        if "/K" in element:
            tagged(element["/K"], found)
    return found


def test_the_pdf_is_tagged_titled_and_in_its_language(browser, titles):
    pdf = pypdf.PdfReader(io.BytesIO(browser.get("/my/plan.pdf").content))
    root = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en-GB"
    assert pdf.metadata.title == "My learning plan"
    assert b"pdfuaid:part" in root["/Metadata"].get_object().get_data()
    text = " ".join(" ".join(page.extract_text().split()) for page in pdf.pages)
    assert all(title.split()[0] in text for title in titles)
    assert "Realising Recovery, 2007" in text


def test_every_header_in_the_pdf_says_what_it_heads(browser):
    pdf = pypdf.PdfReader(io.BytesIO(browser.get("/my/plan.pdf").content))
    elements = tagged(pdf.trailer["/Root"]["/StructTreeRoot"], [])
    headers = [one for one in elements if one.get("/S") == "/TH"]
    assert headers
    scopes = []
    for header in headers:
        said = header["/A"].get_object()
        said = said if isinstance(said, pypdf.generic.ArrayObject) else [said]
        scopes += [one.get_object()["/Scope"] for one in said if "/Scope" in one.get_object()]
    assert len(scopes) == len(headers)
    assert set(scopes) == {"/Row", "/Column"}


def test_where_pango_is_missing_the_page_says_what_to_install(browser, monkeypatch, caplog):
    class Missing:
        def find_spec(self, name, path=None, target=None):
            if name == "weasyprint":
                raise OSError("cannot load library 'libpango-1.0-0'")

    for name in [name for name in sys.modules if name.split(".")[0] == "weasyprint"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(sys, "meta_path", [Missing(), *sys.meta_path])
    answer = browser.get("/my/plan.pdf")
    assert answer.status_code == 503
    assert documents.INSTALL in answer.content.decode()
    assert documents.INSTALL in caplog.text
    assert browser.get("/my/plan/").status_code == 200


@pytest.mark.parametrize(
    "url", ["https://example.org/x.png", "file:///etc/passwd", "file:///static/../../etc/passwd"]
)
def test_a_pdf_fetches_nothing_from_anywhere(url):
    from alongside.foundation.pdf import pdf

    with pytest.raises(BaseException, match="Error fetching") as refused:
        pdf(
            f'<html lang="en"><title>x</title><img alt="x" src="{url}">',
            styles="planning/paper.css",
        )
    assert "not a file of ours" in str(refused.value.__cause__) + str(
        refused.value.__context__
    ) or ("outside of the base path" in str(refused.value.__context__))


def test_the_word_file_has_headings_header_rows_and_a_language(browser, titles):
    document = docx.Document(io.BytesIO(browser.get("/my/plan.docx").content))
    headings = [p.text for p in document.paragraphs if p.style.name.startswith("Heading")]
    assert headings == ["My learning plan", "What to do", "What it serves"]
    for table in document.tables:
        assert table.rows[0]._tr.trPr.find(docx.oxml.ns.qn("w:tblHeader")) is not None
        assert table.rows[1]._tr.trPr is None
    assert [row.cells[0].text for row in document.tables[0].rows[1:]] == titles
    language = document.styles["Normal"].element.rPr.find(docx.oxml.ns.qn("w:lang"))
    assert language.get(docx.oxml.ns.qn("w:val")) == "en-GB"
    assert "Realising Recovery, 2007" in document.paragraphs[1].text


def events(browser):
    book = icalendar.Calendar.from_ical(browser.get("/my/plan.ics").content)
    return list(book.walk("VEVENT"))


def test_the_calendar_holds_every_activity_with_a_lasting_identifier(browser, titles):
    first, second = events(browser), events(browser)
    assert [str(one["SUMMARY"]) for one in first] == titles
    uids = [str(one["UID"]) for one in first]
    assert len(set(uids)) == len(uids)
    assert uids == [str(one["UID"]) for one in second]
    days = [one.decoded("DTSTART") for one in first]
    assert days == sorted(days)
    assert days[0] == timezone.localdate()


def test_two_peoples_calendars_share_no_identifier(browser, signed_in, people):
    from tests.areas.planning.conftest import MARKS
    from tests.factories.planning import mark

    mark(people.bob, *MARKS)
    mine, theirs = events(browser), events(signed_in("bob"))
    assert [str(one["SUMMARY"]) for one in mine] == [str(one["SUMMARY"]) for one in theirs]
    assert not {str(one["UID"]) for one in mine} & {str(one["UID"]) for one in theirs}


def test_the_json_has_the_shape_the_command_prints(browser, alice):
    document = json.loads(browser.get("/my/plan.json").content)
    assert {"activities", "needs", "certificate"} <= document.keys()
    for one in document["activities"]:
        assert {"id", "hours", "hours_with_write_up", "develops", "why"} <= one.keys()
        assert one["hours_with_write_up"] == one["hours"] + 0.25
    assert {"objective", "bound", "gap", "proved"} <= document["certificate"].keys()
    reached = sum(need["weight"] * need["served"] for need in document["needs"])
    assert reached == pytest.approx(document["certificate"]["objective"])
    stored = actions.opt_in_offers(actor=alice, wanted=True).result
    assert stored["needs"] == document["needs"]
    assert document["made_on"] == timezone.localdate().isoformat()


def some(*, on=None, month=None, id="a"):
    return {"id": id, "on": on, "month": month}


def test_days_are_suggested_in_order_within_what_is_known():
    start = date(2027, 1, 31)
    dated = suggested_days([some(on="2027-03-05")], start=start, end=None)
    assert dated == [date(2027, 3, 5)]
    weekly = suggested_days([some(), some(), some()], start=start, end=None)
    assert weekly == [start, start + timedelta(days=7), start + timedelta(days=14)]
    spread = suggested_days([some()] * 4, start=start, end=start + timedelta(days=40))
    assert spread == [start + timedelta(days=10 * place) for place in range(4)]
    paced = suggested_days([some(month=0, id="a"), some(month=1, id="b")], start=start, end=None)
    assert paced == [start, date(2027, 2, 28)]
