"""A framework as a publisher might have worded it: our own made-up words, in the shapes documents have."""

import io
from collections.abc import Iterator
from hashlib import sha256
from itertools import groupby

from docx import Document

from alongside.core.framework import Edition

HEAD = "A Made-up Framework of Practice"
BREAK = "\f"


def said(section: str, ordinal: int) -> str:
    """What stands at a place of the made-up document."""
    return f"what our made-up page says at place {ordinal} of {section.rpartition(': ')[2].lower()}"


def sections(edition: Edition) -> dict[str, int]:
    """The sections of an edition's statements, with how many entries each has."""
    by_section = groupby(edition.statements, key=lambda one: one.source.section)
    return {section: len(list(statements)) for section, statements in by_section}


def a_text(edition: Edition, *, every: int = 9) -> str:
    """Markdown whose lists run over pages, each page with its number and a running head."""
    lines, page = [f"# {HEAD}", "", "## The Framework", ""], 1
    for section, length in sections(edition).items():
        lines += [f"### {section.rpartition(': ')[2]}", "", "Somebody who works like this has:", ""]
        for ordinal in range(1, length + 1):
            lines.append(f"- {said(section, ordinal)}")
            if ordinal % every == 0:
                page += 1
                lines += ["", f"{page - 1}", BREAK, HEAD, ""]
        lines.append("")
    return "\n".join([*lines, "## Afterwards", "", "Thank you for reading.", ""])


def a_word_document(edition: Edition) -> bytes:
    """The same as a Word document, with its list styles and page breaks."""
    made = Document()
    made.add_heading(HEAD, 0)
    made.add_heading("The Framework", 1)
    for section, length in sections(edition).items():
        made.add_heading(section.rpartition(": ")[2], 2)
        made.add_paragraph("Somebody who works like this has:")
        for ordinal in range(1, length + 1):
            made.add_paragraph(said(section, ordinal), style="List Bullet")
            if ordinal % 10 == 0:
                made.add_page_break()
    return saved(made)


def saved(made) -> bytes:
    kept = io.BytesIO()
    made.save(kept)
    return kept.getvalue()


def places(edition: Edition) -> Iterator[tuple[str, str]]:
    """Every statement's code with what the made-up document says there."""
    for one in edition.statements:
        yield one.code, said(one.source.section, one.source.ordinal)


def loaded(edition: Edition, *, shown: bool = False, words: str = "") -> str:
    """The made-up text loaded beside a published edition. Returns the stamp of what is kept."""
    from alongside.core.framework.blocks import read_text
    from alongside.core.framework.lists import headed_lists
    from alongside.core.framework.places import match
    from alongside.framework import actions, queries
    from alongside.framework.loading import Document

    text = a_text(edition) + words
    blocks = read_text(text.split("\n"))
    digest = sha256(text.encode()).hexdigest()
    actions.load_official(
        actor=None,
        edition=edition.slug,
        document=Document("made-up.md", digest, "text (UTF-8)", text.count("\n"), blocks),
        placed=match(edition, headed_lists(blocks)).placed,
        shown=shown,
    )
    row = queries.in_force(edition.slug)
    assert row is not None
    return str(row.stamp)
