"""The planner of meetings on a plain file, without a database."""

import argparse
import json
import signal
import time
from contextlib import contextmanager
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from southsouth.engine.timetable import NotPossible, plan
from southsouth.engine.timetable.files import plan_value, read_problem
from southsouth.management.commands.export import write_whole
from southsouth.management.plans import fault_texts
from southsouth.management.terminal import bad_input, status

EFFORT = 30.0
"""Seconds of one quiet core, where nothing else is asked for."""


class Command(BaseCommand):
    help = (
        "Plan who meets whom, when and at which table. FILE is JSON with slots, people and wishes, and, where they "
        "matter, tables, interpreters, locked meetings and the order of objectives. The answer is JSON: the meetings, "
        "a reason for each wish that is not met, and how far the plan is from the best possible. Without --seconds, "
        "the same file and seed always give the same plan. Ctrl-C ends the search and gives the best plan so far."
    )
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="FILE", type=Path)
        parser.add_argument("--seconds", metavar="N", type=seconds, help="the longest time to search")
        parser.add_argument("--seed", metavar="S", type=seed, default=0, help="another number, another search (0)")
        parser.add_argument("--out", metavar="FILE", type=Path, help="where to write; standard output without it")

    def handle(self, *args, **options):
        problem = self._read(options["file"])
        began, limit = time.monotonic(), options["seconds"]
        tell = status(self.stderr)
        with asked_to_end() as ended:
            found = plan(
                problem,
                effort=limit or EFFORT,
                seed=options["seed"],
                stop=lambda: bool(ended) or (limit is not None and time.monotonic() - began > limit),
                tell=lambda now: tell(f"{now.held:,} meetings, {percent(now)} of the bound"),
            )
        tell(None)
        self._give(plan_value(found, time.monotonic() - began), options["out"])
        if found.possible is False:
            raise CommandError("The meetings that must be held cannot all be held: that is proved.")

    def _read(self, path):
        try:
            problem, ignored = read_problem(json.loads(path.read_text(encoding="utf-8")))
        except OSError as fault:
            raise bad_input(f"{path} cannot be read: {fault.strerror}. Name another file.") from fault
        except (ValueError, RecursionError) as fault:
            raise bad_input(f"{path.name}: this is not JSON in UTF-8: {fault}") from fault
        except NotPossible as refused:
            raise bad_input("\n".join(["Nothing was planned.", *fault_texts(refused.faults)])) from refused
        if ignored:
            self.stderr.write(f"{path.name}: fields that are not read: {', '.join(ignored)}", style_func=str)
        return problem

    def _give(self, value, path):
        content = json.dumps(value, ensure_ascii=False, indent=1)
        if path is None:
            self.stdout.write(content)
            return
        try:
            write_whole(path, f"{content}\n".encode())
        except OSError as fault:
            raise bad_input(f"{path} cannot be written: {fault.strerror}. Name another file.") from fault


@contextmanager
def asked_to_end():
    """A list that is no longer empty after Ctrl-C or SIGTERM; the second time, they end the program as always."""
    asked = []
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}

    def end(number, frame):
        asked.append(number)
        signal.signal(number, before[number])

    for number in before:
        signal.signal(number, end)
    try:
        yield asked
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def percent(now):
    return f"{100 * now.worth / now.bound:.1f} %" if now.bound > 0 else "0 %"


def seconds(value):
    """A time to search."""
    try:
        found = float(value)
    except ValueError:
        found = 0.0
    if not 0 < found <= 86_400:
        raise argparse.ArgumentTypeError(f"{value} is not a number of seconds from 0 to a day")
    return found


def seed(value):
    """A seed of the search."""
    if not value.isdecimal() or int(value) >= 1 << 30:
        raise argparse.ArgumentTypeError(f"{value} is not a whole number from 0 to {(1 << 30) - 1:,}")
    return int(value)
