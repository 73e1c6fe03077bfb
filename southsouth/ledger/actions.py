"""Writing the ledger: always in the transaction of the deed itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, cast

from django.db import models
from django.utils import timezone

from southsouth.ledger.models import Entry, called

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser

BATCH = 500


def record(
    deed: str,
    subject: models.Model,
    *,
    by: AbstractBaseUser | None,
    at: datetime | None = None,
    moved: tuple[str, str] = ("", ""),
    facts: Mapping[str, object] | None = None,
) -> Entry:
    """Add one line: ``deed`` (``need.submitted``) done to ``subject`` by a person (``None``: the platform itself)."""
    kind, ref = called(subject)
    return Entry.objects.create(
        deed=deed,
        kind=kind,
        ref=ref,
        by=cast("Any", by),
        at=at or timezone.now(),
        state_before=moved[0],
        state_after=moved[1],
        facts=dict(facts or {}),
    )


Done = tuple[models.Model, tuple[str, str], Mapping[str, object]]


def record_all(deed: str, done: Iterable[Done], *, by: AbstractBaseUser | None, at: datetime) -> None:
    """Add one line for each record of an import, with its states before and after and its facts."""
    lines = []
    for subject, (before, after), facts in done:
        kind, ref = called(subject)
        states = {"state_before": before, "state_after": after}
        lines.append(Entry(deed=deed, kind=kind, ref=ref, by=cast("Any", by), at=at, facts=dict(facts), **states))
    Entry.objects.bulk_create(lines, batch_size=BATCH)
