"""Asking a web address whether it answers, without being led anywhere private.

Services write addresses into their own texts, so an address may name a machine behind the wall, or
be sent on to one. Only public addresses are asked, on the ports of the web, and the address that
was looked at is the one connected to. No body is read, and no answer may take for ever.
"""

import http.client
import socket
import threading
import urllib.error
import urllib.request
from functools import partial
from typing import Any
from urllib.parse import urljoin, urlsplit

from alongside.foundation.addresses import NOT_PUBLIC, NotPublic, public
from alongside.foundation.reaching import reach

ANSWERS = "answers"
NOT_WEB = "not a web address"
TIMEOUT = 20.0  # seconds for each step
LONGEST = 60.0  # seconds for all of it, however slowly an answer drips
MOST_HOPS = 5
PORTS = {80, 443, 8080, 8443}
SENT_ON = {301, 302, 303, 307, 308}


def fetch(url: str, *, longest: float = LONGEST) -> str:
    """What came of asking for an address, in words: "answers", or what went wrong."""
    said: list[str] = []
    asking = threading.Thread(target=lambda: said.append(_follow(url)), daemon=True)
    asking.start()
    asking.join(longest)
    return said[0] if said else "no answer: it took too long"


def _follow(url: str) -> str:
    opener = _opener()
    for _ in range(MOST_HOPS + 1):
        try:
            if not _of_the_web(url):
                return NOT_WEB
            request = urllib.request.Request(url, headers={"User-Agent": "Alongside"})  # noqa: S310
            with opener.open(request, timeout=TIMEOUT) as reply:
                return ANSWERS if reply.status < 400 else f"answers with {reply.status}"
        except urllib.error.HTTPError as error:
            to = error.headers.get("Location") if error.code in SENT_ON else None
            error.close()
            if not to:
                return f"answers with {error.code}"
            url = urljoin(url, to)
        except urllib.error.URLError as error:
            if isinstance(error.reason, NotPublic):
                return NOT_PUBLIC
            return f"no answer: {error.reason}"
        except (OSError, ValueError, http.client.HTTPException) as error:
            return f"no answer: {error}"
    return "no answer: it is sent on and on"


def _of_the_web(url: str) -> bool:
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname or "@" in parts.netloc:
        return False
    return (parts.port or (443 if parts.scheme == "https" else 80)) in PORTS


def _connect(
    where: tuple[str, int], timeout: float | None = None, source: Any = None
) -> socket.socket:
    """As ``socket.create_connection``, to the very addresses that were found public."""
    return reach(public(*where), step=timeout)


class _Http(urllib.request.HTTPHandler):
    def http_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        return self.do_open(partial(_guarded, http.client.HTTPConnection), req)


class _Https(urllib.request.HTTPSHandler):
    def https_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        return self.do_open(partial(_guarded, http.client.HTTPSConnection), req)


def _guarded(make: Any, host: str, **options: Any) -> Any:
    connection = make(host, **options)
    connection._create_connection = _connect
    return connection


class _SentOn(urllib.request.HTTPRedirectHandler):
    """Hands being sent on back to us, so that the next address is looked at like the first."""

    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        return None


def _opener() -> urllib.request.OpenerDirector:
    return urllib.request.build_opener(
        # A proxy would look names up for itself, where we cannot see what they lead to.
        urllib.request.ProxyHandler({}),
        _Http(),
        _Https(),
        _SentOn(),
    )
