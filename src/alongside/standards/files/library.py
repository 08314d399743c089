"""The library that comes with Alongside, as files. What services add and what is lent stays out."""

import hashlib
from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from alongside.core.credentials import library_tables
from alongside.core.credentials.packages import Package
from alongside.core.credentials.publication import APACHE
from alongside.core.library import as_data
from alongside.library.loading import packaged_library

from . import writing
from .formats import XLSX

FORMS: Final[Mapping[str, tuple[str, str]]] = {
    "xlsx": ("alongside-library.xlsx", XLSX),
    "datapackage": ("alongside-library-data.zip", "application/zip"),
}


def package(homepage: str) -> Package:
    library = packaged_library()
    checked = [one.last_checked for one in library.activities]
    checked += [one.last_checked for one in library.resources]
    newest: date | None = max((day for day in checked if day), default=None)
    rights = f"The words here are Alongside's own, under {APACHE[0]}."
    return Package(
        name="alongside-library",
        title=library.title,
        about=f"Things to do and to read that develop the framework's statements. {rights}",
        version=library.digest,
        created=newest.isoformat() if newest else "",
        licence=APACHE,
        rights=rights,
        source="Alongside",
        homepage=homepage,
    )


def made(form: str, homepage: str) -> bytes:
    """One of FORMS as bytes. Raises KeyError for another."""
    make: Callable[..., bytes] = {
        "xlsx": writing.workbook,
        "datapackage": writing.data_package,
    }[form]
    return make(package(homepage), library_tables.tables(as_data(packaged_library())))


def version(form: str, homepage: str) -> str:
    """Changes when the file does."""
    known = f"{form} {homepage} {packaged_library().digest}"
    return hashlib.sha256(known.encode()).hexdigest()
