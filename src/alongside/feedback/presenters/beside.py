"""What people told a team, shown beside each statement on its workers' theme pages."""

from collections.abc import Collection

from alongside.assessment.presenters.beside import Link
from alongside.feedback import queries
from alongside.foundation.actor import Actor

from . import told


def on_theme_page(actor: Actor, codes: Collection[str]) -> dict[str, list[Link]]:
    """Where to read what people told this person's team about each of these statements."""
    found = queries.told_about(actor, codes)
    lines = {code: [told.line(one["batch"]) for one in said] for code, said in found.items()}
    return {
        code: [Link(f"{line.place}, {line.quarter}", line.url) for line in rows]
        for code, rows in lines.items()
    }
