"""The ten main pages over 10,000 solutions and 2,000 needs: size on the wire, queries, and speed under load.

Speed is requests by processor time of the server, so that a busy machine does not change it much; the yardstick beside
every page is ``/healthz``, which does nothing.
"""

from __future__ import annotations

import argparse
import http.client
import os
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import brotli

from bench.marks import Marks

ROOT = Path(__file__).resolve().parent.parent
CLIENTS = 4
SECONDS = 4.0
TICK = os.sysconf("SC_CLK_TCK")
ASSET = re.compile(rb'<(?:link rel="stylesheet"|script|img)[^>]+(?:href|src)="(/[^"]+)"')
PRIVATE = ("SOUTHSOUTH_DEMO", "DEBUG", "DATABASE_URL")
FIRST_VISIT_KB = 20.0
SOLUTION_PAGES_A_SECOND = 150.0


@dataclass(frozen=True, slots=True)
class Load:
    """What a page answered under load. Times in milliseconds."""

    count: int
    p50: float
    p95: float
    cpu: float


def addresses(need: str) -> dict[str, str]:
    return {
        "home": "/en/",
        "solutions": "/en/solutions/",
        "solutions, searched": f"/en/solutions/?q={quote('register a birth at the village post')}",
        "solution": "/en/solutions/bench-solution-7/",
        "needs": "/en/needs/",
        "need with its matches": f"/en/needs/{need}/",
        "describe your need": "/en/needs/try/",
        "countries": "/en/countries/",
        "country": "/en/countries/KEN/",
        "figures": "/en/figures/",
    }


def get(port: int, path: str, coding: str = "br") -> tuple[int, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", path, headers={"Accept-Encoding": coding})
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer.status, body


def first_visit(port: int, path: str) -> tuple[float, int]:
    """Kilobytes on the wire and requests of a reader who comes for the first time."""
    status, body = get(port, path)
    if status != 200:
        sys.exit(f"{path} answered {status}")
    plain = brotli.decompress(body) if not body.startswith(b"<!") else body
    assets = sorted(set(ASSET.findall(plain)))
    sizes = [len(body) if body != plain else len(brotli.compress(plain, quality=5))]
    sizes += [len(get(port, asset.decode())[1]) for asset in assets]
    return sum(sizes) / 1000, 1 + len(assets)


def cpu_of(pid: int) -> float:
    """Processor seconds of a process and its children."""
    found = subprocess.run(["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True, check=False).stdout
    total = 0.0
    for each in [str(pid), *found.split()]:
        fields = Path(f"/proc/{each}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        total += (int(fields[11]) + int(fields[12])) / TICK
    return total


def under_load(port: int, pid: int, path: str, seconds: float = SECONDS) -> Load:
    """Four readers asking one page as fast as it comes."""
    times: list[float] = []
    end = time.monotonic() + seconds

    def reader() -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        while time.monotonic() < end:
            start = time.perf_counter()
            connection.request("GET", path, headers={"Accept-Encoding": "br"})
            connection.getresponse().read()
            times.append(1000 * (time.perf_counter() - start))
        connection.close()

    before = cpu_of(pid)
    readers = [threading.Thread(target=reader) for _ in range(CLIENTS)]
    for each in readers:
        each.start()
    for each in readers:
        each.join()
    spent = cpu_of(pid) - before
    return Load(len(times), statistics.median(times), statistics.quantiles(times, n=20)[-1], 1000 * spent / len(times))


def made_anew(paths: Sequence[str]) -> list[tuple[int, float]]:
    """Database queries and processor milliseconds of each page when nothing is kept ready."""
    from django.db import connection
    from django.test import Client, override_settings
    from django.test.utils import CaptureQueriesContext

    counts = []
    dummy = {name: {"BACKEND": "django.core.cache.backends.dummy.DummyCache"} for name in ("default", "pages")}
    with override_settings(CACHES=dummy, ALLOWED_HOSTS=["testserver"]):
        for path in paths:
            Client().get(path)
            with CaptureQueriesContext(connection) as asked:
                Client().get(path)
            count = len(asked)
            counts.append((count, statistics.median(cpu_of_one(path) for _ in range(5))))
    return counts


def cpu_of_one(path: str) -> float:
    from django.test import Client

    start = time.process_time()
    Client().get(path)
    return 1000 * (time.process_time() - start)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def served(port: int) -> Iterator[int]:
    """One worker of the server; its process number."""
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)]
    command += ["--workers", "1", "--blocking-threads", "2", "--log-level", "warning", "southsouth.wsgi:application"]
    with subprocess.Popen(command, cwd=ROOT) as server:
        try:
            for _ in range(600):
                try:
                    if get(port, "/healthz")[0] == 200:
                        break
                except OSError:
                    time.sleep(0.1)
            yield server.pid
        finally:
            server.terminate()


def prepare(folder: str, solutions: int, needs: int) -> str:
    for name in PRIVATE:
        os.environ.pop(name, None)
    os.environ |= {"DJANGO_SETTINGS_MODULE": "southsouth.settings", "SOUTHSOUTH_VAR": folder}
    os.environ.setdefault("SOUTHSOUTH_MODEL_DIR", str(ROOT / "var" / "model"))

    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)

    from bench.filled import fill

    start = time.perf_counter()
    need = fill(solutions, needs)
    print(f"{solutions:,} solutions and {needs:,} needs, indexed in {time.perf_counter() - start:.0f} s", flush=True)
    return need


def measure(need: str, marks: Marks) -> None:
    pages = addresses(need)
    port = free_port()
    anew = made_anew(list(pages.values()))
    with served(port) as pid:
        yardstick = under_load(port, pid, "/healthz")
        marks.shown("nothing at all (/healthz): processor", yardstick.cpu, "ms")
        for (name, path), (asked, cold) in zip(pages.items(), anew, strict=True):
            kilobytes, requests = first_visit(port, path)
            load = under_load(port, pid, path)
            marks.at_most(f"{name}: first visit, {requests} requests", kilobytes, FIRST_VISIT_KB, "kB")
            marks.at_most(f"{name}: requests of a first visit", requests, 2)
            marks.shown(f"{name}: database queries when nothing is kept", asked)
            marks.shown(f"{name}: processor when nothing is kept", cold, "ms")
            marks.shown(f"{name}: p50 under load", load.p50, "ms")
            marks.shown(f"{name}: p95 under load", load.p95, "ms")
            marks.shown(f"{name}: processor, as a multiple of nothing at all", load.cpu / max(yardstick.cpu, 1e-9), "x")
            if name == "solution":
                marks.at_least("solution: pages a second and core", 1000 / load.cpu, SOLUTION_PAGES_A_SECOND)


def main(arguments: Sequence[str]) -> int:
    asked = argparse.ArgumentParser(prog="bench.pages", description=__doc__)
    asked.add_argument("--solutions", type=int, default=10_000)
    asked.add_argument("--needs", type=int, default=2_000)
    wanted = asked.parse_args(arguments)
    marks = Marks()
    with tempfile.TemporaryDirectory(prefix="southsouth-bench-") as folder:
        measure(prepare(folder, wanted.solutions, wanted.needs), marks)
    return marks.exit_code()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
