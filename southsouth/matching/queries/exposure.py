"""Who is seen: the share of the places in all lists that each exporter gets, beside its share of the solutions."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import OuterRef, Subquery

from southsouth.catalogue.models import Exporter
from southsouth.catalogue.models.solutions import SolutionQuerySet
from southsouth.catalogue.policies import visible_solutions
from southsouth.matching.models import MatchQuerySet
from southsouth.matching.policies import visible_matches
from southsouth.members.policies import Actor
from southsouth.reference.models import Country

LEAST_DEVELOPED = "ldc"
SINGLE = "single"


@dataclass(frozen=True, slots=True)
class Share:
    """``name`` is a country's code, or a group's. ``ratio``: exposure by supply; 1 is even, below 1 is less seen."""

    name: str
    solutions: int
    of_solutions: float
    of_exposure: float

    @property
    def ratio(self) -> float | None:
        return self.of_exposure / self.of_solutions if self.of_solutions else None


@dataclass(frozen=True, slots=True)
class Exposure:
    """``groups``: exporters in least developed countries, and exporters with a single solution."""

    exporters: Sequence[Share]
    groups: Sequence[Share]


def seen(rank: int) -> float:
    """How much a place in a list is seen, by its rank."""
    return 1.0 / math.log2(rank + 1)


def exposure(actor: Actor) -> Exposure:
    """Of every exporter with a solution the reader sees, in the lists the reader sees (three queries)."""
    supply = solutions_by_exporter(visible_solutions(actor).shown())
    places = exposure_by_exporter(visible_matches(actor))
    least = set(Country.objects.least_developed().values_list("pk", flat=True))
    single = {iso3 for iso3, solutions in supply.items() if solutions == 1}
    return Exposure(
        exporters=sorted(
            (_share(iso3, {iso3}, supply, places) for iso3 in supply), key=lambda each: (-each.of_exposure, each.name)
        ),
        groups=(
            _share(LEAST_DEVELOPED, least, supply, places),
            _share(SINGLE, single, supply, places),
        ),
    )


def solutions_by_exporter(solutions: SolutionQuerySet) -> Counter[str]:
    rows = solutions.order_by().annotate(first=_first_exporter("pk")).values_list("first", flat=True)
    return Counter(iso3 for iso3 in rows if iso3)


def exposure_by_exporter(matches: MatchQuerySet) -> dict[str, float]:
    """What the current lists give to each exporter; the engine takes the same mapping."""
    rows = matches.live().order_by().annotate(first=_first_exporter("solution")).values_list("first", "rank")
    return _summed((iso3, seen(rank)) for iso3, rank in rows if iso3)


def _first_exporter(solution: str) -> Subquery:
    """The country that stands first: the unit of exposure."""
    exporters = Exporter.objects.filter(solution=OuterRef(solution)).order_by("position", "pk")
    return Subquery(exporters.values("country")[:1])


def _summed(pairs: Iterable[tuple[str, float]]) -> dict[str, float]:
    totals: dict[str, float] = {}
    for name, value in pairs:
        totals[name] = totals.get(name, 0.0) + value
    return totals


def _share(name: str, members: Collection[str], supply: Mapping[str, int], places: Mapping[str, float]) -> Share:
    solutions = sum(count for iso3, count in supply.items() if iso3 in members)
    places_got = sum(value for iso3, value in places.items() if iso3 in members)
    return Share(
        name=name,
        solutions=solutions,
        of_solutions=solutions / sum(supply.values()) if supply else 0.0,
        of_exposure=places_got / sum(places.values()) if places else 0.0,
    )
