"""Published documents are read from text and Word, with care, and refused with the place of the fault."""

import io
import zipfile
from pathlib import Path

import pytest
from docx import Document as WordDocument
from docx.enum.text import WD_BREAK

from alongside.core.framework.blocks import Part
from alongside.core.framework.lists import headed_lists
from alongside.core.framework.places import match
from alongside.foundation import packed
from alongside.foundation.reading import Faults
from alongside.framework.loading import documents as module
from alongside.framework.loading import packaged_edition, read_document
from tests.factories import published

EDITION = packaged_edition()
SEED = Path(__file__).parents[4] / "shared" / "seed" / "realising-recovery-2007.txt"


@pytest.fixture
def kept(tmp_path):
    def keep(body: bytes, name: str = "published.md") -> Path:
        path = tmp_path / name
        path.write_bytes(body)
        return path

    return keep


def faults(path: Path) -> list[str]:
    with pytest.raises(Faults) as refused:
        read_document(path)
    return [str(one).removeprefix(f"{path.parent}/") for one in refused.value.faults]


def lists_in(path: Path) -> list[tuple[str, list[str]]]:
    found = headed_lists(read_document(path).blocks)
    return [(one.heading, [entry.whole for entry in one.entries]) for one in found.lists]


# Text


@pytest.mark.parametrize(
    ("encoding", "form"),
    [
        ("utf-8", "text (UTF-8)"),
        ("utf-8-sig", "text (UTF-8)"),
        ("utf-16", "text (UTF-16)"),
        ("cp1252", "text (Windows-1252)"),
    ],
)
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_text_is_read_in_the_usual_encodings_and_line_ends(kept, encoding, form, ends):
    text = "# Päge\n\n- one – with a dash\n- two’s\n".replace("\n", ends)
    read = read_document(kept(text.encode(encoding)))
    assert (read.form, read.lines) == (form, 4)
    assert [one.text for one in read.blocks] == ["Päge", "one – with a dash", "two’s"]


def test_every_statement_finds_its_entry_in_a_made_up_text_that_runs_over_pages(kept):
    found = headed_lists(read_document(kept(published.a_text(EDITION).encode())).blocks)
    matched = match(EDITION, found)
    told = {one.code: one.entry.text for one in matched.of(EDITION.by_code)}
    assert told == dict(published.places(EDITION))


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"", "published.md:1:1: this file holds no text"),
        (b"\n \n", "published.md:1:1: this file holds no text"),
        (b"%PDF-1.7", "published.md:1:1: this is a PDF; save its text as a text file or"),
        (b"\xd0\xcf\x11\xe0\xa1", "published.md:1:1: this is an older Word document"),
        (b"{\\rtf1 x}", "published.md:1:1: this is rich text"),
        (b"# a\n- b\x00c\n", "published.md:2:4: holds a character nobody can see (U+0000)"),
        (
            b"# a\n\n- b\xe2\x80\xaec\n",
            "published.md:3:4: holds a character nobody can see (U+202E)",
        ),
        (b"# a\n- \x81\n", "published.md:2:1: this is not UTF-8 nor Windows-1252"),
        (b"\xff\xfea", "published.md:1:1: this is not UTF-16"),
        (b"# a\n" + b"x" * 20_001, "published.md:2:20000: this line is longer than 20,000"),
        (b"# a\n" + b"word and word\n" * 2000, "published.md:2:1: this paragraph is longer"),
        (b"a\n" * 50_001, "published.md:1:1: this file has more than 50,000 lines"),
        (b"a" * (5 * 2**20 + 1), "published.md:1:1: this file holds more than"),
        (b"a" * (10 * 2**20 + 1), "published.md:1:1: this file is larger than"),
    ],
)
def test_what_cannot_be_read_is_refused_with_file_line_and_what_to_do(kept, body, said):
    assert faults(kept(body))[0].startswith(said)


def test_every_line_that_is_wrong_is_named_at_once(kept):
    assert len(faults(kept(b"a\x01\n\nb\x02\n\nc\x03\n"))) == 3


def test_a_folder_and_a_file_that_is_not_there_are_refused(tmp_path):
    assert "this is no file" in faults(tmp_path)[0]
    assert "cannot be read: no such file" in faults(tmp_path / "none.md")[0]


# Word


def test_every_statement_finds_its_entry_in_a_made_up_word_document(kept):
    path = kept(published.a_word_document(EDITION), "published.docx")
    read = read_document(path)
    matched = match(EDITION, headed_lists(read.blocks))
    assert read.form == "a Word document"
    assert {one.code: one.entry.text for one in matched.of(EDITION.by_code)} == dict(
        published.places(EDITION)
    )


def test_a_word_document_tells_headings_lists_and_pages_by_its_styles(kept):
    made = WordDocument()
    made.add_paragraph("Title of it", style="Title")
    made.add_heading("Part", 2)
    made.add_paragraph("They know:")
    made.add_paragraph("one", style="List Bullet")
    made.add_paragraph("in one", style="List Bullet 2")
    made.add_paragraph("two", style="List Number").add_run().add_break(WD_BREAK.PAGE)
    made.add_paragraph("• three, typed")
    made.add_paragraph().add_run("In bold").bold = True
    made.add_paragraph("4) four")
    read = read_document(kept(published.saved(made), "made.docx"))
    assert [(one.part.value, one.text) for one in read.blocks if one.part is not Part.BREAK] == [
        ("heading", "Title of it"), ("heading", "Part"), ("text", "They know:"), ("item", "one"),
        ("item", "in one"), ("item", "two"), ("item", "three, typed"), ("heading", "In bold"),
        ("item", "four"),
    ]  # fmt: skip
    assert Part.BREAK in [one.part for one in read.blocks]
    assert [(one.heading, len(one.entries)) for one in headed_lists(read.blocks).lists] == [
        ("Part", 3), ("In bold", 1),
    ]  # fmt: skip


def test_what_tracked_changes_took_out_and_what_a_fallback_repeats_is_left_out(kept):
    body = (
        "<w:p><w:del><w:r><w:delText>gone</w:delText></w:r></w:del><w:r><w:t>stays</w:t></w:r></w:p>"
        "<w:p><w:r><mc:AlternateContent><mc:Choice><w:t>x</w:t></mc:Choice><mc:Fallback><w:p><w:r>"
        "<w:t>again</w:t></w:r></w:p></mc:Fallback></mc:AlternateContent><w:t>said</w:t></w:r></w:p>"
    )
    read = read_document(kept(word(body), "made.docx"))
    assert [one.text for one in read.blocks] == ["stays", "said"]


def word(body: str, *, prolog: str = "", member: str = "word/document.xml") -> bytes:
    namespaces = (
        'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    )
    packed_ = io.BytesIO()
    with zipfile.ZipFile(packed_, "w", zipfile.ZIP_DEFLATED) as folder:
        xml = f"{prolog}<w:document {namespaces}><w:body>{body}</w:body></w:document>"
        folder.writestr(member, xml)
    return packed_.getvalue()


SECRET = '<!DOCTYPE w [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
BOMB = '<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (word("<w:p/>", prolog=SECRET), "declares entities"),
        (word("<w:p/>", prolog=BOMB), "declares entities"),
        (word("<w:p/>", member="content.xml"), "has no word/document.xml"),
        (word("<w:p>"), "is damaged"),
        (word("<w:p>" * 300 + "</w:p>" * 300), "nested too deeply"),
        (word("<w:p/>")[:-40], "is damaged"),
        (b"PK\x03\x04 and nothing more", "is damaged"),
        (word("<w:p/>"), "holds no text"),
        (word(f"<w:p><w:r><w:t>{'x' * 20_001}</w:t></w:r></w:p>"), "paragraph is longer"),
        (word("<w:p/>" * 50_001), "more than 50,000 paragraphs"),
    ],
)
def test_a_word_document_made_to_do_harm_is_refused(kept, body, said):
    assert said in faults(kept(body, "made.docx"))[0]


def test_a_small_file_that_unpacks_to_much_is_refused_before_it_is_unpacked(kept, monkeypatch):
    monkeypatch.setattr(packed, "MAX_UNPACKED", 1_000_000)
    body = word("<w:p><w:r><w:t>" + " " * 2_000_000 + "</w:t></w:r></w:p>")
    assert len(body) < 10_000
    assert "unpacks to more than" in faults(kept(body, "made.docx"))[0]


def test_reading_a_long_document_says_how_far_it_has_come(kept, monkeypatch):
    monkeypatch.setattr(module, "EVERY", 10)
    told: list[str] = []
    read_document(kept(published.a_word_document(EDITION), "made.docx"), tell=told.append)
    assert told[:2] == ["10 paragraphs read", "20 paragraphs read"]


# The document of 2007, where it is at hand: counts and order only


@pytest.mark.skipif(not SEED.exists(), reason="the document of 2007 is not beside this checkout")
def test_the_document_of_2007_is_read_whole_and_every_statement_has_its_entry():
    found = headed_lists(read_document(SEED).blocks)
    matched = match(EDITION, found)
    assert {one.code for one in matched.of(EDITION.by_code)} == set(EDITION.by_code)
    counts = {
        kind: len(matched.of(one.id for one in EDITION.facts_of(kind)))
        for kind in ("activity", "service-activity", "published", "website")
    }
    assert counts == {"activity": 9, "service-activity": 3, "published": 4, "website": 7}
    lines = {one.code: one.entry.line for one in matched.placed}
    for kind, length in (("K", 25), ("S", 22), ("V", 20)):
        run = [lines[f"{kind}{number:02}"] for number in range(1, length + 1)]
        assert run == sorted(run)
        assert len(set(run)) == length
    assert max(lines["K25"], lines["S01"]) == lines["S01"] < lines["V01"]
