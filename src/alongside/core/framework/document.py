"""An edition as plain JSON values and back, loss-free, and the digest over its content."""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, is_dataclass
from enum import StrEnum
from typing import Any, TypeVar

from .dispositions import Became, Disposition, PointChange
from .edition import (
    Check,
    Edition,
    Emphasis,
    Example,
    Faces,
    Fact,
    Kind,
    OutsideThing,
    Pair,
    Point,
    Profile,
    Setting,
    Source,
    Statement,
    Strand,
    Theme,
)

Made = TypeVar("Made")


def to_document(edition: Edition) -> dict[str, Any]:
    """The edition as plain JSON values (dict, list, str, int, None), loss-free."""
    return dict(_plain(edition))


def from_document(document: Mapping[str, Any]) -> Edition:
    """The edition that ``to_document`` wrote down.

    The document must have been checked: KeyError, TypeError or ValueError for anything else.
    """
    made = {
        "strands": _rows(Strand, document["strands"]),
        "themes": _each(theme_from, document["themes"]),
        "statements": _each(statement_from, document["statements"]),
        "points": {
            Kind(kind): _each(point_from, rows) for kind, rows in document["points"].items()
        },
        "other_points": _each(point_from, document["other_points"]),
        "pairs": _rows(Pair, document["pairs"]),
        "profiles": _each(profile_from, document["profiles"]),
        "outside_things": _rows(OutsideThing, document["outside_things"], "statements", "sources"),
        "settings": _rows(Setting, document["settings"]),
        "facts": _each(
            lambda row: Fact(**{**row, "source": Source(**row["source"])}), document["facts"]
        ),
        "no_evidence": tuple(document["no_evidence"]),
        "edition_checks": _rows(Check, document["edition_checks"]),
        "dispositions": _each(disposition, document.get("dispositions", ())),
        "points_became": _each(point_change, document.get("points_became", ())),
    }
    return Edition(**{**document, **made})


def digest(edition: Edition) -> str:
    """SHA-256 (64 hex digits) over the edition's canonical JSON.

    Keys are sorted and empty values left out, so only content counts, and a field that the
    product gains later leaves old digests as they were. A published edition is immutable:
    whoever keeps it compares digests, and asks for a new edition where they differ.
    """
    content = _without_empty(to_document(edition))
    canonical = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()


def _without_empty(value: Any) -> Any:
    if isinstance(value, dict):
        kept = {key: _without_empty(inner) for key, inner in value.items()}
        return {key: inner for key, inner in kept.items() if inner not in ("", None, [], {}, False)}
    return [_without_empty(inner) for inner in value] if isinstance(value, list) else value


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {item.name: _plain(getattr(value, item.name)) for item in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(inner) for inner in value]
    return str(value) if isinstance(value, StrEnum) else value


def _each(make: Callable[[Any], Made], rows: Iterable[Any]) -> tuple[Made, ...]:
    return tuple(make(row) for row in rows)


def statement_from(row: Mapping[str, Any]) -> Statement:
    made = {
        "source": Source(**row["source"]),
        "faces": Faces(**row["faces"]),
        "questions": tuple(row["questions"]),
        "looks_like": _rows(Example, row["looks_like"]),
        "also_themes": tuple(row["also_themes"]),
        "checks": _rows(Check, row["checks"]),
    }
    return Statement(**{**row, **made})


def theme_from(row: Mapping[str, Any]) -> Theme:
    lists = {name: tuple(row[name]) for name in ("statements", "chime")}
    return Theme(**{**row, **lists})


def point_change(row: Mapping[str, Any]) -> PointChange:
    return PointChange(**{**row, "kind": Became(row["kind"])})


def disposition(row: Mapping[str, Any]) -> Disposition:
    """One disposition from its plain values. Raises ValueError for a kind there is not."""
    made = {"kind": Became(row["kind"]), "old": tuple(row["old"]), "new": tuple(row["new"])}
    return Disposition(**{**row, **made})


def _rows(kind: Callable[..., Made], rows: Iterable[Any], *names: str) -> tuple[Made, ...]:
    """Plain rows as values of one kind, the named lists in them as tuples."""
    return tuple(kind(**{**row, **{name: tuple(row[name]) for name in names}}) for row in rows)


def point_from(row: Mapping[str, Any]) -> Point:
    return Point(**{**row, "offered_for": tuple(Kind(kind) for kind in row["offered_for"])})


def profile_from(row: Mapping[str, Any]) -> Profile:
    return Profile(**{**row, "emphasis": _rows(Emphasis, row["emphasis"])})
