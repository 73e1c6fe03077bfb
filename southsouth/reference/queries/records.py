"""The lists as they would be imported again: what ``export`` writes and the page of data offers."""

from __future__ import annotations

from collections.abc import Iterator

from southsouth.reference.models import ContextFact, Country
from southsouth.reference.models.shipped import LANGUAGES

COUNTRY_COLUMNS = (
    "region",
    "subregion",
    "intermediate_region",
    "unsd_developing",
    "g77",
    "global_south",
    "ldc",
    "ldc_note",
    "lldc",
    "sids",
    "income_group",
    "official_languages",
    "regional_languages",
    "legal_family",
    "legal_components",
    "legal_sources_agree",
    "currency",
    "population",
    "population_year",
    "population_source",
    "area_km2",
    "capital",
    "latitude",
    "longitude",
    "coordinates_of",
    "landlocked",
    "borders",
)
"""Columns of the file that are columns of the row, in the order of the file."""
COUNTRY_FILE = (
    *("iso3", "iso2", "m49", "status", *(f"name_{language}" for language in LANGUAGES), "aliases"),
    *COUNTRY_COLUMNS,
    "sources",
)
FACT_FILE = ("iso3", "fact", "value", "unit", "year", "source", "note")
"""All columns of a file of countries, and of a file of facts."""


def country_records() -> Iterator[dict[str, object]]:
    """Every country with the columns of the import, by ISO code."""
    for country in Country.objects.order_by("iso3"):
        yield country_record(country)


def country_record(country: Country) -> dict[str, object]:
    return {
        "iso3": country.iso3,
        "iso2": country.iso2,
        "m49": country.m49,
        "status": country.status,
        **{f"name_{language}": country.names.get(language) for language in LANGUAGES},
        "aliases": country.aliases,
        **{column: getattr(country, column) for column in COUNTRY_COLUMNS},
        "sources": [f"{column}={source}" for column, source in sorted(country.sources.items())],
    }


def fact_records() -> Iterator[dict[str, object]]:
    """Every fact with the columns of the import, by country and fact."""
    facts = ContextFact.objects.order_by("country_id", "fact")
    for values in facts.values_list("country_id", *FACT_FILE[1:]):
        yield dict(zip(FACT_FILE, values, strict=True))
