"""alongside serve: our own pages through gunicorn."""

import argparse
import logging
import os
import socket
from contextlib import suppress

from .refusing import Refused


def port_number(value: str) -> int:
    """A port from text, or a plain refusal."""
    if not value.isdecimal() or not 1 <= int(value) <= 65535:
        raise Refused(f"“{value}” is not a port. Use a number from 1 to 65535, such as 8000.")
    return int(value)


def refuse_busy(host: str, port: int) -> None:
    """Say plainly that something else listens there, before anything is started."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except PermissionError as error:
            raise Refused(f"Port {port} is not ours to use. Try PORT={port + 8000}.") from error
        except OSError as error:
            if error.errno == 98:
                raise Refused(
                    f"Port {port} is in use by another program. "
                    f"Stop that one, or choose another port: PORT={port + 1} make run"
                ) from error
            raise Refused(f"{host} port {port} cannot be used: {error.strerror}.") from error


def serve(options: argparse.Namespace) -> None:
    port = port_number(options.port)
    refuse_busy(options.host, port)
    run(options.host, port, workers=options.workers)


def keep_no_addresses() -> None:
    """The server's line about a request that is none names who sent it: it is not kept."""
    logging.getLogger("gunicorn.error").addFilter(_names_nobody)


def _names_nobody(record: logging.LogRecord) -> bool:
    return "from ip=" not in record.getMessage()


def run(host: str, port: int, *, workers: str = "") -> None:
    """Serve until stopped. Sync workers, one more than there are cores, measured best here."""
    from gunicorn.app.base import BaseApplication

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alongside.project.settings")
    keep_no_addresses()
    count = int(workers) if workers.isdecimal() and int(workers) else (os.cpu_count() or 1) + 1

    class Server(BaseApplication):  # type: ignore[misc]
        def load_config(self) -> None:
            settings = {
                "bind": f"[{host}]:{port}" if ":" in host else f"{host}:{port}",
                "workers": count,
                "preload_app": True,
                "loglevel": "warning",
                "accesslog": None,  # no address of anybody is kept
                "timeout": 120,  # a PDF of several hundred pages takes most of a minute
                "graceful_timeout": 10,
            }
            for name, value in settings.items():
                self.cfg.set(name, value)

        def load(self) -> object:
            from alongside.project.wsgi import application

            return application

    with suppress(KeyboardInterrupt):
        Server().run()
