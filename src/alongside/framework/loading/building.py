"""The parts of an edition's folder as one document, once nothing in them is wrong."""

from collections.abc import Iterable, Mapping
from typing import Any

from alongside.core.framework import Kind


def document(
    parts: Mapping[str, Any], rows: Iterable[tuple[Mapping[str, Any], str]]
) -> dict[str, Any]:
    """The files as one document, in the shape core's ``from_document`` reads. ``rows`` are the
    statements, each with the id of its theme.
    """
    edition, points, profiles = parts["edition"], parts["points"], parts["profiles"]
    statements = sorted(
        (_statement(row, theme) for row, theme in rows),
        key=lambda row: "KSV".index(row["code"][0]) * 100 + int(row["code"][1:]),
    )
    about = {key: value for key, value in points.items() if isinstance(value, str)}
    return {
        **{key: edition[key] for key in ("slug", "title", "publisher", "year", "strands")},
        "settings": edition["settings"],
        "themes": [_theme(row, statements) for row in edition["themes"]],
        "statements": statements,
        "points": {kind.value: [_point(row) for row in points[kind.value]] for kind in Kind},
        "other_points": [_point(row) for row in points["other"]],
        "pairs": parts["pairs"]["pairs"],
        "profiles": [
            {**row, "overlay": key == "overlays"}
            for key in ("profiles", "overlays")
            for row in profiles[key]
        ],
        "outside_things": [
            {"statements": [], "sources": [], **row} for row in parts["outside-things"]["things"]
        ],
        "facts": edition.get("facts", []),
        "no_evidence": edition.get("no_evidence", []),
        "edition_checks": [{"about": "", **row} for row in edition.get("checks", [])],
        "about": {
            **edition.get("about", {}),
            "points": {**about, "notes": points.get("notes", [])},
            "profiles": profiles["about"],
        },
        **_before(parts),
    }


def _before(parts: Mapping[str, Any]) -> dict[str, Any]:
    said = dict(parts.get("dispositions", {}))
    rows = [{"old": [], "new": [], "why": "", **row} for row in said.get("dispositions", ())]
    points = [{"why": "", **row} for row in said.pop("points", ())]
    return {**said, "dispositions": rows, "points_became": points}


def _statement(row: Mapping[str, Any], theme: str) -> dict[str, Any]:
    checks = [{"about": row["code"], **check} for check in row.get("checks", [])]
    return {"also_themes": [], **row, "theme": theme, "checks": checks}


def _theme(row: Mapping[str, Any], statements: list[dict[str, Any]]) -> dict[str, Any]:
    codes = [one["code"] for one in statements if one["theme"] == row["id"]]
    return {"chime": [], **row, "statements": codes}


def _point(row: Mapping[str, Any]) -> dict[str, Any]:
    return {"offered_for": [kind.value for kind in Kind], **row}
