"""Which machines may be asked on somebody's word."""

import socket

import pytest

from alongside.foundation import addresses
from alongside.foundation.addresses import NotPublic, public

INSIDE = (
    "0.0.0.0", "0.1.2.3", "10.1.2.3", "100.64.0.1", "127.0.0.1", "127.9.9.9", "169.254.169.254",
    "172.16.0.1", "172.31.255.255", "192.168.0.9", "192.0.2.1", "198.18.0.1", "198.51.100.7",
    "203.0.113.9", "224.0.0.1", "239.1.2.3", "240.0.0.1", "255.255.255.255",
    # told apart by no rule about ranges, and yet machines that tell a cloud's secrets
    "168.63.129.16", "192.0.0.192", "100.100.100.200", "fd00:ec2::254",
    "192.88.99.1", "::", "::1", "::127.0.0.1", "fd00::1", "fc00::1", "fe80::1", "fe80::1%eth0",
    "fec0::1", "ff02::1", "100::1", "2001:db8::1", "3fff::1", "5f00::1",
    # one inside another: mapped, translated, sixth to fourth, tunnelled
    "::ffff:10.0.0.1", "::ffff:8.8.8.8", "::ffff:0:10.0.0.1", "64:ff9b::10.0.0.1",
    "64:ff9b::8.8.8.8", "64:ff9b:1::1", "2002:0a00:0001::", "2002:a9fe:a9fe::", "2001:0:4136:e378::",
    "", "no number", "1.2.3", "0x7f.0.0.1", "2130706433",
)  # fmt: skip
OUTSIDE = (
    "8.8.8.8",
    "93.184.216.34",
    "2606:4700::6810:84e5",
    "2a00:1450:4009::200e",
    "2002:808:808::",
)


@pytest.mark.parametrize("text", INSIDE)
def test_it_is_nobody_else_s_business(text):
    assert not addresses.is_public(text)


@pytest.mark.parametrize("text", OUTSIDE)
def test_it_is_public(text):
    assert addresses.is_public(text)


def resolver(*places):
    def look_up(host, port, **more):
        kinds = [socket.AF_INET6 if ":" in one else socket.AF_INET for one in places]
        return [
            (kind, socket.SOCK_STREAM, 6, "", (one, port))
            for kind, one in zip(kinds, places, strict=True)
        ]

    return look_up


def test_a_name_is_as_public_as_the_least_public_place_it_leads_to():
    found = public("kind.example", 443, look_up=resolver("8.8.8.8", "2606:4700::6810:84e5"))
    assert [place[-1] for place in found] == [("8.8.8.8", 443), ("2606:4700::6810:84e5", 443)]
    for hidden in ("10.0.0.1", "::1", "64:ff9b::8.8.8.8"):
        with pytest.raises(NotPublic):
            public("kind.example", 443, look_up=resolver("8.8.8.8", hidden))


def test_a_name_that_leads_nowhere_is_no_public_place():
    with pytest.raises(OSError, match="nowhere"):
        public("kind.example", 443, look_up=resolver())


def test_this_machine_is_found_out_by_whatever_it_is_called():
    for host in ("localhost", "127.1", "2130706433", "0", "::1", "::ffff:127.0.0.1"):
        with pytest.raises(NotPublic):
            public(host, 443)
