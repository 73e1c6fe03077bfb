"""The shipped lists as plain values, for commands that work on files and need no database."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from southsouth.engine.fit.profiles import CountryContext
from southsouth.reference.models.shipped import document, names_of, table
from southsouth.reference.queries.names import Lookup


def shipped_contexts() -> dict[str, CountryContext]:
    """Every shipped country by its ISO code, with its facts."""
    facts: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for row in table("facts"):
        facts[row["iso3"]][row["fact"]] = float(row["value"])
    return {row["iso3"]: _context(row, facts[row["iso3"]]) for row in table("countries")}


def _context(row: Mapping[str, str], facts: Mapping[str, float]) -> CountryContext:
    return CountryContext(
        iso3=row["iso3"],
        region=row["region"] or None,
        subregion=row["subregion"] or None,
        languages=tuple(_items(row["official_languages"])),
        ldc=_flag(row["ldc"]),
        lldc=_flag(row["lldc"]),
        sids=_flag(row["sids"]),
        income_group=row["income_group"] or None,
        population=int(row["population"]) if row["population"] else None,
        legal_family=row["legal_family"] or None,
        facts=facts,
    )


def _items(cell: str) -> list[str]:
    return [item for item in cell.split(";") if item]


def _flag(cell: str) -> bool | None:
    return cell == "true" if cell else None


def shipped_country_names() -> Lookup[str]:
    """ISO codes of the shipped countries by every spelling."""
    return Lookup((spelling, row["iso3"]) for row in table("countries") for spelling in _spellings(row))


def shipped_country_titles() -> dict[str, str]:
    """English names of the shipped countries by ISO code."""
    return {row["iso3"]: row["name_en"] for row in table("countries")}


def _spellings(row: Mapping[str, str]) -> Iterator[str]:
    yield from (row["iso3"], row["iso2"], row["m49"], *names_of(row).values(), *_items(row["aliases"]))


def shipped_area_names() -> Lookup[str]:
    """Short names of the shipped focus areas by every spelling, each also as "Future of …"."""
    areas = document("focus_areas")
    plain = [(spelling, area["slug"]) for area in areas for spelling in (area["slug"], *area["names"].values())]
    return Lookup([*plain, *((f"Future of {spelling}", slug) for spelling, slug in plain)])


def shipped_topic_names() -> Lookup[str]:
    """Short names of the shipped topics by every spelling."""
    topics = [topic for area in document("focus_areas") for topic in area["topics"]]
    return Lookup(
        (spelling, topic["slug"]) for topic in topics for spelling in (topic["slug"], *topic["names"].values())
    )


def shipped_language_codes() -> dict[str, str]:
    """Codes of the shipped languages by code, own name and every other name."""
    found: dict[str, str] = {}
    for row in table("languages"):
        found |= {word: row["code"] for word in (row["own_name"], *names_of(row).values(), row["code"]) if word}
    return found
