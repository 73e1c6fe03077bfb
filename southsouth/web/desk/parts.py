"""The parts gallery: every part of the pages in every state, for tests and designers, in every language."""

from __future__ import annotations

from itertools import groupby

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from southsouth.web.desk.samples import SAMPLES, shown
from southsouth.web.gates import secretariat_only


@secretariat_only
@require_safe
def parts(request: HttpRequest) -> HttpResponse:
    """All of them; ``?only=match`` one part, ``?only=match.folded`` one state."""
    only = request.GET.get("only", "")
    found = [(part, list(states)) for part, states in groupby(shown(only), key=lambda each: each.part)]
    if not found:
        raise Http404
    return render(request, "desk/parts.html", {"found": found, "names": sorted(SAMPLES), "only": only})
