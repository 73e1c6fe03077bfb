"""Describe a need and see what fits: for anybody, and nothing of it is kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.validators import slug_re
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from southsouth.catalogue.models import Solution
from southsouth.catalogue.policies import visible_solutions
from southsouth.engine.fit.profiles import Fit
from southsouth.matching.queries import active_weights, trial, weights_in
from southsouth.members.policies import Actor
from southsouth.web.public.crumbs import crumbs
from southsouth.web.public.forms import TrialForm

SHOWN, LOOKED_THROUGH = 10, 100
"""Candidates shown; and those looked through when the reader asks about one solution."""


@dataclass(frozen=True, slots=True)
class Candidate:
    fit: Fit
    solution: Solution
    place: int


@require_http_methods(["GET", "HEAD", "POST"])
def try_need(request: HttpRequest) -> HttpResponse:
    """GET shows the form, POST the form with what was found below it."""
    first = {"country": request.GET.get("country", "").upper(), "solution": request.GET.get("solution", "")}
    form = TrialForm(request.POST) if request.method == "POST" else TrialForm(initial=first)
    asked = asked_solution(request, form)
    page = {"form": form, "crumbs": crumbs("public:needs", _("Needs"))}
    if not form.is_bound or not form.is_valid():
        return render(request, "public/trial.html", {**page, "asked": asked}, status=422 if form.is_bound else 200)
    need = form.need()
    ranking = trial(need, actor=request.user, top=LOOKED_THROUGH if asked else SHOWN)
    candidates = solutions_behind(ranking.fits, request.user)
    context = {**page, "need": need, "ranking": ranking, **shown(candidates, asked), **weights_in_force()}
    return render(request, "public/trial.html", context)


def asked_solution(request: HttpRequest, form: TrialForm) -> Solution | None:
    """The solution whose page the reader comes from."""
    ref = str(form["solution"].value() or "")
    if not slug_re.match(ref):
        return None
    return visible_solutions(request.user).shown().filter(ref=ref).for_lists().first()


def solutions_behind(fits: Sequence[Fit], actor: Actor) -> list[Candidate]:
    rows = visible_solutions(actor).filter(ref__in=[fit.solution for fit in fits]).for_lists()
    known = {row.ref: row for row in rows}
    left = [fit for fit in fits if fit.solution in known]
    return [Candidate(fit, known[fit.solution], place) for place, fit in enumerate(left, start=1)]


def shown(candidates: Sequence[Candidate], asked: Solution | None) -> dict[str, object]:
    """The first ten; and where the solution asked about stands, wherever that is."""
    own = next((each for each in candidates if asked and each.solution.ref == asked.ref), None)
    return {
        "candidates": candidates[:SHOWN],
        "asked": asked,
        "asked_candidate": own,
        "asked_below": own is not None and own.place > SHOWN,
        "found": len(candidates),
    }


def weights_in_force() -> dict[str, object]:
    weights = active_weights()
    return {"weights": weights, "values": weights_in(weights).as_mapping()}
