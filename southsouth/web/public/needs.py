"""Needs looking for a solution: the list with its facets, and each with its explained matches."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from southsouth.catalogue.models import Need
from southsouth.catalogue.models.needs import NeedQuerySet
from southsouth.catalogue.policies import may_give_facts, visible_needs
from southsouth.catalogue.queries import NEED_FACETS, Counts, facet_counts, in_order_of, narrowed
from southsouth.catalogue.queries.versions import latest_version
from southsouth.engine.fit.profiles import Evidence
from southsouth.matching.models import Match, MatchRun
from southsouth.matching.queries import (
    active_weights,
    found_needs,
    index_ready,
    is_stale,
    match_counts,
    matches_of,
    notes_of,
    weights_in,
)
from southsouth.web.paging import Page, address, page_of
from southsouth.web.public.crumbs import crumbs
from southsouth.web.public.facets import choices_in_force, chosen_values, facets, kept_fields, search_text
from southsouth.web.public.voices import voices
from southsouth.web.ready import for_everyone
from southsouth.web.told import told, worded

SORTS: Mapping[str, Sequence[str]] = {
    "newest": ("-opened_at", "ref"),
    "deadline": ("deadline", "ref"),
    "title": ("title", "ref"),
}
MATCH_FACETS = ("proof", "region")
AT_ONCE = 3
"""Matches shown before the reader asks for more."""
PROVEN = {
    "measured": {Evidence.MEASURED, Evidence.STUDIED, Evidence.WORKED_AGAIN},
    "worked_again": {Evidence.WORKED_AGAIN},
}
"""Choices of the facet of proof, and the levels that satisfy each."""


@require_safe
@for_everyone
def index(request: HttpRequest) -> HttpResponse:
    chosen = chosen_values(request.GET, NEED_FACETS)
    rows, found = asked_for(request)
    sort = request.GET.get("sort", "")
    sort = sort if sort in SORTS else "newest" if found is None else "relevance"
    sorts = [*(["relevance"] if found is not None else []), *SORTS]
    page = worded(sorted_page(narrowed(rows, NEED_FACETS, chosen), found, sort, request))
    context = {
        "page": page,
        "counts": match_counts(page.rows, request.user),
        "facets": facets(facet_counts(rows, NEED_FACETS, chosen), chosen),
        "chosen": list(choices_in_force(request.GET, chosen)),
        "asked": search_text(request),
        "preparing": not found and not index_ready(),
        "kept": kept_fields(request.GET, ("q", "sort")),
        "kept_choices": kept_fields(request.GET, NEED_FACETS),
        "search_kept": kept_fields(request.GET, ("q", *NEED_FACETS)),
        "sort": sort,
        "sorts": [(code, address(request.GET, sort=code, page=None)) for code in sorts],
        "query": f"?{request.GET.urlencode()}" if request.GET else "",
    }
    return render(request, "public/needs.html", context)


def asked_for(request: HttpRequest) -> tuple[NeedQuerySet, list[str] | None]:
    """The needs the reader sees; with words in the search box those that speak of them, and their order."""
    rows = visible_needs(request.user).shown()
    text = search_text(request)
    if not text:
        return rows, None
    found = found_needs(text, request.user)
    return rows.filter(ref__in=found), found


def sorted_page(rows: NeedQuerySet, found: list[str] | None, sort: str, request: HttpRequest) -> Page:
    """One page of the list, with all that its rows show."""
    if sort != "relevance" or found is None:
        return page_of(rows.for_lists().order_by(*SORTS.get(sort, SORTS["newest"])), request)
    left = set(rows.values_list("ref", flat=True))
    page = page_of([ref for ref in found if ref in left], request)
    return page.with_rows(in_order_of(rows.for_lists().filter(ref__in=page.rows), page.rows, "ref"))


@require_safe
@for_everyone
def detail(request: HttpRequest, ref: str) -> HttpResponse:
    need = get_object_or_404(visible_needs(request.user).in_full(), ref=ref)
    chosen = chosen_values(request.GET, MATCH_FACETS)
    matches = list(matches_of(need, request.user))
    left = [match for match in matches if suits(match, chosen)]
    every = request.GET.get("all") == "1"
    if not (original := "original" in request.GET):
        told([need])
    context = {
        "need": need,
        "original": original,
        "crumbs": crumbs("public:needs", _("Needs"), need.focus_area),
        "matches": left if every else left[:AT_ONCE],
        "count": len(left),
        "more": 0 if every else max(0, len(left) - AT_ONCE),
        "more_address": address(request.GET, all=1),
        "facets": facets(match_counts_by_facet(matches, chosen), chosen),
        "chosen": list(choices_in_force(request.GET, chosen)),
        "owned": may_give_facts(request.user, need),
        "version": latest_version(need, request.user),
        **of_run(need, matches),
        **voices(need, request.user),
    }
    return render(request, "public/need.html", context)


def of_run(need: Need, matches: Sequence[Match]) -> dict[str, object]:
    """What the page says about the computation behind the list."""
    run: MatchRun | None = matches[0].run if matches else need.runs.select_related("weights").first()
    weights = run.weights if run else active_weights()
    return {
        "run": run,
        "notes": notes_of(run) if run else (),
        "weights": weights,
        "values": weights_in(weights).as_mapping(),
        "stale": is_stale(need),
    }


def suits(match: Match, chosen: Mapping[str, Sequence[str]]) -> bool:
    """Values of one facet are alternatives; facets narrow each other."""
    return all(
        not values or any(value in values_of(match, name) for value in values) for name, values in chosen.items()
    )


def values_of(match: Match, facet: str) -> set[str]:
    if facet == "region":
        return {each.country.region for each in match.solution.exporters.all() if each.country.region}
    return {code for code, levels in PROVEN.items() if match.solution.evidence in levels}


def match_counts_by_facet(matches: Sequence[Match], chosen: Mapping[str, Sequence[str]]) -> Counts:
    """How many matches each choice would leave, beside the choices of the other facets."""
    counts: dict[str, Sequence[tuple[str, int]]] = {}
    for facet in MATCH_FACETS:
        others = {name: values for name, values in chosen.items() if name != facet}
        found = Counter(value for match in matches if suits(match, others) for value in values_of(match, facet))
        counts[facet] = sorted(found.items(), key=lambda each: (-each[1], each[0]))
    return counts
