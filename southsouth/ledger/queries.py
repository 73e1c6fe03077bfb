"""Reads of the ledger, for whoever may see the record it is about."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import models

from southsouth.ledger.models import Entry, EntryQuerySet, called


def history(subject: models.Model) -> EntryQuerySet:
    """All that was done to one record, oldest first, with who did it."""
    return Entry.objects.about(*called(subject)).select_related("by")


def recent(count: int, deeds: Iterable[str] = ()) -> list[Entry]:
    """The newest lines, newest first; of some deeds only, if any are named."""
    wanted = list(deeds)
    lines = Entry.objects.newest().select_related("by")
    return list((lines.filter(deed__in=wanted) if wanted else lines)[:count])
