"""What people can expect, as files: what everybody reads, in English, for the newest edition.

What a service says of itself is its own, and stays out.
"""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from django.utils import timezone

from alongside.core.credentials import expectation_tables
from alongside.core.credentials.tables import Table
from alongside.expectations import queries
from alongside.expectations.presenters.look import Look
from alongside.expectations.presenters.pages import RightPage, ThemePage, View
from alongside.foundation.context import help_now
from alongside.framework.documents import Linked

Plain = dict[str, Any]


def state() -> tuple[object, ...]:
    """Changes when anything in it does, but for the edition."""
    return queries.texts().digest, queries.reform().version


def tables(linked: Linked) -> tuple[Table, ...]:
    view = View(queries.texts(), linked.published.edition, Look(), timezone.localdate())
    pages = [view.theme_page(one) for one in view.themes()]
    law = view.reform_page(queries.reform().reform)
    said = {
        "questions": [_question(page) for page in pages],
        "expectations": [row for page in pages for row in _expectations(page)],
        "rights": [_right(view.right_page(one)) for one in view.texts.rights],
        "law": {
            "paragraphs": law.paragraphs,
            "sources": _plain(law.sources),
            "last_checked": law.last_checked.isoformat(),
        },
        "help_now": [_help(one) for one in help_now()],
    }
    return expectation_tables.tables(said)


def day(linked: Linked) -> str:
    """The newest day on which anything in it was published or looked at."""
    checked = [one.last_checked for one in queries.texts().rights]
    checked += [queries.reform().reform.last_checked, *(one["last_checked"] for one in help_now())]
    return max([linked.publication.published, *(one.isoformat() for one in checked)])


def _question(page: ThemePage) -> Plain:
    return {
        "id": page.id,
        "question": str(page.question),
        "in_short": str(page.in_short),
        "rights": [link.id for link in page.rights],
    }


def _expectations(page: ThemePage) -> list[Plain]:
    return [
        {
            "code": thing.code,
            "question": page.id,
            "mine": str(thing.mine),
            "expect": str(thing.expect),
            "if_not": str(thing.if_not),
            "questions": _texts(thing.questions),
        }
        for thing in page.things
    ]


def _right(page: RightPage) -> Plain:
    return {
        "id": page.id,
        "title": str(page.title),
        "question": str(page.question),
        "in_short": str(page.in_short),
        "good_to_know": str(page.good_to_know or ""),
        "about_law": page.about_law,
        "last_checked": page.last_checked.isoformat(),
        "check": page.check,
        "paragraphs": _texts(page.paragraphs),
        "questions": _texts(page.questions),
        "contacts": _plain(page.who_to_ask),
        "sources": _plain(page.sources),
    }


def _help(one: Plain) -> Plain:
    found = {name: one.get(name, "") for name in expectation_tables.HELP_NOW.names}
    return {**found, "last_checked": one["last_checked"].isoformat()}


def _texts(said: Iterable[object]) -> list[str]:
    return [str(one) for one in said]


def _plain(rows: Iterable[Any]) -> list[Plain]:
    return [asdict(row) for row in rows]
