"""Reads of the catalogue: lists with facets, flows between countries, and records on their way out."""

from southsouth.catalogue.queries.lists import (
    NEED_FACETS,
    SOLUTION_FACETS,
    Counts,
    Flow,
    facet_counts,
    flows,
    in_order_of,
    most_adopted,
    narrowed,
    newest_needs,
    with_import_counts,
)

__all__ = [
    "NEED_FACETS",
    "SOLUTION_FACETS",
    "Counts",
    "Flow",
    "facet_counts",
    "flows",
    "in_order_of",
    "most_adopted",
    "narrowed",
    "newest_needs",
    "with_import_counts",
]
