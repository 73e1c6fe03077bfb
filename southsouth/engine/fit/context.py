"""Origin and host side by side: a Gower similarity over the traits both countries are known in."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from southsouth.engine.fit.aspects import Aspect, Claim, Doubt
from southsouth.engine.fit.profiles import CountryContext, Gap, NeedProfile, Size, SolutionProfile
from southsouth.engine.fit.weights import Weights

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
"""The facts that are compared, and the inner boundaries of bands in which two countries count as alike."""
AS_LARGE = math.log(10.0)
"""Populations this far apart (a factor of ten) are not alike at all."""


@dataclass(frozen=True, slots=True)
class Trait:
    """Something two countries are alike in or not. ``chance``: how alike two countries are that have nothing to do
    with each other; ``alike`` gives 0-1."""

    code: str
    weight: str
    chance: float
    value: Callable[[CountryContext], object]
    alike: Callable[[object, object], float]
    share: float = 1.0


@dataclass(frozen=True, slots=True)
class Compared:
    """One trait of two countries; ``alike`` is ``None`` where one of them is not known."""

    trait: Trait
    origin: object
    host: object
    alike: float | None


def same(one: object, other: object) -> float:
    return float(one == other)


def shared(one: object, other: object) -> float:
    """Whether two lists have an item in common."""
    return float(isinstance(one, tuple) and isinstance(other, tuple) and not set(one).isdisjoint(other))


def as_large(one: object, other: object) -> float:
    if not isinstance(one, int) or not isinstance(other, int) or min(one, other) <= 0:
        return 0.0
    return max(0.0, 1.0 - abs(math.log(one / other)) / AS_LARGE)


def in_band(bands: Sequence[float]) -> Callable[[object, object], float]:
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
    *(
        Trait(code, "facts", 0.6, fact_of(code), in_band(bands), share=1.0 / len(BANDS))
        for code, bands in BANDS.items()
    ),
)


def compare(origin: CountryContext, host: CountryContext) -> list[Compared]:
    """Every trait, in order; a value missing on either side makes the line unknown."""
    return [line(trait, trait.value(origin), trait.value(host)) for trait in TRAITS]


def line(trait: Trait, origin: object, host: object) -> Compared:
    known = origin is not None and host is not None
    return Compared(trait, origin, host, trait.alike(origin, host) if known else None)


def gower(lines: Iterable[Compared], weights: Mapping[str, float]) -> float | None:
    """Weighted mean of what is known; ``None`` when nothing is."""
    known = [(weights[each.trait.weight] * each.trait.share, each.alike) for each in lines if each.alike is not None]
    total = sum(weight for weight, _ in known)
    return sum(weight * alike for weight, alike in known) / total if total else None


def context(need: NeedProfile, solution: SolutionProfile, weights: Weights) -> Aspect:
    """The exporter's country most like the need's, and where else the solution runs."""
    if need.country is None:
        return Aspect(asked=len(TRAITS), doubts=(Doubt("no_country", {}, *bounds(TRAITS, weights.as_mapping())),))
    worth = weights.as_mapping()
    host = placed(need, need.country)
    origins = sorted(solution.exporters, key=lambda each: (-likeness(each, host, worth), each.iso3))
    if not origins:
        return Aspect(asked=len(TRAITS))
    lines = compare(origins[0], host)
    known = [each for each in lines if each.alike is not None]
    near = nearby(solution, host, worth)
    claims = [*claims_of(lines, origins[0], host, worth), *near]
    return Aspect(
        value=gower(lines, worth),
        push=sum(push_of(each, worth) for each in known) + sum(each.push for each in near),
        claims=tuple(claims),
        gaps=tuple(gaps_of(lines, origins[0], host)),
        doubts=tuple(doubts_of(lines, host, worth)),
        known=len(known),
        asked=len(lines),
    )


def placed(need: NeedProfile, country: CountryContext) -> CountryContext:
    """The country, with the place's own facts above it."""
    return CountryContext(
        iso3=country.iso3,
        region=country.region,
        subregion=country.subregion,
        languages=country.languages,
        ldc=country.ldc,
        lldc=country.lldc,
        sids=country.sids,
        income_group=country.income_group,
        population=country.population,
        legal_family=country.legal_family,
        facts={**country.facts, **need.facts},
    )


def likeness(origin: CountryContext, host: CountryContext, weights: Mapping[str, float]) -> float:
    return gower(compare(origin, host), weights) or 0.0


def push_of(line: Compared, weights: Mapping[str, float]) -> float:
    trait = line.trait
    return 0.0 if line.alike is None else weights[trait.weight] * trait.share * (line.alike - trait.chance)


def bounds(traits: Iterable[Trait], weights: Mapping[str, float]) -> tuple[float, float]:
    """The push if every trait were different, and if every one were alike."""
    chosen = [(weights[trait.weight] * trait.share, trait.chance) for trait in traits]
    return -sum(weight * chance for weight, chance in chosen), sum(w * (1.0 - chance) for w, chance in chosen)


def facts_of(line: Compared, origin: CountryContext, host: CountryContext) -> dict[str, object]:
    return {
        "fact": line.trait.code,
        "origin": origin.iso3,
        "host": host.iso3,
        "origin_value": line.origin,
        "host_value": line.host,
    }


def claims_of(
    lines: Sequence[Compared], origin: CountryContext, host: CountryContext, weights: Mapping[str, float]
) -> Iterator[Claim]:
    """One claim for the place (sub-region before region), one for the languages, one for every other alike trait."""
    alike = {each.trait.code: each for each in lines if each.alike == 1.0}
    place = alike.get("subregion") or alike.get("region")
    if place is not None:
        push = sum(push_of(alike[code], weights) for code in ("region", "subregion") if code in alike)
        code = f"same_{place.trait.code}"
        yield Claim(code, {"origin": origin.iso3, "host": host.iso3, "region": place.host}, push)
    for code, each in alike.items():
        if code == "languages":
            both = [language for language in host.languages if language in origin.languages]
            yield Claim("shared_language", {"languages": both}, push_of(each, weights))
        elif code not in ("region", "subregion"):
            yield Claim("alike", facts_of(each, origin, host), push_of(each, weights))


def gaps_of(lines: Sequence[Compared], origin: CountryContext, host: CountryContext) -> Iterator[Gap]:
    """Facts in which the countries differ; what is no obstacle by itself (the place, the languages) is not listed."""
    for each in lines:
        if each.alike == 0.0 and each.trait.code in (*BANDS, "income_group", "legal_family", "sids", "lldc"):
            size = Size.MEDIUM if each.trait.code in (*BANDS, "legal_family") else Size.SMALL
            yield Gap("different", size, facts_of(each, origin, host))


def doubts_of(lines: Sequence[Compared], host: CountryContext, weights: Mapping[str, float]) -> Iterator[Doubt]:
    for each in lines:
        if each.host is None:
            facts = {"fact": each.trait.code, "host": host.iso3}
            yield Doubt("fact_unknown", facts, *bounds([each.trait], weights))


NEAR = 0.75
"""Likeness from which a country where the solution runs counts as like the need's."""


def nearby(solution: SolutionProfile, host: CountryContext, weights: Mapping[str, float]) -> list[Claim]:
    """Taken up in countries like this one. The need's own country proves nothing about others."""
    found = {
        each.country.iso3: each.weight
        for each in solution.adoptions
        if each.country.iso3 != host.iso3 and likeness(each.country, host, weights) >= NEAR
    }
    if not found:
        return []
    push = weights["nearby"] * (1.0 - math.prod(1.0 - min(weight, 0.9) for weight in found.values()))
    return [Claim("used_nearby", {"countries": sorted(found)}, push)]
