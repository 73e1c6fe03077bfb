"""A solution as its keepers see it, and what they may do with it."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from southsouth.catalogue.actions.solutions import (
    archive_solution,
    confirm_solution,
    submit_solution,
    take_back_solution,
)
from southsouth.catalogue.lifecycle import EDITABLE_SOLUTIONS, SHOWN_SOLUTIONS, SolutionState
from southsouth.catalogue.models import Solution
from southsouth.catalogue.queries.translations import coverage
from southsouth.catalogue.queries.versions import latest_version
from southsouth.ledger.models import Entry
from southsouth.matching.lifecycle import Side
from southsouth.matching.queries import needs_for
from southsouth.web.deeds import attempt, confirm_page
from southsouth.web.gates import members_only, person_of
from southsouth.web.workspace.asked import challenges
from southsouth.web.workspace.candidates import candidate
from southsouth.web.workspace.flow import note_of
from southsouth.web.workspace.owned import own_solution
from southsouth.web.workspace.solution_form import FLOW, missing_links

SHOWN = [each.value for each in SHOWN_SOLUTIONS]
TO_TAKE_BACK = [each.value for each in (SolutionState.SUBMITTED, SolutionState.IN_REVIEW, SolutionState.ARCHIVED)]
MOST_NEEDS = 10


def page_of(solution: Solution) -> str:
    return reverse("workspace:solution", args=[solution.ref])


@members_only
@require_safe
def detail(request: HttpRequest, ref: str) -> HttpResponse:
    """State, next step, who might need it with both sides' answers, comments of reviewers, history."""
    solution = own_solution(request, ref)
    editable = solution.state in EDITABLE_SOLUTIONS
    needs = needs_for(solution, request.user).select_related("solution")[:MOST_NEEDS]
    context = {
        "solution": solution,
        "deeds": deeds_for(solution),
        "coverage": coverage(solution, dict(settings.LANGUAGES)),
        "edit": FLOW.url(solution, FLOW.first_open(solution)) if editable else "",
        "missing": missing_links(solution) if editable else [],
        "found": [candidate(match, Side.EXPORTER) for match in needs],
        "reviews": list(solution.reviews.all()),
        "challenges": challenges(solution, request.user),
        "version": latest_version(solution, request.user),
        "history": list(Entry.objects.about("solution", ref).select_related("by")),
    }
    return render(request, "workspace/solution.html", context)


def deeds_for(solution: Solution) -> dict[str, bool]:
    """Which buttons make sense in this state."""
    shown = solution.state in SHOWN
    return {
        "edit": solution.state in EDITABLE_SOLUTIONS,
        "take_back": solution.state in TO_TAKE_BACK,
        "confirm": shown,
        "archive": shown or solution.state == SolutionState.DRAFT,
    }


@require_POST
@members_only
def submit(request: HttpRequest, ref: str) -> HttpResponse:
    solution = own_solution(request, ref)
    return attempt(
        request,
        lambda: submit_solution(solution, by=person_of(request), at=timezone.now(), note=note_of(request)),
        said=_("Sent. The secretariat hands it to two reviewers, one of them from another country."),
        back=page_of(solution),
    )


@require_POST
@members_only
def take_back(request: HttpRequest, ref: str) -> HttpResponse:
    solution = own_solution(request, ref)
    return attempt(
        request,
        lambda: take_back_solution(solution, by=person_of(request), at=timezone.now()),
        said=_("It is a draft again. You can change it and send it once more."),
        back=page_of(solution),
    )


@require_POST
@members_only
def confirm(request: HttpRequest, ref: str) -> HttpResponse:
    solution = own_solution(request, ref)
    return attempt(
        request,
        lambda: confirm_solution(solution, by=person_of(request), at=timezone.now()),
        said=_("Confirmed. We ask again in a year."),
        back=page_of(solution),
    )


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def archive(request: HttpRequest, ref: str) -> HttpResponse:
    solution = own_solution(request, ref)
    if request.method == "POST":
        return attempt(
            request,
            lambda: archive_solution(solution, by=person_of(request), at=timezone.now()),
            said=_("Archived. Its imports stay on record."),
            back=page_of(solution),
        )
    lines = [
        _("It is no longer shown and no longer suggested to anybody."),
        _("Where it was taken up stays on record. You can take it out of the archive again as a draft."),
    ]
    words = {"heading": _("Archive this solution?"), "lines": lines, "button": _("Archive it")}
    return confirm_page(request, record=solution, back=page_of(solution), **words)
