"""Solutions ready to export: the list with its facets, and each with all that is known of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from southsouth.catalogue.lifecycle import SolutionState
from southsouth.catalogue.models import Solution
from southsouth.catalogue.models.solutions import SolutionQuerySet
from southsouth.catalogue.policies import may_edit_solution, merged_solutions, visible_solutions
from southsouth.catalogue.queries import SOLUTION_FACETS, facet_counts, in_order_of, narrowed, with_import_counts
from southsouth.catalogue.queries.challenges import evidence_history
from southsouth.catalogue.queries.versions import latest_version
from southsouth.engine.fit.profiles import Evidence
from southsouth.matching.queries import found_solutions, index_ready, needs_for
from southsouth.reference.models import fact_kinds
from southsouth.web.paging import Page, address, page_of
from southsouth.web.public.crumbs import crumbs
from southsouth.web.public.facets import choices_in_force, chosen_values, facets, kept_fields, search_text
from southsouth.web.public.voices import voices
from southsouth.web.ready import for_everyone
from southsouth.web.told import told, worded

SORTS: Mapping[str, Sequence[str]] = {
    "imports": ("-imports", "title", "ref"),
    "newest": ("-published_at", "ref"),
    "title": ("title", "ref"),
}
NEEDS_SHOWN = 5


@require_safe
@for_everyone
def index(request: HttpRequest) -> HttpResponse:
    chosen = chosen_values(request.GET, SOLUTION_FACETS)
    rows, found = asked_for(request)
    counts = facet_counts(rows, SOLUTION_FACETS, chosen)
    sort = sort_of(request, found)
    sorts = [*(["relevance"] if found is not None else []), *SORTS]
    in_force = list(choices_in_force(request.GET, chosen))
    context = {
        "page": worded(sorted_page(narrowed(rows, SOLUTION_FACETS, chosen), found, sort, request)),
        "facets": facets(counts, chosen),
        "chosen": in_force,
        "asked": search_text(request),
        "preparing": not found and not index_ready(),
        "kept": kept_fields(request.GET, ("q", "sort")),
        "kept_choices": kept_fields(request.GET, SOLUTION_FACETS),
        "search_kept": kept_fields(request.GET, ("q", *SOLUTION_FACETS)),
        "sort": sort,
        "sorts": [(code, address(request.GET, sort=code, page=None)) for code in sorts],
        "query": f"?{request.GET.urlencode()}" if request.GET else "",
    }
    return render(request, "public/solutions.html", context)


def asked_for(request: HttpRequest) -> tuple[SolutionQuerySet, list[str] | None]:
    """The solutions the reader sees; with words in the search box those that speak of them, and their order."""
    rows = visible_solutions(request.user).shown()
    text = search_text(request)
    if not text:
        return rows, None
    found = found_solutions(text, request.user)
    return rows.filter(ref__in=found), found


def sort_of(request: HttpRequest, found: Sequence[str] | None) -> str:
    asked = request.GET.get("sort", "")
    if asked in SORTS:
        return asked
    return "imports" if found is None else "relevance"


def sorted_page(rows: SolutionQuerySet, found: list[str] | None, sort: str, request: HttpRequest) -> Page:
    """One page of the list, with all that its rows show."""
    full = with_import_counts(rows.for_lists())
    if sort != "relevance" or found is None:
        return page_of(full.order_by(*SORTS.get(sort, SORTS["imports"])), request)
    left = set(rows.values_list("ref", flat=True))
    page = page_of([ref for ref in found if ref in left], request)
    return page.with_rows(in_order_of(full.filter(ref__in=page.rows), page.rows, "ref"))


@require_safe
@for_everyone
def detail(request: HttpRequest, ref: str) -> HttpResponse:
    rows = with_import_counts(visible_solutions(request.user).in_full())
    solution = rows.select_related("organisation").filter(ref=ref).first()
    if solution is None or solution.state == SolutionState.MERGED:
        return joined(request, ref)
    if not (original := "original" in request.GET):
        told([solution])
    context = {
        "solution": solution,
        "original": original,
        "crumbs": crumbs("public:solutions", _("Solutions"), solution.focus_area),
        "steps": ladder(solution),
        "results": results(solution),
        "adoptions": sorted(solution.adoptions.all(), key=lambda each: (each.year or 0, each.ref)),
        "preconditions": preconditions(solution),
        "needs": list(needs_for(solution, request.user)[:NEEDS_SHOWN]),
        "editable": may_edit_solution(request.user, solution),
        "evidence_history": evidence_history(solution),
        "version": latest_version(solution, request.user),
        **voices(solution, request.user),
    }
    return render(request, "public/solution.html", context)


def joined(request: HttpRequest, ref: str) -> HttpResponse:
    """To the solution that stands for one which was joined with it; for anything else: not there."""
    stays = get_object_or_404(Solution, merged__in=merged_solutions(request.user).filter(ref=ref))
    return redirect("public:solution", stays.ref, permanent=True)


def ladder(solution: Solution) -> list[tuple[str, bool, bool]]:
    """The proof ladder: code, whether it is reached, whether it is the step reached last."""
    levels = [each.value for each in Evidence]
    reached = levels.index(solution.evidence) if solution.evidence else -1
    return [(level, place <= reached, place == reached) for place, level in enumerate(levels)]


def results(solution: Solution) -> list[dict[str, Any]]:
    """Each result with its bars: both as shares of the larger value."""
    shown = []
    for result in solution.results.all():
        largest = max(abs(result.before or 0), abs(result.after or 0)) or 1
        bars = {name: round(100 * abs(getattr(result, name) or 0) / largest) for name in ("before", "after")}
        shown.append({"result": result, **bars})
    return shown


def preconditions(solution: Solution) -> list[dict[str, Any]]:
    """What it needs, with the fact of a country that shows it."""
    kinds = fact_kinds()
    return [{"row": row, "kind": kinds.get(row.fact)} for row in solution.preconditions.all()]
