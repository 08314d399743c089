"""The `alongside` command. Each verb calls one action or query, as a view does.

Exit codes: 0 done, 2 bad input (said where, what, and what to do), 1 a fault of ours.
"""

import sys
from collections.abc import Sequence

from .parser import build
from .refusing import BAD_INPUT, Refused, refusal


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    options = build().parse_args(argv)
    try:
        code = options.run(options)
        sys.stdout.flush()
    except KeyboardInterrupt:
        print("Stopped. Nothing was left half done.", file=sys.stderr)
        return 130
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    except Exception as error:
        words = refusal(error)
        if words is None:
            raise
        print(words, file=sys.stderr)
        return BAD_INPUT
    return int(code or 0)


__all__ = ["Refused", "main"]
