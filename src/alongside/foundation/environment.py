"""Reading the environment: typed, refusing bad values, saying how to mend them.

Every secret ``NAME`` can also be given as ``NAME_FILE``, a path to a file that holds it.
"""

import os
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import unquote, urlsplit

TRUE = {"1", "true", "yes", "on"}
FALSE = {"0", "false", "no", "off", ""}


class BadSetting(ValueError):
    """A setting from the environment that cannot be used; the message says what would be."""


class Environment:
    """Typed access to a mapping such as ``os.environ``; remembers which names it was asked for."""

    def __init__(self, values: Mapping[str, str] | None = None) -> None:
        self.values = os.environ if values is None else values
        self.asked: set[str] = set()

    def text(self, name: str, default: str = "") -> str:
        self.asked.add(name)
        return self.values.get(name, default).strip()

    def secret(self, name: str, default: str = "") -> str:
        self.asked.update({name, f"{name}_FILE"})
        path = self.values.get(f"{name}_FILE", "").strip()
        if path and self.values.get(name):
            raise BadSetting(f"{name} and {name}_FILE are both set. Keep one of them.")
        if not path:
            return self.values.get(name, default).strip()
        try:
            return Path(path).read_text(encoding="utf-8").strip()
        except OSError as error:
            raise BadSetting(
                f"{name}_FILE names {path}, which cannot be read ({error.strerror}). "
                f"Give the path of a file that holds the secret, or set {name}."
            ) from error

    def flag(self, name: str, default: bool = False) -> bool:
        value = self.text(name, "1" if default else "0").lower()
        if value in TRUE:
            return True
        if value in FALSE:
            return False
        raise BadSetting(f"{name} is “{value}”. Use 1 for yes or 0 for no.")

    def number(self, name: str, default: int, *, least: int, most: int) -> int:
        value = self.text(name, str(default))
        try:
            number = int(value)
        except ValueError:
            number = least - 1
        if not least <= number <= most:
            raise BadSetting(f"{name} is “{value}”. Use a whole number from {least} to {most}.")
        return number

    def names(self, name: str, default: str = "") -> list[str]:
        return [part.strip() for part in self.text(name, default).split(",") if part.strip()]

    def web_address(self, name: str, default: str) -> str:
        value = self.text(name, default)
        parts = urlsplit(value)
        if parts.scheme not in {"https", "http"} or not parts.hostname:
            raise BadSetting(f"{name} is “{value}”. Use a whole address, starting with https://.")
        return value

    def choice(self, name: str, default: str, options: tuple[str, ...]) -> str:
        value = self.text(name, default)
        if value not in options:
            raise BadSetting(f"{name} is “{value}”. Use one of: {', '.join(options)}.")
        return value


SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    # FULL, not NORMAL: with NORMAL a power cut loses commits that were already acknowledged.
    # secure_delete: what was erased is written over, not only forgotten by the index.
    # recursive_triggers: without it INSERT OR REPLACE slips past the triggers that guard history.
    # secure_delete: what is deleted is overwritten in the file, not only marked as free.
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
    "PRAGMA recursive_triggers=ON; PRAGMA secure_delete=ON;",
}


def database(url: str) -> dict[str, object]:
    """A Django database setting from ``sqlite:///path`` or ``postgresql://user@host:port/name``."""
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        path = unquote(parts.path.removeprefix("/")) or ":memory:"
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": path,
            "OPTIONS": dict(SQLITE_OPTIONS),
        }
    if parts.scheme not in {"postgresql", "postgres"} or not parts.path.strip("/"):
        raise BadSetting(
            "DATABASE_URL must look like sqlite:///var/alongside.sqlite3 "
            "or postgresql://name:password@host:5432/database."
        )
    try:
        port = str(parts.port or "")
    except ValueError as error:
        raise BadSetting("The port in DATABASE_URL must be a number from 1 to 65535.") from error
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": port,
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "DISABLE_SERVER_SIDE_CURSORS": True,
    }
