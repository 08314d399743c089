"""alongside demo: a small believable place to try everything in, in a database of its own."""

import argparse
import os
from pathlib import Path

from alongside.foundation.actor import Forbidden

from .demo_elsewhere import key_for_courses
from .demo_feedback import words as feedback_words
from .demo_people import PASSWORD, STEWARD_SECRET, cast
from .refusing import Refused
from .serve import port_number, refuse_busy, run

HOST = "127.0.0.1"


def demo(options: argparse.Namespace) -> None:
    """Make what is not there yet; with --serve, serve it. Safe to run again and again."""
    port = port_number(options.port)
    if options.serve:
        refuse_busy(HOST, port)
    _environment()
    from .with_django import start

    start()
    _refuse_other_databases()
    from .upkeep import bring_up_to_date

    try:
        bring_up_to_date()
    except Forbidden as error:
        raise Refused(
            f"{error} This demo was made before its text was changed: to start afresh, delete "
            f"{os.environ['DATABASE_URL'].removeprefix('sqlite:///')} and run this again."
        ) from error
    from .demo_people import fill

    fill()
    print(_words(port))
    if options.serve:
        run(HOST, port)


def _environment() -> None:
    """The demo has its own settings and, unless told otherwise, its own SQLite file."""
    home = Path(os.environ.get("ALONGSIDE_VAR", "var")).resolve()
    home.mkdir(parents=True, exist_ok=True)
    os.environ["ALONGSIDE_DEMO"] = "1"
    os.environ.setdefault("DATABASE_URL", f"sqlite:///{home}/demo.sqlite3")
    os.environ.setdefault("STATIC_ROOT", str(home / "static"))
    key_for_courses(home)


def _refuse_other_databases() -> None:
    """A database that the demo did not make is never touched.

    One of ours with nobody in it and no mark yet is a demo that was stopped while being made.
    """
    from django.db import connection

    from alongside.accounts.models import Person
    from alongside.foundation.models import Installation

    tables = set(connection.introspection.table_names())
    known = {*connection.introspection.django_table_names(), "django_migrations", "cache_entry"}
    people, mark = Person._meta.db_table in tables, Installation._meta.db_table in tables
    ours = tables <= known and (not people or not Person.objects.exists())
    if mark:
        kind = Installation.objects.values_list("kind", flat=True).first()
        ours = kind == "demo" or (kind is None and ours)
    if not ours:
        raise Refused(
            f"The database {connection.settings_dict['NAME']} is not the demo's, so the demo "
            "leaves it alone. Unset DATABASE_URL, or point it at an empty database."
        )


def _words(port: int) -> str:
    from allauth.mfa.totp.internal.auth import (
        format_hotp_value,
        hotp_value,
        yield_hotp_counters_from_time,
    )

    counter = next(iter(yield_hotp_counters_from_time()))
    code = format_hotp_value(hotp_value(STEWARD_SECRET, counter))
    lines = [
        "",
        f"  Alongside is at  http://{HOST}:{port}/",
        "",
        f"  Sign in with the password  {PASSWORD}  as",
        "",
    ]
    lines += [f"    {one.email:34} {one.name}, {one.what}" for one in cast()]
    lines += [
        "",
        "  The stewards and those who read stories also need a code from an authenticator. Add this key:",
        f"    {STEWARD_SECRET}   (just now the code is {code}; `alongside demo` prints a new one)",
        "",
        *feedback_words(),
        "",
        "  Everybody and everything in the demo is made up. Stop it with Ctrl-C.",
        "",
    ]
    return "\n".join(lines)
