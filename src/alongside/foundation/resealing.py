"""Sealing everything again with the newest key: table by table, a few rows at a time.

Works on the sealed values as they stand, so that nothing is opened longer than it takes, and on
whatever tables there are, so that a new one cannot be forgotten. A row that somebody saves meanwhile
is left to them: their save used the newest key.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import connection, models, transaction

from . import sealed

ROWS_AT_ONCE = 200
FILES_AT_ONCE = 4


@dataclass(frozen=True, slots=True)
class Progress:
    """How far one column is: rows looked at so far, and how many of them were sealed again."""

    column: str
    looked_at: int
    sealed_again: int


def sealed_columns() -> list[tuple[type[models.Model], models.Field[Any, Any]]]:
    """Every sealed field of every table."""
    return [
        (model, field)
        for model in apps.get_models()
        for field in model._meta.local_concrete_fields
        if getattr(field, "sealed", False)
    ]


def reseal_all() -> Iterator[Progress]:
    """Seal everything with the newest key, saying how far it is after each batch.

    Raises sealed.CannotOpen at the first value that no key opens; what was done before stays done.
    """
    for model, field in sealed_columns():
        yield from _reseal(model, field)


def _reseal(model: type[models.Model], field: models.Field[Any, Any]) -> Iterator[Progress]:
    meta, many = model._meta, FILES_AT_ONCE if _is_binary(field) else ROWS_AT_ONCE
    assert meta.pk is not None
    named = tuple(
        connection.ops.quote_name(str(name))
        for name in (meta.db_table, meta.pk.column, field.column)
    )
    looked_at = again = 0
    last: Any = None
    while True:
        with transaction.atomic():
            rows = _rows(named, after=last, many=many)
            for pk, value in rows:
                again += _reseal_row(named, pk, value)
        looked_at += len(rows)
        yield Progress(f"{meta.label}.{field.name}", looked_at, again)
        if len(rows) < many:
            return
        last = rows[-1][0]


def _is_binary(field: models.Field[Any, Any]) -> bool:
    return isinstance(field, models.BinaryField)


def _rows(named: tuple[str, ...], *, after: Any, many: int) -> list[tuple[Any, Any]]:
    """The next rows in the order of their keys, with what stands in the column as it is."""
    table, pk, column = named
    from_here = "" if after is None else f"WHERE {pk} > %s "
    sql = f"SELECT {pk}, {column} FROM {table} {from_here}ORDER BY {pk} LIMIT {many}"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(sql, [] if after is None else [after])
        return [(row[0], row[1]) for row in cursor.fetchall()]


def _reseal_row(named: tuple[str, ...], key: Any, value: Any) -> bool:
    if not value:
        return False
    text = isinstance(value, str)
    closed = value.encode() if text else bytes(value)
    if sealed.is_newest(closed):
        return False
    anew = sealed.reseal(closed)
    table, pk, column = named
    # Only where it still stands as it was read: a save in between is newer.
    sql = f"UPDATE {table} SET {column} = %s WHERE {pk} = %s AND {column} = %s"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(sql, [anew.decode() if text else anew, key, value if text else closed])
        return bool(cursor.rowcount)
