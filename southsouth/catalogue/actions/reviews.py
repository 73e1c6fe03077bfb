"""Two readers judge a solution against the public rubric, one of them from another country."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from southsouth.catalogue.actions.evidence import evidence_facts
from southsouth.catalogue.actions.moves import hold, move
from southsouth.catalogue.actions.solutions import CONFIRMED_FOR
from southsouth.catalogue.actions.versions import keep_version
from southsouth.catalogue.lifecycle import (
    EvidenceSetter,
    NotReady,
    ReviewAnswer,
    SolutionState,
    VersionDeed,
    check_move,
)
from southsouth.catalogue.models import Review, Solution
from southsouth.catalogue.policies import may_review
from southsouth.engine.fit.profiles import Evidence
from southsouth.ledger.actions import record
from southsouth.members.models import Person

REVIEWS_NEEDED = 2
MARKS = ("clarity", "results", "transfer", "safeguards")
BEST_MARK = 3


@transaction.atomic
def review_solution(
    solution: Solution,
    *,
    marks: Mapping[str, int],
    evidence: Evidence,
    answer: ReviewAnswer,
    comment: str,
    by: Person,
    at: datetime,
) -> Solution:
    """One reviewer answers. A return sends the solution back at once; the second yes publishes it.

    ``marks``: 0-3 for clarity, results, transfer, safeguards. Two yes only publish when one reviewer is from another
    country than every exporter; else the solution waits for a third. The lower evidence level counts. Who answers
    twice in one round has changed their mind.
    """
    hold(solution)
    check_move(solution.state, SolutionState.PUBLISHED)
    if not may_review(by, solution):
        raise PermissionDenied
    if codes := _missing(marks, answer, comment):
        raise NotReady(codes)
    solution.reviews.of_this_round().filter(reviewer=by).delete()
    Review.objects.create(
        solution=solution, reviewer=by, evidence=evidence, answer=answer, comment=comment.strip(), at=at, **marks
    )
    record("solution.reviewed", solution, by=by, at=at, facts={"answer": answer.value})
    if answer == ReviewAnswer.RETURN:
        return move(solution, SolutionState.DRAFT, "solution.returned", by=by, at=at, triage_reason="")
    return _publish_when_agreed(solution, by=by, at=at)


def _missing(marks: Mapping[str, int], answer: ReviewAnswer, comment: str) -> tuple[str, ...]:
    """The marks that are not given, and the comment where one is due."""
    codes = tuple(name for name in MARKS if marks.get(name) not in range(BEST_MARK + 1))
    return (*codes, "comment") if answer == ReviewAnswer.RETURN and not comment.strip() else codes


def _publish_when_agreed(solution: Solution, *, by: Person, at: datetime) -> Solution:
    reviews = list(solution.reviews.of_this_round().select_related("reviewer__organisation"))
    home = set(solution.exporters.values_list("country_id", flat=True))
    from_elsewhere = any(_country_of(review.reviewer) not in {None, *home} for review in reviews)
    if len(reviews) < REVIEWS_NEEDED or not from_elsewhere:
        return solution
    ladder = list(Evidence)
    lowest = min((Evidence(review.evidence) for review in reviews), key=ladder.index)
    move(
        solution,
        SolutionState.PUBLISHED,
        "solution.published",
        by=by,
        at=at,
        facts=evidence_facts(solution.evidence, lowest, setter=EvidenceSetter.REVIEWERS),
        evidence=lowest,
        published_at=at,
        confirmed_on=at.date(),
        review_on=(at + CONFIRMED_FOR).date(),
    )
    keep_version(solution, VersionDeed.PUBLISHED, by=by, at=at)
    return solution


def _country_of(person: Person) -> str | None:
    return person.organisation.country_id if person.organisation else None
