"""Records in the reader's own language, as far as people have approved a translation."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from southsouth.catalogue.models import Need, Solution
from southsouth.catalogue.models.records import kind_of
from southsouth.catalogue.queries.translations import approved_words
from southsouth.web.paging import Page
from southsouth.web.words.numbers import language_now

Record = TypeVar("Record", Need, Solution)


def told(records: Iterable[Record]) -> list[Record]:
    """The records, each with ``told``: its approved texts in the language of the page; one query for each kind.

    ``outdated``: the original of one of them has changed since.
    """
    rows = list(records)
    words = approved_words(rows, language_now())
    for each in rows:
        its = words.get((kind_of(each), each.pk), {})
        each.__dict__ |= {"told": its, "outdated": any(word.stale for word in its.values())}
    return rows


def worded(page: Page) -> Page:
    """One page of a list, in the reader's language where it can be."""
    return page.with_rows(told(page.rows))
