"""The parts gallery: every part of the pages in every state, for tests and designers, in every language."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from southsouth.web.gates import secretariat_only


@secretariat_only
@require_safe
def parts(request: HttpRequest) -> HttpResponse:
    return render(request, "desk/parts.html", {})
