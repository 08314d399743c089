"""The CASE service and import, measured against the goals that were set.

    python -m bench.case            the goals: 10,000 items built, 50,000 taken in
    python -m bench.case --quick    a tenth of that

Answers are asked twice over. First of `alongside serve` with two web processes, over HTTP, by wrk on
this same machine, with a connection for each: the best of several rounds, since other work only ever
slows it down; "cpu" is what the web processes would give on two cores with nothing else on them. Then
of the web application in this one process, with no network between; two cores are counted as twice
what one second of processor time answers. What is taken in runs in a process of its own, so that its
memory can be told; the database is SQLite with durable commits, in a file.
"""

import argparse
import json
import os
import re
import resource
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.request import urlopen
from uuid import NAMESPACE_URL, uuid5

HOST = "https://elsewhere.example/ims/case/v1p1"
WHEN = "2026-11-01T09:00:00+00:00"
SECONDS = 3.0
PROCESSES = 2
ROUNDS = 5
GOALS = {"whole package, gzipped": 1000, "whole package, plain": 1000, "304, by ETag": 3000}
WORDS = "Knows what people do for themselves to stay well, and how to help somebody find it. " * 2


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="a tenth of the items")
    parser.add_argument("--taking-in", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.taking_in:
        taking_in(options.taking_in)
        return 0
    part = 10 if options.quick else 1
    with tempfile.TemporaryDirectory() as folder:
        start(Path(folder))
        over_http()
        serving()
        building(10_000 // part)
        importing(50_000 // part, Path(folder))
    return 0


def told(what: str, figure: str, goal: str, met: bool) -> None:
    print(f"{what:44} {figure:>22}   goal {goal}: {'met' if met else 'not met'}")


def start(folder: Path) -> None:
    os.environ.update(
        ALONGSIDE_PLAIN_HTTP="1",
        SECRET_KEY="bench",
        RECORD_KEY="bench-only-record-key-of-some-length",
        STATIC_ROOT=str(folder / "static"),
        DATABASE_URL=f"sqlite:///{folder / 'bench.sqlite3'}",
        DJANGO_SETTINGS_MODULE="alongside.project.settings",
    )
    (folder / "static").mkdir()
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from alongside.framework.actions import publish
    from alongside.framework.loading import packaged_edition

    publish(actor=None, edition=packaged_edition())


# Serving


def over_http() -> None:
    """What a visitor of the real server is given, and how often a second."""
    if not shutil.which("wrk"):
        print("wrk is missing, so nothing is asked over HTTP. On Debian: apt-get install wrk")
        return
    with served() as (base, server):
        listed = json.loads(fetched(f"{base}/ims/case/v1p1/CFDocuments")[1])
        address = listed["CFDocuments"][0]["CFPackageURI"]["uri"]
        headers, _body = fetched(address)
        for what, asked in ways(headers["ETag"]).items():
            for _process in range(4 * PROCESSES):
                fetched(address)
            rounds = [loaded(address, asked, server) for _round in range(ROUNDS)]
            goal, best = GOALS[what], max(rate for rate, _cpu in rounds)
            figure = f"{best:,.0f}/s, {max(cpu for _rate, cpu in rounds):,.0f}/s cpu"
            told(f"{what}, over HTTP", figure, f"{goal:,}/s on two cores", best >= goal)


def ways(etag: str) -> dict[str, dict[str, str]]:
    return {
        "whole package, gzipped": {"Accept-Encoding": "gzip"},
        "whole package, plain": {},
        "304, by ETag": {"If-None-Match": etag},
    }


@contextmanager
def served() -> Iterator[tuple[str, int]]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "alongside", "serve", "--port", str(port)]
    server = subprocess.Popen([*command, "--workers", str(PROCESSES)])
    base = f"http://127.0.0.1:{port}"
    try:
        for _attempt in range(150):
            try:
                fetched(f"{base}/alive/")
                break
            except OSError:
                time.sleep(0.2)
        yield base, server.pid
    finally:
        server.terminate()
        server.wait(20)


def fetched(address: str) -> tuple[dict[str, str], bytes]:
    with urlopen(address, timeout=30) as reply:
        return dict(reply.headers), reply.read()


def loaded(address: str, headers: dict[str, str], server: int) -> tuple[float, float]:
    """Answers a second, by the clock; and what two cores would give that did nothing else, by the
    processor time of the web processes. An answer that is none ends the bench."""
    command = ["wrk", "-t1", "-c8", f"-d{SECONDS:.0f}s"]
    for name, value in headers.items():
        command += ["-H", f"{name}: {value}"]
    busy = processor_time(server)
    said = subprocess.run([*command, address], check=True, capture_output=True, text=True).stdout
    busy = processor_time(server) - busy
    if "Non-2xx" in said and "If-None-Match" not in headers:
        raise SystemExit(said)
    rate = re.search(r"Requests/sec:\s+([\d.]+)", said)
    count = re.search(r"(\d+) requests in", said)
    if rate is None or count is None:
        raise SystemExit(said)
    return float(rate[1]), PROCESSES * int(count[1]) / busy


def processor_time(server: int) -> float:
    """Seconds that the web processes have worked."""
    ticks = 0
    for child in Path(f"/proc/{server}/task/{server}/children").read_text().split():
        facts = Path(f"/proc/{child}/stat").read_text().rpartition(")")[2].split()
        ticks += int(facts[11]) + int(facts[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def serving() -> None:
    from alongside.project.wsgi import application
    from alongside.standards.case.shelf import shelf

    made = shelf("http://127.0.0.1/ims/case/v1p1", "v1p1")
    address = f"/ims/case/v1p1/CFPackages/{next(iter(made.answers['CFPackages']))}"
    _status, headers, body = ask(application, address)
    print(f"The package of the edition has {len(body):,} bytes.")
    for what, asked in ways(headers["ETag"]).items():
        wanted, goal = what.partition(",")[0], GOALS[what]
        wanted = wanted if wanted.isdigit() else "200"
        asked = {f"HTTP_{name.upper().replace('-', '_')}": one for name, one in asked.items()}
        count, began, busy = 0, time.perf_counter(), time.process_time()
        while time.perf_counter() - began < SECONDS:
            status, _headers, _body = ask(application, address, **asked)
            if not status.startswith(wanted):
                raise SystemExit(f"{what}: {status}")
            count += 1
        wall, cpu = time.perf_counter() - began, time.process_time() - busy
        rate = 2 * count / cpu
        figure = f"{count / wall:,.0f}/s, {count / cpu:,.0f}/s cpu"
        told(what, figure, f"{goal:,}/s on two cores", rate >= goal)


def ask(application: Any, address: str, **more: str) -> tuple[str, dict[str, str], bytes]:
    from wsgiref.util import setup_testing_defaults

    environ: dict[str, Any] = {"PATH_INFO": address, "HTTP_HOST": "127.0.0.1", **more}
    setup_testing_defaults(environ)
    got: list[Any] = []
    parts = application(environ, lambda status, headers, error=None: got.extend((status, headers)))
    body = b"".join(parts)
    parts.close()
    return got[0], dict(got[1]), body


# Building


def building(size: int) -> None:
    from datetime import UTC, datetime

    from alongside.core.credentials.case.building import Origin, package

    edition, identifiers = an_edition(size)
    origin = Origin(HOST, NAMESPACE_URL, identifiers, datetime(2026, 11, 1, tzinfo=UTC))
    seconds, made = timed(lambda: package(edition, origin))
    written, text = timed(lambda: json.dumps(made, ensure_ascii=False))
    figure = f"{seconds:.2f} s (+ {written:.2f} s written)"
    told(f"{len(made['CFItems']):,} items built, {len(text):,} bytes", figure, "1 s", seconds < 1)


def an_edition(size: int) -> tuple[dict[str, Any], dict[str, str]]:
    """An edition of so many items in all, as a document: values, for which no rubric is made."""
    themes = [f"t{number}" for number in range(size // 11)]
    codes = {
        theme: [f"V{number * 10 + inner:05}" for inner in range(10)]
        for number, theme in enumerate(themes)
    }
    source = {"section": "Section", "ordinal": 1}
    statements = [
        {"code": code, "title": code, "theme": theme, "text": WORDS, "source": source}
        for theme, listed in codes.items()
        for code in listed
    ]
    edition: dict[str, Any] = {
        "slug": "bench",
        "title": "Bench",
        "publisher": "Bench",
        "strands": [{"id": "A", "name": "A"}],
        "themes": [
            {"id": one, "name": one, "strand": "A", "summary": one, "statements": codes[one]}
            for one in themes
        ],
        "statements": statements,
        "points": {},
        "pairs": [],
    }
    return edition, {code: named(code) for listed in codes.values() for code in listed}


def named(text: str) -> str:
    return str(uuid5(NAMESPACE_URL, text))


def timed(run: Callable[[], Any]) -> tuple[float, Any]:
    began = time.perf_counter()
    made = run()
    return time.perf_counter() - began, made


# Taking in


def importing(size: int, folder: Path) -> None:
    path = folder / "large.json"
    with path.open("w", encoding="utf-8") as stream:
        stream.writelines(a_large_package(size))
    print(f"A package of {size:,} items, ten deep, has {path.stat().st_size:,} bytes.")
    command = [sys.executable, "-m", "bench.case", "--taking-in", str(path)]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    for what, seconds, megabytes in json.loads(said):
        met = seconds < 60 and megabytes < 512
        told(what, f"{seconds:.1f} s, {megabytes:.0f} MB", "60 s and 512 MB", met)


def taking_in(path: Path) -> None:
    import django

    django.setup()
    from alongside.others import actions, loading, queries

    figures = []

    def note(what: str, run: Callable[[], Any]) -> Any:
        seconds, made = timed(run)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        figures.append((what, seconds, peak))
        return made

    package = note("read and looked through", lambda: loading.load(path))
    note("previewed", lambda: queries.preview(package))
    note("kept", lambda: actions.take_in(actor=None, package=package))
    note("previewed again, beside itself", lambda: queries.preview(package))
    whole = sum(seconds for _what, seconds, _peak in figures[:3])
    figures.append((f"{len(package.items):,} items, all of it", whole, figures[2][2]))
    print(json.dumps(figures))


def a_large_package(size: int) -> Iterator[str]:
    top = {"identifier": named("top"), "uri": f"{HOST}/CFDocuments/{named('top')}"}
    document = {**top, "creator": "Bench", "title": "Bench", "lastChangeDateTime": WHEN}
    yield f'{{"CFDocument":{json.dumps(document)},"CFItems":['
    for place in range(size):
        item = {
            **link("CFItems", place),
            "fullStatement": WORDS,
            "humanCodingScheme": f"B.{place}",
            "CFItemType": "Statement",
            "language": "en",
            "conceptKeywords": ["one", "two", None],
            "notes": None,
            "CFDocumentURI": {**top, "title": "Bench"},
            "lastChangeDateTime": "2026-11-01T09:00:00",
        }
        del item["title"]
        yield ("," if place else "") + json.dumps(item) + "\n"
    yield '],"CFAssociations":['
    for place in range(size):
        parent = link("CFItems", place - 1) if place % 10 else {**top, "title": "Bench"}
        association = {
            "identifier": named(f"association {place}"),
            "uri": f"{HOST}/CFAssociations/{named(f'association {place}')}",
            "associationType": "isChildOf",
            "originNodeURI": link("CFItems", place),
            "destinationNodeURI": parent,
            "sequenceNumber": place,
            "lastChangeDateTime": WHEN,
        }
        yield ("," if place else "") + json.dumps(association) + "\n"
    yield "]}"


def link(path: str, place: int) -> dict[str, Any]:
    own = named(f"item {place}")
    return {"title": f"B.{place}", "identifier": own, "uri": f"{HOST}/{path}/{own}"}


if __name__ == "__main__":
    sys.exit(main())
