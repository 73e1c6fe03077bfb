"""Cells that name a record, and how such records are called: shared by every import."""

from __future__ import annotations

import re
from collections.abc import Callable

from southsouth.reference.models import Country
from southsouth.reference.queries.names import Lookup
from southsouth.tables.fields import Wrong, shown

SHORT_NAME = re.compile("[A-Za-z0-9_-]+")


def country_cell(countries: Lookup[Country]) -> Callable[[object], Country]:
    """A country by code or by any name it has. Raises ``no_such_country`` with the nearest names."""

    def parse(value: object) -> Country:
        found = countries.find(str(value))
        if found is None:
            offered = [str(each) for each in countries.nearest(str(value))]
            raise Wrong("no_such_country", value=shown(value), nearest=offered)
        return found

    return parse


def short_name(longest: int) -> Callable[[object], str]:
    """A reference as addresses hold it: letters, digits, hyphens and underscores."""

    def parse(value: object) -> str:
        words = str(value).strip()
        if len(words) > longest:
            raise Wrong("too_long", found=len(words), limit=longest)
        if not SHORT_NAME.fullmatch(words):
            raise Wrong("not_a_reference", value=shown(value))
        return words

    return parse
