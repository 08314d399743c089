"""alongside language check FILE... | explain RULE | list: from files, with no database.

What is checked is read, looked at and forgotten: nothing is kept and nothing is sent.
"""

import argparse
import difflib
import json
import sys
import textwrap
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from alongside import __name__ as product
from alongside.core.language.checker import Checker, Found
from alongside.core.language.terms import Rule, from_compiled
from alongside.foundation.packed import Unreadable
from alongside.foundation.text import BadText, read_json
from alongside.language import documents, loading

from .refusing import BAD_INPUT, Refused

WIDTH = 96
MAX_RULES = 20_000_000
SARIF_LEVELS = {"A": "warning", "C": "note"}
SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


@dataclass(frozen=True, slots=True)
class Find:
    """A find in a file. ``line`` and ``column`` count from 1, in characters."""

    file: str
    line: int
    column: int
    found: Found
    rule: Rule


def check(options: argparse.Namespace) -> int:
    """Exit code 1 where anything of level A is found, 0 where nothing is, 2 for a bad file."""
    checker = _checker(options)
    finds: list[Find] = []
    unread = False
    for name in options.files:
        try:
            finds += _finds(name, checker)
        except Unreadable as error:
            print(f"{name}: {error}", file=sys.stderr)
            unread = True
    if options.sarif:
        print(json.dumps(_sarif(finds, checker.rules), ensure_ascii=False, indent=2))
    elif options.json:
        print(json.dumps([_row(find) for find in finds], ensure_ascii=False, indent=2))
    else:
        for find in finds:
            print(_line(find))
    if unread:
        return BAD_INPUT
    return int(any(find.found.level == "A" for find in finds))


def explain(options: argparse.Namespace) -> None:
    rules = {rule.id: rule for rule in _checker(options).rules}
    rule = rules.get(options.rule)
    if rule is None:
        near = difflib.get_close_matches(options.rule, rules, n=1)
        hint = f" Did you mean “{near[0]}”?" if near else ""
        raise Refused(
            f"There is no rule “{options.rule}”.{hint} `alongside language list` shows them all."
        )
    print("\n".join(_page(rule)))


def listing(options: argparse.Namespace) -> None:
    rules = _checker(options).rules
    if options.json:
        rows = [{"id": r.id, "kind": r.kind, "level": r.level, "title": r.title} for r in rules]
        print(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    for kind in loading.kinds():
        print(f"\n{kind.name}")
        for rule in rules:
            if rule.kind == kind.id:
                print(f"  {rule.level}  {rule.id:24}  {rule.title}")


def _checker(options: argparse.Namespace) -> Checker:
    """The rules asked for with --rules, else those that come with Alongside."""
    if options.rules is None:
        return loading.packaged_checker()
    try:
        document = read_json(options.rules.read_bytes(), most=MAX_RULES)
        return Checker(from_compiled(document))
    except OSError as error:
        raise Refused(f"{options.rules}: cannot be read ({error.strerror}).") from error
    except BadText as error:
        raise Refused(f"{options.rules}: {error}") from error
    except (ValueError, KeyError, TypeError, IndexError, AttributeError) as error:
        raise Refused(
            f"{options.rules}: is no compiled word list ({error}). A site gives its own at "
            "/words/rules.json."
        ) from error


def _finds(name: str, checker: Checker) -> list[Find]:
    if name == "-":
        text = documents.text_of(sys.stdin.buffer.read(documents.MAX_BYTES + 1), "")
    else:
        text = documents.read(Path(name))
    rules = {rule.id: rule for rule in checker.rules}
    begins = [0, *(at + 1 for at, sign in enumerate(text) if sign == "\n")]
    found = []
    for one in checker.check(text):
        line = bisect_right(begins, one.start)
        column = one.start - begins[line - 1] + 1
        found.append(Find(name, line, column, one, rules[one.rule]))
    return found


def _line(find: Find) -> str:
    instead = "; ".join(find.rule.instead)
    words = " ".join(find.found.text.split())
    where = f"{find.file}:{find.line}:{find.column}"
    return f"{where}: {find.found.level} {find.rule.id}: “{words}”: perhaps {instead}"


def _row(find: Find) -> dict[str, Any]:
    return {
        "file": find.file,
        "line": find.line,
        "column": find.column,
        "rule": find.rule.id,
        "level": find.found.level,
        "text": find.found.text,
        "instead": list(find.rule.instead),
        "why": find.rule.why,
    }


def _page(rule: Rule) -> list[str]:
    meaning = "nearly always" if rule.level == "A" else "it depends on who speaks, and when"
    kind = next((one.name for one in loading.kinds() if one.id == rule.kind), rule.kind)
    lines = [f"{rule.id}  {rule.title}", f"  {kind}; is there a better way? {meaning}", ""]
    lines += textwrap.wrap(rule.why, WIDTH, initial_indent="  ", subsequent_indent="  ")
    lines += ["", "  You could say:", *(f"    {one}" for one in rule.instead)]
    context = loading.packaged_written().get(rule.id, {}).get("context")
    if context:
        lines += ["", *textwrap.wrap(context, WIDTH, initial_indent="  ", subsequent_indent="  ")]
    return [*lines, "", f"  Source: {rule.source}"]


# SARIF 2.1.0, which code hosts and editors read


def _sarif(finds: Sequence[Find], rules: Sequence[Rule]) -> dict[str, Any]:
    driver = {
        "name": f"{product} language",
        "rules": [
            {
                "id": rule.id,
                "shortDescription": {"text": rule.title},
                "fullDescription": {"text": rule.why},
                "defaultConfiguration": {"level": SARIF_LEVELS[rule.level]},
                "help": {"text": f"{rule.why} You could say: {'; '.join(rule.instead)}"},
            }
            for rule in rules
        ],
    }
    places = {rule.id: at for at, rule in enumerate(rules)}
    return {
        "$schema": SARIF_SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": driver},
                "columnKind": "unicodeCodePoints",
                "results": [_result(find, places[find.rule.id]) for find in finds],
            }
        ],
    }


def _result(find: Find, place: int) -> dict[str, Any]:
    uri = "stdin" if find.file == "-" else quote(Path(find.file).as_posix())
    region = {
        "startLine": find.line,
        "startColumn": find.column,
        "charOffset": find.found.start,
        "charLength": find.found.end - find.found.start,
        "snippet": {"text": find.found.text},
    }
    message = f"{find.rule.why} You could say: {'; '.join(find.rule.instead)}"
    location = {"physicalLocation": {"artifactLocation": {"uri": uri}, "region": region}}
    return {
        "ruleId": find.rule.id,
        "ruleIndex": place,
        "level": SARIF_LEVELS[find.found.level],
        "message": {"text": message},
        "locations": [location],
    }
