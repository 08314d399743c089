"""A document from an address: the very machine that was looked at, plain, in bounds, or words."""

import io
import socket

import pytest

from alongside.foundation import addresses, fetching
from alongside.foundation.fetching import Bounds, Unfetched, fetch
from tests.factories.tls import NAME, serving


@pytest.fixture
def server(monkeypatch):
    """A server of our own that stands for a public one under the name open.example."""
    with serving() as made:
        truly = addresses.is_public
        monkeypatch.setattr(addresses, "is_public", lambda one: one == "127.0.0.1" or truly(one))
        yield made


def asked(server, path, *, host=NAME, look_up=None, trust=None, **bounds):
    into = io.BytesIO()
    size = fetch(
        f"https://{host}:{server.server_port}{path}",
        into,
        bounds=Bounds(**{"most": 1_000_000, "step": 5.0, "longest": 5.0, **bounds}),
        trust=trust or server.trust,
        look_up=look_up or leads_to("127.0.0.1"),
        ports=frozenset({server.server_port}),
    )
    assert size == into.tell()
    return into.getvalue()


def leads_to(*places):
    """A resolver that leads to each of these in turn, one a time it is asked."""
    left = list(places)

    def look_up(host, port, **more):
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (left.pop(0), port))]

    return look_up


def test_what_stands_there_is_fetched_and_nothing_of_ours_goes_along(server, monkeypatch):
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    server.stands = b'{"a": 1}'
    assert asked(server, "/package?é=ö&x=%20") == b'{"a": 1}'
    ((path, headers),) = server.asked
    assert path == "/package?%C3%A9=%C3%B6&x=%20"
    assert headers == {
        "Host": f"{NAME}:{server.server_port}",
        "Accept": "application/json",
        "Accept-Encoding": "identity",
        "User-Agent": "Alongside",
    }


def test_a_name_that_leads_elsewhere_the_second_time_leads_nobody_there(server, monkeypatch):
    """It is looked up once, and only the number it led to is connected to."""
    looked_up, truly = [], socket.getaddrinfo
    monkeypatch.setattr(
        socket, "getaddrinfo", lambda host, *a, **k: looked_up.append(host) or truly(host, *a, **k)
    )
    server.stands = b"{}"
    assert asked(server, "/package", look_up=leads_to("127.0.0.1", "127.0.0.2")) == b"{}"
    assert set(looked_up) == {"127.0.0.1"}


@pytest.mark.parametrize("place", ["127.0.0.2", "10.0.0.1", "169.254.169.254", "0.0.0.0"])
def test_a_machine_inside_is_not_even_connected_to(server, monkeypatch, place):
    monkeypatch.setattr(fetching, "_Connection", None)
    with pytest.raises(Unfetched, match="not public"):
        asked(server, "/package", look_up=leads_to(place))


def test_a_certificate_for_another_name_or_from_nobody_we_know_is_refused(server):
    with pytest.raises(Unfetched, match="certificate"):
        asked(server, "/package", host="other.example")
    import ssl

    with pytest.raises(Unfetched, match="certificate"):
        asked(server, "/package", trust=ssl.create_default_context())
    assert server.asked == []


def test_being_sent_on_is_refused_and_said(server):
    with pytest.raises(Unfetched, match="sends on to another") as refused:
        asked(server, "/away")
    assert "https://127.0.0.1/secret" in str(refused.value)
    assert str(refused.value).isprintable()
    assert len(server.asked) == 1


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("/broken", "answers with 503"),
        ("/bomb", "packed"),
        ("/large", "larger than 0 MB"),
        ("/endless", "larger than 0 MB"),
        ("/short", "broke off"),
        ("/nonsense", "broke off"),
    ],
)
def test_what_is_no_plain_document_within_bounds_is_refused(server, path, says):
    with pytest.raises(Unfetched, match=says):
        asked(server, path)


@pytest.mark.parametrize("path", ["/drip", "/dripbody"])
def test_an_answer_that_drips_is_given_up(server, path):
    with pytest.raises(Unfetched, match="longer than"):
        asked(server, path, longest=0.3)


def test_a_machine_that_says_nothing_is_given_up():
    """It takes the connection, and keeps its half of the handshake to itself."""
    with socket.create_server(("127.0.0.1", 0)) as mute, pytest.MonkeyPatch.context() as patch:
        patch.setattr(addresses, "is_public", lambda one: True)
        address = f"https://{NAME}:{mute.getsockname()[1]}/"
        facts = {"look_up": leads_to("127.0.0.1"), "ports": frozenset({mute.getsockname()[1]})}
        with pytest.raises(Unfetched, match="longer than"):
            fetch(address, io.BytesIO(), bounds=Bounds(most=10, longest=0.2), **facts)


def test_nobody_at_home_is_said():
    with socket.create_server(("127.0.0.1", 0)) as gone:
        port = gone.getsockname()[1]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(addresses, "is_public", lambda one: True)
        facts = {"look_up": leads_to("127.0.0.1"), "ports": frozenset({port})}
        with pytest.raises(Unfetched, match="does not answer"):
            fetch(f"https://{NAME}:{port}/", io.BytesIO(), bounds=Bounds(most=10), **facts)


@pytest.mark.parametrize(
    "address",
    ["", "x", "http://open.example/", "ftp://open.example/", "file:///etc/passwd", "https://",
     "https:///x", "https://me:secret@open.example/", "https://me@open.example/",
     "https://open.example:22/", "https://open.example:99999/", "https://open.example:x/",
     "https://[::1", "https://a\nb/", "https://a b/", "https://open.example/" + "x" * 3000],
)  # fmt: skip
def test_only_addresses_of_the_web_by_https_are_asked(address):
    def nobody(*args, **more):
        raise AssertionError("looked up")

    with pytest.raises(Unfetched):
        fetch(address, io.BytesIO(), bounds=Bounds(most=10), look_up=nobody)


@pytest.mark.parametrize("host", ["", "a..b", "x" * 64 + ".example", "٣.example"])
def test_a_name_that_is_none_is_words_and_no_fault(host):
    def nobody(*args, **more):
        raise socket.gaierror

    with pytest.raises(Unfetched):
        fetch(f"https://{host}/", io.BytesIO(), bounds=Bounds(most=10), look_up=nobody)
