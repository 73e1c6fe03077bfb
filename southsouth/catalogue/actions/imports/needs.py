"""Needs from the rows of a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import copy
from datetime import datetime
from typing import cast

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Model

from southsouth.catalogue.actions.imports.bodies import Bodies, Called
from southsouth.catalogue.actions.imports.cells import (
    area_cell,
    goals_cell,
    iso3_cell,
    language_cells,
    reference,
    titled,
    topics_cell,
)
from southsouth.catalogue.actions.imports.columns import KINDS_OF_HELP, ORIGIN, USD, VISIBILITY
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
from southsouth.catalogue.actions.imports.solutions import ALWAYS_SOMETHING, SHOWN_AT_ONCE
from southsouth.catalogue.actions.imports.writing import KeyOf, keys_of, lines, or_empty, upsert, write_sets
from southsouth.catalogue.actions.versions import begin_versions, keep_changes
from southsouth.catalogue.lifecycle import Connectivity, NeedState
from southsouth.catalogue.models import Need
from southsouth.catalogue.policies import may_import
from southsouth.catalogue.queries.exports import PLAIN_NEED, Record, whole_needs
from southsouth.ledger.actions import record_all
from southsouth.members.lifecycle import Origin
from southsouth.members.models import Person
from southsouth.reference.models import FocusArea, Goal, Topic
from southsouth.reference.queries.names import country_names
from southsouth.tables.fields import Field, choice, day, flag, text, whole
from southsouth.tables.report import Refused, Report
from southsouth.tables.rows import Row

NEEDED = ("title", "problem")
MOST_PEOPLE = 10**10
STORED = (*PLAIN_NEED, "origin", "country", "focus_area", "organisation", "changed_at")
SETS: Mapping[str, tuple[type[Model], str]] = {"topics": (Topic, "slug"), "goals": (Goal, "number")}


def need_columns() -> tuple[Field, ...]:
    """The columns of a file of needs, with the names other files give them."""
    language, languages = language_cells()
    return (
        Field("ref", reference, aliases=("need_id", "id")),
        Field("title", text(200), aliases=("name",)),
        Field("problem", text(10_000), aliases=("summary", "description")),
        Field("language", language),
        Field("sufferers", text(5000)),
        Field("people_affected", whole(0, MOST_PEOPLE)),
        Field("tried", text(5000)),
        Field("success", text(5000)),
        Field("time_baseline", text(200)),
        Field("cost_baseline", text(200)),
        Field("visits_baseline", text(200)),
        Field("place", text(300)),
        Field("connectivity", choice([each.value for each in Connectivity])),
        Field("languages", languages),
        Field("law", text(5000)),
        Field("staff", text(5000)),
        Field("systems", text(5000)),
        Field("owner", text(300)),
        Field("budget_usd", USD, aliases=("budget",)),
        Field("deadline", lambda value: day(value).isoformat()),
        Field("kinds_of_help", KINDS_OF_HELP),
        Field("willing_to_host", flag),
        Field("country", iso3_cell(country_names())),
        Field("focus_area", area_cell()),
        Field("topics", topics_cell()),
        Field("goals", goals_cell(), aliases=("sdgs",)),
        Field("visibility", VISIBILITY),
        Field("origin", ORIGIN),
        Field("organisation", text(300)),
    )


@transaction.atomic
def import_needs(rows: Iterable[Row], *, by: Person | None, at: datetime, dry_run: bool = False) -> Report:
    """Take needs from the rows of a file, all or none; ``ref`` (or ``need_id``) decides which one a row is.

    A new need is a draft of the organisation it names. One without an organisation waits for triage; a sample, or one
    recorded elsewhere, is open. Columns the file does not have stay as they are; states do not come from files. Where
    anything is refused, and on a dry run, nothing is written.
    """
    if not may_import(by):
        raise PermissionDenied
    bodies = Bodies()
    intake = take_in(rows, need_columns(), _reference)
    compare(intake, _stored, lambda draft, old: judge(draft, old, bodies))
    if intake.refused or dry_run:
        return intake.report()
    _write(intake, bodies, by=by, at=at)
    return intake.report()


def _reference(values: Values) -> str:
    return str(values.get("ref") or titled(str(values.get("title") or ""), _home(values)))


def _home(values: Values) -> str | None:
    return cast(str | None, values.get("country"))


def _stored(refs: Sequence[str]) -> Iterator[Record]:
    return whole_needs(Need.objects.filter(ref__in=refs))


def judge(draft: Draft, old: Record | None, bodies: Bodies) -> list[Refused]:
    """What is wrong with a row whose cells are good each by itself. Settles what the row leaves open."""
    values = draft.values
    if values.get("organisation"):
        values["organisation"] = bodies.ref_of(str(values["organisation"]), _home(values))
    for name in ALWAYS_SOMETHING:
        if name in values and values[name] is None:
            del values[name]
    if old is not None:
        return cleared(draft, NEEDED)
    values.setdefault("origin", Origin.OWN.value)
    return needed(draft, str(values.get("ref") or ""), NEEDED)


def _write(intake: Intake, bodies: Bodies, *, by: Person | None, at: datetime) -> None:
    wanted = intake.wanted()
    bodies.write(_named(wanted.values()), by=by, at=at)
    area_of = keys_of(FocusArea, "slug")
    themes = {name: keys_of(*source) for name, source in SETS.items()}
    for refs in batches(wanted):
        drafts = {ref: wanted[ref] for ref in refs}
        there = Need.objects.in_bulk(refs, field_name="ref")
        begin_versions(Need, list(there))
        rows = [_new_state(ref, draft, there.get(ref), area_of, bodies, at=at) for ref, draft in drafts.items()]
        keys = upsert(rows, STORED)
        said = {keys[ref]: draft.news() for ref, draft in drafts.items()}
        for name, key_of in themes.items():
            write_sets(Need, name, said, key_of)
        record_all("need.imported", lines(rows, drafts), by=by, at=at)
        keep_changes(Need, list(drafts), by=by, at=at)


def _named(drafts: Iterable[Draft]) -> Iterator[Called]:
    for draft in drafts:
        if draft.values.get("organisation"):
            yield str(draft.values["organisation"]), _home(draft.values)


def _new_state(ref: str, draft: Draft, old: Need | None, area_of: KeyOf, bodies: Bodies, *, at: datetime) -> Need:
    """The need with the values of a row: a column that is not there changes nothing, an empty cell makes unknown."""
    need = copy(old) if old else Need(ref=ref, created_at=at)
    values = draft.values
    for name in (*PLAIN_NEED, "origin"):
        if name in values:
            setattr(need, name, or_empty(Need, name, values[name]))
    if "country" in values:
        need.country_id = cast(str | None, values["country"])
    if "focus_area" in values:
        need.focus_area_id = cast(int | None, area_of(values["focus_area"]))
    if "organisation" in values:
        need.organisation_id = bodies.key_of(str(values["organisation"] or ""), need.country_id)
    if old is None:
        need.state = _first_state(need)
        need.opened_at = at if need.state == NeedState.OPEN else None
    need.changed_at = at
    return need


def _first_state(need: Need) -> NeedState:
    if need.origin in SHOWN_AT_ONCE:
        return NeedState.OPEN
    ready = need.organisation_id is None and need.country_id is not None
    return NeedState.SUBMITTED if ready else NeedState.DRAFT
