"""A paper as a Word document that can be edited: real headings, real table headers, its language."""

import io
from typing import Any, Final

from django.utils.translation import gettext as _
from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from alongside.portfolio.presenters.leaving import Paper, PaperSection

LANGUAGE: Final = "en-GB"


def word(paper: Paper) -> bytes:
    """The paper as .docx bytes."""
    document = Document()
    _say_language(document)
    properties = document.core_properties
    properties.title, properties.language = paper.title, LANGUAGE
    properties.author = properties.comments = ""
    document.add_heading(paper.title, level=1)
    for label, text in paper.about:
        _labelled(document, label, text)
    for section in paper.sections:
        _section(document, section)
    document.add_heading(_("Left out"), level=2)
    for group in paper.left_out:
        document.add_heading(group.title, level=3)
        for line in group.lines:
            document.add_paragraph(line, style="List Bullet")
    if not paper.left_out:
        document.add_paragraph(_("Nothing."))
    for note in paper.notes:
        document.add_paragraph(note)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _section(document: Any, section: PaperSection) -> None:
    document.add_heading(section.title, level=2)
    for line in (section.about, *section.lines):
        if line:
            document.add_paragraph(line)
    if section.rows:
        _table(document, section)
    for piece in section.pieces:
        document.add_heading(piece.title, level=3)
        for said in piece.said:
            if said.text:
                counter = f" ({said.counter})" if said.counter else ""
                _labelled(document, said.label + counter, said.text)


def _labelled(document: Any, label: str, text: str) -> None:
    """A label in bold with its text; a longer text keeps its paragraphs below it."""
    first, *others = text.split("\n\n")
    paragraph = document.add_paragraph()
    paragraph.add_run(f"{label}: ").bold = True
    paragraph.add_run(first)
    for other in others:
        document.add_paragraph(other)


def _say_language(document: Any) -> None:
    """The language that a screen reader reads it in, on the style everything stands on."""
    run = document.styles["Normal"].element.get_or_add_rPr()
    language = OxmlElement("w:lang")
    for name in ("w:val", "w:eastAsia"):
        language.set(qn(name), LANGUAGE)
    run.append(language)


def _table(document: Any, section: PaperSection) -> None:
    """Filled through the elements themselves: asking a long table for its cells grows with the
    square of its rows."""
    table = document.add_table(rows=1 + len(section.rows), cols=len(section.head))
    table.style = "Table Grid"
    for row, texts in zip(table._tbl.tr_lst, (section.head, *section.rows), strict=True):
        for cell, text in zip(row.tc_lst, texts, strict=True):
            cell.p_lst[0].add_r().text = text
    head = table._tbl.tr_lst[0]
    for cell in head.tc_lst:
        cell.p_lst[0].r_lst[0].get_or_add_rPr().append(OxmlElement("w:b"))
    header = OxmlElement("w:tblHeader")
    header.set(qn("w:val"), "true")
    head.get_or_add_trPr().append(header)
