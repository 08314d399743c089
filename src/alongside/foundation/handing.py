"""Handing a document to another machine at an https address, without being led anywhere else.

Only public machines are spoken to, at the very place that was looked up; nobody is followed, nothing
that is answered is read but its status, and all of it has an end. On one's own machine, plain http to
itself is allowed: for the demo and for tests.
"""

import http.client
import socket
import ssl
import threading
from collections.abc import Mapping
from contextlib import suppress
from typing import Any, Final
from urllib.parse import SplitResult, quote, urlsplit

from . import addresses

STEP: Final = 10.0  # seconds for each step
LONGEST: Final = 20.0  # seconds for all of it, however slowly an answer drips
PORTS: Final = frozenset({443, 8443})
LOOPBACK: Final = frozenset({"127.0.0.1", "localhost"})
LONGEST_ADDRESS: Final = 500
MOST_PLACES: Final = 2


class BadAddress(ValueError):
    """Nothing may be handed to this address."""


class Unanswered(OSError):
    """The machine was not reached, or gave no answer that is one. It may have taken what it was sent."""


def checked(address: str, *, loopback: bool) -> SplitResult:
    """An address taken apart. Raises BadAddress for one that may not be used.

    ``loopback``: whether this is one's own machine, where plain http to itself is allowed.
    """
    plain = address.isascii() and address.isprintable() and not set(address) & set(' "<>\\^`{|}')
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError as error:
        raise BadAddress(address) from error
    if not plain or len(address) > LONGEST_ADDRESS or not parts.hostname:
        raise BadAddress(address)
    if "@" in parts.netloc or parts.query or parts.fragment:
        raise BadAddress(address)
    if loopback and parts.scheme == "http" and parts.hostname in LOOPBACK:
        return parts
    if parts.scheme != "https" or (port or 443) not in PORTS:
        raise BadAddress(address)
    return parts


def put(
    address: str,
    target: str,
    body: bytes,
    headers: Mapping[str, str],
    *,
    loopback: bool = False,
    longest: float = LONGEST,
) -> int:
    """PUT a body below an address and give the status of the answer. Raises Unanswered.

    ``target`` is what comes after the address, such as ``statements?statementId=...``.
    """
    parts = checked(address, loopback=loopback)
    path = quote(f"{parts.path.rstrip('/')}/{target}", safe="/%:@!$&'()*+,;=~-._?")
    try:
        connection = _connect(parts)
    except (OSError, UnicodeError) as error:
        raise Unanswered(str(error)) from error
    late = threading.Event()
    ends = threading.Timer(longest, _cut, [connection, late])
    ends.daemon = True
    ends.start()
    try:
        connection.request("PUT", path, body, {**headers, "User-Agent": "Alongside"})
        status = int(connection.getresponse().status)
        if late.is_set():  # what was cut short may look like something that ended
            raise TimeoutError
        return status
    except (OSError, http.client.HTTPException, ValueError, AttributeError) as error:
        raise Unanswered(str(error)) from error
    finally:
        ends.cancel()
        connection.close()


def _connect(parts: SplitResult) -> http.client.HTTPConnection:
    """Connected to a machine that may be spoken to, as itself."""
    host = parts.hostname or ""
    if parts.scheme == "http":
        plain = http.client.HTTPConnection(host, parts.port or 80, timeout=STEP)
        plain.connect()
        return plain
    port = parts.port or 443
    found = addresses.public(host, port)
    made = http.client.HTTPSConnection(
        host, port, timeout=STEP, context=ssl.create_default_context()
    )
    # The place that was looked at is the one connected to, whatever the name leads to by then.
    hidden: Any = made
    hidden._create_connection = lambda _where, *_more: _reach(found)
    made.connect()
    return made


def _reach(found: list[addresses.Place]) -> socket.socket:
    trouble: OSError = OSError("no place to connect to")
    for family, kind, protocol, _name, place in found[:MOST_PLACES]:
        one = socket.socket(family, kind, protocol)
        one.settimeout(STEP)
        try:
            one.connect(place)
        except OSError as error:
            one.close()
            trouble = error
        else:
            return one
    raise trouble


def _cut(connection: http.client.HTTPConnection, late: threading.Event) -> None:
    late.set()
    held = connection.sock
    if held is not None:
        with suppress(OSError):  # closed already
            held.shutdown(socket.SHUT_RDWR)
