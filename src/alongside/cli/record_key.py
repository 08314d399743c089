"""alongside record-key rotate: everything sealed again with the key in RECORD_KEY."""

import argparse
import sys

from .refusing import Refused
from .with_django import start


def rotate(options: argparse.Namespace) -> None:
    """Progress goes to standard error, what was done to standard output."""
    start()
    from alongside.foundation.resealing import Progress, reseal_all
    from alongside.foundation.sealed import CannotOpen

    done: dict[str, Progress] = {}
    try:
        for one in reseal_all():
            done[one.column] = one
            print(
                f"{one.column}: {one.looked_at} looked at, {one.sealed_again} sealed again",
                file=sys.stderr,
            )
    except CannotOpen as error:
        again = sum(one.sealed_again for one in done.values())
        raise Refused(
            f"{error} Before that, {again} were sealed again; running this once more goes on "
            "from there."
        ) from error
    again = sum(one.sealed_again for one in done.values())
    looked_at = sum(one.looked_at for one in done.values())
    print(f"{again} of {looked_at} were sealed again; all stand sealed with the newest key now.")
