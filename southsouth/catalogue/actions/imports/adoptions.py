"""Adoptions from the rows of a file: who took up whose solution."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import copy
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from southsouth.catalogue.actions.imports.cells import iso3_cell, reference
from southsouth.catalogue.actions.imports.columns import ORIGIN
from southsouth.catalogue.actions.imports.intake import (
    Draft,
    Intake,
    Values,
    batches,
    cleared,
    compare,
    needed,
    take_in,
)
from southsouth.catalogue.actions.imports.solutions import after
from southsouth.catalogue.actions.imports.writing import lines, or_empty, upsert
from southsouth.catalogue.lifecycle import AdoptionStatus
from southsouth.catalogue.models import Adoption, Exporter, Solution
from southsouth.catalogue.policies import may_import
from southsouth.catalogue.queries.exports import ADOPTION_COLUMNS, Record, adoption_record
from southsouth.ledger.actions import record_all
from southsouth.members.lifecycle import Origin
from southsouth.members.models import Person
from southsouth.reference.queries.names import Lookup, country_names
from southsouth.tables.fields import Field, Parser, Wrong, address, choice, flag, shown, text, whole
from southsouth.tables.report import Refused, Report
from southsouth.tables.rows import Row

NEEDED = ("solution", "exporter", "importer", "status")
STORED = (*(name for name in ADOPTION_COLUMNS if name != "ref"), "changed_at")
STATUSES: Mapping[str, str] = {
    **{each.value: each.value for each in AdoptionStatus},
    "technical cooperation delivered": AdoptionStatus.COOPERATION_DELIVERED.value,
}
MOST_COMPARED = 5_000
"""Among more solutions than these no nearest one is looked for."""


def adoption_columns(latest: int) -> tuple[Field, ...]:
    """The columns of a file of adoptions, with the names other files give them. ``latest``: the last year possible."""
    iso3 = iso3_cell(country_names())
    return (
        Field("ref", reference, aliases=("id", "adoption_id")),
        Field("solution", solution_cell(), aliases=("solution_id",)),
        Field("exporter", iso3, aliases=("exporter_country",)),
        Field("exporter_name", text(300), aliases=("exporter_org", "exporter_organisation")),
        Field("importer", iso3, aliases=("importer_country", "country")),
        Field("importer_name", text(300), aliases=("importer_org", "importer_organisation")),
        Field("year", whole(1900, latest)),
        Field("year_is_approximate", approximate, aliases=("year_basis",)),
        Field("status", choice(STATUSES)),
        Field("origin", ORIGIN),
        Field("evidence", text(200)),
        Field("source", address),
    )


def solution_cell() -> Parser:
    """A solution by its reference, as its own file wrote it. Raises ``no_such_solution`` with the nearest ones."""
    refs = dict.fromkeys(Solution.objects.values_list("ref", flat=True))
    like = Lookup([(ref, ref) for ref in refs] if len(refs) <= MOST_COMPARED else [])

    def parse(value: object) -> str:
        found = reference(value)
        if found not in refs:
            raise Wrong("no_such_solution", value=shown(value), nearest=like.nearest(found))
        return found

    return parse


def approximate(value: object) -> bool:
    """Yes or no; also in the words of a note on the year: ``approximate``, ``stated or derived from the source``."""
    words = str(value).strip().casefold()
    if words.startswith(("approx", "about", "circa")):
        return True
    return False if words.startswith(("stated", "exact")) else flag(value)


@transaction.atomic
def import_adoptions(rows: Iterable[Row], *, by: Person | None, at: datetime, dry_run: bool = False) -> Report:
    """Take adoptions from the rows of a file, all or none; ``ref`` (or ``id``) decides which one a row is.

    A row without one is that of its solution, importer and year. What is compiled from elsewhere (origin ``recorded``,
    the default) needs its source. Where anything is refused, and on a dry run, nothing is written.
    """
    if not may_import(by):
        raise PermissionDenied
    intake = take_in(rows, adoption_columns(at.year), _reference)
    homes = _homes(intake)
    compare(intake, _stored, lambda draft, old: judge(draft, old, homes))
    if intake.refused or dry_run:
        return intake.report()
    _write(intake, by=by, at=at)
    return intake.report()


def _reference(values: Values) -> str:
    if values.get("ref"):
        return str(values["ref"])
    parts = (values.get("solution"), values.get("importer"), values.get("year"))
    return reference("-".join(str(part) for part in parts if part is not None) or "adoption")


def _homes(intake: Intake) -> dict[str, str]:
    """The country of the solutions that only one country exports."""
    wanted = {str(draft.values.get("solution")) for draft in intake.drafts.values()}
    found: dict[str, set[str]] = {}
    for refs in batches(sorted(wanted)):
        rows = Exporter.objects.filter(solution__ref__in=refs)
        for ref, country in rows.values_list("solution__ref", "country_id"):
            found.setdefault(ref, set()).add(country)
    return {ref: countries.pop() for ref, countries in found.items() if len(countries) == 1}


def _stored(refs: Sequence[str]) -> Iterator[Record]:
    for adoption in Adoption.objects.filter(ref__in=refs).select_related("solution"):
        yield adoption_record(adoption)


def judge(draft: Draft, old: Record | None, homes: Mapping[str, str]) -> list[Refused]:
    """What is wrong with a row whose cells are good each by itself. Settles what the row leaves open."""
    values = draft.values
    for name in ("origin", "year_is_approximate"):
        if name in values and values[name] is None:
            del values[name]
    if old is None:
        values.setdefault("origin", Origin.RECORDED.value)
        if not values.get("exporter") and str(values.get("solution")) in homes:
            values["exporter"] = homes[str(values["solution"])]
        refused = needed(draft, str(values.get("ref") or ""), NEEDED)
    else:
        refused = cleared(draft, NEEDED)
    if after(draft, old, "origin") == Origin.RECORDED and not after(draft, old, "source"):
        refused.append(Refused(draft.row, "source", "recorded_without_source"))
    return refused


def _write(intake: Intake, *, by: Person | None, at: datetime) -> None:
    wanted = intake.wanted()
    for refs in batches(wanted):
        drafts = {ref: wanted[ref] for ref in refs}
        there = Adoption.objects.in_bulk(refs, field_name="ref")
        named = {str(draft.values["solution"]) for draft in drafts.values() if "solution" in draft.values}
        keys = dict(Solution.objects.filter(ref__in=named).values_list("ref", "pk"))
        rows = [_new_state(ref, draft, there.get(ref), keys, at=at) for ref, draft in drafts.items()]
        upsert(rows, STORED)
        record_all("adoption.imported", lines(rows, drafts), by=by, at=at)


def _new_state(ref: str, draft: Draft, old: Adoption | None, keys: Mapping[str, int], *, at: datetime) -> Adoption:
    adoption = copy(old) if old else Adoption(ref=ref)
    for name, value in draft.values.items():
        if name == "solution":
            adoption.solution_id = keys[str(value)]
        elif name in ("exporter", "importer"):
            setattr(adoption, f"{name}_id", value)
        elif name != "ref":
            setattr(adoption, name, or_empty(Adoption, name, value))
    adoption.changed_at = at
    return adoption
