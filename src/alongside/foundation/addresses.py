"""Which machines of the net may be asked on somebody's word: public ones, and no others.

People write addresses into texts and forms. An address may name a machine behind the wall, this one,
or the one that tells a cloud server its keys. Whoever asks connects to the very places that are given
back here, so that a name cannot lead elsewhere the second time it is looked up.
"""

import ipaddress
import socket
from collections.abc import Callable
from typing import Any, Final

Place = tuple[Any, ...]
LookUp = Callable[..., list[Place]]
Address = ipaddress.IPv4Address | ipaddress.IPv6Address

NOT_PUBLIC: Final = "not a public address"
# The only part of IPv6 that is given out to the public.
_GIVEN_OUT: Final = ipaddress.IPv6Network("2000::/3")
# Public by their numbers alone, and yet not for us to ask.
_NOT_FOR_US: Final = (
    ipaddress.ip_network("192.0.0.0/24"),  # kept for protocols; a cloud's metadata are here
    ipaddress.ip_network("192.88.99.0/24"),  # the old way from IPv6 to IPv4
    ipaddress.ip_network("168.63.129.16/32"),  # a cloud's metadata, at a public number
    ipaddress.ip_network("2001::/23"),  # kept for protocols, tunnels among them
    ipaddress.ip_network("3fff::/20"),  # kept for examples, later than some Pythons know
)


class NotPublic(OSError):
    """The name leads to a machine that is nobody else's business."""


def is_public(text: str) -> bool:
    """Whether an address, as numbers, is a machine of the public net.

    An IPv4 address inside an IPv6 one is looked at as itself where anything could lead there;
    mapped and translated ones (``::ffff:``, ``64:ff9b::``) are refused altogether.
    """
    try:
        address = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return False
    return _open(address)


def public(host: str, port: int, *, look_up: LookUp | None = None) -> list[Place]:
    """Where a name leads, as ``socket.getaddrinfo`` says it. Raises NotPublic unless all of it is
    public: a name that leads to both sides of the wall is refused. OSError where it leads nowhere."""
    found = (look_up or socket.getaddrinfo)(host, port, type=socket.SOCK_STREAM)
    for *_, place in found:
        if not is_public(str(place[0])):
            raise NotPublic(NOT_PUBLIC)
    if not found:
        raise OSError("the name leads nowhere")
    return found


def _open(address: Address) -> bool:
    if not address.is_global or address.is_multicast or address.is_reserved:
        return False
    if any(address in network for network in _NOT_FOR_US):
        return False
    if isinstance(address, ipaddress.IPv4Address):
        return True
    inner = address.sixtofour
    return address in _GIVEN_OUT and (inner is None or _open(inner))
