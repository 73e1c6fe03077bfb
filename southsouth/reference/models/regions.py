"""The regions of the UN M49 list and the sources behind everything shipped: small lists, read once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from southsouth.reference.models.names import in_language
from southsouth.reference.models.shipped import names_of, table


@dataclass(frozen=True, slots=True)
class Region:
    """``level`` is ``region``, ``subregion`` or ``intermediate``."""

    m49: str
    level: str
    names: Mapping[str, str]

    def name_in(self, language: str) -> str:
        return in_language(self.names, language)


@dataclass(frozen=True, slots=True)
class Credit:
    """Where shipped values come from: who made them, under which licence, and where they were read."""

    key: str
    holder: str
    title: str
    licence: str
    read_at: str
    used_for: str


@cache
def regions() -> Mapping[str, Region]:
    """Every region by its English name, which is what a country's row holds."""
    rows = (Region(row["m49"], row["level"], names_of(row)) for row in table("regions"))
    return {region.names["en"]: region for region in rows}


def region_name(english: str, language: str) -> str:
    """A region's name in a language; a name that is not on the list is given back as it is."""
    region = regions().get(english)
    return region.name_in(language) if region else english


@cache
def all_credits() -> Mapping[str, Credit]:
    """The sources by their key, for the page of credits."""
    return {row["key"]: Credit(**row) for row in table("sources")}


def credit_of(source: str) -> Credit | None:
    """The credit of a fact's source: ``gapminder-sg:HDI`` is one of ``gapminder-sg``."""
    return all_credits().get(source) or all_credits().get(source.partition(":")[0])
