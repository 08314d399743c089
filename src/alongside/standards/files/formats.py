"""Every form in which an edition can be taken. Another part of the wire may add its own to FORMATS."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from alongside.core.credentials import framework_tables, moodle, skos
from alongside.core.credentials.packages import package_of
from alongside.core.credentials.publication import Publication
from alongside.core.credentials.tables import Table
from alongside.standards.skos.writing import JSON_LD, TURTLE, as_json_ld, as_turtle

from . import writing

CSV: Final = "text/csv; charset=utf-8"
XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class Format:
    """One form: what its file is called, what it is for, and how it is made."""

    ending: str
    media_type: str
    title: str | Promise
    about: str | Promise
    make: Callable[[Publication], bytes]
    adds: str = ""

    def file_name(self, slug: str) -> str:
        return f"{slug}{self.adds}.{self.ending}"


def _csv(publication: Publication) -> bytes:
    return writing.table_csv(table(publication, "statements"))


def _xlsx(publication: Publication) -> bytes:
    return writing.workbook(package_of(publication), framework_tables.tables(publication))


def _data_package(publication: Publication) -> bytes:
    return writing.data_package(package_of(publication), framework_tables.tables(publication))


def _moodle(publication: Publication) -> bytes:
    return writing.as_csv(moodle.lines(publication))


def _skos(publication: Publication) -> bytes:
    return as_turtle(skos.whole(publication))


def _json_ld(publication: Publication) -> bytes:
    return as_json_ld(skos.whole(publication))


def _json(publication: Publication) -> bytes:
    """The edition whole, with what every file says of itself; what ``from_document`` reads back."""
    name, address = publication.licence
    about = {
        "slug": publication.slug,
        "title": publication.title,
        "published": publication.published or None,
        "digest": publication.digest,
        "address": publication.base,
        "licence": {"name": name or None, "address": address or None},
        "rights": publication.rights,
        "source": publication.source,
    }
    return writing.as_json(
        {
            "edition": about,
            "identifiers": publication.identifiers,
            "document": publication.document,
        }
    )


def table(publication: Publication, name: str) -> Table:
    """One table of an edition. Raises KeyError for a name that none has."""
    shape = framework_tables.SHAPES[name]
    return next(one for one in framework_tables.tables(publication) if one.shape is shape)


FORMATS: Final[dict[str, Format]] = {
    "xlsx": Format(
        "xlsx",
        XLSX,
        _("A workbook"),
        _(
            "Opens in Excel, LibreOffice and Google Sheets, with a sheet for each part. It can be "
            "changed by hand, and whoever runs this site can read it back as a new edition."
        ),
        _xlsx,
    ),
    "csv": Format(
        "csv",
        CSV,
        _("The statements as one table"),
        _(
            "A line for each statement: its code, theme and words. Opens nearly everywhere. The six "
            "ways of saying it are a table of their own, further down."
        ),
        _csv,
        adds="-statements",
    ),
    "moodle": Format(
        "csv",
        CSV,
        _("For Moodle"),
        _(
            "Brings strands, themes and statements into Moodle as competencies, for courses to "
            "point at. Nobody is graded by them: the scale has two words, about having talked."
        ),
        _moodle,
        adds="-moodle",
    ),
    "datapackage": Format(
        "zip",
        "application/zip",
        _("A data package"),
        _(
            "Every table as CSV, with what each column means. For analysts, and for whoever builds "
            "something on the framework. Follows Frictionless Data and CSV on the Web."
        ),
        _data_package,
        adds="-data",
    ),
    "skos": Format(
        "ttl",
        f"{TURTLE}; charset=utf-8",
        _("Linked data, as Turtle"),
        _("A vocabulary in SKOS, for catalogues and library systems."),
        _skos,
    ),
    "jsonld": Format(
        "jsonld",
        JSON_LD,
        _("Linked data, as JSON-LD"),
        _("The same vocabulary, for software that would rather have JSON."),
        _json_ld,
    ),
    "json": Format(
        "json",
        "application/json",
        _("All of it as JSON"),
        _("Every word of the edition in one file, for another copy of Alongside or for keeping."),
        _json,
    ),
}
