"""Writing a solution: steps that save, with lists of parts."""

from __future__ import annotations

from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from southsouth.catalogue.actions.solutions import (
    REQUIRED_FOR_SUBMISSION,
    missing_for_review,
    save_solution,
    start_solution,
)
from southsouth.catalogue.lifecycle import EDITABLE_SOLUTIONS, NotNow, SolutionState
from southsouth.catalogue.models import Solution
from southsouth.catalogue.policies import may_write_solutions, visible_solutions
from southsouth.catalogue.queries.selfcheck import second_look
from southsouth.members.models import Person
from southsouth.web.gates import members_only, person_of
from southsouth.web.words import said_in_words
from southsouth.web.workspace.alike import like_ones
from southsouth.web.workspace.flow import CHECK, Flow, Parts, Values, go_on, saved_at, step_page, take_step
from southsouth.web.workspace.forms.solutions import STEP_OF, STEPS, Summary
from southsouth.web.workspace.once import started_just_now
from southsouth.web.workspace.owned import own_solution


def _save(
    solution: Solution, values: Values, parts: Parts, by: Person, at: datetime, seen: datetime, note: str
) -> None:
    save_solution(solution, values, children=parts, by=by, at=at, seen=seen, note=note)


FLOW = Flow("solution", STEPS, _save)


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """The first step; a draft exists once it is sent."""
    person = person_of(request)
    if not may_write_solutions(person):
        raise Http404
    at = timezone.now()
    if request.method != "POST":
        form = Summary(today=at.date(), initial={"language": get_language()})
        return step_page(request, FLOW, None, form)
    form = Summary(request.POST, later="later" in request.POST, today=at.date())
    if not form.is_valid():
        return step_page(request, FLOW, None, form)
    values = form.values()
    with started_just_now(visible_solutions(person), person, str(values["title"]), at=at) as before:
        solution = before or start_solution(values, by=person, at=at)
    return go_on(request, FLOW, solution, form.slug)


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, ref: str, step: str) -> HttpResponse:
    """One step of a solution that is being written, or changed after it was published."""
    solution = own_solution(request, ref)
    kind = FLOW.kind(step)
    if kind is None and step != CHECK:
        raise Http404
    if request.method == "POST" and kind is not None:
        return take_step(request, FLOW, solution, kind)
    if solution.state not in EDITABLE_SOLUTIONS:
        messages.error(request, said_in_words(NotNow(SolutionState(solution.state), SolutionState.DRAFT)))
        return redirect("workspace:solution", ref=ref)
    if kind is None:
        return check(request, solution)
    form = kind(record=solution, today=timezone.now().date())
    return step_page(request, FLOW, solution, form, **like_ones(request, solution, FLOW.second(kind)))


def check(request: HttpRequest, solution: Solution) -> HttpResponse:
    """Everything that was written, what reviewers would still ask for, and the button that sends it."""
    today = timezone.now().date()
    written = [(FLOW.url(solution, kind.slug), kind(record=solution, today=today)) for kind in STEPS]
    missing = missing_links(solution)
    context = {
        "kept": solution,
        "links": FLOW.links(solution, CHECK),
        "saved": saved_at(solution),
        "written": written,
        "missing": missing,
        "advice": [(each, FLOW.url(solution, WRITTEN_IN[each.field])) for each in second_look(solution)],
        "must": any(code in REQUIRED_FOR_SUBMISSION for code, _address in missing),
        "draft": solution.state == SolutionState.DRAFT,
        "again": solution.versions.exists(),
        **like_ones(request, solution, True),
    }
    return render(request, "workspace/solution_check.html", context)


WRITTEN_IN = {
    **dict.fromkeys(("title", "summary"), "summary"),
    **dict.fromkeys(("problem", "how_it_works", "failures"), "how"),
    **dict.fromkeys(("results", "sources"), "proof"),
    "terms": "terms",
}
"""The step in which each text and list of parts is written."""


def missing_links(solution: Solution) -> list[tuple[str, str]]:
    """What reviewers would send it back for, each with the step where it is written."""
    return [(code, FLOW.url(solution, STEP_OF[code])) for code in missing_for_review(solution)]
