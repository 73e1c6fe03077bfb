"""How good matching is, and who is seen: measured from the answers people gave."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from southsouth.matching.queries import exposure, quality
from southsouth.web.gates import secretariat_only

MOST_EXPORTERS = 15


@secretariat_only
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    measured, seen = quality(request.user), exposure(request.user)
    most = max((count for _reason, count in measured.refusals), default=0)
    refusals = [(reason, count, round(100 * count / most)) for reason, count in measured.refusals]
    context = {
        "quality": measured,
        "refusals": refusals,
        "exposure": seen,
        "exporters": seen.exporters[:MOST_EXPORTERS],
    }
    return render(request, "desk/quality.html", context)
