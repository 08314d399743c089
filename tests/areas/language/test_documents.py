"""Words out of files people send: each kind read rightly, and every trap refused with a plain word."""

import io
import zipfile
from contextlib import suppress

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfWriter
from weasyprint import HTML

from alongside.foundation import packed
from alongside.foundation.packed import Unreadable
from alongside.language import documents
from alongside.language.documents import text_of

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
ODT = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
)


def zipped(name: str, text: str | bytes, **how) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as folder:
        folder.writestr(name, text)
    return made.getvalue()


def docx_of(body: str) -> bytes:
    xml = f"<w:document {W} {MC}><w:body>{body}</w:body></w:document>"
    return zipped("word/document.xml", xml)


def odt_of(body: str) -> bytes:
    xml = (
        f"<office:document-content {ODT}><office:body><office:text>{body}"
        "</office:text></office:body></office:document-content>"
    )
    return zipped("content.xml", xml)


def torn(raw: bytes) -> bytes:
    """The same zip with some of its packed bytes changed."""
    return raw[:60] + b"\xff" * 20 + raw[80:]


def lines(raw: bytes, suffix: str) -> list[str]:
    return text_of(raw, suffix).replace(documents.PARAGRAPH_END, "\n").splitlines()


# What is read


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_text_is_read_as_programs_write_it(encoding):
    assert (
        text_of("Café – “so”\r\nnext\rlast".encode(encoding), ".txt") == "Café – “so”\nnext\nlast"
    )


def test_in_markdown_code_and_quoted_blocks_are_left_out_and_places_stay():
    text = "He `refused` it.\n> He refused.\n\n```\nrefused\n```\n[tea](refused) He refused.\n"
    read = text_of(text.encode(), ".md")
    assert len(read) == len(text)
    assert read.count("refused") == 1
    assert read.index("refused") == text.rindex("refused")


def test_a_word_document_is_read_paragraph_by_paragraph():
    document = Document()
    document.add_heading("Review", 1)
    paragraph = document.add_paragraph("She ")
    paragraph.add_run("refu").bold = True
    paragraph.add_run("sed tea.")
    table = document.add_table(1, 1)
    table.cell(0, 0).text = "In the table"
    kept = io.BytesIO()
    document.save(kept)
    assert lines(kept.getvalue(), ".DOCX")[:3] == ["Review", "She refused tea.", "In the table"]


def test_in_a_word_document_deleted_words_and_fallbacks_are_left_out():
    body = (
        "<w:p><w:r><w:t>kept</w:t><w:tab/><w:t>too</w:t></w:r>"
        "<w:del><w:r><w:delText>gone</w:delText></w:r></w:del></w:p>"
        "<w:p><mc:AlternateContent><mc:Choice><w:r><w:t>once</w:t></w:r></mc:Choice>"
        "<mc:Fallback><w:r><w:t>once</w:t></w:r></mc:Fallback></mc:AlternateContent></w:p>"
    )
    assert lines(docx_of(body), ".docx")[:2] == ["kept too", "once"]


def test_an_open_document_is_read_paragraph_by_paragraph_without_comments_and_deletions():
    body = (
        "<text:tracked-changes><text:p>gone</text:p></text:tracked-changes>"
        "<text:h>Review</text:h><text:p>She <text:span>refu</text:span>sed<text:s/>tea.</text:p>"
        "<text:p>And<office:annotation><text:p>a comment</text:p></office:annotation> so on</text:p>"
    )
    assert lines(odt_of(body), ".odt") == ["Review", "She refused tea.", "And so on"]


def test_a_pdf_is_read():
    raw = HTML(string="<p>She refused tea.</p><p>So did he.</p>").write_pdf()
    assert text_of(raw, ".pdf").split() == ["She", "refused", "tea.", "So", "did", "he."]


def test_a_paragraph_of_a_document_ends_its_sentence():
    from alongside.language.loading import packaged_checker

    raw = docx_of("<w:p><w:r><w:t>drug</w:t></w:r></w:p><w:p><w:r><w:t>abuse</w:t></w:r></w:p>")
    assert packaged_checker().check(text_of(raw, ".docx")) == []
    assert packaged_checker().check("drug\nabuse")


# What is refused


ENTITIES = (
    '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    f"<w:document {W}><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>"
)
OUTSIDE = (
    '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    f"<w:document {W}><w:body><w:p><w:r><w:t>&a;</w:t></w:r></w:p></w:body></w:document>"
)


@pytest.mark.parametrize("xml", [ENTITIES, OUTSIDE], ids=["growing", "from outside"])
def test_entities_are_refused(xml):
    with pytest.raises(Unreadable, match="entities"):
        text_of(zipped("word/document.xml", xml), ".docx")


def test_a_file_that_unpacks_to_more_than_it_may_is_stopped_while_it_unpacks(monkeypatch):
    monkeypatch.setattr(packed, "MAX_UNPACKED", 1_000_000)
    raw = docx_of("<w:p><w:r><w:t>" + "a" * 5_000_000 + "</w:t></w:r></w:p>")
    assert len(raw) < 20_000
    with pytest.raises(Unreadable, match="unpacks to more"):
        text_of(raw, ".docx")


def test_a_file_that_is_too_large_is_not_read(tmp_path, monkeypatch):
    monkeypatch.setattr(documents, "MAX_BYTES", 1000)
    path = tmp_path / "long.txt"
    path.write_text("a" * 1001)
    with pytest.raises(Unreadable, match="larger than 1,000 bytes"):
        documents.read(path)


def test_a_locked_pdf_is_refused():
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer.encrypt("secret", algorithm="RC4-128")
    kept = io.BytesIO()
    writer.write(kept)
    with pytest.raises(Unreadable, match="password"):
        text_of(kept.getvalue(), ".pdf")


@pytest.mark.parametrize(
    ("raw", "suffix", "says"),
    [
        (b"\x00\x01\x02", ".txt", "NUL"),
        (b"not a zip", ".docx", "damaged"),
        (zipped("other.xml", "<a/>"), ".docx", "no word/document.xml"),
        (zipped("content.xml", "<a><b></a>"), ".odt", "damaged"),
        (b"%PDF-1.7 nothing", ".pdf", "cannot be read"),
        (docx_of("<w:p/>")[:-30], ".docx", "damaged"),
        (
            odt_of("<text:p>" + "<text:span>" * 5000 + "</text:span>" * 5000 + "</text:p>"),
            ".odt",
            "nested",
        ),
        (torn(docx_of("<w:p/>" * 500)), ".docx", "damaged"),
    ],
)
def test_a_file_that_is_not_what_its_name_says_is_refused(raw, suffix, says):
    with pytest.raises(Unreadable, match=says):
        text_of(raw, suffix)


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(Unreadable, match="no such file"):
        documents.read(tmp_path / "gone.txt")


@given(st.binary(max_size=200), st.sampled_from([".docx", ".odt", ".pdf", ".md", ".txt", ""]))
def test_any_bytes_are_read_or_refused_and_nothing_else(raw, suffix):
    with suppress(Unreadable):
        assert isinstance(text_of(raw, suffix), str)
