"""What a package of tables says about itself: a Frictionless Data Package, and CSV on the Web.

Both describe the same CSV files: columns, types, keys, licence, where it comes from, and when.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from .publication import LANGUAGE
from .tables import NO, YES, Field, Shape

DESCRIPTOR: Final = "datapackage.json"
CSVW: Final = "csv-metadata.json"


@dataclass(frozen=True, slots=True)
class Package:
    """``version`` changes when anything in it does; ``created`` is an ISO date or ""."""

    name: str
    title: str
    about: str
    version: str
    created: str
    licence: tuple[str, str]
    rights: str
    source: str
    homepage: str


@dataclass(frozen=True, slots=True)
class File:
    """One CSV file of a package: its path inside, its size, and its SHA-256 in hexadecimals."""

    shape: Shape
    path: str
    size: int
    sha256: str


def package_of(publication: Any) -> Package:
    """An edition as a package."""
    return Package(
        name=publication.slug,
        title=publication.title,
        about=f"The framework as open tables. {publication.rights}",
        version=publication.digest,
        created=publication.published,
        licence=publication.licence,
        rights=publication.rights,
        source=publication.source,
        homepage=publication.base,
    )


def descriptor(package: Package, files: Iterable[File]) -> dict[str, Any]:
    """The Data Package (version 2 of the standard)."""
    name, address = package.licence
    licence = {"name": name, **({"path": address} if address else {})}
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": package.name,
        "title": package.title,
        "description": package.about,
        "version": package.version,
        **({"created": f"{package.created}T00:00:00Z"} if package.created else {}),
        "homepage": package.homepage,
        **({"licenses": [licence]} if name else {}),
        "sources": [{"title": package.source}],
        "resources": [_resource(file) for file in files],
    }


def _resource(file: File) -> dict[str, Any]:
    shape = file.shape
    return {
        "name": shape.name,
        "type": "table",
        "path": file.path,
        "title": shape.title,
        "description": shape.about,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": file.size,
        "hash": f"sha256:{file.sha256}",
        "schema": {
            "fields": [_field(field) for field in shape.fields],
            "missingValues": [""],
            **({"primaryKey": list(shape.key)} if shape.key else {}),
            **({"foreignKeys": _foreign_keys(shape)} if shape.links else {}),
        },
    }


def _field(field: Field) -> dict[str, Any]:
    return {
        "name": field.name,
        "type": field.type,
        "description": field.about,
        **({"trueValues": [YES], "falseValues": [NO]} if field.type == "boolean" else {}),
        **({"constraints": {"required": True}} if field.needed else {}),
    }


def _foreign_keys(shape: Shape) -> list[dict[str, Any]]:
    return [
        {"fields": [link.field], "reference": {"resource": link.table, "fields": [link.to]}}
        for link in shape.links
    ]


def csvw(package: Package, files: Iterable[File]) -> dict[str, Any]:
    """The same as metadata of CSV on the Web, to stand beside the files."""
    found = tuple(files)
    paths = {file.shape.name: file.path for file in found}
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": LANGUAGE}],
        "dc:title": package.title,
        "dc:description": package.about,
        "dc:source": package.source,
        **({"dc:license": {"@id": package.licence[1]}} if package.licence[1] else {}),
        **({"dc:issued": package.created} if package.created else {}),
        "tables": [_table(file, paths) for file in found],
    }


def _table(file: File, paths: Mapping[str, str]) -> dict[str, Any]:
    shape = file.shape
    links = [
        {
            "columnReference": link.field,
            "reference": {"resource": paths[link.table], "columnReference": link.to},
        }
        for link in shape.links
    ]
    return {
        "url": file.path,
        "dc:title": shape.title,
        "dc:description": shape.about,
        "tableSchema": {
            "columns": [_column(field) for field in shape.fields],
            **({"primaryKey": list(shape.key)} if shape.key else {}),
            **({"foreignKeys": links} if links else {}),
        },
    }


def _column(field: Field) -> dict[str, Any]:
    is_boolean = field.type == "boolean"
    return {
        "name": field.name,
        "titles": field.name,
        "dc:description": field.about,
        "datatype": {"base": "boolean", "format": f"{YES}|{NO}"} if is_boolean else field.type,
        **({"required": True} if field.needed else {}),
        **({"separator": " "} if field.many else {}),
    }
