"""Record stores for tests: one that is set up, and one on loopback that reads what it is sent."""

import json
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from alongside.completions import actions
from alongside.completions.models import Store
from tests.factories.accounts import actor_for

SITE = "http://testserver"


def a_store(*, address="http://127.0.0.1:9/xapi", name="The board's record", **place) -> Store:
    return actions.add_store(
        actor=None, name=name, address=address, key="alongside", secret="quiet", **place
    )


def turned_on(person, store):
    return actions.turn_on(actor=actor_for(person), store_id=store.pk, site=SITE)


class Receiver:
    """A record store that keeps what it takes, and answers as it is told to."""

    def __init__(self, status: int = 204):
        self.status, self.asked, self.kept = status, [], {}

    def take(self, request: BaseHTTPRequestHandler) -> int:
        parts = urlsplit(request.path)
        body = request.rfile.read(int(request.headers["Content-Length"]))
        statement = json.loads(body)
        self.asked.append((request.command, parts.path, dict(request.headers), statement))
        if self.status != 204:
            return self.status
        [number] = parse_qs(parts.query)["statementId"]
        assert number == statement["id"]
        if self.kept.setdefault(number, statement) != statement:
            return 409
        return 204

    @contextmanager
    def open(self):
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_PUT(self):
                self.send_response(receiver.take(self))
                if 300 <= receiver.status < 400:
                    self.send_header("Location", "http://127.0.0.1:9/elsewhere")
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *args):
                pass

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{server.server_port}/data/xAPI"
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield self
        finally:
            server.shutdown()
            thread.join()
            server.server_close()
