"""Tagged PDF, PDF/UA-1 declared, from a page of ours. Needs Pango, which no Python package carries."""

import io
from pathlib import Path
from typing import Any, Final

from django.contrib.staticfiles import finders

INSTALL: Final = "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
BASE: Final = "file:///static/"


class PangoMissingError(Exception):
    """The system library that lays out pages is not there. The message says what to install."""


def pdf(html: str, *, styles: str) -> bytes:
    """A whole HTML document as PDF bytes, dressed in one of our style sheets (a static name).

    Raises PangoMissingError. Nothing is fetched from anywhere.
    """
    weasyprint = _weasyprint()

    class OnlyOurs(weasyprint.URLFetcher):  # type: ignore[misc, name-defined]
        """Our own static files, wherever they stand, and nothing else."""

        def fetch(self, url: str, headers: Any = None) -> Any:
            if not url.startswith(BASE):
                raise ValueError(f"{url} is not a file of ours.")
            return weasyprint.urls.URLFetcherResponse(url, _static(url.removeprefix(BASE)))

    ours = OnlyOurs(fail_on_errors=True)
    # Without one, shared by both, our own letters are read and then not used.
    fonts = weasyprint.text.fonts.FontConfiguration()
    sheet = weasyprint.CSS(
        string=_static(styles).decode(),
        base_url=BASE + styles,
        url_fetcher=ours,
        font_config=fonts,
    )
    made = weasyprint.HTML(string=html, url_fetcher=ours).write_pdf(
        stylesheets=[sheet], pdf_variant="pdf/ua-1", font_config=fonts
    )
    return with_header_scope(made)


def _weasyprint() -> Any:
    # Imported when first asked for: where Pango is missing the import itself fails, and the rest
    # of the site must still run.
    try:
        import weasyprint
        import weasyprint.text.fonts
        import weasyprint.urls
    except OSError as error:
        raise PangoMissingError(INSTALL) from error
    return weasyprint


def _static(name: str) -> bytes:
    found = finders.find(name)
    if not isinstance(found, str):
        raise FileNotFoundError(name)
    return Path(found).read_bytes()


def with_header_scope(made: bytes) -> bytes:
    """Say of each table header whether it heads a column or a row.

    The page layout leaves that out, and a reader that goes by it would read cells without names.
    """
    from pypdf import PdfReader, PdfWriter
    from pypdf.generic import ArrayObject, DictionaryObject, NameObject

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(made)))

    def mark(item: Any, in_head: bool) -> None:
        item = item.get_object()
        if isinstance(item, ArrayObject):
            for inner in item:
                mark(inner, in_head)
        elif isinstance(item, DictionaryObject):
            kind = item.get("/S")
            if kind == "/TH":
                _add_scope(writer, item, "/Column" if in_head else "/Row")
            if "/K" in item:
                mark(item["/K"], in_head or kind == "/THead")

    def _add_scope(into: Any, header: Any, scope: str) -> None:
        said = DictionaryObject(
            {NameObject("/O"): NameObject("/Table"), NameObject("/Scope"): NameObject(scope)}
        )
        known = header.get("/A")
        known = known.get_object() if known is not None else None
        if isinstance(known, DictionaryObject) and known.get("/O") == "/Table":
            known[NameObject("/Scope")] = NameObject(scope)
        elif isinstance(known, ArrayObject):
            known.append(into._add_object(said))
        elif known is not None:
            header[NameObject("/A")] = ArrayObject([known, into._add_object(said)])
        else:
            header[NameObject("/A")] = into._add_object(said)

    mark(writer._root_object["/StructTreeRoot"], False)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()
