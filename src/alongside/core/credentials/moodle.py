"""An edition as rows for Moodle's import of competency frameworks: fourteen columns, by position.

Moodle wants a scale. Ours has two items about what was done together and none about a level: no
statement, and no value least of all, is ever marked by a number or a grade.
"""

import json
from collections.abc import Iterator
from html import escape
from typing import Final

from .publication import Publication

Line = tuple[str, ...]

COLUMNS: Final = (
    *("Parent ID number", "ID number", "Short name", "Description", "Description format"),
    *("Scale values", "Scale configuration", "Rule type (optional)", "Rule outcome (optional)"),
    *("Rule config (optional)", "Cross-referenced competency ID numbers"),
    *("Exported ID (optional)", "Is framework", "Taxonomy"),
)
LONGEST_NAME: Final = 100
HTML: Final = "1"
SCALE: Final = "Not talked about yet,Talked about together"
# The scale's own number comes from Moodle; it wants one item to start with and one that is done.
_SCALE_CONFIGURATION: Final = json.dumps(
    [
        {"scaleid": "0"},
        {"id": 1, "scaledefault": 1, "proficient": 0},
        {"id": 2, "scaledefault": 0, "proficient": 1},
    ],
    separators=(",", ":"),
)
TAXONOMY: Final = "domain,domain,competency"


def lines(publication: Publication) -> Iterator[Line]:
    """The header; the framework; its strands, themes and statements, each after what holds it."""
    document = publication.document
    yield COLUMNS
    yield _framework(publication)
    for strand in document["strands"]:
        yield _line("", f"strand-{strand['id']}", strand["name"], "")
    for theme in document["themes"]:
        yield _line(f"strand-{theme['strand']}", theme["id"], theme["name"], theme["summary"])
    for one in document["statements"]:
        code = one["code"]
        others = [pair["second"] for pair in document["pairs"] if pair["first"] == code]
        yield _line(
            one["theme"],
            code,
            f"{code} {one['title']}",
            one["text"],
            publication.statement(code),
            related=",".join(dict.fromkeys(others)),
            identifier=publication.identifiers[code],
        )


def _framework(publication: Publication) -> Line:
    about = [f"{publication.source}.", publication.rights]
    if publication.published:
        about.append(f"Published {publication.published}.")
    return (
        "",
        publication.slug[:LONGEST_NAME],
        _short(publication.title),
        _html(" ".join(about), publication.base),
        HTML,
        SCALE,
        _SCALE_CONFIGURATION,
        *([""] * 5),
        "1",
        TAXONOMY,
    )


def _line(
    parent: str,
    id_number: str,
    name: str,
    text: str,
    address: str = "",
    *,
    related: str = "",
    identifier: str = "",
) -> Line:
    described = _html(text, address) if text else ""
    return (
        *(parent, id_number, _short(name), described, HTML),
        *[""] * 5,
        *(related, identifier, "", ""),
    )


def _short(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"


def _html(text: str, address: str) -> str:
    link = f'<p><a href="{escape(address)}">{escape(address)}</a></p>' if address else ""
    return f"<p>{escape(text, quote=False)}</p>{link}"
