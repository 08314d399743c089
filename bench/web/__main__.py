"""How many pages a second, and how many queries each, on PostgreSQL with durable commits.

    python -m bench.web            1,000 and then 10,000 workers with 67 answers each
    python -m bench.web --quick    200 and 1,000

Starts a PostgreSQL of its own (fsync on), fills it, serves with four web processes and loads it with
wrk from this same machine, so the load shares the cores. Figures are for comparing, in one run.
Every page is loaded for a while before it is timed, so that what a process keeps is there; "own plan,
first time" is each worker's plan where no process has made it yet.
"""

import argparse
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.request import Request, urlopen

ROOT = Path(__file__).resolve().parents[2]
WORKERS = 4
CONNECTIONS = 16
WARM_SECONDS = 6
PEER = {"own plan": 14, "framework": 22, "save one answer": 47}
GOALS = {"own plan": (300, 8), "framework": (1000, 1), "save one answer": (600, 6)}


@dataclass(frozen=True, slots=True)
class Figure:
    name: str
    queries: int | None
    rate: float
    slowest: str
    failed: int


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="200 and 1,000 workers")
    parser.add_argument("--seconds", type=int, default=8, help="how long each page is loaded")
    options = parser.parse_args()
    if not shutil.which("wrk"):
        print("wrk is missing. On Debian or Ubuntu: apt-get install wrk", file=sys.stderr)
        return 2
    if "BENCH_INSIDE" not in os.environ:
        inside = {**os.environ, "DURABLE": "1", "BENCH_INSIDE": "1"}
        command = [str(ROOT / "tools" / "with-postgres"), sys.executable, "-m", "bench.web"]
        return subprocess.call([*command, *sys.argv[1:]], env=inside, cwd=ROOT)
    sizes = (200, 1000) if options.quick else (1000, 10000)
    with tempfile.TemporaryDirectory() as folder:
        measure(sizes, options.seconds, Path(folder))
    return 0


def measure(sizes: tuple[int, int], seconds: int, folder: Path) -> None:
    os.environ.update(
        ALONGSIDE_PLAIN_HTTP="1",
        SECRET_KEY="bench",
        RECORD_KEY="bench-only-record-key-of-some-length",
        STATIC_ROOT=str(folder / "static"),
        DJANGO_SETTINGS_MODULE="alongside.project.settings",
    )
    from bench.web import filling

    filling.prepare()
    by_size: dict[int, list[Figure]] = {}
    for size in sizes:
        began = time.perf_counter()
        people = filling.fill(size)
        print(
            f"{size:,} workers with 67 answers each ({time.perf_counter() - began:.0f} s to make)"
        )
        queries = filling.queries(people[0])
        requests = filling.requests(people)
        with served(folder) as (base, server):
            warm(base)
            figures = [first_time(base, requests["own plan"])]
            for name, lines in requests.items():
                load(base, name, queries[name], lines, WARM_SECONDS, folder)
                figures.append(load(base, name, queries[name], lines, seconds, folder))
            print(f"web processes: {memory(server):.0f} MB together, what they share counted once")
            by_size[size] = figures
    report(by_size)


@contextmanager
def served(folder: Path) -> Iterator[tuple[str, int]]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "alongside", "serve", "--port", str(port)]
    log = (folder / "log").open("w")
    server = subprocess.Popen([*command, "--workers", str(WORKERS)], stderr=log, cwd=ROOT)
    base = f"http://127.0.0.1:{port}"
    try:
        for _attempt in range(100):
            try:
                urlopen(f"{base}/alive/", timeout=1).read()
                break
            except OSError:
                time.sleep(0.2)
        yield base, server.pid
    finally:
        server.terminate()
        server.wait(20)
        log.close()
        said = (folder / "log").read_text().strip()
        if said:
            print(said[-2000:], file=sys.stderr)


def warm(base: str) -> None:
    """Every process has parsed the edition and the library once before anything is timed."""
    for _time in range(WORKERS * 8):
        for address in ("/framework/S10/", "/framework/themes/hope/"):
            urlopen(base + address, timeout=20).read()


def first_time(base: str, lines: list[str]) -> Figure:
    """Each worker's plan once, in whichever process takes it: none has made it before."""

    def ask(line: str) -> tuple[int, float]:
        _method, path, cookie, _body = line.split("\t")
        began = time.perf_counter()
        with urlopen(Request(base + path, headers={"Cookie": cookie}), timeout=60) as reply:
            reply.read()
        return reply.status, time.perf_counter() - began

    began = time.perf_counter()
    with ThreadPoolExecutor(CONNECTIONS) as pool:
        asked = list(pool.map(ask, lines))
    rate = len(lines) / (time.perf_counter() - began)
    slowest = sorted(took for _status, took in asked)[int(len(asked) * 0.99)]
    failed = sum(status != 200 for status, _took in asked)
    return Figure("own plan, first time", None, rate, f"{slowest * 1000:.0f}ms", failed)


def memory(server: int) -> float:
    """MB held by the web processes; a page of memory shared by several is divided among them."""
    family = Path(f"/proc/{server}/task/{server}/children")
    if not family.exists():
        return float("nan")
    held = 0
    for pid in (str(server), *family.read_text().split()):
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
        held += int(re.search(r"^Pss:\s+(\d+)", rollup, re.M).group(1))  # type: ignore[union-attr]
    return held / 1024


SCRIPT = """
local lines = {}
for line in io.lines("%(path)s") do lines[#lines + 1] = line end
local count, turn = 0, 0
function setup(thread) thread:set("turn", turn); turn = turn + 1 end
function request()
  count = count + 1
  local method, path, cookie, body = lines[((count * 2 + turn) %% #lines) + 1]:match("^(.-)\\t(.-)\\t(.-)\\t(.*)$")
  local headers = {}
  if cookie ~= "" then headers["Cookie"] = cookie end
  if method == "POST" then
    headers["Content-Type"] = "application/x-www-form-urlencoded"
    body = body:gsub("SEQ", tostring(%(first)d + count))
  else body = nil end
  return wrk.format(method, path, headers, body)
end
"""
_seq = int(time.time())


def load(
    base: str, name: str, queries: int | None, lines: list[str], seconds: int, folder: Path
) -> Figure:
    global _seq
    _seq += 10_000_000
    path, script = folder / "lines", folder / "load.lua"
    path.write_text("\n".join(lines) + "\n")
    script.write_text(SCRIPT % {"path": path, "first": _seq})
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "--latency", "-s", str(script)]
    out = subprocess.run([*command, base], capture_output=True, text=True, check=True).stdout
    rate = float(re.search(r"Requests/sec:\s+([\d.]+)", out).group(1))  # type: ignore[union-attr]
    slow = re.search(r"99%\s+(\S+)", out)
    bad = re.search(r"Non-2xx or 3xx responses: (\d+)", out)
    return Figure(
        name, queries, rate, slow.group(1) if slow else "?", int(bad.group(1)) if bad else 0
    )


def report(by_size: dict[int, list[Figure]]) -> None:
    small, large = by_size
    print(
        f"\n{'page':20} {'queries':>8} {small:>10,} {large:>10,} {'flat':>6} {'99%':>9}  goal and how far"
    )
    for before, after in zip(by_size[small], by_size[large], strict=True):
        asked = "-" if after.queries is None else after.queries
        line = (
            f"{after.name:20} {asked:>8} {before.rate:8.0f}/s {after.rate:8.0f}/s "
            f"{after.rate / before.rate:6.2f} {after.slowest:>9}"
        )
        if after.name in GOALS:
            rate, queries = GOALS[after.name]
            held = "met" if after.rate >= rate and (after.queries or 0) <= queries else "not met"
            line += f"  {rate}/s, {queries} queries: {held}; {after.rate / PEER[after.name]:.0f} times the peer"
        if before.failed or after.failed:
            line += f"  FAILED {before.failed + after.failed}"
        print(line)


if __name__ == "__main__":
    sys.exit(main())
