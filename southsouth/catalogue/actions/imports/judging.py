"""What the cells of a solution's row do not show each by itself: bands, facts with their minimum, blocks by number."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import cast

from southsouth.catalogue.actions.imports.intake import Draft, Values
from southsouth.catalogue.queries.exports import Record
from southsouth.reference.models import fact_kinds
from southsouth.tables.fields import key_of, shown
from southsouth.tables.report import Refused

Entry = dict[str, object]


def faults_of_parts(draft: Draft, old: Record | None) -> list[Refused]:
    """All that is wrong with costs, preconditions and their blocks. A block's title becomes its number."""
    after: Record = {**(old or {}), **draft.values}
    faults = [*_band(draft.row, "", after)]
    for number, block in enumerate(_entries(draft.values, "blocks"), start=1):
        faults += _band(draft.row, f"blocks.{number}.", block)
    titles = [str(block["title"]) for block in _entries(after, "blocks")]
    for number, condition in enumerate(_entries(draft.values, "preconditions"), start=1):
        faults += _minimum(draft.row, f"preconditions.{number}.", condition)
        faults += _block(draft.row, f"preconditions.{number}.block", condition, titles)
    return faults


def _entries(values: Values, name: str) -> Sequence[Entry]:
    return cast(Sequence[Entry], values.get(name) or ())


def _band(row: int, place: str, values: Mapping[str, object]) -> Iterator[Refused]:
    low, high = values.get("cost_low_usd"), values.get("cost_high_usd")
    if isinstance(low, int) and isinstance(high, int) and low > high:
        yield Refused(row, f"{place}cost_high_usd", "high_below_low", {"low": low, "high": high})


def _minimum(row: int, place: str, condition: Entry) -> Iterator[Refused]:
    """A country fact and the smallest value of it go together, and the value can be one of that fact."""
    fact, minimum = condition.get("fact"), condition.get("minimum")
    if (fact is None) != (minimum is None):
        missing = "fact" if fact is None else "minimum"
        yield Refused(row, f"{place}{missing}", "fact_and_minimum")
    elif isinstance(minimum, float):
        kind = fact_kinds()[str(condition["fact"])]
        if fault := kind.fault(minimum):
            yield Refused(row, f"{place}minimum", fault, {"value": minimum, "low": kind.low, "high": kind.high})


def _block(row: int, place: str, condition: Entry, titles: Sequence[str]) -> Iterator[Refused]:
    words = condition.pop("block", None)
    if words is None:
        return
    number = _number_of(str(words), titles)
    if number is None:
        yield Refused(row, place, "no_such_block", {"value": shown(words), "blocks": list(titles)})
    else:
        condition["block"] = number


def _number_of(words: str, titles: Sequence[str]) -> int | None:
    """The place of a block in the list, from 1, by number or by title."""
    by_title = [number for number, title in enumerate(titles, start=1) if key_of(title) == key_of(words)]
    if by_title:
        return by_title[0]
    number = int(words) if words.isdecimal() else 0
    return number if 1 <= number <= len(titles) else None
