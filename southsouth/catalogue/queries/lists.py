"""Reads of the catalogue for a screen. Every one starts from rows the reader may see."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import Count, F, Q, QuerySet

from southsouth.catalogue.lifecycle import RUNNING
from southsouth.catalogue.models import Adoption, Need
from southsouth.catalogue.models.needs import NeedQuerySet
from southsouth.catalogue.models.solutions import SolutionQuerySet

Rows = TypeVar("Rows", bound=QuerySet[Any, Any])
Row = TypeVar("Row")

SOLUTION_FACETS: Mapping[str, str] = {
    "area": "focus_area__slug",
    "evidence": "evidence",
    "exporter": "exporters__country_id",
    "importer": "adoptions__importer_id",
    "goal": "goals__number",
}
"""Facets of the list of solutions, and the field each one narrows. Values of one facet are alternatives."""

NEED_FACETS: Mapping[str, str] = {
    "area": "focus_area__slug",
    "country": "country_id",
    "goal": "goals__number",
    "state": "state",
}

Counts = Mapping[str, Sequence[tuple[str, int]]]


def narrowed(rows: Rows, fields: Mapping[str, str], chosen: Mapping[str, Sequence[str]]) -> Rows:
    """The rows left by the chosen values of each facet."""
    for facet, field in fields.items():
        if chosen.get(facet):
            rows = rows.filter(
                pk__in=rows.model._default_manager.filter(**{f"{field}__in": chosen[facet]}).values("pk")
            )
    return rows


def facet_counts(rows: QuerySet[Any, Any], fields: Mapping[str, str], chosen: Mapping[str, Sequence[str]]) -> Counts:
    """For each facet its values with the number of rows, as the other facets leave them; most first."""
    counts: dict[str, Sequence[tuple[str, int]]] = {}
    for facet, field in fields.items():
        others = {name: values for name, values in chosen.items() if name != facet}
        found = narrowed(rows, fields, others).order_by().values_list(field).annotate(n=Count("pk", distinct=True))
        counts[facet] = sorted(
            ((str(value), number) for value, number in found if value not in (None, "")),
            key=lambda each: (-each[1], each[0]),
        )
    return counts


@dataclass(frozen=True, slots=True)
class Flow:
    """Solutions carried from one country to another: how many, and how many of them run there as far as recorded."""

    exporter: str
    importer: str
    count: int
    running: int


def flows(adoptions: QuerySet[Adoption]) -> list[Flow]:
    """Exports to imports between countries, largest first."""
    rows = (
        adoptions.order_by()
        .values_list("exporter_id", "importer_id")
        .annotate(n=Count("pk"), running=Count("pk", filter=Q(status__in=sorted(RUNNING))))
    )
    return sorted((Flow(*row) for row in rows), key=lambda flow: (-flow.count, flow.exporter, flow.importer))


def newest_needs(needs: NeedQuerySet, count: int) -> list[Need]:
    return list(needs.for_lists().order_by("-opened_at", "ref")[:count])


def most_adopted(solutions: SolutionQuerySet, count: int) -> SolutionQuerySet:
    """The solutions most countries took up, one after the other; ties by title."""
    return with_import_counts(solutions.for_lists()).order_by(F("imports").desc(), "title", "ref")[:count]


def with_import_counts(solutions: SolutionQuerySet) -> SolutionQuerySet:
    """``imports``: in how many countries the solution is recorded as taken up."""
    return solutions.annotate(imports=Count("adoptions__importer", distinct=True))


def in_order_of(rows: Iterable[Row], keys: Sequence[object], attribute: str = "pk") -> list[Row]:
    """Rows put in the order of a ranking."""
    place = {key: number for number, key in enumerate(keys)}
    return sorted(rows, key=lambda row: place[getattr(row, attribute)])
