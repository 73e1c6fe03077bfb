"""The background work belongs to one worker at a time; a dead one loses it after a minute."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.db.models import Q

from southsouth.matching.lifecycle import LEASE, RefreshStep
from southsouth.matching.models import Refresh
from southsouth.matching.queries.progress import Progress

Clock = Callable[[], datetime]
OnProgress = Callable[[Progress], None]

BEAT_EVERY = timedelta(seconds=1)
"""How often the row is written while the work goes on."""


class LeaseLost(Exception):
    """Another worker took the work over while this one gave no sign of life."""


class Work:
    """A worker's hold on the work. ``tell`` says how far it is and is the sign of life."""

    def __init__(self, token: str, *, since: datetime, clock: Clock, on_progress: OnProgress | None) -> None:
        self.clock = clock
        self._token = token
        self._since = since
        self._on_progress = on_progress
        self._told: tuple[datetime, RefreshStep] | None = None

    def tell(self, step: RefreshStep, done: int, total: int) -> None:
        """Raises ``LeaseLost`` when the work belongs to another worker by now."""
        if self._on_progress is not None:
            self._on_progress(Progress(step, done, total, self._since))
        now = self.clock()
        if self._told is not None and self._told[1] == step and now - self._told[0] < BEAT_EVERY and done < total:
            return
        mine = Refresh.objects.filter(pk=Refresh.ONLY, worker=self._token)
        if not mine.update(step=step, done=done, total=total, beat=now):
            raise LeaseLost
        self._told = (now, step)


@contextmanager
def leased(*, at: datetime, clock: Clock, on_progress: OnProgress | None = None) -> Iterator[Work | None]:
    """The hold on the work, given back at the end; ``None`` when another worker has it."""
    token = secrets.token_hex(16)
    if not _take(token, at=at):
        yield None
        return
    try:
        yield Work(token, since=at, clock=clock, on_progress=on_progress)
    finally:
        Refresh.objects.filter(pk=Refresh.ONLY, worker=token).update(worker="", step="", done=0, total=0)


def _take(token: str, *, at: datetime) -> bool:
    """One conditional update, so two workers never both get it. A beat from the future is of a clock that was wrong."""
    Refresh.objects.get_or_create(pk=Refresh.ONLY)
    free = Q(worker="") | Q(beat__isnull=True) | Q(beat__lt=at - LEASE) | Q(beat__gt=at + LEASE)
    rows = Refresh.objects.filter(free, pk=Refresh.ONLY)
    return bool(rows.update(worker=token, beat=at, since=at, step="", done=0, total=0))
