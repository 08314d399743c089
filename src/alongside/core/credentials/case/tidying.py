"""One object of somebody else's package, read leniently and put in our form.

Real packages hold nulls, empty texts, times without a zone, links that only repeat where something
stands, identifiers of newer kinds and names nobody knows. What can be understood is put right, and
every such mending is counted; nothing is dropped but what says nothing. What cannot is a fault.
"""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final

from .fields import ASSOCIATIONS, CLASSES, EXTENSION, UUID, Field

LONGEST: Final = 100_000
"""The most characters that one text may have."""
SCHEMES: Final = ("http:", "https:", "urn:", "local:", "data:text/x-")
# What nothing can be kept without; whatever else is missing is only noted.
NEEDED: Final[Mapping[str, frozenset[str]]] = {
    "CFPckgDocument": frozenset({"identifier", "title"}),
    "CFPckgItem": frozenset({"identifier", "fullStatement"}),
    "CFPckgAssociation": frozenset(
        {"identifier", "associationType", "originNodeURI", "destinationNodeURI"}
    ),
    "LinkGenURI": frozenset({"identifier"}),
}
# Where a thing stands is told by the package it is in.
_ECHOES: Final = frozenset({"CFPackageURI", "CFDocumentURI"})
_ANY_UUID: Final = re.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.I)
_OLD_UUID: Final = re.compile(UUID)
_KIND: Final = re.compile(f"{'|'.join(ASSOCIATIONS)}|{EXTENSION}")
_MARKS: Final = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")

NULLS: Final = "names with nothing after them, left out"
ECHOES: Final = "links that only repeat which package this is, left out"
ZONES: Final = "times without a zone, read as UTC"
DAYS: Final = "times where a day is wanted, cut to the day"
KINDS: Final = "identifiers that are no UUID of version 1 to 5, kept"
CASES: Final = "identifiers in capital letters, put in small ones"
LISTS: Final = "single texts where a list is wanted, made a list of one"
UNKNOWN: Final = "names that CASE 1.1 does not have, kept"
MISSING: Final = "names that CASE 1.1 asks for and that are missing"
MARKS: Final = "texts with marks of HTML, kept as they are and shown as plain text"


class Wrong(ValueError):
    """A value that cannot be understood: at which name, and what is wrong."""

    def __init__(self, name: str, says: str) -> None:
        super().__init__(f"{name}: {says}")
        self.name, self.says = name, says


@dataclass
class Tidying:
    """Puts objects in order, and counts what it mended on the way."""

    notes: Counter[str] = field(default_factory=Counter)

    def object(self, name: str, value: Any) -> dict[str, Any]:
        """An object of a class in our form. Raises Wrong."""
        if not isinstance(value, dict):
            raise Wrong(name, "this is no object")
        made: dict[str, Any] = {}
        for one in CLASSES[name]:
            inner = value.get(one.name)
            if inner is None or inner == "":
                if one.name in value:
                    self.notes[NULLS] += 1
                if one.needed:
                    self._missing(name, one.name)
                continue
            made[one.name] = self._field(one, inner)
        known = {one.name for one in CLASSES[name]}
        for key, inner in value.items():
            if key not in known:
                self._other(made, key, inner)
        return made

    def _missing(self, name: str, key: str) -> None:
        if key in NEEDED.get(name, ()):
            raise Wrong(key, "this is missing")
        self.notes[MISSING] += 1

    def _other(self, made: dict[str, Any], key: str, inner: Any) -> None:
        if key in _ECHOES:
            self.notes[ECHOES] += 1
        elif inner is None or inner == "":
            self.notes[NULLS] += 1
        else:
            self.notes[UNKNOWN] += 1
            made[key] = inner

    def _field(self, one: Field, value: Any) -> Any:
        if not one.many:
            return self._value(one, value)
        if isinstance(value, str):
            self.notes[LISTS] += 1
            value = [value]
        if not isinstance(value, list):
            raise Wrong(one.name, "this is no list")
        if None in value:
            self.notes[NULLS] += value.count(None)
        return [self._value(one, inner) for inner in value if inner is not None]

    def _value(self, one: Field, value: Any) -> Any:
        if one.kind in CLASSES:
            return self.object(one.kind, value)
        if one.kind == "open":
            if not isinstance(value, dict):
                raise Wrong(one.name, "this is no object")
            return value
        if one.kind in ("whole", "number"):
            return _number(one, value)
        if not isinstance(value, str):
            raise Wrong(one.name, "this is no text")
        if len(value) > LONGEST:
            raise Wrong(one.name, f"this is longer than {LONGEST:,} characters")
        return self._text(one, value)

    def _text(self, one: Field, value: str) -> str:
        if one.kind == "uuid" or one.name == "identifier":
            return self.identifier(one, value)
        if one.kind == "time":
            return self._time(one.name, value)
        if one.kind == "date":
            return self._day(one.name, value)
        if one.kind == "uri" and not value.lower().startswith(SCHEMES):
            raise Wrong(one.name, f"“{value[:60]}” is no address of the web")
        if one.name == "associationType" and _KIND.fullmatch(value) is None:
            raise Wrong(one.name, f"“{value[:60]}” is no association that CASE has")
        if one.kind == "text" and _MARKS.search(value):
            self.notes[MARKS] += 1
        return value

    def identifier(self, one: Field, value: str) -> str:
        """A UUID of any kind, in small letters; a link to something else may hold any text."""
        if _ANY_UUID.fullmatch(value) is None:
            if one.kind == "uuid" or len(value) > 300:
                raise Wrong(one.name, f"“{value[:60]}” is no UUID")
            self.notes[KINDS] += 1
            return value
        if value != value.lower():
            self.notes[CASES] += 1
            value = value.lower()
        if _OLD_UUID.fullmatch(value) is None:
            self.notes[KINDS] += 1
        return value

    def _time(self, name: str, value: str) -> str:
        try:
            found = datetime.fromisoformat(value)
        except ValueError as error:
            raise Wrong(name, f"“{value[:60]}” is no time") from error
        if found.tzinfo is None:
            self.notes[ZONES] += 1
            return found.isoformat() + "+00:00"
        return value

    def _day(self, name: str, value: str) -> str:
        try:
            if len(value) <= 10:
                return date.fromisoformat(value).isoformat()
            found = datetime.fromisoformat(value).date().isoformat()
        except ValueError as error:
            raise Wrong(name, f"“{value[:60]}” is no day") from error
        self.notes[DAYS] += 1
        return found


def _number(one: Field, value: Any) -> int | float:
    fits = isinstance(value, int) or (one.kind == "number" and isinstance(value, float))
    if isinstance(value, bool) or not fits or abs(value) >= 2**31:
        raise Wrong(one.name, "this is no number that fits here")
    return value  # type: ignore[no-any-return]
