"""Where a solution comes from, and where it would go: fact by fact, over what is known of both countries."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from southsouth.engine.fit.aspects import UNKNOWN, Aspect, Claim, Doubt
from southsouth.engine.fit.profiles import CountryContext, Gap, NeedProfile, Size, SolutionProfile
from southsouth.engine.fit.traits import BANDS, TRAITS, Line, compare, gower, swing
from southsouth.engine.fit.weights import Weights

NEAR = 0.7
"""Likeness from which a country where the solution runs counts as like the need's."""
OBSTACLES = frozenset({*BANDS, "income_group", "legal_family", "sids", "lldc"})
"""Differences that ask for adaptation. Being far away, or larger, is none by itself."""
NOWHERE = Aspect(asked=len(TRAITS))
SMALL = frozenset({"income_group", "sids", "lldc"})


@dataclass(frozen=True, slots=True)
class Pair:
    """A country beside the need's: how alike they are, and what that says."""

    origin: CountryContext
    likeness: float
    aspect: Aspect


class Hosts:
    """Compares countries with the need's, each once."""

    def __init__(self, need: NeedProfile, weights: Weights) -> None:
        self.weights = weights.as_mapping()
        self.host = None if need.country is None else placed(need.country, need.facts)
        self._pairs: dict[int, Pair] = {}

    def pair(self, origin: CountryContext, host: CountryContext) -> Pair:
        found = self._pairs.get(id(origin))
        if found is None:
            aspect = compared(origin, host, self.weights)
            found = self._pairs[id(origin)] = Pair(origin, aspect.value or 0.0, aspect)
        return found

    def nearest(self, origins: Sequence[CountryContext], host: CountryContext) -> Pair:
        """The origin most like the host; ties by code."""
        pairs = [self.pair(each, host) for each in origins]
        return min(pairs, key=lambda each: (-each.likeness, each.origin.iso3))


def placed(country: CountryContext, facts: Mapping[str, float]) -> CountryContext:
    """The country, with the place's own facts above it."""
    return replace(country, facts={**country.facts, **facts}) if facts else country


def context(solution: SolutionProfile, hosts: Hosts) -> Aspect:
    """The exporter's country most like the need's, and where else the solution runs."""
    if hosts.host is None:
        doubt = Doubt("no_country", {}, *swing(TRAITS, hosts.weights))
        return Aspect(asked=len(TRAITS), doubts=(doubt,)) if solution.exporters else UNKNOWN
    found = hosts.nearest(solution.exporters, hosts.host).aspect if solution.exporters else NOWHERE
    near = nearby(solution, hosts, hosts.host) if solution.adoptions else None
    if near is None:
        return found
    value = NEAR if found.value is None else found.value
    return replace(found, value=value, push=found.push + near.push, claims=(*found.claims, near))


def compared(origin: CountryContext, host: CountryContext, weights: Mapping[str, float]) -> Aspect:
    """Two countries, trait by trait."""
    lines = compare(origin, host)
    return Aspect(
        value=gower(lines, weights),
        push=math.fsum(each.push(weights) for each in lines),
        claims=tuple(claims_of(lines, origin, host, weights)),
        gaps=tuple(gaps_of(lines, origin, host)),
        doubts=tuple(doubts_of(lines, host, weights)),
        known=sum(each.alike is not None for each in lines),
        asked=len(lines),
    )


def claims_of(
    lines: Sequence[Line], origin: CountryContext, host: CountryContext, weights: Mapping[str, float]
) -> Iterator[Claim]:
    """One claim for the place (the sub-region before the region), one for the languages, one for each other trait."""
    alike = {each.trait.code: each for each in lines if each.alike == 1.0}
    place = alike.get("subregion") or alike.get("region")
    if place is not None:
        push = math.fsum(alike[code].push(weights) for code in ("region", "subregion") if code in alike)
        facts = {"origin": origin.iso3, "host": host.iso3, "region": place.host}
        yield Claim(f"same_{place.trait.code}", facts, push)
    for code, line in alike.items():
        if code == "languages":
            both = [language for language in host.languages if language in origin.languages]
            yield Claim("shared_language", {"languages": both}, line.push(weights))
        elif code not in ("region", "subregion"):
            yield Claim("alike", facts_of(line, origin, host), line.push(weights))


def gaps_of(lines: Sequence[Line], origin: CountryContext, host: CountryContext) -> Iterator[Gap]:
    for line in lines:
        if line.alike == 0.0 and line.trait.code in OBSTACLES:
            size = Size.SMALL if line.trait.code in SMALL else Size.MEDIUM
            yield Gap("different", size, facts_of(line, origin, host))


def doubts_of(lines: Sequence[Line], host: CountryContext, weights: Mapping[str, float]) -> Iterator[Doubt]:
    """What the host's side could still tell."""
    for line in lines:
        if line.host is None and line.origin is not None:
            yield Doubt("fact_unknown", {"fact": line.trait.code, "host": host.iso3}, *swing([line.trait], weights))


def facts_of(line: Line, origin: CountryContext, host: CountryContext) -> dict[str, object]:
    return {
        "fact": line.trait.code,
        "origin": origin.iso3,
        "host": host.iso3,
        "origin_value": line.origin,
        "host_value": line.host,
    }


def nearby(solution: SolutionProfile, hosts: Hosts, host: CountryContext) -> Claim | None:
    """Taken up in countries like this one. The need's own country proves nothing."""
    others = (each for each in solution.adoptions if each.country.iso3 != host.iso3)
    found = {each.country.iso3: each.weight for each in others if hosts.pair(each.country, host).likeness >= NEAR}
    if not found:
        return None
    never = math.prod(1.0 - 0.9 * min(max(weight, 0.0), 1.0) for weight in found.values())
    return Claim("used_nearby", {"countries": sorted(found)}, hosts.weights["nearby"] * (1.0 - never))
