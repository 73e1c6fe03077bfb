"""How far the background worker is; readable from every process."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from southsouth.matching.lifecycle import LEASE, RefreshStep
from southsouth.matching.queries.staleness import refresh_row


@dataclass(frozen=True, slots=True)
class Progress:
    """``done`` of ``total`` documents (index) or needs, working since a moment."""

    step: RefreshStep
    done: int
    total: int
    since: datetime


def progress(at: datetime | None = None) -> Progress | None:
    """``None`` while nobody works, also when a worker died at its work."""
    row = refresh_row()
    if not row.step or row.beat is None or row.since is None or row.beat + LEASE < (at or timezone.now()):
        return None
    return Progress(RefreshStep(row.step), row.done, row.total, row.since)


def last_indexed() -> datetime | None:
    """When the index was last brought up to date."""
    return refresh_row().indexed_at
