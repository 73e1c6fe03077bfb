"""What is shown while work goes on: numbered steps with their time, and one clear line when something fails."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from doors.places import LOGS, ROOT, surroundings

UNREACHED = (
    "error sending request", "dns error", "failed to fetch", "could not connect", "enotfound", "econnrefused",
    "etimedout", "eai_again", "newconnectionerror", "temporary failure in name resolution", "network is unreachable",
    "no matching distribution found", "connecttimeout", "readtimeout",
)  # fmt: skip
"""Words in a package client's output that mean it did not get through."""
NETWORK = (
    "The package registry could not be reached. Check the network, or the proxy and mirror settings of pip, uv "
    "and npm; then give the same command again: what was fetched already is kept."
)


class Stop(Exception):
    """The work cannot go on. The message says what is wrong and what to do."""


def say(text: str = "", *, end: str = "\n", file: TextIO | None = None) -> None:
    print(text, end=end, file=file or sys.stdout, flush=True)


class Steps:
    """Counts the steps of one command and shows each with its time."""

    def __init__(self, total: int) -> None:
        self.total = total
        self.done = 0

    @contextmanager
    def step(self, title: str) -> Iterator[None]:
        self.done += 1
        head = f"[{self.done}/{self.total}] {title}"
        start = time.monotonic()
        with ticking(head, start):
            yield
        taken = f"{time.monotonic() - start:.1f} s"
        say(f"\r{head} … {taken}" if sys.stdout.isatty() else f" {taken}")


@contextmanager
def ticking(head: str, start: float) -> Iterator[None]:
    """Show the line, and on a terminal the seconds that pass."""
    over = threading.Event()

    def tick() -> None:
        while not over.wait(1):
            say(f"\r{head} … {time.monotonic() - start:.0f} s", end="")

    say(f"{head} …", end="")
    if sys.stdout.isatty():
        threading.Thread(target=tick, daemon=True).start()
    try:
        yield
    except BaseException:
        say()
        raise
    finally:
        over.set()


def call(
    arguments: Sequence[object], *, what: str, advice: str = "", environment: Mapping[str, str] | None = None
) -> str:
    """Run a program quietly and return its output; when it fails, stop with its last words and ``advice``."""
    LOGS.mkdir(parents=True, exist_ok=True)
    log = LOGS / f"{what.replace(' ', '-')}.txt"
    with log.open("w", encoding="utf-8") as output:
        done = subprocess.run(
            [str(each) for each in arguments],
            cwd=ROOT,
            env=dict(environment or surroundings()),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            check=False,
        )
    said = log.read_text(encoding="utf-8", errors="replace")
    if done.returncode:
        raise Stop(failure(what, said, advice, log))
    return said


def failure(what: str, said: str, advice: str, log: Path) -> str:
    """One sentence on what failed, the program's own last line, and what to do."""
    if any(word in said.lower() for word in UNREACHED):
        return f"{what}: {NETWORK} (All it said: {log.relative_to(ROOT)})"
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    last = lines[-1][:300] if lines else "it said nothing"
    return f"{what} failed: {last} {advice} (All it said: {log.relative_to(ROOT)})".replace("  ", " ")
