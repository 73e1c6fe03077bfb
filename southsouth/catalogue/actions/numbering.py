"""Giving references."""

from __future__ import annotations

from datetime import datetime

from django.db.models import F

from southsouth.catalogue.models import Numbering


def next_ref(series: str, *, at: datetime) -> str:
    """``need-2026-014``: the next of its series this year. To be called inside the deed's transaction.

    The increment is one UPDATE, so two deeds at once never get the same number.
    """
    Numbering.objects.get_or_create(series=series, year=at.year)
    Numbering.objects.filter(series=series, year=at.year).update(last=F("last") + 1)
    last = Numbering.objects.get(series=series, year=at.year).last
    return f"{series}-{at.year}-{last:03}"
