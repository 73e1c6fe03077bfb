"""Reads of versions: those one sees of a record, and what differs between two of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from southsouth.catalogue.models import Need, Solution, Version
from southsouth.catalogue.models import needs as need_models
from southsouth.catalogue.models import solutions as solution_models
from southsouth.catalogue.policies import visible_versions
from southsouth.catalogue.queries.differences import Piece, Sign, words_apart
from southsouth.members.models import Organisation
from southsouth.members.policies import Actor

Content = Mapping[str, Any]
Row = Mapping[str, Any]

LISTS: Mapping[str, Sequence[str]] = {
    "exporters": ("country", "organisation"),
    "blocks": ("title", "text", "cost_low_usd", "cost_high_usd"),
    "preconditions": ("kind", "text", "block", "fact", "minimum", "changeable", "note"),
    "results": ("measure", "indicator", "before", "after", "unit", "year", "source"),
    "places": ("country", "name", "since", "note"),
    "sources": ("url",),
}
"""The lists of parts in a content, and the columns of their rows."""
SAME_BY: Mapping[str, Sequence[tuple[str, ...]]] = {
    "exporters": (("country",),),
    "blocks": (("title",), ("text",)),
    "preconditions": (("text",), ("kind", "block")),
    "results": (("indicator",),),
    "places": (("name",),),
    "sources": (),
}
"""By what a row that is not the same is a changed one, tried in this order; else it went, and another one came."""
TEXTS = frozenset(
    (
        *("title", "summary", "problem", "how_it_works", "failures", "licence", "terms", "running_cost", "who_pays"),
        *("sufferers", "tried", "success", "time_baseline", "cost_baseline", "visits_baseline", "place"),
        *("law", "staff", "systems", "owner"),
        *("text", "note", "indicator", "unit", "source", "name"),
    )
)
"""Fields people wrote in their own words: they are compared word by word."""


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row of a list: it came in, was taken out, or is another one in ``fields``."""

    sign: Sign
    row: Row
    fields: Sequence[Change] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """One field that differs. Of a text ``pieces``, of a list ``rows``; ``moved``: only the order of the rows."""

    name: str
    before: Any
    after: Any
    pieces: Sequence[Piece] = ()
    rows: Sequence[RowChange] = ()
    moved: bool = False


def latest_version(kept: Need | Solution, actor: Actor) -> int | None:
    """The number of the newest version the reader sees; one read."""
    return visible_versions(actor).about(kept).values_list("number", flat=True).first()


def contents(versions: Iterable[Version]) -> list[dict[str, Any]]:
    """What each version holds, in the layout of today, organisations by their names; one read for all."""
    read = [dict(version.content) for version in versions]
    refs = {row["organisation"] for each in read for row in each.get("exporters", []) if row["organisation"]}
    names = dict(Organisation.objects.filter(ref__in=refs).values_list("ref", "name")) if refs else {}
    for each in read:
        if "exporters" in each:
            each["exporters"] = [
                {**row, "organisation": names.get(row["organisation"], row["organisation"])}
                for row in each["exporters"]
            ]
    return read


def fields_of(content: Content) -> list[str]:
    """The names in a content, in the order people read them; what no form knows any more comes last."""
    order = [*solution_models.WRITTEN, *need_models.WRITTEN, "evidence", *LISTS]
    known = [name for name in dict.fromkeys(order) if name in content]
    return [*known, *sorted(content.keys() - set(known))]


def changed_names(before: Content, after: Content) -> list[str]:
    """The fields that differ. One that a layout did not have yet is empty there."""
    return [name for name in fields_of({**before, **after}) if not _same(before.get(name), after.get(name))]


def _same(before: Any, after: Any) -> bool:
    return before == after or (before in EMPTY and after in EMPTY)


EMPTY: tuple[Any, ...] = (None, "", [])


def differences(before: Content, after: Content) -> list[Change]:
    """Field by field what is another one in ``after``."""
    return [_change(name, before.get(name), after.get(name)) for name in changed_names(before, after)]


def _change(name: str, before: Any, after: Any) -> Change:
    if name in LISTS:
        rows = _rows_apart(name, before or [], after or [])
        return Change(name, before, after, rows=rows, moved=not rows)
    if name in TEXTS:
        return Change(name, before, after, pieces=words_apart(before or "", after or ""))
    return Change(name, before, after)


def _rows_apart(name: str, before: Sequence[Row], after: Sequence[Row]) -> list[RowChange]:
    """Rows that are the same are left out; of the others those that are called the same are one row that changed."""
    gone, come = _without(before, after), _without(after, before)
    pairs: dict[int, Row] = {}
    for key in SAME_BY[name]:
        for place, row in enumerate(come):
            if place not in pairs and (old := _called_so(gone, [row.get(column) for column in key], key)) is not None:
                pairs[place] = old
                gone.remove(old)
    taken = [RowChange(Sign.TAKEN, row) for row in gone]
    return taken + [_row_change(name, pairs.get(place), row) for place, row in enumerate(come)]


def _row_change(name: str, old: Row | None, row: Row) -> RowChange:
    if old is None:
        return RowChange(Sign.ADDED, row)
    columns = changed_columns(name, old, row)
    return RowChange(Sign.KEPT, row, [_change(each, old.get(each), row.get(each)) for each in columns])


def _without(rows: Sequence[Row], others: Sequence[Row]) -> list[Row]:
    """The rows that are not, as often as here, among the others."""
    left, found = list(others), []
    for row in rows:
        if row in left:
            left.remove(row)
        else:
            found.append(row)
    return found


def _called_so(rows: Sequence[Row], called: Sequence[Any], key: Sequence[str]) -> Row | None:
    if all(each in EMPTY for each in called):
        return None
    return next((row for row in rows if [row.get(column) for column in key] == called), None)


def changed_columns(name: str, before: Row, after: Row) -> list[str]:
    columns = [*LISTS[name], *sorted((before.keys() | after.keys()) - set(LISTS[name]))]
    return [column for column in columns if not _same(before.get(column), after.get(column))]
