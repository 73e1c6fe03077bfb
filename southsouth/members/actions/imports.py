"""Organisations from the rows of a file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import copy
from dataclasses import dataclass, field
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from southsouth.ledger.actions import record_all
from southsouth.members.actions.organisations import LONGEST_NAME, LONGEST_WEBSITE, organisation_ref
from southsouth.members.lifecycle import OrganisationKind, Origin
from southsouth.members.models import Organisation, Person
from southsouth.members.policies import may_admit
from southsouth.reference.actions.cells import country_cell, short_name
from southsouth.reference.actions.upsert import Plan, write
from southsouth.reference.models import Country
from southsouth.reference.queries.names import Lookup, country_names
from southsouth.tables.fields import Field, address, choice, text, understood, unknown_columns
from southsouth.tables.report import Refused, Report
from southsouth.tables.rows import Row

STORED = ("name", "kind", "country_id", "website", "origin")
Called = tuple[str, str | None]


def columns(countries: Lookup[Country]) -> tuple[Field, ...]:
    """The columns of a file of organisations, with the names other files give them."""
    return (
        Field("ref", short_name(80), aliases=("id", "organisation_id")),
        Field("name", text(LONGEST_NAME), required=True, aliases=("organisation",)),
        Field("kind", choice([each.value for each in OrganisationKind])),
        Field("country", country_cell(countries)),
        Field("website", address),
        Field("origin", choice([each.value for each in Origin])),
    )


@dataclass(slots=True)
class Known:
    """Organisations by reference and by name and country, those of the file included once they are met."""

    by_ref: dict[str, Organisation]
    refs: dict[Called, str]
    taken: set[str]
    rows: dict[str, int] = field(default_factory=dict)


def called(organisation: Organisation) -> Called:
    return organisation.name, organisation.country_id


def organisation_plan(rows: Iterable[Row]) -> Plan[Organisation]:
    """What the rows would do. A row without a reference is the organisation of that name in that country.

    Such a row must have a column for the country; empty says that the organisation belongs to none, or that it is not
    known.
    """
    plan: Plan[Organisation] = Plan()
    fields = columns(country_names())
    existing = {each.ref: each for each in Organisation.objects.all()}
    known = Known(existing, {called(each): each.ref for each in existing.values()}, set(existing))
    for row in rows:
        values, refused = understood(row, fields)
        plan.ignored.update(dict.fromkeys(unknown_columns(row, fields)))
        if not values.get("ref") and "country" not in row.values:
            refused.append(Refused(row.number, "country", "no_column"))
        if refused:
            plan.refused += refused
            continue
        ref = ref_of(values, known)
        old = known.by_ref.get(ref)
        new = new_state(ref, old, values)
        refused = _refusals(row, new, known)
        plan.refused += refused
        if not refused:
            plan.put(ref, old, new, STORED)
    return plan


def ref_of(values: Mapping[str, object], known: Known) -> str:
    """The reference a row gives, else that of the organisation it names, else a new one."""
    country = values.get("country")
    name, iso3 = str(values["name"]), country.iso3 if isinstance(country, Country) else None
    given = values.get("ref") or known.refs.get((name, iso3))
    return str(given or organisation_ref(name, iso3, known.taken))


def new_state(ref: str, old: Organisation | None, values: Mapping[str, object]) -> Organisation:
    """The organisation with the values of a row: a column that is not there changes nothing."""
    organisation = copy(old) if old else Organisation(ref=ref, kind="")
    for name in ("name", "kind", "website"):
        if name in values:
            setattr(organisation, name, values[name] or "")
    if "country" in values:
        country = values["country"]
        organisation.country = country if isinstance(country, Country) else None
    if "origin" in values:
        organisation.origin = str(values["origin"] or Origin.OWN)
    return organisation


def _refusals(row: Row, new: Organisation, known: Known) -> list[Refused]:
    """What is wrong with a row whose cells are good each by itself."""
    if new.ref in known.rows:
        return [Refused(row.number, "ref", "twice", {"value": new.ref, "first": known.rows[new.ref]})]
    known.rows[new.ref] = row.number
    known.taken.add(new.ref)
    if len(new.website) > LONGEST_WEBSITE:
        return [Refused(row.number, "website", "too_long", {"found": len(new.website), "limit": LONGEST_WEBSITE})]
    holder = known.refs.setdefault(called(new), new.ref)
    if holder != new.ref:
        return [Refused(row.number, "name", "taken", {"value": new.name, "holder": holder})]
    return []


@transaction.atomic
def import_organisations(rows: Iterable[Row], *, by: Person | None, at: datetime, dry_run: bool = False) -> Report:
    """Take organisations from the rows of a file, all or none; the reference, else name and country, say which one.

    Columns the file does not have stay as they are. Where anything is refused, and on a dry run, nothing is written.
    """
    if not may_admit(by):
        raise PermissionDenied
    plan = organisation_plan(rows)
    if plan.refused or dry_run:
        return plan.report()
    write(plan.rows(), key=["ref"], fields=[name.removesuffix("_id") for name in STORED])
    record_all("organisation.imported", plan.done(), by=by, at=at)
    return plan.report()
