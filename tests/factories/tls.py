"""An https server of our own, under a name that a certificate authority of our own vouches for."""

import gzip
import ssl
import threading
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

NAME = "open.example"


class Door(BaseHTTPRequestHandler):
    """Answers as the path says; ``server.stands`` is what stands at /package."""

    protocol_version = "HTTP/1.1"

    def do_GET(self):
        self.server.asked.append((self.path, dict(self.headers)))
        getattr(self, f"say_{self.path.strip('/').partition('/')[0]}", self.say_package)()

    def say_package(self):
        self._say(200, self.server.stands)

    def say_away(self):
        self._say(302, b"", Location="https://127.0.0.1/secret\x9b")

    def say_broken(self):
        self._say(503, b"later")

    def say_bomb(self):
        self._say(200, gzip.compress(b" " * 10_000_000), **{"Content-Encoding": "gzip"})

    def say_large(self):
        self._say(200, b"x" * 2_000_000)

    def say_endless(self):
        self._head(200, **{"Transfer-Encoding": "chunked"})
        while True:
            self.wfile.write(b"10000\r\n" + b"x" * 65536 + b"\r\n")

    def say_short(self):
        self._head(200, **{"Content-Length": "1000"})
        self.wfile.write(b"{")
        self.close_connection = True

    def say_drip(self):
        """One byte of the head at a time, each well before a step is over."""
        self._drip(b"HTTP/1.1 200 OK\r\nX: " + b"x" * 10_000)

    def say_dripbody(self):
        self._head(200, **{"Content-Length": "10000"})
        self._drip(b"x" * 10_000)

    def say_nonsense(self):
        self.wfile.write(b"good morning\r\n\r\n")
        self.close_connection = True

    def _drip(self, text):
        for at in range(len(text)):
            self.wfile.write(text[at : at + 1])
            if self.server.over.wait(0.02):
                return

    def _say(self, status, body, **headers):
        self._head(status, **{"Content-Length": str(len(body)), **headers})
        self.wfile.write(body)

    def _head(self, status, **headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()

    def log_message(self, *args):
        pass


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, context):
        super().__init__(("127.0.0.1", 0), Door)
        self.context, self.asked, self.stands = context, [], b"{}"
        self.over = threading.Event()

    def finish_request(self, request, client_address):
        """The handshake belongs to one visitor: it holds nobody else up."""
        with self.context.wrap_socket(request, server_side=True) as wrapped:
            super().finish_request(wrapped, client_address)

    def handle_error(self, *args):
        pass


@contextmanager
def serving():
    """The server, and at ``server.trust`` whose word its visitors have to take."""
    context, trust = contexts()
    made = Server(context)
    made.trust = trust
    threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        yield made
    finally:
        made.over.set()
        made.shutdown()
        made.server_close()


@cache
def contexts():
    """For the server, and for those who ask it."""
    authority, own = (
        ec.generate_private_key(ec.SECP256R1()),
        ec.generate_private_key(ec.SECP256R1()),
    )
    above = _certificate("Our own authority", authority, authority, "Our own authority")
    with TemporaryDirectory() as folder:
        path = Path(folder) / "both.pem"
        path.write_bytes(
            own.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
            + _certificate(NAME, own, authority, "Our own authority").public_bytes(Encoding.PEM)
        )
        server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        server.load_cert_chain(path)
    return server, ssl.create_default_context(cadata=above.public_bytes(Encoding.PEM).decode())


def _certificate(name, key, signer, by):
    now = datetime.now(UTC)
    names = [x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, one)]) for one in (name, by)]
    made = (
        x509.CertificateBuilder(names[1], names[0], key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.BasicConstraints(ca=name == by, path_length=None), critical=True)
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(NAME)]), critical=False)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.public_key()), critical=False
        )
    )
    if name == by:
        made = made.add_extension(_signs_others(), critical=True)
    return made.sign(signer, SHA256())


def _signs_others():
    rest = dict.fromkeys(
        ("content_commitment", "key_encipherment", "data_encipherment", "key_agreement",
         "encipher_only", "decipher_only"), False
    )  # fmt: skip
    return x509.KeyUsage(digital_signature=True, key_cert_sign=True, crl_sign=True, **rest)
