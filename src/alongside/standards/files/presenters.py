"""The page of files: what a template shows without thinking."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from alongside.core.credentials import framework_tables
from alongside.core.credentials.case.naming import document_id
from alongside.core.framework import NAMESPACE
from alongside.framework.documents import Linked

from .formats import FORMATS
from .sets import SETS

Text = str | Promise


@dataclass(frozen=True, slots=True)
class FileLine:
    title: Text
    about: Text
    kind: str
    url: str


@dataclass(frozen=True, slots=True)
class SetPart:
    """A set of tables: a part of the page of its own, with one file."""

    id: str
    title: Text
    about: Text
    link: Text
    url: str


@dataclass(frozen=True, slots=True)
class Page:
    """``fixed``: the address names its edition, so its links do too."""

    title: str
    published: date
    is_current: bool
    fixed: bool
    ours: bool
    licence: str
    licence_url: str
    digest: str
    files: tuple[FileLine, ...]
    tables: tuple[FileLine, ...]
    library: tuple[FileLine, ...]
    sets: tuple[SetPart, ...]
    services: tuple[FileLine, ...]
    framework_url: str
    print_url: str


def page(linked: Linked, slug: str) -> Page:
    """``slug`` is empty where the address names no edition."""
    fixed = {"slug": slug} if slug else {}
    published = linked.published
    licence, licence_url = linked.publication.licence
    return Page(
        title=published.title,
        published=published.published_at.date(),
        is_current=published.is_current,
        fixed=bool(slug),
        ours=linked.publication.ours,
        licence=licence,
        licence_url=licence_url,
        digest=published.digest[:16],
        files=tuple(
            FileLine(
                one.title,
                one.about,
                one.ending.upper(),
                reverse("files:edition", kwargs={**fixed, "form": form}),
            )
            for form, one in FORMATS.items()
        ),
        tables=tuple(
            FileLine(
                shape.title,
                shape.about,
                "CSV",
                reverse("files:table", kwargs={**fixed, "table_name": name}),
            )
            for name, shape in framework_tables.SHAPES.items()
        ),
        library=(
            FileLine(
                _("The library as a workbook"),
                _("What there is to do and to read, with the statements each develops."),
                "XLSX",
                reverse("files:library", args=["xlsx"]),
            ),
            FileLine(
                _("The library as a data package"),
                _("The same as CSV tables, with what each column means."),
                "ZIP",
                reverse("files:library", args=["datapackage"]),
            ),
        ),
        sets=tuple(
            SetPart(name, one.title, one.about, one.link, reverse("files:set", args=[name]))
            for name, one in SETS.items()
        ),
        services=_services(published.slug),
        framework_url=reverse("framework:index", kwargs=fixed),
        print_url=reverse("framework:print", kwargs=fixed),
    )


def _services(slug: str) -> tuple[FileLine, ...]:
    """Addresses that other systems read by themselves, each with what it answers."""

    def case(version: str, name: str, **ids: str) -> str:
        return reverse(f"case:{name}", kwargs={"version": version, **ids})

    own = document_id(NAMESPACE, slug)
    return (
        FileLine(
            _("This edition as a package"),
            _("All of it in one answer, for learning systems and other frameworks."),
            "CASE 1.1",
            case("v1p1", "CFPackages", sourced_id=own),
        ),
        FileLine(
            _("Every edition"),
            _("The list that a system begins with."),
            "CASE 1.1",
            case("v1p1", "CFDocumentSet"),
        ),
        FileLine(
            _("What can be asked"),
            _("The discovery file, an OpenAPI description of every address."),
            "CASE 1.1",
            case("v1p1", "discovery"),
        ),
        FileLine(
            _("This edition for older systems"),
            _("The same package without what came later."),
            "CASE 1.0",
            case("v1p0", "CFPackages", sourced_id=own),
        ),
        FileLine(
            _("Every edition for older systems"),
            _("The list that a system begins with."),
            "CASE 1.0",
            case("v1p0", "CFDocumentSet"),
        ),
        FileLine(
            _("Our own interface"),
            _(
                "Framework, library and expectations as JSON: an OpenAPI description of every address."
            ),
            "API",
            reverse("api:openapi"),
        ),
    )
