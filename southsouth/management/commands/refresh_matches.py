"""Brings the matching index and the lists of needs up to date: once, or for ever as the background worker."""

import signal
import time

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, close_old_connections
from django.utils import timezone

from southsouth.catalogue.models import Need
from southsouth.matching.actions import ask_refresh, refresh_all, refresh_index, refresh_need
from southsouth.matching.queries import engine

BAD_INPUT = 2
PAUSE = 5.0
"""Seconds between two looks at what changed."""
SHARE = 10.0
"""The pause is at least so many times as long as looking took, so that an idle worker stays idle."""
LONGEST_PAUSE = 60.0


class Ended(Exception):
    """The worker was asked to end."""


def end(number, frame):
    raise Ended


class Command(BaseCommand):
    help = (
        "Bring the matching index up to date with the catalogue, then compute the matches of every need that changed "
        "or that was ranked with an older catalogue, other weights or another language model. Can be repeated and "
        "stopped at any moment."
    )

    def add_arguments(self, parser):
        parser.add_argument("--loop", action="store_true", help="go on until stopped: the background worker")
        parser.add_argument("--need", metavar="REF", help="only the need of this reference")
        parser.add_argument("--all", action="store_true", help="every need, also those that did not change")

    def handle(self, *args, **options):
        if options["need"] and (options["loop"] or options["all"]):
            raise CommandError("--need stands alone: leave out --loop and --all.", returncode=BAD_INPUT)
        self._check_model()
        if options["need"]:
            self._one(options["need"])
            return
        if options["all"]:
            ask_refresh(by=None, at=timezone.now())
        if options["loop"]:
            self._loop()
        else:
            self._round()

    def _check_model(self):
        """A model that was asked for must work; without one, matching goes by words and context and says so."""
        fault = engine().fault
        if fault and settings.LANGUAGE_MODEL:
            raise CommandError(f"SOUTHSOUTH_LANGUAGE_MODEL cannot be used: {fault}", returncode=BAD_INPUT)
        if fault:
            self.stderr.write(f"No sentence model ({fault}): matching goes by words and context only.")

    def _one(self, ref):
        need = Need.objects.filter(ref=ref).first()
        if need is None:
            raise CommandError(f"There is no need with the reference {ref}.", returncode=BAD_INPUT)
        refresh_index(at=timezone.now())
        run = refresh_need(need, at=timezone.now())
        if run is None:
            raise CommandError("The index cannot be read. Run the command once more without --need.")
        self.stdout.write(f"{ref}: {run.matches.count()} matches out of {run.considered} solutions.")

    def _round(self):
        done = refresh_all(at=timezone.now(), on_progress=self._show if self.stdout.isatty() else None)
        if done.index is None:
            self.stdout.write("Another worker is at it. Nothing to do here.")
            return False
        written = done.index.solutions.written + done.index.needs.written
        removed = done.index.solutions.removed + done.index.needs.removed
        busy = bool(written or removed or done.needs)
        if busy:
            self.stdout.write(f"Index: {written} written, {removed} removed. Matches of {done.needs} needs computed.")
            self.stdout.flush()
        return busy

    def _show(self, progress):
        end = "\n" if progress.done == progress.total else ""
        self.stdout.write(f"\r{progress.step}: {progress.done} of {progress.total}", ending=end)
        self.stdout.flush()

    def _loop(self):
        """Until SIGTERM or Ctrl-C, which may come in the middle: what was done is kept, the work is given back."""
        before = signal.signal(signal.SIGTERM, end)
        try:
            while True:
                began = time.monotonic()
                busy = self._careful_round()
                took = 0.0 if busy else time.monotonic() - began
                time.sleep(min(max(PAUSE, SHARE * took), LONGEST_PAUSE))
        except (Ended, KeyboardInterrupt):
            self.stdout.write("Stopped.")
        finally:
            signal.signal(signal.SIGTERM, before)

    def _careful_round(self):
        """Whether something was done. A database that is away for a while does not end the worker."""
        close_old_connections()
        try:
            return self._round()
        except DatabaseError as fault:
            self.stderr.write(f"The database does not answer as it should; trying again soon: {fault}")
            return False
