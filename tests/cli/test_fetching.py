"""The link checker asks only what is public, however an address tries to lead it inside."""

import socket
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from alongside.cli import fetching


class Door(BaseHTTPRequestHandler):
    asked: list[str]

    def do_GET(self):
        self.server.asked.append(self.path)
        what, _, rest = self.path.strip("/").partition("/")
        if what == "on":
            self.send_response(302)
            self.send_header("Location", f"http://{rest}")
            self.end_headers()
        elif what == "drip":
            for _ in range(100):
                self.wfile.write(b"H")
                time.sleep(0.05)
            self.server.asked.append("all of it")  # type: ignore[attr-defined]
        elif what == "nonsense":
            self.wfile.write(b"good morning\r\n\r\n")
        elif what == "endless":
            self.send_response(200)
            self.end_headers()
            while True:
                self.wfile.write(b"x" * 65536)
        else:
            self.send_response(int(what or 200))
            self.end_headers()

    def log_message(self, *args):
        pass


@pytest.fixture
def server(monkeypatch):
    """A server of our own that stands for a public one under the name open.example."""
    made = ThreadingHTTPServer(("127.0.0.1", 0), Door)
    made.daemon_threads = True
    made.asked = []
    made.handle_error = lambda *args: None
    threading.Thread(target=made.serve_forever, daemon=True).start()
    monkeypatch.setattr(fetching, "PORTS", {made.server_port})
    truly = fetching.public

    def public(host, port):
        if host == "open.example":
            place = ("127.0.0.1", port)
            return [(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP, "", place)]
        return truly(host, port)

    monkeypatch.setattr(fetching, "public", public)
    yield made
    made.shutdown()
    made.server_close()


def at(server, path, host="open.example"):
    return f"http://{host}:{server.server_port}/{path}"


def test_a_public_address_that_answers_is_said_to(server):
    assert fetching.fetch(at(server, "")) == "answers"
    assert fetching.fetch(at(server, "404")) == "answers with 404"


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "2130706433", "0.0.0.0"])
def test_this_machine_is_never_asked(server, host):
    assert fetching.fetch(at(server, "", host)) == "not a public address"
    assert server.asked == []


@pytest.mark.parametrize(
    "place", ["10.1.2.3", "192.168.0.9", "169.254.169.254", "172.16.0.1", "100.64.0.1", "224.0.0.1",
              "::1", "fd00::1", "fe80::1", "::ffff:10.0.0.1", "2002:0a00:0001::"]
)  # fmt: skip
def test_a_name_that_leads_inside_is_refused(monkeypatch, place):
    family = socket.AF_INET6 if ":" in place else socket.AF_INET
    kinds = [(socket.AF_INET, 1, 6, "", ("93.184.216.34", 80)), (family, 1, 6, "", (place, 80))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **more: kinds)
    assert fetching.fetch("http://kind.example/") == "not a public address"


def test_being_sent_on_to_a_private_address_is_refused(server):
    inside = f"127.0.0.1:{server.server_port}/secret"
    assert fetching.fetch(at(server, f"on/{inside}")) == "not a public address"
    assert server.asked == [f"/on/{inside}"]


def test_being_sent_on_to_a_public_address_is_followed(server):
    assert fetching.fetch(at(server, f"on/open.example:{server.server_port}/200")) == "answers"


def test_being_sent_round_in_a_circle_ends(server):
    around = f"open.example:{server.server_port}/" + "on/"
    path = "on/" + (around * 10) + f"open.example:{server.server_port}/"
    assert fetching.fetch(at(server, path)) == "no answer: it is sent on and on"


def test_an_answer_that_drips_is_given_up(server):
    assert fetching.fetch(at(server, "drip"), longest=0.3) == "no answer: it took too long"
    assert server.asked == ["/drip"]


def test_an_endless_page_is_not_read(server):
    assert fetching.fetch(at(server, "endless"), longest=5) == "answers"


def test_an_answer_that_is_not_of_the_web_is_said_plainly(server):
    assert fetching.fetch(at(server, "nonsense")).startswith("no answer: ")


@pytest.mark.parametrize(
    "url",
    ["file:///etc/passwd", "ftp://open.example/", "http://", "http://me:secret@open.example/",
     "http://open.example:22/", "gopher://x/", ""],
)  # fmt: skip
def test_only_web_addresses_on_the_ports_of_the_web_are_asked(url):
    assert fetching.fetch(url) == "not a web address"


@pytest.mark.parametrize("url", ["http://[::1", "http://open.example:99999/", "http://a\nb/"])
def test_a_mangled_address_is_a_word_and_no_fault(url):
    assert fetching.fetch(url).startswith(("no answer: ", "not a web address"))
