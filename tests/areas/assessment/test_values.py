"""Values are never scored, ranked, averaged or sorted: nowhere in the code, nowhere on the way out.

The behaviour is tested in test_views; here the code itself is read, so that a sort by point or an
average of anything about a person is found on the day it is written.
"""

import ast
import re
from pathlib import Path

import pytest

SRC = Path(__file__).parents[3] / "src" / "alongside"
FILES = sorted(path for path in SRC.rglob("*.py") if "migrations" not in path.parts)
# The planner's points are what an activity gives, never what a person answered.
PLANNER = SRC / "core" / "planning"
ABOUT_PEOPLE = [path for path in FILES if PLANNER not in path.parents]

ORDERS = {
    "sorted", "sort", "min", "max", "order_by", "nlargest", "nsmallest", "bisect", "argsort",
    "Avg", "Sum", "StdDev", "Variance", "Min", "Max", "mean", "fmean", "median", "mode", "sum",
    "earliest", "latest",
}  # fmt: skip
POINT = re.compile(r"\bpoints?\b|\bPOINTS\b")
PLACES_A_POINT = re.compile(r"\b(?:POINTS|ANSWERS|STRENGTHS)\.index\b")
# The two places where a described point gets a place, both closed to values: core.scales.column
# raises for one, and core.planning.needs hands no value's point to its weighing at all.
MAY_PLACE = {("scales.py", "column"), ("needs.py", "_place")}


def name_of(call: ast.Call) -> str:
    function = call.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def orders_by_point(text: str) -> list[str]:
    """Calls that order or average something by its point."""
    found = []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and name_of(node) in ORDERS:
            inside = " ".join(
                ast.unparse(part) for part in [*node.args, *(k.value for k in node.keywords)]
            )
            if POINT.search(inside.replace("points_about", "")):
                found.append(ast.unparse(node))
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            if re.search(r"order\s+by[^;]*\bpoint\b|avg\s*\(", node.value, re.IGNORECASE):
                found.append(node.value)
    return found


def places_points(path: Path, text: str) -> set[tuple[str, str]]:
    """The functions that turn a point into a place in the order."""
    return {
        (path.name, node.name)
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef) and PLACES_A_POINT.search(ast.unparse(node))
    }


@pytest.mark.parametrize(
    "fault",
    [
        "sorted(answers, key=lambda answer: answer.point)",
        "Answer.objects.order_by('-point')",
        "Answer.objects.aggregate(Avg('point'))",
        "rows.sort(key=lambda row: POINTS.index(row.point))",
        "cursor.execute('SELECT code FROM answer ORDER BY seq, point')",
        "mean(place[answer.point] for answer in answers)",
    ],
)
def test_the_reader_finds_what_it_is_for(fault):
    assert orders_by_point(fault)


@pytest.mark.parametrize("path", ABOUT_PEOPLE, ids=lambda path: str(path.relative_to(SRC)))
def test_nothing_is_ordered_or_averaged_by_a_persons_point(path):
    assert orders_by_point(path.read_text(encoding="utf-8")) == []


def test_points_get_a_place_only_where_values_are_shut_out():
    placed = set().union(*(places_points(path, path.read_text(encoding="utf-8")) for path in FILES))
    assert placed <= MAY_PLACE


@pytest.mark.parametrize("path", sorted(SRC.rglob("templates/**/*.html")), ids=lambda p: p.name)
def test_no_template_sorts_by_a_point(path):
    assert not re.search(r"dictsort[a-z]*:[\"'][^\"']*point", path.read_text(encoding="utf-8"))
