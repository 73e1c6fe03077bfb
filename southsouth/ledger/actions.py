"""Writing the ledger: always in the transaction of the deed itself."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, cast

from django.db import models
from django.utils import timezone

from southsouth.ledger.models import Entry, called

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser


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
