"""Handing a document to another machine at an https address, without being led anywhere else.

Only public machines are spoken to, at the very place that was looked up; nobody is followed, nothing
that is answered is read but its status, and all of it has an end. On one's own machine, plain http to
itself is allowed: for the demo and for tests.
"""

import http.client
from collections.abc import Mapping
from typing import Final
from urllib.parse import SplitResult, quote, urlsplit

from .reaching import connected, ending, is_own

STEP: Final = 10.0  # seconds for each step
LONGEST: Final = 20.0  # seconds for all of it, however slowly an answer drips
PORTS: Final = frozenset({443, 8443})
LONGEST_ADDRESS: Final = 500


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
    if loopback and is_own(parts):
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
        connection = connected(parts, loopback=loopback, step=STEP)
        with ending(connection, longest):
            connection.request("PUT", path, body, {**headers, "User-Agent": "Alongside"})
            return int(connection.getresponse().status)
    except (OSError, http.client.HTTPException, ValueError, AttributeError) as error:
        raise Unanswered(str(error)) from error
