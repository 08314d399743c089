"""alongside completions: employers' record stores. Who uses one is nobody's to see, here either."""

import argparse
from uuid import UUID

from alongside.foundation.actor import Forbidden

from .refusing import Refused
from .with_django import start


def add_store(options: argparse.Namespace) -> None:
    start()
    from alongside.completions import actions

    try:
        secret = options.secret_file.read_text(encoding="utf-8").strip()
    except OSError as error:
        raise Refused(f"{options.secret_file} cannot be read: {error.strerror}.") from error
    try:
        made = actions.add_store(
            actor=None,
            name=options.name,
            address=options.address,
            key=options.key,
            secret=secret,
            board=options.board,
            service=options.service,
        )
    except Forbidden as error:
        raise Refused(str(error)) from error
    print(f"{made.pk}  {made.name}: set up. It is told of nobody until they turn it on themselves.")


def listing(options: argparse.Namespace) -> None:
    start()
    from alongside.completions import queries

    for one in queries.stores():
        ended = f"  ended {one.ended_at:%Y-%m-%d}" if one.ended_at else ""
        print(f"{one.pk}  {one.name}  {one.service or one.board}  {one.address}{ended}")


def end(options: argparse.Namespace) -> None:
    start()
    from alongside.completions import actions

    try:
        ended = actions.end_store(actor=None, store_id=UUID(options.id))
    except ValueError:
        ended = False
    if not ended:
        raise Refused(
            f"No record store “{options.id}” is in use. `alongside completions list` shows them."
        )
    print("Nothing is sent there from now on.")
