"""Checks made when the server starts: what would lose a saved answer is refused."""

from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections
from django.db.utils import OperationalError

WANTED = {"fsync": "on", "full_page_writes": "on", "synchronous_commit": "on"}


@register(Tags.database)
def durable(app_configs: Any = None, databases: Any = None, **kwargs: Any) -> list[CheckMessage]:
    """A database that may forget what it acknowledged is an error (promise 1)."""
    found: list[CheckMessage] = []
    for alias in databases or []:
        connection = connections[alias]
        if connection.vendor == "postgresql":
            found += [
                Error(
                    f"PostgreSQL has {name} = {value}: a power cut could lose a saved answer.",
                    hint=f"Set {name} = on in postgresql.conf.",
                    id="alongside.E001",
                )
                for name, value in _settings(connection).items()
                if value != WANTED[name]
            ]
        elif connection.vendor == "sqlite" and _sqlite_synchronous(connection) < 2:
            found.append(Error("SQLite is not synchronous=FULL.", id="alongside.E002"))
    return found


def _settings(connection: Any) -> dict[str, str]:
    try:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT name, setting FROM pg_settings WHERE name = ANY(%s)", [[*WANTED]]
            )
            return dict(cursor.fetchall())
    except OperationalError:
        return {}


def _sqlite_synchronous(connection: Any) -> int:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous")
        return int(cursor.fetchone()[0])
