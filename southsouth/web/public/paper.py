"""The questions on paper, for whoever writes by hand first: to print in any language, to fill in, to type later."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from southsouth.web.ready import for_everyone
from southsouth.web.workspace.forms import needs, solutions
from southsouth.web.workspace.forms.paper import sheets

STEPS = {"need": needs.STEPS, "solution": solutions.STEPS}


@require_safe
@for_everyone
def blank(request: HttpRequest, kind: str) -> HttpResponse:
    context = {"kind": kind, "kept": None, "sheets": sheets(STEPS[kind], today=timezone.localdate())}
    return render(request, "paper.html", context)
