"""A paper as plain text that is ready to paste, and as a table for a spreadsheet."""

import csv
import io
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from alongside.foundation.text import cell
from alongside.portfolio.presenters.leaving import Paper, PaperSection


def plain_text(paper: Paper) -> str:
    """Headings underlined, each text on its own with its count of words, nothing wrapped."""
    return "\n".join(_lines(paper)).strip() + "\n"


def _lines(paper: Paper) -> Iterator[str]:
    yield from _heading(paper.title, "=")
    yield from (f"{label}: {text}" for label, text in paper.about)
    for section in paper.sections:
        yield from ("", "", *_heading(section.title, "-"))
        yield from (line for line in (section.about, *section.lines) if line)
        yield from _entries(section)
    yield from ("", "", *_heading(_("Left out"), "-"))
    for group in paper.left_out:
        yield from ("", f"{group.title}:", *(f"- {line}" for line in group.lines))
    if not paper.left_out:
        yield _("Nothing.")
    yield from ("", *paper.notes)


def _heading(text: str, line: str) -> tuple[str, str]:
    return text, line * len(text)


def _entries(section: PaperSection) -> Iterator[str]:
    for row in section.rows:
        yield ""
        yield from (
            f"{label}: {text}" for label, text in zip(section.head, row, strict=True) if text
        )
    for piece in section.pieces:
        yield from ("", piece.title)
        for said in piece.said:
            if said.text:
                yield from ("", f"{said.label}:", said.text)
                yield from ([f"({said.counter})"] if said.counter else [])


def table(paper: Paper) -> str:
    """A line for every entry in every section, a column for every field; what is said of the whole
    comes at the end. No cell can be taken for a formula."""
    labels = list(dict.fromkeys(label for one in paper.sections for label in _labels(one)))
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    _write(writer, [_("Section"), *labels])
    for section in paper.sections:
        for said in _said(section):
            _write(writer, [section.title, *(said.get(label, "") for label in labels)])
    for where, text in _about(paper):
        _write(writer, [where, text])
    return out.getvalue()


def _write(writer: object, row: Iterable[str]) -> None:
    writer.writerow([cell(text) for text in row])  # type: ignore[attr-defined]


def _labels(section: PaperSection) -> Iterator[str]:
    yield from section.head
    for piece in section.pieces:
        yield from (said.label for said in piece.said)


def _said(section: PaperSection) -> Iterator[dict[str, str]]:
    for row in section.rows:
        yield dict(zip(section.head, row, strict=True))
    for piece in section.pieces:
        yield {said.label: said.text for said in piece.said}


def _about(paper: Paper) -> Iterator[tuple[str, str]]:
    yield _("About this file"), paper.title
    yield from (((_("About this file")), f"{label}: {text}") for label, text in paper.about)
    for section in paper.sections:
        yield from ((section.title, line) for line in section.lines)
    for group in paper.left_out:
        yield from ((_("Left out"), f"{group.title}: {line}") for line in group.lines)
    yield from ((_("About this file"), note) for note in paper.notes)
