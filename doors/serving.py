"""``dev.py run``: the demonstration edition with its own database, the server and the background worker."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Sequence
from contextlib import suppress

from doors import embedded, packages
from doors.places import PYTHON, ROOT, surroundings
from doors.screen import Steps, Stop, call, say, ticking

PATIENCE = 90.0
"""Seconds given to the server to answer for the first time."""
GRACE = 10.0
"""Seconds given to a program to end by itself."""
SERVER = [
    *(str(PYTHON), "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1"),
    *("--workers", "2", "--blocking-threads", "2", "--log-level", "warning"),
]
WORKER = [str(PYTHON), "-m", "southsouth", "refresh_matches", "--loop"]
PAUSE = 5.0
"""Seconds before a worker that ended is started again."""


def run(arguments: Sequence[str]) -> int:
    """Set up, serve until stopped. ``--no-setup``: with what is installed already."""
    port = wanted_port()
    with embedded.alone():
        environment = settings_of_this_run(port)
        prepare(environment, set_up="--no-setup" not in arguments)
        serve(environment, port)
    return 0


def wanted_port() -> int:
    text = surroundings().get("PORT", "8000")
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise Stop(f"PORT is {text!r}; it must be a number from 1 to 65535.")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", int(text)))
        except PermissionError:
            raise Stop(f"Port {text} needs the administrator. Choose another: PORT=8000 python3 dev.py run") from None
        except OSError:
            raise Stop(f"Port {text} is in use. Choose another: PORT=8001 python3 dev.py run") from None
    return int(text)


def settings_of_this_run(port: int) -> dict[str, str]:
    """The demonstration edition, unless ``DATABASE_URL`` names a database of one's own."""
    address = f"http://127.0.0.1:{port}"
    own = surroundings()
    settings = {"SITE_URL": own.get("SITE_URL", address)}
    if "DATABASE_URL" not in own:
        settings["SOUTHSOUTH_DEMO"] = own.get("SOUTHSOUTH_DEMO", "1")
    return surroundings(**settings)


def prepare(environment: dict[str, str], *, set_up: bool) -> None:
    """Packages, database, static files: each only as far as needed."""
    first = "DATABASE_URL" not in environment and not embedded.database(embedded.var_folder()).exists()
    steps = Steps((packages.SETUP_STEPS if set_up else 0) + (4 if first else 2))
    if set_up:
        packages.set_up(steps, "run")
    if first:
        embedded.make(steps, environment, embedded.var_folder())
    else:
        with steps.step("Database: kept, brought up to date"):
            embedded.southsouth("migrate", "--no-input", environment=environment, what="updating the database")
    with steps.step("Static files"):
        embedded.southsouth("collectstatic", "--no-input", environment=environment, what="gathering the static files")


class Program:
    """A program that is watched, in a process group of its own so that Ctrl-C reaches only us."""

    def __init__(self, command: Sequence[str], environment: dict[str, str]) -> None:
        self.command = command
        self.environment = environment
        self.start()

    def start(self) -> None:
        self.since = time.monotonic()
        self.process = subprocess.Popen(
            self.command, cwd=ROOT, env=self.environment, stdin=subprocess.DEVNULL, start_new_session=True
        )

    @property
    def ended(self) -> bool:
        return self.process.poll() is not None

    def revive(self) -> None:
        """Start again what ended, not more often than every few seconds."""
        if self.ended and time.monotonic() - self.since > PAUSE:
            say(f"The background worker ended with code {self.process.returncode}; starting it again.")
            self.start()

    def stop(self) -> None:
        """Ask; after the grace, insist. What it started goes with it."""
        if not self.ended:
            self.process.terminate()
            try:
                self.process.wait(GRACE)
            except subprocess.TimeoutExpired:
                say(f"{self.command[2]} does not end; ending it.")
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


def serve(environment: dict[str, str], port: int) -> None:
    """Start both programs, show where to look, watch until Ctrl-C or SIGTERM."""
    server = Program([*SERVER, "--port", str(port), "southsouth.wsgi:application"], environment)
    programs = [server]
    try:
        with ticking("Starting", time.monotonic()):
            await_answer(server, port)
        say()
        programs.append(Program(WORKER, environment))
        welcome(environment, port)
        watch(*programs)
    except KeyboardInterrupt:
        say("\nStopping …")
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        for program in reversed(programs):
            program.stop()
    say("Stopped. What was entered is kept in var/.")


def await_answer(server: Program, port: int) -> None:
    end = time.monotonic() + PATIENCE
    while not answers(port):
        if server.ended or time.monotonic() > end:
            raise Stop("The server did not start; its own words stand above. 'python3 dev.py check' may say more.")
        time.sleep(0.1)


def answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5) as answer:
            return int(answer.status) == 200
    except (OSError, urllib.error.URLError):
        return False


def welcome(environment: dict[str, str], port: int) -> None:
    say(f"\nThe platform is open at http://127.0.0.1:{port}")
    if environment.get("SOUTHSOUTH_DEMO") == "1":
        sign_ins = [PYTHON, "-m", "southsouth", "make_demo", "--sign-ins"]
        say("\n" + call(sign_ins, what="listing the sign-ins", environment=environment).strip())
    say("\nCtrl-C stops it.")


def watch(server: Program, worker: Program) -> None:
    while not server.ended:
        worker.revive()
        time.sleep(0.5)
    raise Stop(f"The server ended by itself with code {server.process.returncode}; its own words stand above.")
