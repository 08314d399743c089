"""What leaves: each file opened again with a reader of its own kind, and read."""

import csv
import io
import json
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from html.parser import HTMLParser
from urllib.parse import unquote

import docx
import pypdf
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from alongside.portfolio import actions, loading
from alongside.portfolio.models import Made
from tests.factories.portfolio import add

TODAY = timezone.localdate
ENDINGS = ("docx", "pdf", "csv", "txt", "json")
EVERY = [f"/my/record/forms/{f.id}/{f.version}" for f in loading.packaged()]


def ago(days):
    return TODAY() - timedelta(days=days)


@pytest.fixture
def alice(people, edition):
    """Alice, with a learning entry, a reflection that is whole, one that is not, and hours."""
    person = people.alice
    add(
        person,
        "A course on hope",
        on=ago(200),
        hours=Decimal("7.5"),
        participatory_hours=Decimal(6),
        codes=["K01"],
        about={"method": "In a room"},
        tags={"nmc.code-theme": ["people"]},
        texts={"happened": "=cmd", "learned": "To wait.\n\nAnd to ask.", "relates": "It does."},
    )
    add(
        person,
        "A talk at the door",
        kind="reflection",
        on=ago(100),
        tags={"nmc.code-theme": ["trust"]},
        texts={"happened": "We met.", "learned": "Much.", "changed": "All.", "relates": "Yes."},
    )
    add(
        person, "Half a thought", kind="reflection", on=ago(90), texts={"happened": "We met again."}
    )
    add(
        person,
        "My months on the ward",
        kind="practice",
        on=ago(400),
        until=ago(300),
        hours=Decimal(120),
    )
    add(person, "Something else", kind="other", on=ago(50))
    add(person, "Long ago", on=ago(3000))
    return person  # fmt: skip


@pytest.fixture
def browser(alice, signed_in):
    return signed_in("alice")


def get(browser, ending, form="nmc/2015", **more):
    answer = browser.get(f"/my/record/forms/{form}.{ending}", more)
    assert answer.status_code == 200
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["Cache-Control"] == "private, no-store"
    return answer.content


def flat(text):
    return " ".join(text.split())


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("form", loading.packaged(), ids=lambda form: form.key)
def test_each_file_says_whose_it_is_by_which_editions_and_what_was_left_out(browser, form, ending):
    body = get(browser, ending, form.key)
    if ending == "docx":
        document = docx.Document(io.BytesIO(body))
        text = flat(" ".join(p.text for p in document.paragraphs))
    elif ending == "pdf":
        text = flat(
            " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(body)).pages)
        )
    else:
        text = body.decode()
    assert "Realising Recovery, 2007" in text
    assert "the worker" in text
    assert form.version in text
    left = ("Left out", "left_out")
    assert any(words in text for words in left)
    assert "compliant" not in text.lower()


def test_the_word_file_has_headings_header_rows_and_a_language(browser):
    document = docx.Document(io.BytesIO(get(browser, "docx")))
    headings = [p.text for p in document.paragraphs if p.style.name == "Heading 2"]
    titles = [one.title for one in loading.form("nmc", "2015").sections]
    assert headings == [*titles, "Left out"]
    assert document.core_properties.language == "en-GB"
    assert document.core_properties.title == loading.form("nmc", "2015").title
    assert document.core_properties.author == ""
    language = document.styles["Normal"].element.rPr.find(docx.oxml.ns.qn("w:lang"))
    assert language.get(docx.oxml.ns.qn("w:val")) == "en-GB"
    assert document.tables
    for table in document.tables:
        assert table.rows[0]._tr.trPr.find(docx.oxml.ns.qn("w:tblHeader")) is not None
        assert table.rows[1]._tr.trPr.find(docx.oxml.ns.qn("w:tblHeader")) is None
    log = document.tables[1]
    assert [cell.text for cell in log.rows[0].cells][:3] == ["Dates", "Way of learning", "Topic"]
    assert log.rows[1].cells[2].text == "A course on hope"
    assert log.rows[1].cells[5].text == "7.5"


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice (soffice) is not here")
def test_libreoffice_opens_the_word_file_and_lays_it_out(browser, tmp_path):
    (tmp_path / "record.docx").write_bytes(get(browser, "docx"))
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless"]
    command += ["--convert-to", "pdf", "--outdir", str(tmp_path), str(tmp_path / "record.docx")]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    pages = pypdf.PdfReader(tmp_path / "record.pdf").pages
    text = flat(" ".join(page.extract_text() for page in pages))
    assert "A course on hope" in text
    assert "Written reflective accounts" in text


def test_the_pdf_is_tagged_titled_and_in_its_language(browser):
    pdf = pypdf.PdfReader(io.BytesIO(get(browser, "pdf")))
    root = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en-GB"
    assert pdf.metadata.title == loading.form("nmc", "2015").title
    assert b"pdfuaid:part" in root["/Metadata"].get_object().get_data()


def test_no_cell_of_a_table_is_a_formula(alice, browser):
    for sign in ("=", "+", "-", "@"):
        add(alice, f"{sign}1+1", on=ago(20))
    rows = list(csv.reader(io.StringIO(get(browser, "csv").decode("utf-8-sig"))))
    cells = [cell for row in rows for cell in row]
    assert not [cell for cell in cells if cell[:1] in tuple("=+-@\t\r\n")]
    assert "'=1+1" in cells
    assert rows[0][0] == "Section"


def test_the_text_counts_words_and_keeps_paragraphs(browser):
    text = get(browser, "txt").decode()
    assert "What it was:\nA talk at the door\n\nWe met.\n(2 words)" in text
    assert "(nothing here yet)" in text


def test_the_json_has_the_same_by_name(browser):
    made = json.loads(get(browser, "json"))
    accounts = next(one for one in made["sections"] if one["id"] == "accounts")
    assert [one["learned"] for one in accounts["entries"]] == ["Much.", ""]
    left = {one["title"]: one["why"] for one in made["left_out"]["entries"]}
    assert left == {"Something else": "no-place"}
    assert made["left_out"]["outside_the_period"] == 1
    assert made["form"]["version"] == "2015"


def test_a_part_that_is_there_is_never_said_to_be_all(browser):
    page = browser.get("/my/record/forms/nmc/2015/").content.decode()
    page = flat(re.sub(r"<[^>]+>", " ", page))
    assert "7.5 of 35 hours of learning so far." in page
    assert "120 of 450 hours of practice so far (900 for somebody registered as both" in page
    assert "1 of 5 reflective accounts so far. One more is begun and lacks something." in page
    assert "Half a thought: nothing yet under “What I learned”, “What I changed" in page
    assert "%" not in page
    assert "the form has no place for this kind of entry" in page


def test_a_gap_is_pointed_out_and_a_word_about_it_is_taken(browser, alice):
    page = browser.get("/my/record/forms/hcpc/2022/").content.decode()
    assert "Nothing is dated between" in page
    assert "A word about it is asked for." in page


def test_looking_at_a_wrong_time_says_so_and_a_wrong_form_is_not_there(browser):
    wrong = browser.get("/my/record/forms/nmc/2015/?start=2026-02-01&end=2026-01-01")
    assert wrong.status_code == 422
    assert "The last day is the same as the first, or after it" in wrong.content.decode()
    for address in (
        "/my/record/forms/nmc/1999/", "/my/record/forms/none/2015/", "/my/record/forms/nmc/2015.exe",
        "/my/record/forms/nmc/2015.pdf?start=2026-02-01&end=2026-01-01",
        "/my/record/take/my-record.zip?form=none/1",
    ):  # fmt: skip
        assert browser.get(address).status_code == 404, address


def test_the_worker_chooses_the_time(browser):
    body = get(browser, "json", start=str(ago(3100)), end=str(ago(2900)))
    made = json.loads(body)
    log = next(one for one in made["sections"] if one["id"] == "learning-log")
    assert [one["topic"] for one in log["entries"]] == ["Long ago"]


# Making, and making again


def make(browser, **more):
    page = browser.get("/my/record/forms/nmc/2015/").content.decode()
    facts = {
        "key": re.search(r'name="key" value="([^"]+)"', page)[1],
        "start": re.search(r'name="start" value="([^"]+)"', page)[1],
        "end": re.search(r'name="end" value="([^"]+)"', page)[1],
        "entry": re.findall(r'name="entry" value="([^"]+)"', page),
        "ending": "json",
    }
    return facts, browser.post("/my/record/forms/nmc/2015/make/", {**facts, **more})


def test_what_is_taken_out_stays_out_and_is_said(browser):
    facts, _answer = make(browser)
    keep = facts["entry"][:-1]
    texts = keep[1:2]
    _facts, answer = make(browser, entry=keep, without=texts)
    made = json.loads(browser.get(answer["Location"]).content)
    left = {one["id"]: one["why"] for one in made["left_out"]["entries"]}
    assert left[facts["entry"][-1]] == "not-chosen"
    assert made["left_out"]["texts_of"] == texts
    assert "To wait." not in json.dumps(made)


def test_a_double_click_notes_one_document(browser):
    facts, first = make(browser)
    second = browser.post("/my/record/forms/nmc/2015/make/", facts)
    assert first["Location"] == second["Location"]
    assert Made.objects.count() == 1
    assert "made on" in browser.get("/my/record/forms/").content.decode()


@pytest.mark.parametrize("more", [{"ending": "exe"}, {"start": "never"}, {"end": "1990-01-01"}])
def test_what_cannot_be_made_is_not_noted(browser, more):
    _facts, answer = make(browser, **more)
    assert answer.status_code == 422
    assert not Made.objects.exists()


def test_made_again_it_is_as_it_was_though_the_record_has_moved_on(alice, people, browser):
    _facts, answer = make(browser)
    before = json.loads(browser.get(answer["Location"]).content)
    entry = before["sections"][3]["entries"][0]["id"]
    actions.change_entry(
        actor=people.actor("alice"), entry_id=entry, number=1, texts={"happened": "Rewritten"}
    )
    add(alice, "A later one", kind="reflection", on=ago(30))
    after = json.loads(browser.get(answer["Location"]).content)
    assert after["sections"] == before["sections"]
    assert [one["title"] for one in after["left_out"]["entries"]] == [
        "Something else",
        "A later one",
    ]


def test_what_has_gone_since_is_said(people, browser):
    _facts, answer = make(browser)
    gone = json.loads(browser.get(answer["Location"]).content)["sections"][3]["entries"][0]["id"]
    actions.remove_entry(actor=people.actor("alice"), entry_id=gone)
    text = browser.get(answer["Location"].replace(".json", ".txt")).content.decode()
    assert "1 entry that was in it when it was first made is no longer in the record." in text


def test_an_old_document_keeps_its_form_when_there_is_a_new_version(browser, monkeypatch):
    _facts, answer = make(browser)
    old = loading.form("nmc", "2015")
    first = replace(old.sections[0], title="Asked for afresh")
    new = replace(
        old,
        version="2027",
        valid_from=TODAY(),
        sections=(first, *old.sections[1:]),
        title="New process",
    )
    monkeypatch.setattr(loading, "packaged", lambda: (replace(old, valid_until=ago(1)), new))
    page = browser.get("/my/record/forms/").content.decode()
    assert "/my/record/forms/nmc/2027/" in page
    assert "/my/record/forms/nmc/2015/" not in page
    again = json.loads(browser.get(answer["Location"]).content)
    assert again["form"]["version"] == "2015"
    assert again["sections"][0]["title"] == "Practice hours"
    assert "Asked for afresh" in get(browser, "txt", "nmc/2027").decode()


# Whose it is


def test_another_persons_documents_do_not_exist(browser, signed_in, people):
    _facts, answer = make(browser)
    for name in ("bob", "charlie", "dana"):
        assert signed_in(name).get(answer["Location"]).status_code == 404
    for address in (*(f"{one}.json" for one in EVERY), "/my/record/take/record.json"):
        theirs = signed_in("bob").get(address).content.decode()
        assert "A course on hope" not in theirs


def test_naming_anothers_entry_puts_nothing_of_it_in(alice, signed_in, people, browser):
    secret = add(people.bob, "Only Bob’s", kind="reflection", on=ago(20), texts={"happened": "B"})
    _facts, answer = make(browser, entry=[str(secret)], without=[str(secret)])
    assert "Only Bob" not in browser.get(answer["Location"]).content.decode()
    assert Made.objects.get().entries == {}


@pytest.mark.parametrize(
    "address",
    [
        "forms/",
        "forms/nmc/2015/",
        "forms/nmc/2015.pdf",
        "take/",
        "take/my-record.zip",
        "take/record.json",
    ],
)
def test_nobody_who_has_not_signed_in_gets_anything(client, db, address):
    assert client.get(f"/my/record/{address}").status_code == 302


def test_copies_made_for_sharing_are_counted_nowhere(alice, people, browser):
    whole = add(alice, "An account", kind="reflection", on=ago(10), texts={"happened": "All of it"})
    actions.add_entry(actor=people.actor("alice"), kind="reflection", title="An account, shorter",
                      on=ago(10), copy_of=whole)  # fmt: skip
    text = get(browser, "txt").decode()
    assert "An account" in text
    assert "An account, shorter" not in text


# Everything in one zip


def picture(colour="navy"):
    from PIL import Image

    out = io.BytesIO()
    Image.new("RGB", (40, 30), colour).save(out, "PNG")
    return out.getvalue()


@pytest.fixture
def bundle(alice, people, browser):
    me = people.actor("alice")
    entry = add(alice, "With a picture", on=ago(5))
    actions.add_file(actor=me, entry_id=entry, name="../my “plan” #1?.png", body=picture())
    actions.add_file(actor=me, entry_id=entry, name="a b.png", body=picture("teal"))
    asked = {"form": ["nmc/2015", "hcpc/2022"]}
    answer = browser.get("/my/record/take/my-record.zip", asked)
    assert answer["Content-Type"] == "application/zip"
    return zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))


class Links(HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.found, self.ids, self.tags = [], set(), set()
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.tags.add(tag)
        self.ids.add(given.get("id"))
        self.found += [given[name] for name in ("href", "src") if name in given]


def test_the_zip_is_whole_and_holds_what_it_should(bundle):
    assert bundle.testzip() is None
    names = bundle.namelist()
    assert names[:4] == ["index.html", "style.css", "record.json", "entries.csv"]
    assert {"forms/nmc-2015.docx", "forms/hcpc-2022.docx"} <= set(names)
    assert len([name for name in names if name.startswith("files/")]) == 2
    assert all(re.fullmatch(r"[\w./-]+", name) and ".." not in name for name in names)
    docx.Document(io.BytesIO(bundle.read("forms/nmc-2015.docx")))


def test_its_page_opens_by_itself_and_calls_nowhere(bundle):
    text = bundle.read("index.html").decode()
    links = Links(text)
    assert not links.tags & {"script", "iframe", "img", "style", "object", "form"}
    assert "http" not in text
    assert "http" not in bundle.read("style.css").decode()
    for link in links.found:
        target = unquote(link)
        assert target.removeprefix("#") in links.ids or target in bundle.namelist(), link
    assert len([link for link in links.found if link.startswith("files/")]) == 2
    assert "the worker, Alice Aird" in text
    assert "Realising Recovery, 2007" in text


def test_an_answer_stands_under_its_question_there(alice, browser):
    add(alice, "A visit", kind="reflection", aid="recovery", prompts={"story": "Mine."})
    answer = browser.get("/my/record/take/my-record.zip")
    page = (
        zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))).read("index.html").decode()
    )
    assert "Whose story was this?" in page
    assert ">story<" not in page


def test_whatever_somebody_wrote_is_text_on_its_page(alice, browser):
    add(alice, "<script>alert(1)</script>", texts={"happened": "<b onclick=x>"})
    answer = browser.get("/my/record/take/my-record.zip")
    page = (
        zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))).read("index.html").decode()
    )
    assert "script" not in Links(page).tags
    assert "&lt;script&gt;" in page


def test_its_data_holds_every_version_and_where_the_files_lie(bundle, people):
    document = json.loads(bundle.read("record.json"))
    assert document["format"] == "alongside-record/1"
    assert document["left_out"]
    newest = [one["versions"][-1]["title"] for one in document["entries"]]
    assert newest[0] == "Long ago"
    files = [file for one in document["entries"] for file in one["files"]]
    assert all(bundle.read(file["path"])[:4] == b"\x89PNG" for file in files)
    assert {"account", "answers"} <= document["everything"].keys()


def test_the_zip_is_sent_a_piece_at_a_time():
    from alongside.portfolio.documents.whole import Member, whole

    asked = []

    def members():
        for number in range(5):
            asked.append(number)
            yield Member(f"{number}.png", bytes(100_000))

    pieces = whole(members(), made=timezone.localtime())
    first = next(pieces)
    assert first
    assert asked == [0], "nothing is read before it is wanted"
    rest = b"".join(pieces)
    assert zipfile.ZipFile(io.BytesIO(first + rest)).testzip() is None


WRITING = re.compile(r"\s*(INSERT|UPDATE|DELETE)\b(?!.*django_session)", re.I)


@pytest.mark.parametrize(
    "address", ["take/my-record.zip?form=nmc/2015", "forms/nmc/2015.docx", "take/record.json"]
)
def test_reading_and_taking_write_nothing(browser, address):
    with CaptureQueriesContext(connection) as caught:
        answer = browser.get(f"/my/record/{address}")
        b"".join(answer.streaming_content if answer.streaming else [answer.content])
    assert not [q["sql"] for q in caught if WRITING.match(q["sql"])]


def test_the_account_leads_to_it(browser):
    assert "/my/record/take/" in browser.get("/account/").content.decode()
