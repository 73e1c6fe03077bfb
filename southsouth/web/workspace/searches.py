"""Searches somebody keeps: saved from a list, looked at again, forgotten."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.request import QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from southsouth.catalogue.queries import NEED_FACETS, SOLUTION_FACETS
from southsouth.matching.actions.searches import forget_search, look_again, save_search
from southsouth.matching.lifecycle import SearchKind
from southsouth.matching.models import SavedSearch
from southsouth.matching.policies import visible_searches
from southsouth.matching.queries.searches import counts_of
from southsouth.web.deeds import attempt
from southsouth.web.gates import members_only, person_of
from southsouth.web.public.facets import LONGEST_QUESTION, chosen_values

FACETS = {SearchKind.SOLUTIONS: SOLUTION_FACETS, SearchKind.NEEDS: NEED_FACETS}
LISTS = {SearchKind.SOLUTIONS: "public:solutions", SearchKind.NEEDS: "public:needs"}


@members_only
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """One's own searches, with how many records came since one last looked."""
    kept = visible_searches(request.user).select_related("person__organisation")
    rows = [(search, *counts_of(search)) for search in kept]
    return render(request, "workspace/searches.html", {"rows": rows})


@require_POST
@members_only
def save(request: HttpRequest) -> HttpResponse:
    """Keep the list that was sent along as it is narrowed."""
    kind = request.POST.get("kind", "")
    if kind not in list(SearchKind):
        raise Http404
    text = " ".join(request.POST.get("q", "").split())[:LONGEST_QUESTION]
    chosen = chosen_values(request.POST, FACETS[SearchKind(kind)])
    return attempt(
        request,
        lambda: save_search(
            SearchKind(kind),
            text,
            chosen,
            name=request.POST.get("name", ""),
            by=person_of(request),
            at=timezone.now(),
        ),
        said=_("Kept. This page says when something new comes into it."),
        back=reverse("workspace:searches"),
    )


@require_POST
@members_only
def look(request: HttpRequest, pk: int) -> HttpResponse:
    """On to the list; what comes from now on is new."""
    search = get_object_or_404(visible_searches(request.user), pk=pk)
    look_again(search, by=person_of(request), at=timezone.now())
    return HttpResponseRedirect(list_of(search))


def list_of(search: SavedSearch) -> str:
    """The address of the list as it was narrowed, newest first."""
    query = QueryDict(mutable=True)
    if search.text:
        query["q"] = search.text
    for facet, values in search.chosen.items():
        query.setlist(facet, values)
    query["sort"] = "newest"
    return f"{reverse(LISTS[SearchKind(search.kind)])}?{query.urlencode()}"


@require_POST
@members_only
def forget(request: HttpRequest, pk: int) -> HttpResponse:
    search = get_object_or_404(visible_searches(request.user), pk=pk)
    forget_search(search, by=person_of(request), at=timezone.now())
    messages.success(request, _("Forgotten."))
    return HttpResponseRedirect(reverse("workspace:searches"))
