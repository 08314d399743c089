"""Handing something to another machine: only where it may go, with an end, and nothing is followed."""

import socket
import threading
from contextlib import contextmanager

import pytest

from alongside.foundation import addresses, handing, reaching


@contextmanager
def talking(*lines: bytes, pause: threading.Event | None = None):
    """A machine on loopback that says these lines to whoever asks, and then waits."""
    listening = socket.create_server(("127.0.0.1", 0))
    over = pause or threading.Event()

    def serve():
        try:
            one, _place = listening.accept()
        except OSError:
            return
        with one:
            one.recv(65536)
            for line in lines:
                one.sendall(line)
            over.wait(5)

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/x"
    finally:
        over.set()
        listening.close()
        thread.join()


def put(address, **more):
    return handing.put(address, "statements?statementId=1", b"{}", {}, loopback=True, **more)


def test_only_the_status_is_read():
    with talking(b"HTTP/1.1 204 No Content\r\n\r\n") as address:
        assert put(address) == 204
    with talking(b"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:9/\r\n\r\n") as address:
        assert put(address) == 302


@pytest.mark.parametrize(
    "lines", [(), (b"HTTP/1.1 2",), (b"HTTP/1.1 200 OK\r\nA: b",), (b"SSH-2.0 hello\r\n",)]
)
def test_one_that_says_nothing_half_a_line_or_nonsense_is_given_up(lines):
    with talking(*lines) as address, pytest.raises(handing.Unanswered):
        put(address, longest=0.2)


def test_nobody_there():
    with pytest.raises(handing.Unanswered):
        put("http://127.0.0.1:9/x")


@pytest.mark.parametrize("place", ["127.0.0.1", "10.0.0.8", "169.254.169.254", "::1", "fd00::1"])
def test_a_name_that_leads_behind_the_wall_is_not_spoken_to(monkeypatch, place):
    def look_up(host, port, **_):
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (place, port))]

    monkeypatch.setattr(addresses.socket, "getaddrinfo", look_up)
    with pytest.raises(handing.Unanswered, match="not a public address"):
        put("https://record.example/x")


def test_the_place_that_was_looked_at_is_the_one_connected_to(monkeypatch):
    asked, reached = [], []

    def look_up(host, port, **_):
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("93.184.216.34", port))]

    def reach(found, *, step):
        reached.extend(place for *_, place in found)
        raise OSError("far away")

    monkeypatch.setattr(addresses.socket, "getaddrinfo", look_up)
    monkeypatch.setattr(reaching, "reach", reach)
    with pytest.raises(handing.Unanswered):
        put("https://record.example/x")
    assert (asked, reached) == (["record.example"], [("93.184.216.34", 443)])


@pytest.mark.parametrize(
    "address", ["http://localhost:8000/x", "http://127.0.0.1/x", "http://record.example/x"]
)
def test_plain_http_is_refused_away_from_one_s_own_machine(address):
    with pytest.raises(handing.BadAddress):
        handing.put(address, "x", b"", {})
