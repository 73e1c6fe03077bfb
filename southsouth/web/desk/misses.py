"""What readers looked for and did not find: where the catalogue has holes."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from southsouth.matching.queries.searches import missed
from southsouth.web.gates import secretariat_only

PERIODS = (30, 90, 365)


@secretariat_only
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    asked = request.GET.get("days", "")
    days = int(asked) if asked in [str(each) for each in PERIODS] else PERIODS[1]
    context = {"rows": missed(timezone.localdate(), days), "days": days, "periods": PERIODS}
    return render(request, "desk/misses.html", context)
