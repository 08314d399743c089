"""The server: what it does not keep."""

import logging
import socket

from gunicorn.config import Config
from gunicorn.glogging import Logger
from gunicorn.http.errors import InvalidRequestLine
from gunicorn.workers.base import Worker

from alongside.cli.serve import keep_no_addresses


def test_a_request_that_is_none_leaves_nobody_s_address_in_the_server_s_log(caplog):
    settings = Config()
    worker = Worker(1, 1, [], None, 30, settings, Logger(settings))
    worker.tmp.close()
    kept = logging.getLogger("gunicorn.error")
    kept.addHandler(caplog.handler)
    try:
        assert "192.0.2.7" in _asked_nonsense(worker, caplog), "this is what it says by itself"
        keep_no_addresses()
        assert _asked_nonsense(worker, caplog) == ""
        kept.warning("Something else.")
        assert "Something else." in caplog.text
    finally:
        kept.removeHandler(caplog.handler)
        kept.filters.clear()


def _asked_nonsense(worker: Worker, caplog) -> str:
    caplog.clear()
    ours, theirs = socket.socketpair()
    with ours, theirs:
        worker.handle_error(None, ours, ("192.0.2.7", 40000), InvalidRequestLine("NO"))
        assert b"400" in theirs.recv(1000)
    return caplog.text
