"""A document from an address that somebody gave, without being led anywhere else or kept waiting.

Only https, only public machines (``addresses``), and the address that was looked at is the one that is
connected to. Nothing of ours goes along: no cookie, no name, no proxy. Being sent on, packed answers
and anything too large or too slow are refused, in words.
"""

import socket
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPException
from typing import BinaryIO, Final, cast
from urllib.parse import SplitResult, quote, urlsplit

from django.utils.translation import gettext as _
from urllib3 import BaseHTTPResponse
from urllib3.connection import HTTPSConnection
from urllib3.exceptions import HTTPError

from . import addresses
from .addresses import LookUp, NotPublic

CHUNK: Final = 64 * 1024
LONGEST_ADDRESS: Final = 2000
MOST_PLACES: Final = 4
PORTS: Final = frozenset({443, 8443})
SENT_ON: Final = frozenset({301, 302, 303, 307, 308})
HEADERS: Final = {
    "Accept": "application/json",
    "Accept-Encoding": "identity",
    "User-Agent": "Alongside",
}


class Unfetched(Exception):
    """Nothing was fetched; the message says why, in words for whoever gave the address."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """How much and how long: bytes in all, seconds for each step, seconds for all of it."""

    most: int
    step: float = 15.0
    longest: float = 60.0


def fetch(
    address: str,
    into: BinaryIO,
    *,
    bounds: Bounds,
    trust: ssl.SSLContext | None = None,
    look_up: LookUp | None = None,
    ports: frozenset[int] = PORTS,
) -> int:
    """Write what stands at an address to ``into``, and say how many bytes. Raises Unfetched.

    ``trust``: whose certificates count (those of this machine). What was written before a refusal is
    worth nothing. Looking a name up is bounded by the machine's own resolver.
    """
    parts, port = _parts(address, ports)
    host = cast(str, parts.hostname)
    ends = time.monotonic() + bounds.longest
    try:
        found = addresses.public(host, port, look_up=look_up)
    except NotPublic as error:
        raise Unfetched(_("This leads to a machine that is not public.")) from error
    except (OSError, UnicodeError) as error:
        raise Unfetched(_("There is no machine of that name.")) from error
    trouble: Exception | None = None
    for *_kind, place in found[:MOST_PLACES]:
        connection = _Connection(
            str(place[0]),
            port,
            timeout=bounds.step,
            ssl_context=trust or ssl.create_default_context(),
            server_hostname=host,
        )
        with _ending(connection, ends):
            try:
                connection.connect()
            except (OSError, HTTPError, ValueError) as error:
                trouble = _slow(bounds) if connection.cut else _no_connection(error)
                continue
            try:
                size = _read(connection, parts, into, bounds)
            except (OSError, HTTPError, HTTPException, ValueError) as error:
                raise (_slow(bounds) if connection.cut else _broke_off()) from error
            if connection.cut:  # what was cut short may look like something that ended
                raise _slow(bounds)
            return size
    raise trouble or _no_connection(OSError())


def _parts(address: str, ports: frozenset[int]) -> tuple[SplitResult, int]:
    """An address taken apart, and its port. Raises Unfetched for what may not be asked."""
    if len(address) > LONGEST_ADDRESS or not address.isprintable() or " " in address:
        raise Unfetched(_("This is no address of the web."))
    try:
        parts = urlsplit(address)
        port = parts.port or 443
    except ValueError as error:
        raise Unfetched(_("This is no address of the web.")) from error
    if parts.scheme != "https":
        raise Unfetched(_("Only addresses that begin with https:// are asked."))
    if not parts.hostname:
        raise Unfetched(_("This is no address of the web."))
    if "@" in parts.netloc:
        raise Unfetched(_("An address with a name or password in it is not asked."))
    if port not in ports:
        raise Unfetched(_("Only the usual ports of the web are asked."))
    return parts, port


def _read(connection: "_Connection", parts: SplitResult, into: BinaryIO, bounds: Bounds) -> int:
    target = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    if parts.query:
        target += "?" + quote(parts.query, safe="/?%:@!$&'()*+,;=~-._")
    connection.request(
        "GET",
        target,
        headers={**HEADERS, "Host": parts.netloc.encode("idna").decode()},
        preload_content=False,
        decode_content=False,
    )
    response = connection.getresponse()
    _accept(response, bounds)
    size = 0
    while chunk := response.read(CHUNK, decode_content=False):
        size += len(chunk)
        if size > bounds.most:
            raise _too_large(bounds)
        into.write(chunk)
    return size


def _accept(response: BaseHTTPResponse, bounds: Bounds) -> None:
    """Raises Unfetched for an answer that is not the document itself, plain."""
    if response.status in SENT_ON:
        to = "".join(sign for sign in response.headers.get("Location", "") if sign.isprintable())
        said = _(
            "This address sends on to another (%(to)s). Nobody is followed: give that address."
        )
        raise Unfetched(said % {"to": to[:200] or "?"})
    if response.status != 200:
        said = _("The machine answers with %(status)s and not with a document.")
        raise Unfetched(said % {"status": response.status})
    if response.headers.get("Content-Encoding", "identity").strip().lower() not in ("", "identity"):
        raise Unfetched(_("The answer is packed, though it was asked for plain."))
    length = response.headers.get("Content-Length", "")
    if length.isascii() and length.isdigit() and int(length[:20]) > bounds.most:
        raise _too_large(bounds)


def _too_large(bounds: Bounds) -> Unfetched:
    said = _("What stands there is larger than %(most)s MB.")
    return Unfetched(said % {"most": bounds.most // 2**20})


def _slow(bounds: Bounds) -> Unfetched:
    said = _("It took longer than %(longest)s seconds, and was given up.")
    return Unfetched(said % {"longest": round(bounds.longest)})


def _no_connection(error: Exception) -> Unfetched:
    if isinstance(error, ssl.SSLCertVerificationError):
        return Unfetched(_("Its certificate does not show that it is the machine of that name."))
    return Unfetched(_("The machine does not answer by https."))


def _broke_off() -> Unfetched:
    return Unfetched(_("The answer broke off, or is none that can be read. Try again later."))


class _Connection(HTTPSConnection):
    """Can be ended from outside, from before the first byte goes through it."""

    hold: socket.socket | None = None
    cut = False

    def _new_conn(self) -> socket.socket:
        made = super()._new_conn()
        self.hold = made.dup()
        if self.cut:  # while it was being made
            made.close()
            raise TimeoutError
        return made

    def end(self) -> None:
        self.cut = True
        if self.hold is not None:
            with suppress(OSError):  # closed already
                self.hold.shutdown(socket.SHUT_RDWR)


@contextmanager
def _ending(connection: _Connection, ends: float) -> Iterator[None]:
    """Ends the connection at a time, in whatever step it is: a drip keeps no step from its time."""
    timer = threading.Timer(max(ends - time.monotonic(), 0), connection.end)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        connection.close()
        if connection.hold is not None:
            connection.hold.close()
