"""Where the network met. What is not known is said to be unknown."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from southsouth.events.policies import visible_events
from southsouth.events.queries import by_year, sum_of
from southsouth.web.public.crumbs import crumbs
from southsouth.web.ready import for_everyone


@require_safe
@for_everyone
def index(request: HttpRequest) -> HttpResponse:
    years = by_year(visible_events(request.user))
    events = [event for _, found in years for event in found]
    context = {
        "years": years,
        "count": len(events),
        "present": sum_of(events, "countries_present"),
        "opportunities": sum_of(events, "opportunities"),
    }
    return render(request, "public/events.html", context)


@require_safe
@for_everyone
def detail(request: HttpRequest, ref: str) -> HttpResponse:
    event = get_object_or_404(visible_events(request.user), ref=ref)
    return render(request, "public/event.html", {"event": event, "crumbs": crumbs("public:events", _("Events"))})
