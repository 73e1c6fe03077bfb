"""Country facts from the rows of a file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.db import transaction

from southsouth.ledger.actions import record_all
from southsouth.reference.actions.cells import country_cell
from southsouth.reference.actions.upsert import Plan, write
from southsouth.reference.models import ContextFact, Country, fact_kinds
from southsouth.reference.policies import may_edit_reference
from southsouth.reference.queries.names import Lookup, country_names
from southsouth.tables.fields import Field, choice, number, text, understood, unknown_columns, whole
from southsouth.tables.report import Refused, Report
from southsouth.tables.rows import Row

STORED = ("value", "unit", "year", "source", "note")
EARLIEST = 1950
Key = tuple[str, str]


def columns(countries: Lookup[Country], latest: int) -> tuple[Field, ...]:
    """The columns of a file of facts. ``latest`` is the last year a value may refer to."""
    return (
        Field("iso3", country_cell(countries), required=True, aliases=("country",)),
        Field("fact", choice(list(fact_kinds())), required=True),
        Field("value", number(-1e15, 1e15), required=True),
        Field("year", whole(EARLIEST, latest), required=True),
        Field("source", text(120), required=True),
        Field("unit", text(200)),
        Field("note", text(1000)),
    )


def fact_plan(rows: Iterable[Row], *, latest: int, shipped: bool) -> Plan[ContextFact]:
    """What the rows would do. Shipped rows leave alone what somebody imported."""
    plan: Plan[ContextFact] = Plan()
    fields = columns(country_names(), latest)
    existing = {(fact.country_id, fact.fact): fact for fact in ContextFact.objects.all()}
    seen: dict[Key, int] = {}
    for row in rows:
        values, refused = understood(row, fields)
        plan.ignored.update(dict.fromkeys(unknown_columns(row, fields)))
        refused = refused or _refusals(row, values, seen)
        if refused:
            plan.refused += refused
            continue
        new = new_fact(values, existing, shipped=shipped)
        old = existing.get((new.country_id, new.fact))
        if not (shipped and old is not None and not old.shipped):
            plan.put(f"{new.country_id} {new.fact}", old, new, STORED)
    return plan


def key_of(values: Mapping[str, object]) -> Key:
    country = values["iso3"]
    assert isinstance(country, Country)
    return country.iso3, str(values["fact"])


def _refusals(row: Row, values: Mapping[str, object], seen: dict[Key, int]) -> list[Refused]:
    """What is wrong with a row whose cells are good each by itself."""
    key = key_of(values)
    if key in seen:
        return [Refused(row.number, "", "twice", {"value": " ".join(key), "first": seen[key]})]
    seen[key] = row.number
    kind = fact_kinds()[key[1]]
    value = values["value"]
    fault = kind.fault(value) if isinstance(value, float) else ""
    return [Refused(row.number, "value", fault, {"value": value, "low": kind.low, "high": kind.high})] if fault else []


def new_fact(values: Mapping[str, Any], existing: Mapping[Key, ContextFact], *, shipped: bool) -> ContextFact:
    """The fact a row gives. A file without a column for the unit leaves the unit; a note goes with its value."""
    iso3, code = key_of(values)
    old = existing.get((iso3, code))
    unit = values.get("unit", old.unit if old else "")
    return ContextFact(
        country_id=iso3,
        fact=code,
        value=values["value"],
        year=values["year"],
        source=values["source"],
        unit=unit or "",
        note=values.get("note") or "",
        shipped=shipped,
    )


def save_facts(plan: Plan[ContextFact]) -> None:
    write(plan.rows(), key=["country", "fact"], fields=[*STORED, "shipped"])


@transaction.atomic
def import_facts(rows: Iterable[Row], *, by: AbstractBaseUser | None, at: datetime, dry_run: bool = False) -> Report:
    """Take country facts from the rows of a file, all or none; country and fact decide which value a row replaces.

    A country may be named by code or by any name it has in the languages of the platform. Where anything is refused,
    and on a dry run, nothing is written. The ledger gets one line a country, with the codes of its new facts.
    """
    if not may_edit_reference(by):
        raise PermissionDenied
    plan = fact_plan(rows, latest=at.year, shipped=False)
    if plan.refused or dry_run:
        return plan.report()
    save_facts(plan)
    codes: dict[str, list[str]] = defaultdict(list)
    for fact in plan.rows():
        codes[fact.country_id].append(fact.fact)
    countries = Country.objects.filter(pk__in=codes)
    done = ((country, ("", ""), {"codes": sorted(codes[country.iso3])}) for country in countries)
    record_all("country.facts_imported", done, by=by, at=at)
    return plan.report()
