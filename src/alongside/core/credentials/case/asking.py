"""What a list is asked for: limit, offset, sort, orderBy, filter and fields, by the binding's rules.

``filter`` is ``field op 'value'``, once or twice with one AND or OR between; a field inside another
is reached by a dot. Where the published documents disagree, ADR 0020 says what is done here.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from .fields import CLASSES, Field

LIMIT: Final = 100
MOST: Final = 2**31 - 1
LONGEST: Final = 2000

_CLAUSE: Final = re.compile(r"\s*([A-Za-z][A-Za-z0-9.]*)\s*(!=|>=|<=|=|>|<|~)\s*'([^']*)'\s*")
_BETWEEN: Final = re.compile(r"(AND|OR)(?=\s)", re.I)

Record = Mapping[str, Any]


class BadQuestion(ValueError):
    """A question that cannot be answered: which part of it, and the binding's word for that."""

    def __init__(self, name: str, minor: str, says: str) -> None:
        super().__init__(says)
        self.name, self.minor, self.says = name, minor, says


@dataclass(frozen=True, slots=True)
class Clause:
    field: str
    op: str
    value: str


@dataclass(frozen=True, slots=True)
class Question:
    """One question to a list, understood. ``any_of``: one clause is enough (OR)."""

    limit: int = LIMIT
    offset: int = 0
    sort: str = ""
    down: bool = False
    clauses: tuple[Clause, ...] = ()
    any_of: bool = False
    fields: tuple[str, ...] = ()


def understand(asked: Mapping[str, Sequence[str]], *, name: str = "CFDocument") -> Question:
    """The question in a query string (each name with all its values). Raises BadQuestion."""
    order = _last(asked, "orderBy", "asc")
    if order not in ("asc", "desc"):
        says = "orderBy is asc or desc."
        raise BadQuestion("orderBy", "invalid_sort_field", says)
    sort = _last(asked, "sort")
    clauses, any_of = _filter(asked["filter"][-1], name) if asked.get("filter") else ((), False)
    return Question(
        limit=_number(asked, "limit", LIMIT, least=1),
        offset=_number(asked, "offset", 0, least=0),
        sort=sort if _field(name, sort) else "",
        down=order == "desc",
        clauses=clauses,
        any_of=any_of,
        fields=_selected(asked["fields"], name) if "fields" in asked else (),
    )


def ask(question: Question, records: Iterable[Record]) -> tuple[list[Record], int]:
    """The records of one page, and how many there are on all pages together."""
    met = any if question.any_of else all
    found = [
        one
        for one in records
        if not question.clauses or met(meets(one, clause) for clause in question.clauses)
    ]
    if question.sort:
        # What has no such field comes last, whichever way the rest runs.
        has = [one for one in found if _values(one, question.sort)]
        lacks = [one for one in found if not _values(one, question.sort)]
        by = question.sort
        found = [*sorted(has, key=lambda one: _sorted_by(one, by), reverse=question.down), *lacks]
    page = found[question.offset : question.offset + question.limit]
    return [_only(one, question.fields) for one in page], len(found)


def meets(record: Record, clause: Clause) -> bool:
    """Whether a record is what a clause asks for. Letters' case counts for nothing."""
    values = [str(one).casefold() for one in _values(record, clause.field)]
    wanted = clause.value.casefold()
    if _many(record, clause.field):
        listed = [part.strip() for part in wanted.split(",")]
        if clause.op == "~":
            return any(part in value for part in listed for value in values)
        if clause.op in ("=", "!="):
            return (sorted(values) == sorted(listed)) == (clause.op == "=")
    if not values:
        return clause.op == "!="
    return any(_compare(value, clause.op, wanted) for value in values)


# Reading the question


def _last(asked: Mapping[str, Sequence[str]], name: str, otherwise: str = "") -> str:
    values = asked.get(name)
    return values[-1] if values else otherwise


def _number(asked: Mapping[str, Sequence[str]], name: str, otherwise: int, *, least: int) -> int:
    text = _last(asked, name, str(otherwise))
    if re.fullmatch("[0-9]{1,10}", text, re.ASCII) and least <= int(text) <= MOST:
        return int(text)
    says = f"{name} is a whole number, {least} or more."
    raise BadQuestion(name, "invalid_selection_field", says)


def _selected(values: Sequence[str], name: str) -> tuple[str, ...]:
    """The fields asked for; none (that is, all of them) where one of them is not known."""
    names = [part.strip() for value in values for part in value.split(",")]
    if not all(names):
        says = "fields names one field or several, with commas between."
        raise BadQuestion("fields", "invalid_selection_field", says)
    known = {one.name for one in CLASSES[name]}
    return tuple(names) if set(names) <= known else ()


def _filter(text: str, name: str) -> tuple[tuple[Clause, ...], bool]:
    clauses: list[Clause] = []
    any_of, at = False, 0
    while len(text) <= LONGEST and len(clauses) < 2:
        found = _CLAUSE.match(text, at)
        if found is None or _field(name, found[1]) is None:
            break
        clauses.append(Clause(found[1], found[2], found[3]))
        between = _BETWEEN.match(text, found.end())
        if between is None or len(clauses) == 2:
            at = found.end()
            break
        any_of, at = between[1].upper() == "OR", between.end()
    if clauses and at == len(text):
        return tuple(clauses), any_of
    says = (
        "filter is a field, one of = != > >= < <= ~, and a value in single quotes; once, or twice "
    )
    raise BadQuestion("filter", "invalid_selection_field", f"{says}with AND or OR between.")


def _field(name: str, path: str) -> Field | None:
    """The field that a path such as ``licenseURI.title`` leads to, if there is one."""
    first, _, rest = path.partition(".")
    found = next((one for one in CLASSES.get(name, ()) if one.name == first), None)
    if found is None or not rest:
        return found
    return _field(found.kind, rest)


# Looking at records


def _values(record: Any, path: str) -> list[Any]:
    """Everything a path leads to in a record; lists on the way are looked into."""
    if isinstance(record, list):
        return [value for one in record for value in _values(one, path)]
    if not path:
        return [] if record is None else [record]
    if not isinstance(record, Mapping):
        return []
    first, _, rest = path.partition(".")
    return _values(record.get(first), rest)


def _many(record: Record, path: str) -> bool:
    return isinstance(record.get(path.partition(".")[0]), list)


_OPS: Final[Mapping[str, Callable[[Any, Any], bool]]] = {
    "=": lambda one, other: bool(one == other),
    "!=": lambda one, other: bool(one != other),
    ">": lambda one, other: bool(one > other),
    ">=": lambda one, other: bool(one >= other),
    "<": lambda one, other: bool(one < other),
    "<=": lambda one, other: bool(one <= other),
}


def _compare(value: str, op: str, wanted: str) -> bool:
    if op == "~":
        return wanted in value
    one, other = _moment(value), _moment(wanted)
    if one and other:
        return _OPS[op](one, other)
    return _OPS[op](value, wanted)


def _moment(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text.upper())
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _sorted_by(record: Record, path: str) -> tuple[str, ...]:
    return tuple(str(value).casefold() for value in _values(record, path))


def _only(record: Record, fields: tuple[str, ...]) -> Record:
    return {key: value for key, value in record.items() if key in fields} if fields else record
