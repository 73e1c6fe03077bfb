"""What stands behind ``dev.py``: set-up, serving, tests, checks. Standard library only."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Mapping, Sequence
from types import FrameType

from doors import bench, checks, embedded, packages, serving, testing
from doors.screen import Stop, say

Command = Callable[[Sequence[str]], int]

HELP = """\
usage: python3 dev.py COMMAND [ARGUMENT ...]

  run      set up what is missing and serve the platform on http://127.0.0.1:8000 (PORT= changes it);
           the first run makes the database and its demonstration data, later runs keep them
  test     set up what is missing and run every test on SQLite and on PostgreSQL, the browser included;
           arguments go to pytest: python3 dev.py test tests/engine -x     (--no-browser leaves the browser out)
  check    format, lint, types, import contracts, templates, translations, migrations, settings; changes nothing
  fix      mend what a machine can mend: format, imports; gather and compile the texts to translate
  bench    measure what is claimed: python3 dev.py bench [quality|speed|languages|meetings|hostile|pages]
  demo     put the database aside and make fresh demonstration data
  lock     resolve the packages of pyproject.toml anew and write the hashed lists in requirements/
  help     this page

Everything made lands in .venv, .tools and var, all beside this file; delete them to begin anew.
Variables: CHROMIUM and TEST_PG choose the browser and the PostgreSQL of the tests; .env.sample names the rest.
"""


def show_help(arguments: Sequence[str]) -> int:
    print(HELP, end="")
    return 0


COMMANDS: Mapping[str, Command] = {
    "run": serving.run,
    "test": testing.test,
    "check": checks.check,
    "fix": checks.fix,
    "bench": bench.bench,
    "demo": embedded.demo,
    "lock": packages.lock,
    "help": show_help,
}


def stop_like_ctrl_c(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def main(arguments: Sequence[str], commands: Mapping[str, Command]) -> int:
    """Run one command; its exit code. 2: no such command; 130: stopped by hand."""
    name = arguments[0] if arguments else "help"
    if name in ("-h", "--help"):
        name = "help"
    if name not in commands:
        say(f"dev.py: there is no command {name!r}. Commands: {', '.join(commands)}.", file=sys.stderr)
        return 2
    signal.signal(signal.SIGTERM, stop_like_ctrl_c)
    try:
        return commands[name](arguments[1:])
    except Stop as stop:
        say(f"dev.py: {stop}", file=sys.stderr)
        return 1
    except OSError as error:
        say(f"dev.py: {error}. Is this folder yours, with room on its disk?", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        say("\nStopped.", file=sys.stderr)
        return 130
