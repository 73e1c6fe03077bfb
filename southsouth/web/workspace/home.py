"""The first page after signing in: what waits for this person."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from southsouth.catalogue.policies import REVIEWERS, visible_needs
from southsouth.catalogue.queries import newest_needs
from southsouth.matching.queries import match_counts
from southsouth.members.lifecycle import Role
from southsouth.members.models import Person
from southsouth.web.gates import members_only, person_of
from southsouth.web.workspace import overview
from southsouth.web.workspace.asked import challenges_waiting, own_questions, questions_waiting
from southsouth.web.workspace.reviews import reviewable

NEWEST = 5


@members_only
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    person = person_of(request)
    asked = {"questions": questions_waiting(person, timezone.now()), "own_questions": own_questions(person)}
    context: dict[str, object] = {"person": person, **asked}
    if person.role == Role.FOCAL_POINT:
        context |= of_organisation(person)
    else:
        context["newest"] = newest_needs(visible_needs(person).shown(), NEWEST)
    if person.role in REVIEWERS:
        context["reviews"] = [each for each in reviewable(person) if not each.answered]  # type: ignore[attr-defined]
    return render(request, "workspace/home.html", context)


def of_organisation(person: Person) -> dict[str, object]:
    """What waits for the organisation the person speaks for."""
    at = timezone.now()
    needs, solutions = overview.own_needs(person), overview.own_solutions(person)
    counts = match_counts(needs, person)
    return {
        "solutions": solutions,
        "rows": [(need, counts.get(need.pk, 0)) for need in needs],
        "challenges": challenges_waiting(person, at),
        "to_answer": overview.to_answer(person, at),
        "promises": overview.promises(person),
        "drafts": overview.drafts(needs, solutions),
        "candidates": overview.new_candidates(needs, counts),
        "improvements": overview.improvements(needs, solutions, counts),
    }
