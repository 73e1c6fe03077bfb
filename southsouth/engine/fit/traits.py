"""What two countries are compared in, and when they count as alike."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from southsouth.engine.fit.profiles import CountryContext

BANDS: Mapping[str, tuple[float, ...]] = {
    "internet_users_pct": (20, 50, 80),
    "electricity_access_pct": (50, 90),
    "adult_literacy_pct": (60, 80, 95),
    "urban_population_pct": (30, 50, 70),
    "gdp_per_capita_ppp": (3_000, 8_000, 20_000),
    "egdi": (0.25, 0.5, 0.75),
    "account_ownership_pct": (30, 60, 85),
    "government_effectiveness": (-1.0, -0.5, 0.0, 0.5, 1.0),
}
"""The facts that are compared, each with the inner boundaries of bands in which two countries count as alike."""
AS_LARGE = math.log(10.0)
"""Populations a factor of ten apart are not alike at all."""

Alike = Callable[[object, object], float]


@dataclass(frozen=True, slots=True)
class Trait:
    """``weight`` names the weight it counts with, ``share`` its part of that weight. ``alike`` gives 0-1; ``chance`` is
    how alike two countries are in it that were put together at random.
    """

    code: str
    weight: str
    chance: float
    value: Callable[[CountryContext], object]
    alike: Alike
    share: float = 1.0


@dataclass(frozen=True, slots=True)
class Line:
    """One trait of two countries. ``alike`` is ``None`` where a value is missing."""

    trait: Trait
    origin: object
    host: object
    alike: float | None

    def push(self, weights: Mapping[str, float]) -> float:
        """Up when they are more alike than by chance, down when less, nowhere when unknown."""
        if self.alike is None:
            return 0.0
        return weights[self.trait.weight] * self.trait.share * (self.alike - self.trait.chance)


def same(one: object, other: object) -> float:
    return float(one == other)


def shared(one: object, other: object) -> float:
    """Whether two lists have an item in common."""
    return float(isinstance(one, tuple) and isinstance(other, tuple) and not set(one).isdisjoint(other))


def as_large(one: object, other: object) -> float:
    if not isinstance(one, int) or not isinstance(other, int) or min(one, other) <= 0:
        return 0.0
    return max(0.0, 1.0 - abs(math.log(one / other)) / AS_LARGE)


def in_bands(bands: Sequence[float]) -> Alike:
    """Alike in the same band, half alike in the next one."""

    def alike(one: object, other: object) -> float:
        if not isinstance(one, (int, float)) or not isinstance(other, (int, float)):
            return 0.0
        apart = abs(bisect_right(bands, one) - bisect_right(bands, other))
        return max(0.0, 1.0 - apart / 2.0)

    return alike


def fact_of(code: str) -> Callable[[CountryContext], object]:
    return lambda country: country.facts.get(code)


TRAITS: tuple[Trait, ...] = (
    Trait("region", "region", 0.26, lambda country: country.region, same),
    Trait("subregion", "subregion", 0.08, lambda country: country.subregion, same),
    Trait("languages", "spoken", 0.25, lambda country: country.languages or None, shared),
    Trait("sids", "islands", 0.77, lambda country: country.sids, same),
    Trait("lldc", "landlocked", 0.68, lambda country: country.lldc, same),
    Trait("income_group", "income", 0.35, lambda country: country.income_group, same),
    Trait("population", "population", 0.4, lambda country: country.population, as_large),
    Trait("legal_family", "law", 0.4, lambda country: country.legal_family, same),
    *(Trait(code, "facts", 0.6, fact_of(code), in_bands(bands), 1.0 / len(BANDS)) for code, bands in BANDS.items()),
)


def compare(origin: CountryContext, host: CountryContext) -> tuple[Line, ...]:
    """Every trait, in order."""
    return tuple(_line(trait, trait.value(origin), trait.value(host)) for trait in TRAITS)


def _line(trait: Trait, origin: object, host: object) -> Line:
    known = origin is not None and host is not None
    return Line(trait, origin, host, trait.alike(origin, host) if known else None)


def gower(lines: Iterable[Line], weights: Mapping[str, float]) -> float | None:
    """How alike two countries are, over what is known of both; ``None`` when nothing is (Gower 1971)."""
    known = [(weights[each.trait.weight] * each.trait.share, each.alike) for each in lines if each.alike is not None]
    total = math.fsum(weight for weight, _ in known)
    return math.fsum(weight * alike for weight, alike in known) / total if total else None


def swing(traits: Iterable[Trait], weights: Mapping[str, float]) -> tuple[float, float]:
    """The push if all these traits were different, and if all were alike."""
    chosen = [(weights[trait.weight] * trait.share, trait.chance) for trait in traits]
    low = -math.fsum(weight * chance for weight, chance in chosen)
    return low, low + math.fsum(weight for weight, _ in chosen)
