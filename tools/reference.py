"""Writes docs/reference/cli.md from the command's own help; with --check, says whether it is fresh."""

import argparse
import os
import sys
from pathlib import Path

os.environ["COLUMNS"] = "96"

from alongside.cli.parser import build

PAGE = Path(__file__).resolve().parents[1] / "docs" / "reference" / "cli.md"
HEAD = """# The `alongside` command

Made from the command's own help by `make docs`.

Exit codes: 0 done, 2 input that cannot be used (with where, what, and what to do), 1 a fault of ours
(for `alongside language check`, 1 means that it found something of level A; for
`alongside identifiers check`, that it found anything at all; for `alongside framework diff`, that
the two editions differ).
"""


def pages(parser: argparse.ArgumentParser) -> list[str]:
    """The help of a parser and of every verb under it."""
    found = [f"\n## `{parser.prog}`\n\n```\n{parser.format_help().strip()}\n```\n"]
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for inner in action.choices.values():
                found += pages(inner)
    return found


def text() -> str:
    return HEAD + "".join(pages(build()))


if __name__ == "__main__":
    if "--check" in sys.argv:
        sys.exit(PAGE.read_text(encoding="utf-8") != text())
    PAGE.write_text(text(), encoding="utf-8")
