"""A session as a Word document: real headings, the two voices in a table of two columns."""

import io
from typing import Any

from django.utils.translation import gettext as _
from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from alongside.supervision.presenters.papers import Section, Sheet

LANGUAGE = "en-GB"


def word(sheet: Sheet) -> bytes:
    """The sheet as .docx bytes."""
    document = Document()
    _say_language(document)
    properties = document.core_properties
    properties.title, properties.language = sheet.title, LANGUAGE
    properties.author = properties.comments = ""
    document.add_heading(f"{sheet.title}, {sheet.when}", level=1)
    document.add_paragraph(f"{_('Worker')}: {sheet.worker}")
    document.add_paragraph(f"{_('Supervisor')}: {sheet.supervisor}")
    for section in sheet.sections:
        _section(document, section)
    if sheet.agreements:
        document.add_heading(_("What we agree"), level=2)
        _table(
            document,
            [_("What"), _("Who"), _("By"), _("Part of supervision"), _("How it stands")],
            [[a.what, a.who, a.by, a.tags, "\n".join(a.stands)] for a in sheet.agreements],
        )
    if sheet.barriers:
        document.add_heading(_("What the service would have to change"), level=2)
        for words in sheet.barriers:
            document.add_paragraph(words)
    if sheet.next_when:
        document.add_heading(_("Next date"), level=2)
        document.add_paragraph(sheet.next_when)
    document.add_heading(_("About this copy"), level=2)
    for line in sheet.stated:
        document.add_paragraph(line)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _section(document: Any, section: Section) -> None:
    document.add_heading(section.title, level=2)
    for line in section.about:
        document.add_paragraph(line)
    heads = [f"{one.name}" + (f", {one.when}" if one.when else "") for one in section.voices]
    _table(document, heads, [[one.text for one in section.voices]])


def _say_language(document: Any) -> None:
    """The language that a screen reader reads it in, on the style everything stands on."""
    run = document.styles["Normal"].element.get_or_add_rPr()
    language = OxmlElement("w:lang")
    for name in ("w:val", "w:eastAsia"):
        language.set(qn(name), LANGUAGE)
    run.append(language)


def _table(document: Any, head: list[str], rows: list[list[str]]) -> None:
    table = document.add_table(rows=1, cols=len(head))
    table.style = "Table Grid"
    for cell, text in zip(table.rows[0].cells, head, strict=True):
        cell.paragraphs[0].add_run(text).bold = True
    header = OxmlElement("w:tblHeader")
    header.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(header)
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
