"""Writes the manual's page about files from the tables' own shapes; with --check, says whether it is fresh."""

import sys
from collections.abc import Iterable
from pathlib import Path

from alongside.core.credentials import (
    crosswalk_tables,
    expectation_tables,
    framework_tables,
    library_tables,
    word_tables,
)
from alongside.core.credentials.tables import Field, Shape

PAGE = Path(__file__).resolve().parents[1] / "docs" / "reference" / "framework-files.md"
HEAD = """# The framework as files

Made from the tables' own shapes by `make docs`. What each file is for, in plain words, stands on the
site at `/framework/files/`; how to work with them in
[take the framework elsewhere](../how-to/take-the-framework-elsewhere.md).

No sign-in, no key, no cookie. The same edition gives the same bytes. Each file says its licence, its
edition and the day that was published; for a single CSV table the answer's headers say it
(`Content-Disposition` names the edition, `Link` the licence).

## Addresses

| File | Newest edition | One edition, for good |
|---|---|---|
| The page about them | `/framework/files/` | `/framework/<edition>/files/` |
| A workbook (XLSX) | `/framework/files/xlsx/` | `/framework/<edition>/files/xlsx/` |
| The statements (CSV) | `/framework/files/csv/` | `/framework/<edition>/files/csv/` |
| One table (CSV) | `/framework/files/tables/faces/` | `/framework/<edition>/files/tables/faces/` |
| Moodle competencies (CSV) | `/framework/files/moodle/` | `/framework/<edition>/files/moodle/` |
| A data package (ZIP) | `/framework/files/datapackage/` | `/framework/<edition>/files/datapackage/` |
| SKOS as Turtle | `/framework/files/skos/` | `/framework/<edition>/files/skos/` |
| SKOS as JSON-LD | `/framework/files/jsonld/` | `/framework/<edition>/files/jsonld/` |
| All of it as JSON | `/framework/files/json/` | `/framework/<edition>/files/json/` |
| The library as a workbook | `/learning/files/xlsx/` | |
| The library as a data package | `/learning/files/datapackage/` | |
| What people can expect, as a data package | `/framework/files/sets/expectations/` | |
| The word list, as a data package | `/framework/files/sets/words/` | |
| All crosswalks, as a data package | `/framework/files/sets/crosswalks/` | |

What people can expect and the crosswalks are said of the newest edition; the word list is the one that
was published last. Their version, in `datapackage.json`, is another whenever a cell is.

## Linked data at the pages' own addresses

The framework, a theme, a kind and a statement answer `Accept: text/turtle` and
`Accept: application/ld+json` (or `?format=turtle`, `?format=jsonld`) at the address of their page.
A browser gets the page. The address that names its edition is the concept's identifier.

| In the framework | In SKOS |
|---|---|
| edition | `skos:ConceptScheme`, with `dct:license`, `dct:rights`, `dct:issued` |
| strand | a top `skos:Concept`, at `#strand-A` of the edition's page |
| theme | `skos:Concept`, with its strand as `skos:broader` |
| statement | `skos:Concept`, with its theme as `skos:broader` |
| its code, title and text | `skos:notation`, `skos:prefLabel`, `skos:definition` |
| its lasting identifier | `dct:identifier` |
| the short label of a needs report | `skos:altLabel` |
| a worker's and a person's way of saying it | `skos:scopeNote` |
| examples | `skos:example` |
| pairs, and other themes it touches | `skos:related` |
| knowledge, skills, values | three `skos:Collection`s |
| same or reworded in another edition | `skos:exactMatch` |
| read by somebody, of another framework | `skos:exactMatch`, `closeMatch`, `broadMatch` and so on |
| changed, split or merged | `dct:replaces` and `dct:isReplacedBy` |

Points, weights and profiles are not in it. Pages also hold a DefinedTermSet or DefinedTerm in the
words of schema.org, and an activity's page says what it `teaches`.

## How cells are written

CSV is UTF-8 with commas and CR LF (RFC 4180). Ids that share a cell have a space between them. A cell
that would begin like a formula (`=`, `+`, `-`, `@`, a tab) begins with `'` instead. In the data
package, `datapackage.json` (Frictionless Data, version 2) and `csv-metadata.json` (CSV on the Web)
say the same of the same files.

Moodle's file has fourteen columns by position. One line is the framework; strands hold themes and
themes hold statements, and pairs are cross-references. Moodle wants a scale: it has two words, about
having talked, and none about a level.
"""


def text() -> str:
    return "".join(
        [
            HEAD,
            "\n## The tables of an edition\n",
            *_tables(framework_tables.SHAPES.values()),
            "\n## The tables of the library\n",
            *_tables(library_tables.SHAPES.values()),
            "\n## The tables of what people can expect\n",
            *_tables(expectation_tables.SHAPES.values()),
            "\n## The tables of the word list\n",
            *_tables(word_tables.SHAPES.values()),
            "\n## The tables of the crosswalks\n",
            *_tables(crosswalk_tables.SHAPES.values()),
        ]
    )


def _tables(shapes: Iterable[Shape]) -> Iterable[str]:
    for shape in shapes:
        yield f"\n### `{shape.name}`\n\n{shape.title}. {shape.about}\n\n"
        yield "| Column | What it says | |\n|---|---|---|\n"
        for field in shape.fields:
            yield f"| `{field.name}` | {field.about} | {_more(shape, field)} |\n"


def _more(shape: Shape, field: Field) -> str:
    links = [f"in `{link.table}`" for link in shape.links if link.field == field.name]
    said = [
        "part of the key" if field.name in shape.key else "",
        {"boolean": "yes or no", "string": ""}.get(field.type, field.type),
        "ids with spaces between" if field.many else "",
        *links,
        "" if field.needed else "may be empty",
    ]
    return ", ".join(word for word in said if word)


if __name__ == "__main__":
    if "--check" in sys.argv:
        sys.exit(not PAGE.is_file() or PAGE.read_text(encoding="utf-8") != text())
    PAGE.write_text(text(), encoding="utf-8")
