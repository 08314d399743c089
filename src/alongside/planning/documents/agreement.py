"""What two people say and agree about a plan, as a Word document that either can take with them."""

import io
from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from docx import Document

from alongside.planning.presenters.agreement import AgreementPage

from .word import say_language


def agreement(
    page: AgreementPage, *, edition: str, day: str, contents: Sequence[str], mine: str
) -> bytes:
    """Both voices apart, what is in force and what was marked, as .docx bytes. ``mine``: whose
    words the taker's own are; ``contents``: what is in force, a line an activity."""
    document = Document()
    say_language(document)
    properties = document.core_properties
    properties.title, properties.language = _("What we agree"), "en-GB"
    properties.author = properties.comments = ""
    document.add_heading(_("What we agree about a learning plan"), level=1)
    document.add_paragraph(f"{page.worker} · {edition} · {day}")
    document.add_paragraph(_("Where this plan is: %(state)s") % {"state": page.state})
    document.add_heading(_("What we each say"), level=2)
    if page.own_text.strip():
        _said(document, mine, page.own_text)
    for voice in page.voices:
        _said(document, voice.name, voice.text)
    document.add_heading(_("What is agreed"), level=2)
    for line in page.in_force.said if page.in_force else [_("Nothing yet.")]:
        document.add_paragraph(line)
    for line in contents:
        document.add_paragraph(line, style="List Bullet")
    for label, text in page.terms:
        document.add_paragraph(f"{label}: {text}")
    if page.needs:
        document.add_heading(_("What the supervisor would like to see in it"), level=2)
    for need in page.needs:
        document.add_paragraph(f"{need.label} ({need.by}): {need.answer}")
        document.add_paragraph(need.why)
    if page.changes:
        document.add_heading(_("What has changed in the plan since"), level=2)
    for change in page.changes:
        document.add_paragraph(f"{change.label}: {'; '.join(change.said)}")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _said(document: Any, name: str, text: str) -> None:
    document.add_heading(name, level=3)
    document.add_paragraph(text)
