"""The context of two countries side by side: where a solution comes from, and where it would go."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, cast

from django.db.models import Field
from django.utils.translation import override

from southsouth.reference.models import ContextFact, Country, FactKind, fact_kinds

Value = str | float | bool | tuple[str, ...]

AS_LARGE = 3.0
"""Populations count as alike up to this factor between them."""


class Likeness(StrEnum):
    ALIKE = "alike"
    DIFFERENT = "different"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Known:
    """A value with the year it refers to (``None`` where the source gives none) and the key of its source."""

    value: Value
    year: int | None = None
    source: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Compared:
    """One line of the comparison: a trait of the country's own row (``kind`` is ``None``) or a context fact."""

    code: str
    likeness: Likeness
    origin: Known | None
    host: Known | None
    kind: FactKind | None = None

    def name_in(self, language: str) -> str:
        if self.kind is not None:
            return self.kind.name_in(language)
        with override(language):
            return str(cast("Field[Any, Any]", Country._meta.get_field(self.code)).verbose_name)


def same(one: Value, other: Value) -> bool:
    return one == other


def one_shared(one: Value, other: Value) -> bool:
    """At least one item of two lists is the same."""
    return isinstance(one, tuple) and isinstance(other, tuple) and not set(one).isdisjoint(other)


def same_law(one: Value, other: Value) -> bool:
    """The same of civil and common law; where neither is civil or common, the same parts.

    Sources differ mostly on whether customary or religious law is counted beside these two, so it is not held against
    a pair.
    """
    parts = [set(each) if isinstance(each, tuple) else set() for each in (one, other)]
    main = [each & {"civil", "common"} for each in parts]
    return main[0] == main[1] if any(main) else parts[0] == parts[1]


def as_large(one: Value, other: Value) -> bool:
    small, large = sorted((cast(float, one), cast(float, other)))
    return large <= AS_LARGE * small


TRAITS: Mapping[str, Callable[[Value, Value], bool]] = {
    "subregion": same,
    "income_group": same,
    "official_languages": one_shared,
    "legal_components": same_law,
    "population": as_large,
    "ldc": same,
    "sids": same,
    "landlocked": same,
}
"""Columns of a country's row that are compared, and when two are alike."""

SOURCE_OF = {
    "subregion": "names",
    "official_languages": "languages",
    "legal_components": "legal_family",
    "ldc": "groups",
    "sids": "groups",
    "landlocked": "area",
}
"""The entry of ``Country.sources`` that stands for a column, where it has another name."""


def compare(origin: Country, host: Country) -> list[Compared]:
    """Every trait and every kind of fact, in the order of the pages. Unknown on one side makes the line unknown.

    Reads ``facts.all()``: countries from ``with_facts()`` cost no query.
    """
    traits = [_line(code, alike, trait(origin, code), trait(host, code)) for code, alike in TRAITS.items()]
    ours, theirs = known_facts(origin), known_facts(host)
    facts = [
        _line(kind.code, _alike_in(kind), ours.get(kind.code), theirs.get(kind.code), kind)
        for kind in fact_kinds().values()
    ]
    return traits + facts


def trait(country: Country, code: str) -> Known | None:
    """A column of the country's row; ``None`` when it is not known."""
    value = getattr(country, code)
    if value in (None, "", []):
        return None
    source = country.sources.get(SOURCE_OF.get(code, code), "")
    if code == "population":
        return Known(value, country.population_year, country.population_source)
    return Known(tuple(value) if isinstance(value, list) else value, source=source)


def known_facts(country: Country) -> dict[str, Known]:
    """The country's facts by their code."""
    return {fact.fact: known(fact) for fact in country.facts.all()}


def known(fact: ContextFact) -> Known:
    return Known(fact.value, fact.year, fact.source, fact.note)


def _alike_in(kind: FactKind) -> Callable[[Value, Value], bool]:
    return lambda one, other: kind.alike(cast(float, one), cast(float, other))


def _line(
    code: str,
    alike: Callable[[Value, Value], bool],
    origin: Known | None,
    host: Known | None,
    kind: FactKind | None = None,
) -> Compared:
    if origin is None or host is None:
        return Compared(code, Likeness.UNKNOWN, origin, host, kind)
    likeness = Likeness.ALIKE if alike(origin.value, host.value) else Likeness.DIFFERENT
    return Compared(code, likeness, origin, host, kind)
