"""alongside prepare | check | secret | history verify."""

import argparse
import hashlib
import secrets
import sys
from pathlib import Path

from .erasures import apply_file
from .with_django import start


def prepare(options: argparse.Namespace) -> None:
    start()
    bring_up_to_date()
    _mark_as_a_service()
    _erase_again()
    print("The database, the framework and the static files are up to date.")


def _erase_again() -> None:
    """A backup that was restored brings nobody back."""
    from django.conf import settings

    _known, back = apply_file()
    if back:
        print(f"{back} people whom an old backup had brought back are erased again.")
    if not settings.ERASURES_FILE:
        print(
            "No list of erasures is kept outside the database: set ERASURES_FILE, or whoever is "
            "erased comes back with the next backup that is restored."
        )


def _mark_as_a_service() -> None:
    """From now on the demo leaves this database alone."""
    from alongside.foundation.models import Installation

    Installation.objects.get_or_create(pk=1, defaults={"kind": "service"})


def bring_up_to_date() -> None:
    """Migrate, publish the packaged edition, collect static files: safe to run again and again."""
    from django.core.management import call_command

    from alongside.framework.actions import publish
    from alongside.framework.loading import packaged_edition
    from alongside.framework.queries import stands_apart_from

    call_command("migrate", verbosity=0, skip_checks=False)
    call_command("createcachetable", verbosity=0)
    edition = packaged_edition()
    newest = stands_apart_from(edition)
    if newest:
        print(
            f"{edition.slug}, which comes with this version, is not published: it does not follow the "
            f"newest edition here, {newest}, and nothing that people answered would count in it.",
            file=sys.stderr,
        )
    else:
        publish(actor=None, edition=edition)
    collect_static()


def collect_static() -> None:
    """Collect and compress static files, only when they have changed since the last time."""
    from django.conf import settings
    from django.contrib.staticfiles.finders import get_finders
    from django.core.management import call_command

    seen = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list([]):
            facts = Path(storage.path(path)).stat()
            seen.update(f"{path} {facts.st_size} {facts.st_mtime_ns}\n".encode())
    root = Path(settings.STATIC_ROOT)
    stamp = root / ".collected"
    if stamp.exists() and stamp.read_text() == seen.hexdigest():
        return
    call_command("collectstatic", interactive=False, clear=root.exists(), verbosity=0)
    stamp.write_text(seen.hexdigest())


def check(options: argparse.Namespace) -> int:
    start()
    from django.core.management import call_command
    from django.core.management.base import SystemCheckError

    try:
        call_command("check", deploy=True, databases=["default"], fail_level="WARNING")
    except SystemCheckError as error:
        print(error)
        return 2
    return 0


def secret(options: argparse.Namespace) -> None:
    print(secrets.token_urlsafe(48))


def verify(options: argparse.Namespace) -> int:
    start()
    from alongside.foundation.history import faults

    found = 0
    for fault in faults():
        print(fault)
        found += 1
    print(f"{found} faults found." if found else "Every chain holds.")
    return 1 if found else 0


def deliver(options: argparse.Namespace) -> int:
    start()
    from alongside.completions.actions import send_waiting
    from alongside.foundation.outbox import deliver as hand_on

    done, kept = hand_on()
    print(f"{done} handed on, {kept} kept for later.")
    sent = send_waiting(actor=None)
    if any((sent.arrived, sent.kept, sent.ended)):
        print(
            f"Record stores: {sent.arrived} arrived, {sent.kept} kept for later, "
            f"{sent.ended} given up."
        )
    return 1 if kept or sent.kept else 0


def remind(options: argparse.Namespace) -> int:
    start()
    from django.conf import settings

    from alongside.supervision.actions import send_reminders

    if not settings.EMAIL_HOST:
        print("No mail server is set (EMAIL_HOST), so nobody is reminded.")
        return 0
    sent, failed = send_reminders(actor=None)
    said = "1 session reminded of" if sent == 1 else f"{sent} sessions reminded of"
    print(f"{said}, {failed} kept for later.")
    return 1 if failed else 0
