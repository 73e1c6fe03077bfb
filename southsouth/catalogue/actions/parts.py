"""Whole lists of a solution's parts, as its form sends them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.core.exceptions import PermissionDenied
from django.db.models import Model

from southsouth.catalogue.models import BuildingBlock, Exporter, Place, Precondition, Result, Solution, Source

PARTS: Mapping[str, type[Model]] = {
    "blocks": BuildingBlock,
    "preconditions": Precondition,
    "results": Result,
    "places": Place,
    "exporters": Exporter,
    "sources": Source,
}
"""The lists of parts, and the record of each."""
ONCE: Mapping[str, tuple[str, ...]] = {"exporters": ("country", "organisation"), "sources": ("url",)}
"""What makes two rows of a list the same statement, which is kept once."""

PartRow = Mapping[str, object]


def set_parts(solution: Solution, name: str, rows: Sequence[PartRow]) -> bool:
    """Make the parts of one kind be these rows, in this order; whether that changed anything.

    A row with an ``id`` that is not of this solution, or a block of another one, is refused.
    """
    model = PARTS[name]
    rows = _once(rows, ONCE.get(name, ()))
    there = {row.pk: row for row in model._default_manager.filter(solution=solution)}
    kept = [row["id"] for row in rows if row.get("id")]
    if set(kept) - set(there):
        raise PermissionDenied
    _refuse_foreign_blocks(solution, rows)
    gone = set(there) - set(kept)
    model._default_manager.filter(pk__in=gone).delete()
    placed = any(field.name == "position" for field in model._meta.fields)
    written = [_write(model, solution, there, row, place if placed else None) for place, row in enumerate(rows)]
    return bool(gone) or any(written)


def _once(rows: Sequence[PartRow], key: Sequence[str]) -> list[PartRow]:
    if not key:
        return list(rows)
    found: dict[tuple[object, ...], PartRow] = {}
    for row in rows:
        found.setdefault(tuple(row.get(name) for name in key), row)
    return list(found.values())


def _refuse_foreign_blocks(solution: Solution, rows: Sequence[PartRow]) -> None:
    blocks = [row["block"] for row in rows if row.get("block")]
    if any(not isinstance(block, BuildingBlock) or block.solution_id != solution.pk for block in blocks):
        raise PermissionDenied


def _write(
    model: type[Model], solution: Solution, there: Mapping[object, Model], row: PartRow, position: int | None
) -> bool:
    """Bring one row in; whether it is new or different."""
    values = {name: value for name, value in row.items() if name != "id"}
    if position is not None:
        values["position"] = position
    old = there.get(row.get("id"))
    if old is None:
        model._default_manager.create(**{**values, "solution": solution})
        return True
    changed = [name for name, value in values.items() if getattr(old, name) != value]
    for name in changed:
        setattr(old, name, values[name])
    if changed:
        old.save(update_fields=changed)
    return bool(changed)
