"""alongside badge-key: a new key for badges, signing with another one, letting a stolen one go."""

import argparse

from .refusing import Refused
from .with_django import start


def new(options: argparse.Namespace) -> None:
    """Only the key goes to standard output, so that it can be led into a file."""
    from alongside.foundation.proofs import new_key

    print(new_key())


def rotate(options: argparse.Namespace) -> None:
    start()
    from alongside.badges import actions, queries

    if not queries.can_sign():
        raise Refused("BADGE_KEY is empty. Put a key there first: `alongside badge-key new`.")
    public, is_new = actions.keep_key(actor=None)
    earlier = len(queries.keys()) - 1
    said = "from now on" if is_new else "already"
    print(f"Badges are signed with {public} {said}.")
    print(f"Earlier public keys that stay, so that their badges still hold: {earlier}.")


def drop(options: argparse.Namespace) -> None:
    start()
    from alongside.badges import actions
    from alongside.foundation.actor import Forbidden

    try:
        there_was = actions.drop_key(actor=None, public=options.public)
    except Forbidden as error:
        raise Refused(str(error)) from error
    if not there_was:
        raise Refused("No such key signed badges here. /badges/issuer/did.json lists them.")
    print("The key is gone. Badges that were signed with it hold no longer.")
