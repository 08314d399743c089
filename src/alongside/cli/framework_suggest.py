"""alongside framework suggest FILE: statements to look at beside another framework's items."""

import argparse
import json
from typing import Any

from alongside.framework.loading import load_items, packaged_edition, suggester

from .refusing import Refused

MOST = 10


def suggest(options: argparse.Namespace) -> None:
    if not 1 <= options.most <= MOST:
        raise Refused(f"--most is {options.most}, and may be from 1 to {MOST}.")
    edition = packaged_edition()
    ready = suggester(edition)
    rows: list[dict[str, Any]] = [
        {
            "item": item.code,
            "title": item.title,
            "suggested": [
                {
                    "statement": one.code,
                    "title": edition.by_code[one.code].title,
                    "shared_words": list(one.words),
                }
                for one in ready.of(item.text, most=options.most)
            ],
        }
        for item in load_items(options.file)
    ]
    if options.json:
        print(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    for row in rows:
        print("\n".join(_lines(row)))
    print("\nThese only share words. Nothing was kept: read both, and write down what you judge.")


def _lines(row: dict[str, Any]) -> list[str]:
    lines = [f"\n{row['item']}  {row['title']}"]
    for one in row["suggested"]:
        words = ", ".join(one["shared_words"]) or "like the ones above"
        lines.append(f"  {one['statement']}  {one['title']}  ({words})")
    return lines if row["suggested"] else [*lines, "  no telling word in common"]
