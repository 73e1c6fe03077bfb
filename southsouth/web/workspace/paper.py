"""A record on paper, as its form holds it: for a colleague who signs, or writes between the lines."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from southsouth.web.gates import members_only
from southsouth.web.workspace.forms import needs, solutions
from southsouth.web.workspace.forms.paper import sheets
from southsouth.web.workspace.owned import own_need, own_solution


@members_only
@require_safe
def need(request: HttpRequest, ref: str) -> HttpResponse:
    kept = own_need(request, ref)
    filled = sheets(needs.STEPS, record=kept, today=timezone.localdate())
    return render(request, "paper.html", {"kind": "need", "kept": kept, "sheets": filled})


@members_only
@require_safe
def solution(request: HttpRequest, ref: str) -> HttpResponse:
    kept = own_solution(request, ref)
    filled = sheets(solutions.STEPS, record=kept, today=timezone.localdate())
    return render(request, "paper.html", {"kind": "solution", "kept": kept, "sheets": filled})
