"""A connection to another machine: to the very place that was looked up, and with an end to all of it.

On one's own machine, plain http to itself is allowed: for the demo and for tests.
"""

import http.client
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any, Final
from urllib.parse import SplitResult

from . import addresses

LOOPBACK: Final = frozenset({"127.0.0.1", "localhost"})
MOST_PLACES: Final = 4


def is_own(parts: SplitResult) -> bool:
    """Whether this is plain http to the machine itself."""
    return parts.scheme == "http" and parts.hostname in LOOPBACK


def connected(parts: SplitResult, *, loopback: bool, step: float) -> http.client.HTTPConnection:
    """Connected to a machine that may be spoken to, as itself; ``step``: seconds for each step.

    Raises NotPublic, or OSError or UnicodeError where no machine is reached.
    """
    host = parts.hostname or ""
    if loopback and is_own(parts):
        plain = http.client.HTTPConnection(host, parts.port or 80, timeout=step)
        plain.connect()
        return plain
    port = parts.port or 443
    found = addresses.public(host, port)
    made = http.client.HTTPSConnection(
        host, port, timeout=step, context=ssl.create_default_context()
    )
    # The place that was looked at is the one connected to, whatever the name leads to by then.
    hidden: Any = made
    hidden._create_connection = lambda _where, *_more: reach(found, step=step)
    made.connect()
    return made


def reach(found: list[addresses.Place], *, step: float | None) -> socket.socket:
    """Connected to the first of these places that answers. OSError where none does."""
    trouble: OSError = OSError("no place to connect to")
    for family, kind, protocol, _name, place in found[:MOST_PLACES]:
        one = None
        try:
            one = socket.socket(family, kind, protocol)
            one.settimeout(step)
            one.connect(place)
        except OSError as error:
            if one is not None:
                one.close()
            trouble = error
        else:
            return one
    raise trouble


@contextmanager
def ending(connection: http.client.HTTPConnection, longest: float) -> Iterator[None]:
    """Ends a connection after so many seconds, in whatever step it is, and afterwards anyway.

    Raises TimeoutError then: what was cut short may look like something that ended.
    """
    late = threading.Event()
    timer = threading.Timer(longest, _cut, [connection, late])
    timer.daemon = True
    timer.start()
    try:
        yield
        if late.is_set():
            raise TimeoutError("it took too long")
    finally:
        timer.cancel()
        connection.close()


def _cut(connection: http.client.HTTPConnection, late: threading.Event) -> None:
    late.set()
    held = connection.sock
    if held is not None:
        with suppress(OSError):  # closed already
            held.shutdown(socket.SHUT_RDWR)
