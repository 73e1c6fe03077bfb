"""Reads of the lists: from names to records, two countries side by side, and the lists as a file."""

from southsouth.reference.queries.comparison import Compared, Known, Likeness, compare, known_facts
from southsouth.reference.queries.names import (
    Lookup,
    area_names,
    country_names,
    find_country,
    folded,
    nearest_countries,
    topic_names,
)
from southsouth.reference.queries.records import country_records, fact_records

__all__ = [
    "Compared",
    "Known",
    "Likeness",
    "Lookup",
    "area_names",
    "compare",
    "country_names",
    "country_records",
    "fact_records",
    "find_country",
    "folded",
    "known_facts",
    "nearest_countries",
    "topic_names",
]
