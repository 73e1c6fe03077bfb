"""Records on their way out, one mapping each, with the columns the imports read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from django.db.models import Model

from southsouth.catalogue.models import Adoption, Need, Solution
from southsouth.catalogue.models import needs as need_models
from southsouth.catalogue.models import solutions as solution_models
from southsouth.catalogue.models.needs import NeedQuerySet
from southsouth.catalogue.models.solutions import SolutionQuerySet
from southsouth.catalogue.policies import visible_adoptions, visible_needs, visible_solutions
from southsouth.members.models import Organisation
from southsouth.members.policies import Actor

Record = dict[str, object]
BATCH = 500

PART_COLUMNS: Mapping[str, Sequence[str]] = {
    "exporters": ("country", "organisation"),
    "blocks": ("title", "text", "cost_low_usd", "cost_high_usd"),
    "preconditions": ("kind", "text", "block", "fact", "minimum", "changeable", "note"),
    "results": ("measure", "indicator", "before", "after", "unit", "year", "source"),
    "places": ("country", "name", "since", "note"),
}
"""The lists of a solution's parts, and the columns of their entries."""
PLAIN_SOLUTION = tuple(
    name for name in solution_models.WRITTEN if name not in ("focus_area", "topics", "goals", "targets")
)
PLAIN_NEED = tuple(name for name in need_models.WRITTEN if name not in ("focus_area", "topics", "goals", "country"))

SOLUTION_COLUMNS = (
    *("ref", "title", "summary", "exporters", "focus_area", "topics", "goals", "targets", "state", "origin"),
    *(name for name in PLAIN_SOLUTION if name not in ("title", "summary")),
    *("evidence", "organisation", "blocks", "preconditions", "results", "places", "sources"),
    *("published_at", "confirmed_on", "review_on"),
)
NEED_COLUMNS = (
    *("ref", "title", "problem", "country", "focus_area", "topics", "goals", "state", "origin"),
    *(name for name in PLAIN_NEED if name not in ("title", "problem")),
    *("organisation", "opened_at"),
)
ADOPTION_COLUMNS = (
    *("ref", "solution", "exporter", "exporter_name", "importer", "importer_name"),
    *("year", "year_is_approximate", "status", "origin", "evidence", "source"),
)


def solution_records(actor: Actor | None) -> Iterator[Record]:
    """Every solution one sees, by reference. ``None`` is the operator at the command line, who sees all."""
    rows = Solution.objects.all() if actor is None else visible_solutions(actor)
    yield from whole_solutions(rows.order_by("ref"))


def whole_solutions(rows: SolutionQuerySet) -> Iterator[Record]:
    whole = rows.select_related("focus_area", "organisation").prefetch_related(
        *("topics", "goals", "targets", "blocks", "preconditions", "results", "places", "sources"),
        "exporters__organisation",
    )
    for solution in whole.iterator(chunk_size=BATCH):
        yield solution_record(solution)


def solution_record(solution: Solution) -> Record:
    """A solution with its relations prefetched."""
    record: Record = {name: plain(getattr(solution, name)) for name in (*PLAIN_SOLUTION, "ref", "state", "evidence")}
    record |= {name: plain(getattr(solution, name)) for name in ("published_at", "confirmed_on", "review_on")}
    record |= {
        "origin": solution.origin,
        "focus_area": solution.focus_area.slug if solution.focus_area else None,
        "topics": sorted(topic.slug for topic in solution.topics.all()),
        "goals": sorted(goal.number for goal in solution.goals.all()),
        "targets": sorted(target.code for target in solution.targets.all()),
        "organisation": solution.organisation.ref if solution.organisation else None,
        "exporters": [_exporter(each.country_id, each.organisation) for each in solution.exporters.all()],
        "blocks": [_entry("blocks", each) for each in solution.blocks.all()],
        "preconditions": _preconditions(solution),
        "results": [_entry("results", each) for each in solution.results.all()],
        "places": by_year([_entry("places", each) | {"country": each.country_id} for each in solution.places.all()]),
        "sources": [each.url for each in solution.sources.all()],
    }
    return {name: record[name] for name in SOLUTION_COLUMNS}


def _exporter(iso3: str, organisation: Organisation | None) -> Record:
    """By name; by reference where the name is that of a body of another country."""
    if organisation is None:
        return {"country": iso3}
    at_home = organisation.country_id in (iso3, None)
    return {"country": iso3, "organisation": organisation.name if at_home else organisation.ref}


def _preconditions(solution: Solution) -> list[Record]:
    """Each names its block by the place it has in the list of blocks, from 1."""
    numbers = {block.pk: number for number, block in enumerate(solution.blocks.all(), start=1)}
    found = []
    for row in solution.preconditions.all():
        block = {"block": numbers[row.block_id]} if row.block_id else {}
        found.append(_entry("preconditions", row, without=("block",)) | block)
    return found


def _entry(name: str, row: Model, without: Sequence[str] = ("country",)) -> Record:
    """The filled columns of one part."""
    values = {column: getattr(row, column) for column in PART_COLUMNS[name] if column not in without}
    return {column: value for column, value in values.items() if value not in (None, "")}


def by_year(places: Sequence[Record]) -> list[Record]:
    """Places in the one order that does not depend on when they were written: unknown years last."""
    columns = ("country", "name", "note")
    return sorted(places, key=lambda each: (each.get("since") or 9999, *(str(each.get(name)) for name in columns)))


def need_records(actor: Actor | None) -> Iterator[Record]:
    """Every need one sees, by reference. ``None`` is the operator at the command line, who sees all."""
    rows = Need.objects.all() if actor is None else visible_needs(actor)
    yield from whole_needs(rows.order_by("ref"))


def whole_needs(rows: NeedQuerySet) -> Iterator[Record]:
    for need in (
        rows.select_related("focus_area", "organisation").prefetch_related("topics", "goals").iterator(chunk_size=BATCH)
    ):
        yield need_record(need)


def need_record(need: Need) -> Record:
    """A need with its relations prefetched."""
    record: Record = {name: plain(getattr(need, name)) for name in (*PLAIN_NEED, "ref", "state", "opened_at")}
    record |= {
        "origin": need.origin,
        "country": need.country_id,
        "focus_area": need.focus_area.slug if need.focus_area else None,
        "topics": sorted(topic.slug for topic in need.topics.all()),
        "goals": sorted(goal.number for goal in need.goals.all()),
        "organisation": need.organisation.ref if need.organisation else None,
    }
    return {name: record[name] for name in NEED_COLUMNS}


def adoption_records(actor: Actor | None) -> Iterator[Record]:
    """Adoptions of the solutions one sees, by reference. ``None`` is the operator, who sees all."""
    rows = Adoption.objects.all() if actor is None else visible_adoptions(actor)
    for adoption in rows.select_related("solution").order_by("ref").iterator(chunk_size=BATCH):
        yield adoption_record(adoption)


def adoption_record(adoption: Adoption) -> Record:
    record: Record = {name: plain(getattr(adoption, name)) for name in ADOPTION_COLUMNS if name != "solution"}
    record |= {
        "solution": adoption.solution.ref,
        "exporter": adoption.exporter_id,
        "importer": adoption.importer_id,
    }
    return {name: record[name] for name in ADOPTION_COLUMNS}


def plain(value: object) -> object:
    """A value as every form of file takes it: days and moments as text, nothing for an empty text."""
    if hasattr(value, "isoformat"):
        return value.isoformat()
    return None if value == "" else value
