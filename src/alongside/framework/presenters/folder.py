"""An edition as the files that ``loading`` reads: what a folder of YAML holds, and its text.

Loading what is written here gives the same edition back.
"""

from collections.abc import Mapping
from typing import Any, Final

import yaml

from alongside.core.framework import Kind

Part = dict[str, Any]

WIDTH: Final = 100
# What stands in a statement only where it says something.
_MAY_LACK: Final = ("also_themes", "checks")


def parts_of(document: Mapping[str, Any]) -> dict[str, Part]:
    """Each file of the edition (its path in the folder) with what it holds."""
    about = dict(document["about"])
    points, profiles = about.pop("points", {}), about.pop("profiles", {})
    parts = {
        "edition.yaml": _edition(document, about),
        "points.yaml": _points(document, points),
        "pairs.yaml": {"pairs": document["pairs"]},
        "profiles.yaml": _profiles(document, profiles),
        "outside-things.yaml": {"things": [_thing(one) for one in document["outside_things"]]},
    }
    for theme in document["themes"]:
        rows = [one for one in document["statements"] if one["theme"] == theme["id"]]
        made = {"theme": theme["id"], "statements": [_statement(one) for one in rows]}
        parts[f"statements/{theme['id']}.yaml"] = made
    if document.get("previous"):
        parts["dispositions.yaml"] = _before(document)
    return parts


def as_yaml(part: Part) -> str:
    """Plain text, in the order it was given; no anchors, which loading refuses."""
    text: str = yaml.dump(
        part, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=WIDTH, line_break="\n"
    )
    return text


class _Dumper(yaml.SafeDumper):
    def ignore_aliases(self, data: Any) -> bool:
        return True


def _edition(document: Mapping[str, Any], about: Part) -> Part:
    codes = [one["code"] for one in document["statements"]]
    return _said(
        {
            **{key: document[key] for key in ("slug", "title", "publisher", "year")},
            "counts": {
                kind.value: sum(code[:1] == kind.value[0].upper() for code in codes)
                for kind in Kind
            },
            "strands": document["strands"],
            "themes": [_theme(one) for one in document["themes"]],
            "settings": document["settings"],
            "no_evidence": document["no_evidence"],
            "about": about,
            "facts": [_said(one) for one in document["facts"]],
            "checks": [_check(one) for one in document["edition_checks"]],
        }
    )


def _theme(row: Mapping[str, Any]) -> Part:
    made = {key: value for key, value in row.items() if key != "statements"}
    return {key: value for key, value in made.items() if value or key == "chime"}


def _statement(row: Mapping[str, Any]) -> Part:
    made = {key: value for key, value in row.items() if key != "theme"}
    made["checks"] = [_check(one) for one in row["checks"]]
    return {key: value for key, value in made.items() if value or key not in _MAY_LACK}


def _check(row: Mapping[str, Any]) -> Part:
    return {"where": row["where"], "note": row["note"]}


def _points(document: Mapping[str, Any], about: Mapping[str, Any]) -> Part:
    everywhere = [kind.value for kind in Kind]

    def point(row: Mapping[str, Any]) -> Part:
        kept = {key: row[key] for key in ("id", "label", "line")}
        offered = list(row["offered_for"])
        return kept if offered == everywhere else {**kept, "offered_for": offered}

    return {
        **_said(about),
        **{kind: [point(one) for one in rows] for kind, rows in document["points"].items()},
        "other": [point(one) for one in document["other_points"]],
    }


def _profiles(document: Mapping[str, Any], about: Mapping[str, Any]) -> Part:
    def profile(row: Mapping[str, Any]) -> Part:
        made = {key: value for key, value in row.items() if key != "overlay"}
        return {**made, "emphasis": [_said(one) for one in row["emphasis"]]}

    return {
        "about": dict(about),
        "profiles": [profile(one) for one in document["profiles"] if not one["overlay"]],
        "overlays": [profile(one) for one in document["profiles"] if one["overlay"]],
    }


def _thing(row: Mapping[str, Any]) -> Part:
    return _said(row)


def _before(document: Mapping[str, Any]) -> Part:
    return _said(
        {
            "previous": document["previous"],
            "identifiers": dict(document.get("identifiers", {})),
            "dispositions": [_said(one) for one in document["dispositions"]],
            "points": [_said(one) for one in document.get("points_became", ())],
        }
    )


def _said(row: Mapping[str, Any]) -> Part:
    """Without what says nothing."""
    return {key: value for key, value in row.items() if value not in ("", None, [], {})}
