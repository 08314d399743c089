"""What Alongside says itself passes its own word list: its content, its pages and its commands.

Content passes at level A; C depends on context, and content has plenty of that. Pages and code
pass at both.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from alongside.foundation.reading import read_yaml
from alongside.language.loading import packaged_checker

SRC = Path(__file__).resolve().parents[3] / "src" / "alongside"
CHECKER = packaged_checker()
CONTENT = sorted(
    path for path in SRC.rglob("*.yaml") if "data" in path.parts and "language" not in path.parts
)
PAGES = sorted(SRC.rglob("templates/**/*.html")) + sorted(SRC.rglob("templates/**/*.txt"))
TRANSLATED = re.compile(
    r"""\{%\s*translate\s+"((?:[^"\\]|\\.)*)"|\{%\s*translate\s+'([^']*)'"""
    r"""|\{%\s*blocktranslate[^%]*%\}(.*?)\{%\s*endblocktranslate""",
    re.S,
)
GETTEXT = {"gettext", "gettext_lazy", "ngettext", "_", "pgettext"}


def texts_of(value: Any, place: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from texts_of(inner, f"{place}/{key}")
    elif isinstance(value, list):
        for at, inner in enumerate(value):
            name = inner.get("code") or inner.get("id") if isinstance(inner, dict) else None
            yield from texts_of(inner, f"{place}/{name or at}")


def found_in(text: str, level: str) -> list[str]:
    return [f"{one.rule}: {one.text}" for one in CHECKER.check(text) if one.level == level]


def content(path: Path) -> Iterator[tuple[str, str]]:
    for place, text in texts_of(read_yaml(path).value):
        yield f"{path.relative_to(SRC)}{place}", text


def page_texts(path: Path) -> Iterator[str]:
    for match in TRANSLATED.finditer(path.read_text("utf-8")):
        yield next(group for group in match.groups() if group is not None)


def code_texts(path: Path) -> Iterator[str]:
    """What Python code has translated, or says on the command line."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in GETTEXT:
            for argument in node.args:
                if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                    yield argument.value


def test_there_is_something_to_look_at():
    assert len(CONTENT) > 30
    assert len(PAGES) > 60
    assert sum(1 for path in PAGES for _text in page_texts(path)) > 500
    assert sum(1 for path in SRC.rglob("*.py") for _text in code_texts(path)) > 100


@pytest.mark.parametrize("path", CONTENT, ids=lambda path: str(path.relative_to(SRC)))
def test_content_passes_the_word_list(path):
    found = [(place, find) for place, text in content(path) for find in found_in(text, "A")]
    assert found == []


def test_pages_pass_the_word_list():
    found = [
        (str(path.relative_to(SRC)), find)
        for path in PAGES
        for text in page_texts(path)
        for level in "AC"
        for find in found_in(text, level)
    ]
    assert found == []


def test_what_the_code_says_passes_the_word_list():
    found = [
        (str(path.relative_to(SRC)), find)
        for path in sorted(SRC.rglob("*.py"))
        for text in code_texts(path)
        for level in "AC"
        for find in found_in(text, level)
    ]
    assert found == []


def test_the_reader_of_pages_and_code_finds_what_is_wrong_in_them(tmp_path):
    page = tmp_path / "page.html"
    page.write_text(
        '{% translate "He refused." %} {% blocktranslate %}A schizophrenic.{% endblocktranslate %}'
    )
    assert [find for text in page_texts(page) for find in found_in(text, "A")] == [
        "refused: refused",
        "schizophrenic: schizophrenic",
    ]
    code = tmp_path / "code.py"
    code.write_text('x = _("The mentally ill")\n')
    assert [find for text in code_texts(code) for find in found_in(text, "A")] == [
        "the-mentally-ill: The mentally ill"
    ]
