"""Which kinds of file a form's paper can be, and how each is made."""

import json
from collections.abc import Callable
from typing import Any, Final

from alongside.portfolio.presenters.leaving import Paper

from .paper_pdf import pdf
from .plain import plain_text, table
from .word import word

WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
KINDS_OF_FILE: Final = {
    "docx": WORD,
    "pdf": "application/pdf",
    "csv": "text/csv; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "json": "application/json",
}
_MAKERS: Final[dict[str, Callable[[Paper], bytes]]] = {
    "docx": word,
    "pdf": pdf,
    "csv": lambda paper: table(paper).encode("utf-8-sig"),  # so that Excel reads it as UTF-8
    "txt": lambda paper: plain_text(paper).encode(),
}


def file_of(ending: str, paper: Paper, document: dict[str, Any]) -> bytes:
    """The bytes of one kind of file. Raises KeyError for other endings, PangoMissingError for PDF."""
    if ending == "json":
        return as_json(document)
    return _MAKERS[ending](paper)


def as_json(document: Any) -> bytes:
    return json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False).encode()
