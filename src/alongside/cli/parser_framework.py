"""The verbs of the framework: reading, checking, comparing, writing as files, taking in."""

from pathlib import Path

from .verbs import Verbs, add_verb, verb

# Every key of standards.files.formats.FORMATS and sets.SETS; tests hold each two against each other.
FORMATS = ("csv", "datapackage", "json", "jsonld", "moodle", "skos", "xlsx")
SETS = ("crosswalks", "expectations", "words")


def of_framework(verbs: "Verbs") -> None:
    framework = verbs.add_parser("framework", help="The statements, in the terminal.")
    inner = framework.add_subparsers(required=True, metavar="WHAT")
    listing = add_verb(inner, "list", verb("framework", "listing"), "All statements, by theme.")
    listing.add_argument("--json", action="store_true", help="as JSON")
    show = add_verb(inner, "show", verb("framework", "show"), "One statement and its six faces.")
    show.add_argument("code", help="such as K01, S10 or V20")
    show.add_argument("--json", action="store_true", help="as JSON")
    check = add_verb(
        inner,
        "check",
        verb("framework", "check"),
        "Check the folder of an edition, or the file of a crosswalk; name every fault.",
    )
    check.add_argument("path", type=Path, help="the folder of an edition, or a crosswalk's file")
    taking_in = add_verb(
        inner,
        "import",
        verb("others", "take_in"),
        "Take in another framework from a CASE package, 1.0 or 1.1: whole, or not at all with every "
        "fault named. It is kept apart from our editions, and only stewards see it.",
    )
    taking_in.add_argument(
        "file", metavar="FILE", help="the package, as JSON; or the https:// address it stands at"
    )
    taking_in.add_argument(
        "--dry-run", action="store_true", help="say what it would change, and keep nothing"
    )
    diff = add_verb(
        inner,
        "diff",
        verb("framework_diff", "diff"),
        "What became of each statement from one edition to another, with both wordings, and what "
        "changed beside them: themes, described points, profiles. Exit code 0 where nothing differs, "
        "1 where something does, 2 where they cannot be compared.",
    )
    diff.add_argument("old", metavar="A", help="an edition's folder, or its slug if published here")
    diff.add_argument("new", metavar="B", help="the one to hold against it")
    diff.add_argument("--json", action="store_true", help="as JSON")
    _publish(inner)
    _framework_files(inner)
    _suggest(inner)
    _official(inner)


def _publish(inner: "Verbs") -> None:
    publish = add_verb(
        inner,
        "publish",
        verb("framework_publish", "publish"),
        "Publish the edition in a folder. It never changes after that. One that is made on this site "
        "is published there, as its panel decided.",
    )
    publish.add_argument("folder", type=Path, metavar="FOLDER", help="the folder of an edition")
    publish.add_argument(
        "--apart",
        action="store_true",
        help="also where it does not follow the newest edition: nothing people answered counts in it",
    )


def _framework_files(inner: "Verbs") -> None:
    export = add_verb(
        inner,
        "export",
        verb("framework_export", "export"),
        "Write an edition as a file that other software reads.",
    )
    export.add_argument(
        "edition",
        nargs="?",
        default="",
        metavar="EDITION",
        help="the slug of a published edition, or an edition's folder (what comes with Alongside)",
    )
    export.add_argument(
        "--format", required=True, choices=("case", *FORMATS), help="the form of the file"
    )
    export.add_argument(
        "--output", type=Path, required=True, metavar="FILE", help="where to write it; - for here"
    )
    export.add_argument("--table", default="", help="with csv: another table than the statements")
    export.add_argument(
        "--set",
        default="",
        choices=SETS,
        help="with datapackage: other open tables of this installation, beside a published edition",
    )
    export.add_argument(
        "--site",
        default="http://127.0.0.1:8000",
        help="the address of the site, for the addresses in the file (http://127.0.0.1:8000)",
    )
    sheet = add_verb(
        inner,
        "import-sheet",
        verb("framework_import", "import_sheet"),
        "Read a workbook, CSV file or data package that `export` made and somebody changed by hand. "
        "Every fault is named with its line; then what is different, statement by statement; then "
        "the folder of a new edition is written, for somebody to look at and publish.",
    )
    sheet.add_argument("file", type=Path, metavar="FILE", help="an .xlsx, .csv or .zip file")
    sheet.add_argument(
        "--dry-run", action="store_true", help="say what is different; write nothing"
    )
    sheet.add_argument(
        "--onto",
        default="",
        metavar="EDITION",
        help="the edition it was made from: a slug or a folder (what the sheet says)",
    )
    sheet.add_argument("--slug", default="", help="the new edition's name in addresses")
    sheet.add_argument("--output", type=Path, metavar="FOLDER", help="the folder to write")


def _suggest(inner: "Verbs") -> None:
    suggest = add_verb(
        inner,
        "suggest",
        verb("framework_suggest", "suggest"),
        "Statements to look at beside each item of another framework, by the words they share. It "
        "keeps nothing: whether they belong together is for somebody who has read both.",
    )
    suggest.add_argument(
        "file", metavar="FILE.yaml", type=Path, help="its items: each a code and a title"
    )
    suggest.add_argument("--most", type=int, default=5, help="how many for each item (5)")
    suggest.add_argument("--json", action="store_true", help="as JSON")


def _official(inner: "Verbs") -> None:
    load = add_verb(
        inner,
        "import-document",
        verb("framework_document", "import_document"),
        "Load a framework as its publisher worded it, from Markdown, plain text or DOCX, beside an "
        "edition of ours. Shows what was found and which statement each entry belongs to, by its "
        "place. It stays in this database, for stewards alone unless you say that it is public.",
    )
    load.add_argument("file", metavar="FILE", type=Path, help="the document")
    load.add_argument("--edition", required=True, help="the slug of a published edition")
    load.add_argument("--dry-run", action="store_true", help="show it, and keep nothing")
    load.add_argument(
        "--section",
        action="append",
        default=[],
        metavar="SECTION=HEADING",
        help="the document's heading for a section of the edition that is not found (repeat)",
    )
    load.add_argument(
        "--partial", action="store_true", help="keep it though some statements are not in it"
    )
    load.add_argument(
        "--public",
        action="store_true",
        help="show it to everybody: you have the right to show its publisher's words",
    )
    remove = add_verb(
        inner,
        "remove-document",
        verb("framework_document", "remove_document"),
        "Take away the document that was loaded beside an edition, with every version of it.",
    )
    remove.add_argument("--edition", required=True, help="the edition's slug")
