"""The published schemas of CASE 1.1 where they are at hand, and an address of everything served.

The schemas are not the product's to give away: tests look for them beside the checkout, and use the
schemas of our own OpenAPI document where they are not there.
"""

import json
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from alongside.core.credentials.case.answering import ANSWERS
from alongside.core.credentials.case.telling import openapi
from alongside.standards.case.shelf import shelf

PUBLISHED = Path(__file__).resolve().parents[3] / "shared" / "standards" / "case"
OPERATIONS = {
    "CFDocumentSet": "getAllCFDocuments",
    **{path: f"get{path.removesuffix('s')}" for path in ANSWERS},
    "CFItemAssociations": "getCFItemAssociations",
}
FORMATS = FormatChecker(formats=["date"])


@FORMATS.checks("date-time", raises=ValueError)
def _with_a_zone(text: object) -> bool:
    return not isinstance(text, str) or datetime.fromisoformat(text).tzinfo is not None


@FORMATS.checks("uri", raises=ValueError)
def _with_a_scheme(text: object) -> bool:
    return not isinstance(text, str) or bool(urlsplit(text).scheme)


def published(name: str) -> Any:
    """One of the published files. Skips the test where it is not at hand."""
    file = PUBLISHED / name
    if not file.exists():
        pytest.skip(f"{name} is not beside this checkout (../shared/standards/case)")
    return json.loads(file.read_text("utf-8"))


def real_packages() -> list[Path]:
    """Public packages of others. Skips the test where they are not at hand."""
    found = [PUBLISHED / f"{name}.json" for name in ("Ordering", *_OF_OPENSALT)]
    if not all(file.exists() for file in found):
        pytest.skip("there are no packages beside this checkout (../shared/standards/case)")
    return found


_OF_OPENSALT = ("SequenceNumberFramework", "Utf8TestFramework")


@cache
def ours(name: str) -> Draft202012Validator:
    """What our own OpenAPI document says an answer is."""
    told = openapi("https://example.org/ims/case/v1p1")
    schema = {"$ref": f"#/components/schemas/{name}", "components": told["components"]}
    return Draft202012Validator(schema, format_checker=FORMATS)


def theirs(operation: str) -> Draft202012Validator:
    """What the published schema says an answer is."""
    return Draft202012Validator(published(f"{operation}.schema.json"), format_checker=FORMATS)


def an_identifier_of_everything() -> dict[str, str]:
    """By address, the identifier of one thing that the published editions are served with."""
    answers = shelf("http://testserver/ims/case/v1p1", "v1p1").answers
    return {path: next(iter(found)) for path, found in answers.items()}
