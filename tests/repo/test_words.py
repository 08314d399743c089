"""Every word the product says is safe: all data files and all templates, against one list."""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
import yaml

from tests.safe_words import HURTFUL, UNSAFE, found

SRC = Path(__file__).resolve().parents[2] / "src" / "alongside"
# The coach's rules hold the very words they look for.
NOT_OURS = ("language/data/",)


def data_texts() -> Iterator[tuple[str, str]]:
    for path in sorted(SRC.glob("*/data/**/*.yaml")):
        where = str(path.relative_to(SRC))
        if not where.startswith(NOT_OURS):
            for text in _texts(yaml.safe_load(path.read_text("utf-8"))):
                yield where, text


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield " ".join(value.split())
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)


def template_texts() -> Iterator[tuple[str, str]]:
    """What a page would show: quoted words of translate tags, and text between elements."""
    for path in sorted([*SRC.glob("*/templates/**/*.html"), *SRC.glob("*/templates/**/*.txt")]):
        text = re.sub(r"\{% comment.*?endcomment %\}", " ", path.read_text("utf-8"), flags=re.S)
        yield str(path.relative_to(SRC)), " ".join(re.findall(r"translate \"([^\"]*)\"", text))
        bare = re.sub(r"<[^>]*>|\{[%{].*?[%}]\}", " ", text, flags=re.S)
        yield str(path.relative_to(SRC)), unescape(" ".join(bare.split()))


ALL = [*data_texts(), *template_texts()]


def test_everything_that_is_said_is_read() -> None:
    files = {where for where, _text in ALL}
    assert any(where.startswith("expectations/data/rights") for where in files)
    assert any(where.startswith("library/data/activities/") for where in files)
    assert any(where.endswith("base.html") for where in files)
    assert len(ALL) > 4000


def test_nothing_that_is_said_puts_anybody_at_risk_or_hurts() -> None:
    said = [f"{where}: {words}" for where, text in ALL for words in found(text, UNSAFE, HURTFUL)]
    assert said == []


@pytest.mark.parametrize(
    "unsafe",
    [
        "He committed suicide.",
        "a failed suicide attempt",
        "It was a cry for help.",
        "She took an overdose of tablets.",
        "A schizophrenic lives here.",
        "They are attention seeking.",
    ],
)
def test_the_list_catches_what_it_should(unsafe: str) -> None:
    assert found(unsafe, UNSAFE, HURTFUL)


@pytest.mark.parametrize(
    "safe",
    ["He ended his life.", "You do not have to feel suicidal to call.", "Suicide is a word."],
)
def test_the_list_leaves_plain_words_alone(safe: str) -> None:
    assert found(safe, UNSAFE, HURTFUL) == []
