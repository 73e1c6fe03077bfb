"""Bringing rows of a list into the database in batches, and telling what that changes."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from django.db.models import Model

from southsouth.ledger.actions import Done
from southsouth.tables.report import Refused, Report

Row = TypeVar("Row", bound=Model)
Key = TypeVar("Key")

BATCH = 500


def differing(old: Model, new: Model, fields: Collection[str]) -> list[str]:
    """The fields in which two rows differ, in the order given."""
    return [name for name in fields if getattr(old, name) != getattr(new, name)]


@dataclass(slots=True)
class Plan(Generic[Row]):
    """What would be done with the rows of a list, before anything is: each row under its reference."""

    created: dict[str, Row] = field(default_factory=dict)
    changed: dict[str, tuple[Row, list[str]]] = field(default_factory=dict)
    unchanged: list[str] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    ignored: dict[str, None] = field(default_factory=dict)

    def put(self, ref: str, old: Row | None, new: Row, fields: Collection[str]) -> None:
        """Sort a new state of a row under created, changed or unchanged."""
        if old is None:
            self.created[ref] = new
        elif changed := differing(old, new, fields):
            self.changed[ref] = (new, changed)
        else:
            self.unchanged.append(ref)

    def rows(self) -> list[Row]:
        """What has to be written."""
        return [*self.created.values(), *(row for row, _ in self.changed.values())]

    def done(self) -> Iterator[Done]:
        """A line for the ledger for each row that is written, with the fields that changed."""
        yield from ((row, ("", ""), {}) for row in self.created.values())
        for row, changed in self.changed.values():
            yield row, ("", ""), {"fields": [name.removesuffix("_id") for name in changed]}

    def report(self) -> Report:
        return Report(
            created=tuple(self.created),
            changed=tuple(self.changed),
            unchanged=tuple(self.unchanged),
            refused=tuple(self.refused),
            ignored=tuple(self.ignored),
        )


def write(rows: Sequence[Row], *, key: Collection[str], fields: Collection[str]) -> None:
    """Write rows in a few statements: those with a key that is there already are brought to the new state."""
    if rows:
        manager = type(rows[0])._default_manager
        manager.bulk_create(
            rows, batch_size=BATCH, update_conflicts=True, unique_fields=list(key), update_fields=list(fields)
        )


def planned(new: Mapping[str, Row], old: Mapping[str, Row], fields: Collection[str]) -> Plan[Row]:
    """The plan for a list of rows that are known to be good."""
    plan: Plan[Row] = Plan()
    for ref, row in new.items():
        plan.put(ref, old.get(ref), row, fields)
    return plan
