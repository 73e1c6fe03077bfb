"""Events from the rows of a file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from copy import copy
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from southsouth.events.lifecycle import EventKind
from southsouth.events.models import Event
from southsouth.events.policies import may_import_events
from southsouth.ledger.actions import record_all
from southsouth.members.lifecycle import Origin
from southsouth.members.models import Person
from southsouth.reference.actions.cells import country_cell, short_name
from southsouth.reference.actions.upsert import Plan, write
from southsouth.reference.models import Country
from southsouth.reference.queries.names import Lookup, country_names
from southsouth.tables.fields import Field, Wrong, address, choice, shown, text, understood, unknown_columns, whole
from southsouth.tables.report import Refused, Report
from southsouth.tables.rows import Row

EARLIEST, LATEST = 1945, 2100
DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2})(?:[T ].*)?)?)?")
NEEDED = ("title", "kind", "starts")
"""What an event that is not there yet must bring, and what no event may lose."""


def known_date(value: object) -> str:
    """A day, a month or a year, as far as it is known: ``2019-06-23``, ``2019-06`` or ``2019``."""
    found = DATE.fullmatch(str(value).strip())
    parts = [part for part in found.groups() if part] if found else []
    try:
        date(*(int(part) for part in (*parts, "1", "1")[:3]))
    except (TypeError, ValueError) as wrong:
        raise Wrong("not_a_date", value=shown(value)) from wrong
    if not EARLIEST <= int(parts[0]) <= LATEST:
        raise Wrong("out_of_range", value=shown(value), low=EARLIEST, high=LATEST)
    return "-".join(parts)


def columns(countries: Lookup[Country]) -> tuple[Field, ...]:
    """The columns of a file of events, with the names other files give them."""
    return (
        Field("ref", short_name(80), required=True, aliases=("id", "event_id")),
        Field("title", text(300)),
        Field("kind", choice([each.value for each in EventKind])),
        Field("starts", known_date, aliases=("start",)),
        Field("ends", known_date, aliases=("end",)),
        Field("city", text(200)),
        Field("country", country_cell(countries)),
        Field("countries_present", whole(0, 300)),
        Field("opportunities", whole(0, 10_000)),
        Field("outcome", text(500)),
        Field("origin", choice([each.value for each in Origin])),
        Field("source", address),
    )


STORED = (
    *("title", "kind", "starts", "ends", "city", "country_id"),
    *("countries_present", "opportunities", "outcome", "origin", "source"),
)


def event_plan(rows: Iterable[Row]) -> Plan[Event]:
    """What the rows would do."""
    plan: Plan[Event] = Plan()
    fields = columns(country_names())
    existing = {event.ref: event for event in Event.objects.all()}
    seen: dict[str, int] = {}
    for row in rows:
        values, refused = understood(row, fields)
        plan.ignored.update(dict.fromkeys(unknown_columns(row, fields)))
        ref = str(values.get("ref", ""))
        new = new_state(existing.get(ref), values)
        refused = refused or _refusals(row, new, existing, seen)
        plan.refused += refused
        if not refused:
            plan.put(ref, existing.get(ref), new, STORED)
    return plan


def _refusals(row: Row, new: Event, existing: Mapping[str, Event], seen: dict[str, int]) -> list[Refused]:
    """What is wrong with a row whose cells are good each by itself."""
    if new.ref in seen:
        return [Refused(row.number, "ref", "twice", {"value": new.ref, "first": seen[new.ref]})]
    seen[new.ref] = row.number
    missing = [name for name in NEEDED if not getattr(new, name)]
    if missing:
        code = "empty" if new.ref in existing else "needed_for_new"
        return [Refused(row.number, name, code, {"value": new.ref}) for name in missing]
    if new.origin == Origin.RECORDED and not new.source:
        return [Refused(row.number, "source", "recorded_without_source")]
    shared = min(len(new.starts), len(new.ends))
    if new.ends[:shared] < new.starts[:shared]:
        return [Refused(row.number, "ends", "ends_before_start", {"value": new.ends, "starts": new.starts})]
    return []


def new_state(old: Event | None, values: Mapping[str, object]) -> Event:
    """The event with the values of a row: a column that is not there changes nothing, an empty cell makes unknown."""
    event = copy(old) if old else Event(ref=str(values.get("ref", "")))
    for name, value in values.items():
        if name in ("country", "countries_present", "opportunities"):
            setattr(event, name, value)
        elif name == "origin":
            event.origin = str(value or Origin.RECORDED)
        else:
            setattr(event, name, value or "")
    return event


@transaction.atomic
def import_events(rows: Iterable[Row], *, by: Person | None, at: datetime, dry_run: bool = False) -> Report:
    """Take events from the rows of a file, all or none; ``ref`` (or ``id``) decides which event a row is.

    Columns the file does not have stay as they are. What is compiled from elsewhere (origin ``recorded``, the default)
    needs its source. Where anything is refused, and on a dry run, nothing is written.
    """
    if not may_import_events(by):
        raise PermissionDenied
    plan = event_plan(rows)
    if plan.refused or dry_run:
        return plan.report()
    write(plan.rows(), key=["ref"], fields=[name.removesuffix("_id") for name in STORED])
    record_all("event.imported", plan.done(), by=by, at=at)
    return plan.report()
