"""alongside framework list | show CODE | check PATH: from the files, with no database."""

import argparse
import json
import textwrap
from typing import Any

from alongside.core.framework import Edition, Statement
from alongside.framework.loading import load_crosswalk, load_edition, packaged_edition

from .refusing import Refused

WIDTH = 96


def listing(options: argparse.Namespace) -> None:
    edition = packaged_edition()
    if options.json:
        rows = [
            {"code": s.code, "kind": s.kind, "theme": s.theme, "title": s.title, "text": s.text}
            for s in edition.statements
        ]
        print(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    for strand in edition.strands:
        print(f"\n{strand.name}")
        for theme in edition.themes:
            if theme.strand == strand.id:
                print(f"  {theme.name}")
                for code in theme.statements:
                    print(f"    {code}  {edition.by_code[code].title}")


def show(options: argparse.Namespace) -> None:
    edition = packaged_edition()
    statement = edition.by_code.get(options.code.upper())
    if statement is None:
        raise Refused(
            f"There is no statement “{options.code}”. `alongside framework list` shows them all."
        )
    if options.json:
        print(json.dumps(_facts(edition, statement), ensure_ascii=False, indent=2))
        return
    print("\n".join(_page(edition, statement)))


def _facts(edition: Edition, statement: Statement) -> dict[str, Any]:
    faces = statement.faces
    return {
        "edition": edition.slug,
        "id": str(edition.identifier(statement.code)),
        "code": statement.code,
        "kind": statement.kind,
        "theme": statement.theme,
        "title": statement.title,
        "text": statement.text,
        "source": {"section": statement.source.section, "ordinal": statement.source.ordinal},
        "faces": {
            name: getattr(faces, name)
            for name in ("worker", "expect", "ask", "service", "teach", "need")
        },
        "questions": list(statement.questions),
        "if_not": statement.if_not,
        "looks_like": [{"setting": e.setting, "text": e.text} for e in statement.looks_like],
        "does_not_look_like": statement.does_not_look_like,
        "reflect": statement.reflect,
        "checks": [{"where": check.where, "note": check.note} for check in statement.checks],
    }


def _page(edition: Edition, statement: Statement) -> list[str]:
    faces = statement.faces
    theme = edition.theme_by_id[statement.theme]
    lines = [f"{statement.code}  {statement.title}  ({statement.kind}; {theme.name})", ""]
    parts = [
        ("", statement.text),
        ("In my work", faces.worker),
        ("What you can expect", faces.expect),
        ("What to ask", faces.ask),
        ("What a service review looks for", faces.service),
        ("What an educator teaches to", faces.teach),
        ("As a need", faces.need),
        *((f"In practice: {example.setting}", example.text) for example in statement.looks_like),
        ("What it does not look like", statement.does_not_look_like),
        ("Where it comes from", f"{statement.source.section}, number {statement.source.ordinal}"),
        *(("Check before publishing", f"{mark.where}: {mark.note}") for mark in statement.checks),
    ]
    for label, text in parts:
        if label:
            lines.append(label)
        lines += textwrap.wrap(text, WIDTH, initial_indent="  ", subsequent_indent="  ")
    return lines


def check(options: argparse.Namespace) -> None:
    if options.path.is_file() and options.path.name != "edition.yaml":
        one = load_crosswalk(options.path, packaged_edition())
        print(f"{one.id}: {len(one.relations)} relations, no fault found.")
        return
    edition = load_edition(options.path)
    print(f"{edition.slug}: {len(edition.statements)} statements, no fault found.")
