"""Rows of a workbook, taken apart in a child process so that nothing inside it can hurt this one."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Timer

from southsouth.tables.child import arguments
from southsouth.tables.headings import columns_from, rows_under
from southsouth.tables.rows import Limits, Row, Unreadable

ROOT = Path(__file__).resolve().parents[2]
STOPPED_BY_TIME = (-signal.SIGXCPU, -signal.SIGKILL)
PATIENCE = 4
"""How many seconds by the clock the child has for each second of processor time."""


def read_workbook(path: Path, limits: Limits) -> Iterator[Row]:
    """Rows of the one visible sheet. Raises ``Unreadable``, at the latest after the last row."""
    lines = _from_child(path, limits)
    first, heading = next(lines, (1, []))
    return rows_under(columns_from(heading, first, limits), lines, limits)


def _from_child(path: Path, limits: Limits) -> Iterator[tuple[int, list[object]]]:
    command = [sys.executable, *arguments(path, limits)]
    surroundings = {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8", "PATH": os.environ.get("PATH", "")}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=surroundings) as child:
        timer = Timer(limits.seconds * PATIENCE, child.kill)
        timer.daemon = True
        timer.start()
        try:
            for line in child.stdout or ():
                found = json.loads(line)
                if isinstance(found, dict):
                    if found:
                        raise Unreadable(found["code"], **found["facts"])
                    return
                yield found[0], found[1]
            ended = child.wait()
        finally:
            timer.cancel()
            child.kill()
        raise Unreadable("too_slow" if ended in STOPPED_BY_TIME else "too_heavy")
