"""alongside feedback key | open: the pair of keys, and opening what was held."""

import argparse
import sys

from .refusing import Refused
from .with_django import start


def key(options: argparse.Namespace) -> None:
    """A new pair, printed and kept nowhere."""
    from nacl.encoding import URLSafeBase64Encoder
    from nacl.public import PrivateKey

    made = PrivateKey.generate()
    public = made.public_key.encode(URLSafeBase64Encoder).decode()
    print("On the server, in its settings:")
    print(f"  FEEDBACK_PUBLIC_KEY={public}")
    print()
    print("For somebody outside the teams to keep, away from the server and its backups:")
    print(f"  {made.encode(URLSafeBase64Encoder).decode()}")
    print()
    print(
        "Without the second, nobody can ever read what was given under the first. It is kept nowhere."
    )


def open_held(options: argparse.Namespace) -> None:
    """Open, then make the database give up what it no longer needs."""
    start()
    from alongside.feedback.actions import WrongKeyError, tidy
    from alongside.feedback.actions import open_held as open_with

    try:
        open_with(actor=None, release_key=_release_key(options))
    except WrongKeyError as error:
        raise Refused(str(error)) from error
    tidy()
    print("Done. Wherever ten people or more gave feedback, a moderator can read it now.")


def _release_key(options: argparse.Namespace) -> str:
    from django.conf import settings

    if options.key_file is None:
        given: str = settings.FEEDBACK_RELEASE_KEY
    elif str(options.key_file) == "-":
        given = sys.stdin.readline()
    else:
        given = options.key_file.read_text(encoding="utf-8")
    if not given.strip():
        raise Refused("Give the release key: --key-file FILE, or --key-file - and type it.")
    return given
