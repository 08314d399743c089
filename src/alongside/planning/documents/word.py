"""The plan as a Word document: real headings, real table headers, its language said."""

import io
from typing import Any

from django.utils.translation import gettext as _
from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from alongside.planning.presenters.papers import Sheet

LANGUAGE = "en-GB"


def word(sheet: Sheet) -> bytes:
    """The plan's sheet as .docx bytes."""
    document = Document()
    say_language(document)
    properties = document.core_properties
    properties.title, properties.language = _("My learning plan"), LANGUAGE
    properties.author = properties.comments = ""
    document.add_heading(_("My learning plan"), level=1)
    document.add_paragraph(
        " · ".join(part for part in (sheet.edition, sheet.day, sheet.period) if part)
    )
    for line in sheet.lines:
        document.add_paragraph(line)
    if sheet.rows:
        document.add_heading(_("What to do"), level=2)
        when = [_("When")] if sheet.dated else []
        head = [_("What"), _("How long"), _("With whom"), *when, _("Why")]
        rows = [
            [row.what, row.hours, row.with_whom, *([row.when or "–"] if when else []), row.why]
            for row in sheet.rows
        ]
        _table(document, head, rows)
    document.add_heading(_("What it serves"), level=2)
    _table(
        document,
        [_("Statement"), _("Served by")],
        [[need.statement, need.served] for need in sheet.needs],
    )
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def say_language(document: Any) -> None:
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
    _repeat_as_header(table.rows[0])
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text


def _repeat_as_header(row: Any) -> None:
    """A header row to Word and to screen readers, repeated where a table runs over pages."""
    header = OxmlElement("w:tblHeader")
    header.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(header)
