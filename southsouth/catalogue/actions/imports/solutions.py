"""Solutions from the rows of a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import copy
from datetime import datetime
from typing import cast

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Model

from southsouth.catalogue.actions.evidence import evidence_facts
from southsouth.catalogue.actions.imports.bodies import Bodies, Called
from southsouth.catalogue.actions.imports.cells import titled
from southsouth.catalogue.actions.imports.columns import Entries, solution_columns
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
from southsouth.catalogue.actions.imports.judging import faults_of_parts
from southsouth.catalogue.actions.imports.writing import (
    KeyOf,
    PartValues,
    keys_of,
    lines,
    or_empty,
    upsert,
    write_parts,
    write_sets,
)
from southsouth.catalogue.actions.parts import PARTS
from southsouth.catalogue.actions.versions import begin_versions, keep_changes
from southsouth.catalogue.lifecycle import SHOWN_SOLUTIONS, EvidenceSetter, SolutionState
from southsouth.catalogue.models import BuildingBlock, Solution
from southsouth.catalogue.policies import may_import
from southsouth.catalogue.queries.exports import PLAIN_SOLUTION, Record, whole_solutions
from southsouth.engine.fit.profiles import Evidence
from southsouth.ledger.actions import Done, record_all
from southsouth.members.lifecycle import Origin
from southsouth.members.models import Person
from southsouth.reference.models import FocusArea, Goal, Target, Topic
from southsouth.tables.report import Refused, Report
from southsouth.tables.rows import Row

NEEDED = ("title", "summary")
ALWAYS_SOMETHING = ("language", "visibility", "origin")
"""Columns whose empty cell says nothing."""
SHOWN_AT_ONCE = frozenset({Origin.RECORDED, Origin.SAMPLE})
"""Origins of records that are shown as what they are, without a review."""
STORED = (*PLAIN_SOLUTION, "evidence", "origin", "focus_area", "organisation", "changed_at")
SETS: Mapping[str, tuple[type[Model], str]] = {
    "topics": (Topic, "slug"),
    "goals": (Goal, "number"),
    "targets": (Target, "code"),
}
IDENTITY: Mapping[str, tuple[str, ...]] = {
    "exporters": ("country_id", "organisation_id"),
    "blocks": ("title",),
    "preconditions": ("text",),
    "results": ("indicator",),
    "places": ("name",),
    "sources": ("url",),
}
"""By what a part of a file is the part that is there. Blocks come before the preconditions that name them."""


@transaction.atomic
def import_solutions(rows: Iterable[Row], *, by: Person | None, at: datetime, dry_run: bool = False) -> Report:
    """Take solutions from the rows of a file, all or none; ``ref`` (or ``solution_id``) decides which one a row is.

    A new row that names its sources was compiled from them: it is published, as recorded. One without, or of origin
    ``own``, is a draft of the organisation it names, or of the first exporter. Columns the file does not have stay as
    they are; states do not come from files. Where anything is refused, and on a dry run, nothing is written.
    """
    if not may_import(by):
        raise PermissionDenied
    bodies = Bodies()
    intake = take_in(rows, solution_columns(bodies), _reference)
    compare(intake, _stored, lambda draft, old: judge(draft, old, bodies))
    if intake.refused or dry_run:
        return intake.report()
    _write(intake, bodies, by=by, at=at)
    return intake.report()


def _reference(values: Values) -> str:
    return str(values.get("ref") or titled(str(values.get("title") or ""), _home(values)))


def _home(values: Values) -> str | None:
    """The country of the first exporter."""
    exporters = cast(Entries, values.get("exporters") or [])
    return str(exporters[0]["country"]) if exporters else None


def _stored(refs: Sequence[str]) -> Iterator[Record]:
    return whole_solutions(Solution.objects.filter(ref__in=refs))


def judge(draft: Draft, old: Record | None, bodies: Bodies) -> list[Refused]:
    """What is wrong with a row whose cells are good each by itself. Settles what the row leaves open."""
    values = draft.values
    if values.get("organisation"):
        values["organisation"] = bodies.ref_of(str(values["organisation"]), _home(values))
    for name in ALWAYS_SOMETHING:
        if name in values and values[name] is None:
            del values[name]
    if old is None:
        values.setdefault("origin", (Origin.RECORDED if values.get("sources") else Origin.OWN).value)
        refused = needed(draft, str(values.get("ref") or ""), NEEDED)
    else:
        shown = ("exporters",) if old["state"] in SHOWN_SOLUTIONS else ()
        refused = cleared(draft, (*NEEDED, *shown))
    if after(draft, old, "origin") == Origin.RECORDED and not after(draft, old, "sources"):
        refused.append(Refused(draft.row, "sources", "recorded_without_source"))
    return refused + faults_of_parts(draft, old)


def after(draft: Draft, old: Record | None, name: str) -> object:
    """The value of a field once the row is taken."""
    return draft.values[name] if name in draft.values else (old or {}).get(name)


def _write(intake: Intake, bodies: Bodies, *, by: Person | None, at: datetime) -> None:
    wanted = intake.wanted()
    bodies.write(_named(wanted.values()), by=by, at=at)
    area_of = keys_of(FocusArea, "slug")
    themes = {name: keys_of(*source) for name, source in SETS.items()}
    for refs in batches(wanted):
        drafts = {ref: wanted[ref] for ref in refs}
        there = Solution.objects.in_bulk(refs, field_name="ref")
        begin_versions(Solution, list(there))
        rows = [_new_state(ref, draft, there.get(ref), area_of, bodies, at=at) for ref, draft in drafts.items()]
        keys = upsert(rows, STORED)
        said = {keys[ref]: draft.news() for ref, draft in drafts.items()}
        for name, key_of in themes.items():
            write_sets(Solution, name, said, key_of)
        for name, identity in IDENTITY.items():
            write_parts(PARTS[name], identity, _part_rows(name, said, bodies), renames=name == "blocks")
        record_all("solution.imported", _with_evidence(lines(rows, drafts), there), by=by, at=at)
        keep_changes(Solution, list(drafts), by=by, at=at)


def _with_evidence(done: Iterable[Done], there: Mapping[str, Solution]) -> Iterator[Done]:
    """A line of a record whose level of proof the file set says from where to where."""
    for row, states, facts in done:
        solution = cast(Solution, row)
        before = there[solution.ref].evidence if solution.ref in there else ""
        if solution.evidence and solution.evidence != before:
            level = Evidence(solution.evidence)
            facts = {**facts, **evidence_facts(before, level, setter=EvidenceSetter.IMPORT)}
        yield row, states, facts


def _named(drafts: Iterable[Draft]) -> Iterator[Called]:
    """Every body the rows name, with its country."""
    for draft in drafts:
        for exporter in cast(Entries, draft.values.get("exporters") or []):
            if "organisation" in exporter:
                yield str(exporter["organisation"]), str(exporter["country"])
        if draft.values.get("organisation"):
            yield str(draft.values["organisation"]), _home(draft.values)


def _new_state(
    ref: str, draft: Draft, old: Solution | None, area_of: KeyOf, bodies: Bodies, *, at: datetime
) -> Solution:
    """The solution with a row's values: a column that is not there changes nothing, an empty cell makes unknown."""
    solution = copy(old) if old else Solution(ref=ref, created_at=at)
    values = draft.values
    for name in (*PLAIN_SOLUTION, "evidence", "origin"):
        if name in values:
            setattr(solution, name, or_empty(Solution, name, values[name]))
    if "focus_area" in values:
        solution.focus_area_id = cast(int | None, area_of(values["focus_area"]))
    if old is None or "organisation" in values:
        solution.organisation_id = _keeper(values, bodies)
    if old is None and values["origin"] in SHOWN_AT_ONCE:
        solution.state, solution.published_at = SolutionState.PUBLISHED, at
    solution.changed_at = at
    return solution


def _keeper(values: Values, bodies: Bodies) -> int | None:
    """Whose record it is: the organisation named; else, of a member's own solution, the first exporter."""
    if values.get("organisation"):
        return bodies.key_of(str(values["organisation"]), _home(values))
    exporters = cast(Entries, values.get("exporters") or [])
    if "organisation" in values or values["origin"] != Origin.OWN or not exporters:
        return None
    return bodies.key_of(str(exporters[0].get("organisation") or ""), _home(values))


def _part_rows(name: str, said: Mapping[int, Values], bodies: Bodies) -> dict[int, list[PartValues]]:
    """The rows of one kind of part, of the solutions whose row has a column for it."""
    wanted = {key: values for key, values in said.items() if name in values}
    blocks = _blocks(wanted) if name == "preconditions" else {}
    return {
        key: [
            _part_row(name, place, entry, blocks.get(key, []), bodies)
            for place, entry in enumerate(cast(Entries, values[name] or []))
        ]
        for key, values in wanted.items()
    }


def _blocks(solutions: Iterable[int]) -> dict[int, list[int]]:
    """The keys of the blocks of each solution, in their order."""
    found: dict[int, list[int]] = {}
    rows = BuildingBlock.objects.filter(solution__in=list(solutions)).order_by("position", "pk")
    for solution, key in rows.values_list("solution_id", "pk"):
        found.setdefault(solution, []).append(key)
    return found


def _part_row(name: str, place: int, entry: object, blocks: Sequence[int], bodies: Bodies) -> PartValues:
    """One part as its row holds it."""
    if name == "sources":
        return {"url": entry, "position": place}
    values = {key: value for key, value in cast(PartValues, entry).items() if value is not None}
    row: PartValues = {} if name == "places" else {"position": place}
    if "country" in values:
        row["country_id"] = values.pop("country")
    if "organisation" in values:
        row["organisation_id"] = bodies.key_of(str(values.pop("organisation")), str(row["country_id"]))
    if "block" in values:
        row["block_id"] = blocks[cast(int, values.pop("block")) - 1]
    return {**row, **values}
