"""The house rules, measured on the code itself."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SRC = ROOT / "src" / "alongside"
LONGEST_FUNCTION = 60
LONGEST_FILE = 400
WRITES = {"save", "create", "bulk_create", "get_or_create", "update_or_create", "bulk_update"}
AREAS = tuple(
    sorted(path.parent.name for path in SRC.glob("*/apps.py") if path.parent.name != "foundation")
)


def sources() -> list[Path]:
    return sorted(path for path in SRC.rglob("*.py") if "migrations" not in path.parts)


def room(area: str, name: str) -> list[Path]:
    """A file of an area, or the files of the folder that it has grown into."""
    folder = SRC / area / name
    return sorted(folder.rglob("*.py")) if folder.is_dir() else [*SRC.glob(f"{area}/{name}.py")]


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def test_functions_are_short():
    found = [
        (length(node), f"{path.relative_to(SRC)}:{node.name}")
        for path in sources()
        for node in functions(path)
    ]
    longest = sorted(found, reverse=True)[:10]
    print("\n".join(f"{lines:4} {where}" for lines, where in longest))
    assert [where for where in longest if where[0] > LONGEST_FUNCTION] == []


def test_files_are_short():
    found = sorted(
        (
            (len(path.read_text(encoding="utf-8").splitlines()), str(path.relative_to(SRC)))
            for path in sources()
        ),
        reverse=True,
    )
    print("\n".join(f"{lines:4} {where}" for lines, where in found[:10]))
    assert [where for where in found if where[0] > LONGEST_FILE] == []


@pytest.mark.parametrize("name", ["views", "forms", "presenters", "queries", "policies"])
@pytest.mark.parametrize("area", AREAS)
def test_only_actions_write(area, name):
    assert [found for path in room(area, name) for found in writes(path)] == []


def writes(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            verb = node.func.attr
            on_rows = isinstance(node.func.value, ast.Attribute | ast.Call)
            if verb in WRITES or (verb in {"update", "delete"} and on_rows):
                yield f"{path.name}:{node.lineno}: .{verb}()"


@pytest.mark.parametrize("name", ["views", "forms"])
@pytest.mark.parametrize("area", AREAS)
def test_views_and_forms_use_no_managers(area, name):
    for path in room(area, name):
        text = path.read_text(encoding="utf-8")
        assert ".objects" not in text, path
        assert "get_object_or_404" not in text, path


@pytest.mark.parametrize("area", AREAS)
def test_actions_are_keyword_only_with_an_actor(area):
    found = []
    for path in room(area, "actions"):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if not isinstance(node, ast.FunctionDef) or node.name.startswith("_"):
                continue
            marks = {ast.unparse(mark) for mark in node.decorator_list}
            if "action" not in marks:
                continue
            names = [argument.arg for argument in node.args.kwonlyargs]
            if node.args.args or names[:1] != ["actor"]:
                found.append(f"{path.name}: {node.name}")
    assert found == []


@pytest.mark.parametrize("area", AREAS)
def test_what_goes_into_history_is_an_action(area):
    """Without the mark it runs in no transaction: tests have one of their own, a server has not."""
    found = []
    for path in room(area, "actions"):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if not isinstance(node, ast.FunctionDef) or node.name.startswith("_"):
                continue
            marks = {ast.unparse(mark) for mark in node.decorator_list}
            names = [argument.arg for argument in node.args.kwonlyargs]
            noted = "history.record(" in ast.unparse(node)
            if "actor" in names and noted and "action" not in marks:
                found.append(f"{path.name}: {node.name}")
    assert found == []


def test_core_reads_no_clock_and_throws_no_dice():
    for path in (SRC / "core").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        for word in ("datetime.now", "date.today", "time.time", "import random", "perf_counter"):
            assert word not in text, f"{path.name} has {word}"


def test_every_dependency_has_its_reason():
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    block = re.search(r"^dependencies = \[\n(.*?)^\]", text, re.M | re.S)
    assert block is not None
    lines = [line for line in block.group(1).splitlines() if line.strip()]
    assert [line for line in lines if "#" not in line] == []


def test_the_lock_pins_every_dependency_with_hashes_and_names_no_registry():
    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lock = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    pinned = set(re.findall(r"^([a-z0-9._-]+)==", lock, re.M))
    for line in wanted["dependencies"]:
        assert re.split(r"[\[~=<> ]", line)[0].lower() in pinned
    entries = re.split(r"^(?=[a-z0-9._-]+==)", lock, flags=re.M)[1:]
    assert [entry.split("==")[0] for entry in entries if "--hash=sha256:" not in entry] == []
    assert "://" not in lock


def test_the_commands_in_the_readme_are_in_the_makefile():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    named = set(re.findall(r"^\s*make ([a-z-]+)", readme, re.M)) | set(
        re.findall(r"`make ([a-z-]+)`", readme)
    )
    assert {"run", "test"} <= named
    assert {name for name in named if not re.search(rf"^{name}:", makefile, re.M)} == set()


def test_the_manual_names_every_page_of_it_once():
    manual = (ROOT / "docs" / "README.md").read_text(encoding="utf-8")
    named = sorted(re.findall(r"\]\(([^)]+\.(?:md|json))\)", manual))
    parts = ("tutorial", "how-to", "reference", "explanation")
    files = {path for part in parts for path in (ROOT / "docs" / part).iterdir()}
    pages = {str(path.relative_to(ROOT / "docs")) for path in files if path.suffix != ".csv"}
    assert named == sorted(pages | {"glossary.md"})


def test_no_page_calls_elsewhere():
    """No script, style, picture or font from another host, in any template or style sheet."""
    outside = re.compile(
        r"""(?:src|srcset|action|data)\s*=\s*["']?\s*(?:https?:)?//|url\(\s*["']?(?:https?:)?//|@import|<link[^>]+href=["'](?:https?:)?//""",
        re.I,
    )
    found = []
    for pattern in ("*.html", "*.css"):
        for path in SRC.rglob(pattern):
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
                if outside.search(line):
                    found.append(f"{path.relative_to(SRC)}:{number}")
    assert found == []


def test_no_template_writes_style_or_script_into_the_page():
    inline = re.compile(r"\sstyle\s*=|<style\b|\son[a-z]+\s*=\s*[\"']|<script(?![^>]*\bsrc=)", re.I)
    found = []
    for path in SRC.rglob("*.html"):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if inline.search(line) and "application/json" not in line:
                found.append(f"{path.relative_to(SRC)}:{number}: {line.strip()[:60]}")
    assert found == []
