"""The embedded database with its demonstration data, whole or not at all: ``dev.py demo``, and the first run."""

from __future__ import annotations

import fcntl
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from doors import packages
from doors.places import PYTHON, VAR, surroundings
from doors.screen import Steps, Stop, call, say

DATABASE = "southsouth.sqlite3"
BESIDE = ("", "-wal", "-shm", "-journal")


def demo(arguments: Sequence[str]) -> int:
    """Put the embedded database aside and make a fresh one."""
    if "DATABASE_URL" in surroundings():
        raise Stop(
            "DATABASE_URL names a database of your own; this command only remakes the embedded one. To add the "
            "demonstration data to an empty database: .venv/bin/southsouth make_demo"
        )
    with alone():
        folder = var_folder()
        steps = Steps(packages.SETUP_STEPS + 2)
        packages.set_up(steps, "run")
        put_aside(folder)
        make(steps, surroundings(SOUTHSOUTH_DEMO="1"), folder)
    say("Fresh demonstration data is in place. Serve it: python3 dev.py run")
    return 0


@contextmanager
def alone() -> Iterator[None]:
    """Only one at a time may serve or remake the same database."""
    folder = var_folder()
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "running").open("w") as mark:
        try:
            fcntl.flock(mark, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Stop(f"The platform is running already on {folder}. Stop it first (Ctrl-C in its window).") from None
        yield


def var_folder() -> Path:
    return Path(surroundings().get("SOUTHSOUTH_VAR") or VAR)


def database(folder: Path) -> Path:
    return folder / DATABASE


def put_aside(folder: Path) -> None:
    """Keep the last database beside the new one; the matching index is made anew."""
    for ending in BESIDE:
        file = folder / (DATABASE + ending)
        if file.exists():
            file.replace(folder / f"before-{DATABASE}{ending}")
    shutil.rmtree(folder / "index", ignore_errors=True)


def make(steps: Steps, environment: dict[str, str], folder: Path) -> None:
    """Two steps. The database gets its name when it is complete, so a run that was stopped leaves nothing half done."""
    half = folder / f"half-{DATABASE}"
    for ending in BESIDE:
        (folder / (half.name + ending)).unlink(missing_ok=True)
    there = environment | {"DATABASE_URL": f"sqlite:///{half}"}
    with steps.step("Database: new"):
        southsouth("migrate", "--no-input", environment=there, what="making the database")
    with steps.step("Demonstration data: real solutions and adoptions, sample needs, their matches"):
        southsouth("make_demo", environment=there, what="making the demonstration data")
    half.replace(database(folder))


def southsouth(*arguments: str, environment: dict[str, str], what: str) -> str:
    """Run one command of the platform itself."""
    return call([PYTHON, "-m", "southsouth", *arguments], what=what, environment=environment)
