"""Reviewing solutions, for experts and the secretariat."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import Exists, OuterRef
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from southsouth.catalogue.actions.reviews import MARKS, REVIEWS_NEEDED, review_solution
from southsouth.catalogue.lifecycle import SolutionState
from southsouth.catalogue.models import Review, Solution
from southsouth.catalogue.models.solutions import SolutionQuerySet
from southsouth.catalogue.policies import REVIEWERS, may_review, visible_solutions
from southsouth.members.models import Person
from southsouth.web.deeds import REFUSALS, form_page, sent
from southsouth.web.gates import members_only, person_of
from southsouth.web.words import said_in_words
from southsouth.web.workspace.forms.reviews import ReviewForm


def reviewable(person: Person) -> SolutionQuerySet:
    """Solutions in review that are not the person's own work, with whether the person has answered (``answered``)."""
    mine = Review.objects.of_this_round().filter(solution=OuterRef("pk"), reviewer=person)
    rows = visible_solutions(person).filter(state=SolutionState.IN_REVIEW).exclude(author=person)
    if person.organisation_id is not None:
        own = Solution.objects.filter(exporters__organisation=person.organisation_id)
        rows = rows.exclude(organisation=person.organisation_id).exclude(pk__in=own.values("pk"))
    return rows.for_lists().annotate(answered=Exists(mine)).order_by("answered", "changed_at", "ref")


@members_only
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    person = person_of(request)
    if person.role not in REVIEWERS:
        raise Http404
    return render(request, "workspace/reviews.html", {"rows": list(reviewable(person))})


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest, ref: str) -> HttpResponse:
    """The whole solution, and the rubric beside it."""
    person = person_of(request)
    solution = visible_solutions(person).in_full().filter(ref=ref).first()
    if solution is None or not may_review(person, solution):
        return no_longer(request)
    form = ReviewForm(sent(request), initial=earlier(solution, person))
    if request.method == "POST" and form.is_valid():
        try:
            review_solution(solution, **form.values(), by=person, at=timezone.now())
        except REFUSALS as refusal:
            form.add_error(None, said_in_words(refusal))
        else:
            messages.success(request, said_of(solution))
            return redirect("workspace:reviews")
    given = solution.reviews.of_this_round().count()
    context = {"solution": solution, "form": form, "given": given, "needed": REVIEWS_NEEDED}
    return form_page(request, "workspace/review.html", context)


def no_longer(request: HttpRequest) -> HttpResponse:
    """Not there for this reader; a reviewer who was writing gets the comment back."""
    if request.method != "POST" or person_of(request).role not in REVIEWERS:
        raise Http404
    return render(request, "workspace/review_gone.html", {"comment": request.POST.get("comment", "")}, status=409)


def earlier(solution: Solution, person: Person) -> dict[str, object]:
    """What the reader answered before in this round."""
    said = solution.reviews.of_this_round().filter(reviewer=person).first()
    return {name: getattr(said, name) for name in (*MARKS, "evidence", "answer", "comment")} if said else {}


def said_of(solution: Solution) -> str:
    if solution.state == SolutionState.PUBLISHED:
        return _("Thank you. Two reviewers agree: the solution is published.")
    if solution.state == SolutionState.DRAFT:
        return _("Thank you. The solution goes back to its writers with your comment.")
    return _("Thank you. Your review is recorded; the solution waits for another one.")
