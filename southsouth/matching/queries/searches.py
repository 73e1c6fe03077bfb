"""Kept searches and what is new in them; what readers looked for and did not find."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Max, Q, QuerySet, Sum

from southsouth.catalogue.policies import visible_needs, visible_solutions
from southsouth.catalogue.queries import NEED_FACETS, SOLUTION_FACETS, narrowed
from southsouth.matching.lifecycle import SearchKind
from southsouth.matching.models import SavedSearch, SearchMiss
from southsouth.matching.queries.search import found_needs, found_solutions

ASKED_OFTEN = 2
"""Words are shown once they were looked for so many times: one search may say too much of one reader."""


def rows_for(search: SavedSearch) -> QuerySet[Any]:
    """The records a kept search finds today, as far as its person sees them today."""
    person = search.person
    if search.kind == SearchKind.SOLUTIONS:
        rows = narrowed(visible_solutions(person).shown(), SOLUTION_FACETS, search.chosen)
        return rows.filter(ref__in=found_solutions(search.text, person)) if search.text else rows
    needs = narrowed(visible_needs(person).shown(), NEED_FACETS, search.chosen)
    return needs.filter(ref__in=found_needs(search.text, person)) if search.text else needs


def new_for(search: SavedSearch) -> QuerySet[Any]:
    """What came into it since the person last looked."""
    return rows_for(search).filter(**_since(search))


def counts_of(search: SavedSearch) -> tuple[int, int]:
    """How many records a kept search finds, and how many of them are new; searched once."""
    found = rows_for(search).order_by().aggregate(all=Count("pk"), new=Count("pk", filter=Q(**_since(search))))
    return found["all"], found["new"]


def _since(search: SavedSearch) -> dict[str, object]:
    column = "published_at" if search.kind == SearchKind.SOLUTIONS else "opened_at"
    return {f"{column}__gt": search.looked_at}


@dataclass(frozen=True, slots=True)
class Missed:
    """Words that found nothing, how often, and when last."""

    text: str
    language: str
    times: int
    last: date


def missed(today: date, days: int, most: int = 200) -> Sequence[Missed]:
    """What was looked for at least twice in the last ``days`` days, the most frequent first."""
    found = (
        SearchMiss.objects.filter(day__gt=today - timedelta(days=days))
        .order_by()
        .values_list("text", "language")
        .annotate(times=Sum("count"), last=Max("day"))
        .filter(times__gte=ASKED_OFTEN)
        .order_by("-times", "text", "language")[:most]
    )
    return [Missed(*row) for row in found]
