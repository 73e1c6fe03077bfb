"""The data as files: what each table holds, its columns, its licence; and the files themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from southsouth.catalogue.policies import visible_adoptions, visible_needs, visible_solutions
from southsouth.catalogue.queries import NEED_FACETS, SOLUTION_FACETS, narrowed
from southsouth.catalogue.queries.exports import (
    ADOPTION_COLUMNS,
    NEED_COLUMNS,
    SOLUTION_COLUMNS,
    adoption_records,
    whole_needs,
    whole_solutions,
)
from southsouth.events.policies import visible_events
from southsouth.events.queries import COLUMNS as EVENT_COLUMNS
from southsouth.events.queries import event_records
from southsouth.members.policies import Actor
from southsouth.reference.models import ContextFact, Country
from southsouth.reference.models.shipped import LANGUAGES
from southsouth.reference.queries import country_records, fact_records
from southsouth.reference.queries.records import COUNTRY_COLUMNS
from southsouth.web.exports.columns import column_words
from southsouth.web.exports.files import FORMS, Record, sent
from southsouth.web.private import PUBLIC
from southsouth.web.public import needs, solutions
from southsouth.web.public.facets import chosen_values
from southsouth.web.ready import for_everyone

NAMES = tuple(f"name_{language}" for language in LANGUAGES)
FACT_COLUMNS = ("iso3", "fact", "value", "unit", "year", "source", "note")


@dataclass(frozen=True, slots=True)
class Table:
    """``records`` are those the reader may see, narrowed as the address says; ``count`` all of them."""

    columns: Sequence[str]
    records: Callable[[HttpRequest], Iterable[Record]]
    count: Callable[[Actor], int]


def _solutions(request: HttpRequest) -> Iterable[Record]:
    rows, _ = solutions.asked_for(request)
    chosen = chosen_values(request.GET, SOLUTION_FACETS)
    return whole_solutions(narrowed(rows, SOLUTION_FACETS, chosen).order_by("ref"))


def _needs(request: HttpRequest) -> Iterable[Record]:
    rows, _ = needs.asked_for(request)
    return whole_needs(narrowed(rows, NEED_FACETS, chosen_values(request.GET, NEED_FACETS)).order_by("ref"))


TABLES: Mapping[str, Table] = {
    "solutions": Table(SOLUTION_COLUMNS, _solutions, lambda actor: visible_solutions(actor).shown().count()),
    "needs": Table(NEED_COLUMNS, _needs, lambda actor: visible_needs(actor).shown().count()),
    "adoptions": Table(
        ADOPTION_COLUMNS,
        lambda request: adoption_records(request.user),
        lambda actor: visible_adoptions(actor).count(),
    ),
    "events": Table(
        EVENT_COLUMNS, lambda request: event_records(request.user), lambda actor: visible_events(actor).count()
    ),
    "countries": Table(
        ("iso3", "iso2", "m49", "status", *NAMES, "aliases", *COUNTRY_COLUMNS, "sources"),
        lambda request: country_records(),
        lambda actor: Country.objects.count(),
    ),
    "facts": Table(FACT_COLUMNS, lambda request: fact_records(), lambda actor: ContextFact.objects.count()),
}
"""What can be downloaded, in the order of the page."""


@require_safe
@for_everyone
def index(request: HttpRequest) -> HttpResponse:
    tables = [(kind, table.count(request.user), column_words(kind, table.columns)) for kind, table in TABLES.items()]
    return render(request, "public/data.html", {"tables": tables, "forms": list(FORMS), "day": timezone.localdate()})


@require_safe
def download(request: HttpRequest, kind: str, form: str) -> HttpResponseBase:
    if kind not in TABLES or form not in FORMS:
        raise Http404
    table = TABLES[kind]
    response = sent(table.records(request), form, name=kind, day=timezone.localdate(), columns=table.columns)
    response["Cache-Control"] = PUBLIC
    return response
