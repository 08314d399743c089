"""A paper as a Word document that can be edited: real headings, real table headers, its language."""

import io
from typing import Any, Final

from django.utils.translation import gettext as _
from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm

from alongside.portfolio.presenters.leaving import Paper, PaperSection

LANGUAGE: Final = "en-GB"
A4: Final = (Mm(210), Mm(297))
MARGIN: Final = Mm(18)
NARROWEST, WIDEST = 13, 60  # letters


def word(paper: Paper) -> bytes:
    """The paper as .docx bytes."""
    document = Document()
    _say_language(document)
    _lay_out(document.sections[0], wide=False)
    properties = document.core_properties
    properties.title, properties.language = paper.title, LANGUAGE
    properties.author = properties.comments = ""
    document.add_heading(paper.title, level=1)
    for label, text in paper.about:
        _labelled(document, label, text)
    wide = False
    for section in paper.sections:
        wide = _turn(document, wide, bool(section.rows))
        _section(document, section)
    _turn(document, wide, False)
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


def _turn(document: Any, was: bool, wide: bool) -> bool:
    """A new page the other way round, where a table needs the width or no longer does."""
    if was != wide:
        _lay_out(document.add_section(WD_SECTION.NEW_PAGE), wide=wide)
    return wide


def _lay_out(page: Any, *, wide: bool) -> None:
    """A4, on its side for tables."""
    page.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
    sides = (A4[1], A4[0]) if wide else A4
    page.page_width, page.page_height = sides
    page.left_margin = page.right_margin = MARGIN
    page.top_margin = page.bottom_margin = MARGIN


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
    widths = _widths(section)
    for column, width in zip(table._tbl.tblGrid.gridCol_lst, widths, strict=True):
        column.w = width
    for row, texts in zip(table._tbl.tr_lst, (section.head, *section.rows), strict=True):
        for cell, text, width in zip(row.tc_lst, texts, widths, strict=True):
            cell.width = width
            cell.p_lst[0].add_r().text = text
    for row in table._tbl.tr_lst:
        row.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    head = table._tbl.tr_lst[0]
    for cell in head.tc_lst:
        cell.p_lst[0].r_lst[0].get_or_add_rPr().append(OxmlElement("w:b"))
    header = OxmlElement("w:tblHeader")
    header.set(qn("w:val"), "true")
    head.get_or_add_trPr().append(header)


def _widths(section: PaperSection) -> list[int]:
    """Columns as wide as what stands in them asks for, within reason, over a page on its side."""
    columns = list(zip(section.head, *section.rows, strict=True))
    asked = [min(WIDEST, max(NARROWEST, *map(len, column))) for column in columns]
    room = A4[1] - 2 * MARGIN
    return [int(room * one / sum(asked)) for one in asked]
