"""The first page: what the network is, what it has done, what can be exported and what is looked for."""

from __future__ import annotations

from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from southsouth.catalogue.policies import visible_adoptions, visible_needs, visible_solutions
from southsouth.catalogue.queries import flows, most_adopted, newest_needs
from southsouth.events.models import Event
from southsouth.events.policies import visible_events
from southsouth.figures.queries import live_figures, recorded_totals
from southsouth.matching.queries import match_counts
from southsouth.reference.models import Country
from southsouth.web.public.atlas import drawing, places
from southsouth.web.ready import for_everyone
from southsouth.web.told import told

SOLUTIONS_SHOWN, NEEDS_SHOWN = 6, 3
TABLED = 150
"""Flows in the table under the map; hundreds would be slow on a slow connection, so the rest is one link away."""


@require_safe
@for_everyone
def home(request: HttpRequest) -> HttpResponse:
    reader = request.user
    carried = flows(visible_adoptions(reader))
    met = list(visible_events(reader).order_by("starts", "ref"))
    needs = told(newest_needs(visible_needs(reader).shown(), NEEDS_SHOWN))
    found = match_counts(needs, reader)
    context = {
        "flows": carried[:TABLED],
        "total": len(carried),
        "drawing": drawing(carried, (each.country_id for each in met if each.country_id), known_places()),
        "totals": sorted(recorded_totals(), key=lambda total: (-total.value, total.name)),
        "live": live_figures(reader),
        "solutions": told(most_adopted(visible_solutions(reader).shown(), SOLUTIONS_SHOWN)),
        "needs": [(need, found.get(need.pk)) for need in needs],
        "years": years(met),
    }
    return render(request, "public/home.html", context)


def known_places() -> dict[str, tuple[float, float]]:
    return places(Country.objects.values_list("iso3", "longitude", "latitude"))


def years(events: list[Event]) -> list[tuple[int, list[Event]]]:
    """Events by year, earliest first."""
    return [(year, list(found)) for year, found in groupby(events, key=lambda event: event.year)]
