"""What can be taken in from a file and given out as one: the only list of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from southsouth.catalogue.actions.imports import import_adoptions, import_needs, import_solutions
from southsouth.catalogue.queries.exports import (
    ADOPTION_COLUMNS,
    NEED_COLUMNS,
    SOLUTION_COLUMNS,
    adoption_records,
    need_records,
    solution_records,
)
from southsouth.events.actions import import_events
from southsouth.events.queries import COLUMNS as EVENT_COLUMNS
from southsouth.events.queries import event_records
from southsouth.members.actions import import_organisations
from southsouth.members.models import Person
from southsouth.members.policies import Actor
from southsouth.members.queries import COLUMNS as ORGANISATION_COLUMNS
from southsouth.members.queries import organisation_records
from southsouth.reference.actions import import_countries, import_facts
from southsouth.reference.queries import country_records, fact_records
from southsouth.reference.queries.records import COUNTRY_FILE, FACT_FILE
from southsouth.tables.report import Report
from southsouth.tables.rows import Row


class Take(Protocol):
    """An import: all rows or none."""

    def __call__(self, rows: Iterable[Row], *, by: Person | None, at: datetime, dry_run: bool) -> Report: ...


@dataclass(frozen=True, slots=True)
class Kind:
    """How rows of a kind come in and go out, and the columns that a file of them always has."""

    take: Take
    give: Callable[[Actor | None], Iterable[Mapping[str, object]]]
    columns: Sequence[str]


KINDS: Mapping[str, Kind] = {
    "organisations": Kind(import_organisations, organisation_records, ORGANISATION_COLUMNS),
    "solutions": Kind(import_solutions, solution_records, SOLUTION_COLUMNS),
    "needs": Kind(import_needs, need_records, NEED_COLUMNS),
    "adoptions": Kind(import_adoptions, adoption_records, ADOPTION_COLUMNS),
    "events": Kind(import_events, event_records, EVENT_COLUMNS),
    "countries": Kind(import_countries, lambda actor: country_records(), COUNTRY_FILE),
    "facts": Kind(import_facts, lambda actor: fact_records(), FACT_FILE),
}
LATER = ("partnerships",)
"""Kinds the platform does not keep yet."""
