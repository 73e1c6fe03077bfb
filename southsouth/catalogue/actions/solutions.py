"""What is done to solutions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F, Model

from southsouth.catalogue.actions.numbering import next_ref
from southsouth.catalogue.lifecycle import NotNow, NotReady, ReviewAnswer, SolutionState, check_solution_move
from southsouth.catalogue.models import (
    BuildingBlock,
    Exporter,
    Place,
    Precondition,
    Result,
    Review,
    Solution,
    Source,
)
from southsouth.catalogue.policies import (
    may_archive_solution,
    may_confirm_solution,
    may_edit_solution,
    may_review,
    may_submit_solution,
    may_triage,
    may_write_solutions,
)
from southsouth.engine.fit.profiles import Evidence
from southsouth.ledger.actions import record
from southsouth.members.models import Person

MANY = ("topics", "goals", "targets")
CHILDREN: Mapping[str, type[Model]] = {
    "blocks": BuildingBlock,
    "preconditions": Precondition,
    "results": Result,
    "places": Place,
    "exporters": Exporter,
    "sources": Source,
}
REVIEWS_NEEDED = 2
CONFIRMED_FOR = timedelta(days=365)


class SolutionChanged(Exception):
    """Somebody else saved this solution after it was opened here. ``theirs`` is the record as it stands."""

    def __init__(self, theirs: Solution) -> None:
        super().__init__(theirs.ref)
        self.theirs = theirs


def missing_for_review(solution: Solution) -> tuple[str, ...]:
    """What reviewers would send the solution back for, as codes in the order of the form."""
    checks = (
        ("title", bool(solution.title)),
        ("summary", bool(solution.summary)),
        ("problem", bool(solution.problem)),
        ("how_it_works", bool(solution.how_it_works)),
        ("exporters", solution.exporters.exists()),
        ("blocks", solution.blocks.exists()),
        ("preconditions", solution.preconditions.exists()),
        ("results", solution.results.exists()),
        ("results_source", not solution.results.filter(source="").exists()),
        ("failures", bool(solution.failures)),
        ("licence", bool(solution.licence)),
        ("capacity", solution.visits_a_year is not None or solution.expert_days_a_year is not None),
    )
    return tuple(code for code, good in checks if not good)


REQUIRED_FOR_SUBMISSION = frozenset({"title", "summary", "problem", "how_it_works", "exporters"})


@transaction.atomic
def start_solution(values: Mapping[str, object], *, by: Person, at: datetime) -> Solution:
    """Write a new solution as a draft of the focal point's organisation, which exports it."""
    if not may_write_solutions(by):
        raise PermissionDenied
    plain = {name: value for name, value in values.items() if name not in MANY}
    solution = Solution.objects.create(
        ref=next_ref("solution", at=at), organisation=by.organisation, author=by, created_at=at, changed_at=at, **plain
    )
    _set_many(solution, values)
    if by.organisation is not None and by.organisation.country is not None:
        Exporter.objects.create(solution=solution, country=by.organisation.country, organisation=by.organisation)
    record("solution.started", solution, by=by, at=at, moved=("", solution.state))
    return solution


@transaction.atomic
def save_solution(
    solution: Solution,
    values: Mapping[str, object],
    *,
    children: Mapping[str, Sequence[Mapping[str, object]]] | None = None,
    by: Person,
    at: datetime,
    seen: datetime | None = None,
) -> Solution:
    """Save some fields, and whole lists of parts (``children``: rows of fields, with ``id`` where they exist).

    Raises ``SolutionChanged`` when the record changed since ``seen``, and ``PermissionDenied``.
    """
    solution = Solution.objects.select_for_update(of=("self",)).get(pk=solution.pk)
    if not may_edit_solution(by, solution):
        raise PermissionDenied
    if seen is not None and seen != solution.changed_at:
        raise SolutionChanged(solution)
    for name, value in values.items():
        if name not in MANY:
            setattr(solution, name, value)
    solution.changed_at = at
    solution.save()
    _set_many(solution, values)
    for name, rows in (children or {}).items():
        _set_children(solution, CHILDREN[name], rows)
    facts = {"fields": sorted([*values, *(children or {})])}
    record("solution.saved", solution, by=by, at=at, moved=(solution.state, solution.state), facts=facts)
    return solution


def _set_many(solution: Solution, values: Mapping[str, object]) -> None:
    for name in MANY:
        if name in values:
            getattr(solution, name).set(values[name])


def _set_children(solution: Solution, model: type[Model], rows: Sequence[Mapping[str, object]]) -> None:
    """Make the parts of one kind be these rows; a row with an ``id`` of another solution is refused."""
    manager = model._default_manager
    kept = [row["id"] for row in rows if row.get("id")]
    if manager.filter(pk__in=kept).exclude(solution=solution).exists():
        raise PermissionDenied
    manager.filter(solution=solution).exclude(pk__in=kept).delete()
    for position, row in enumerate(rows):
        values = {name: value for name, value in row.items() if name != "id"}
        if any(field.name == "position" for field in model._meta.fields):
            values["position"] = position
        manager.update_or_create(pk=row.get("id") or None, defaults={"solution": solution, **values})


def _move(
    solution: Solution, wanted: SolutionState, deed: str, *, by: Person | None, at: datetime, **fields: object
) -> Solution:
    before = solution.state
    check_solution_move(before, wanted)
    moved = Solution.objects.filter(pk=solution.pk, state=before).update(state=wanted, changed_at=at, **fields)
    solution.refresh_from_db()
    if not moved:
        check_solution_move(solution.state, wanted)
        return _move(solution, wanted, deed, by=by, at=at, **fields)
    record(deed, solution, by=by, at=at, moved=(before, wanted))
    return solution


@transaction.atomic
def submit_solution(solution: Solution, *, by: Person, at: datetime) -> Solution:
    """Hand a solution to two reviewers."""
    if not may_submit_solution(by, solution):
        raise PermissionDenied
    if codes := tuple(code for code in missing_for_review(solution) if code in REQUIRED_FOR_SUBMISSION):
        raise NotReady(codes)
    Review.objects.of_this_round().filter(solution=solution).update(closed=True)
    return _move(solution, SolutionState.SUBMITTED, "solution.submitted", by=by, at=at)


@transaction.atomic
def send_to_review(solution: Solution, *, by: Person, at: datetime) -> Solution:
    """The secretariat has looked: reviewers may begin."""
    if not may_triage(by):
        raise PermissionDenied
    return _move(solution, SolutionState.IN_REVIEW, "solution.sent_to_review", by=by, at=at)


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
    country than every exporter; else the solution waits for a third. The lower evidence level counts.
    """
    solution = Solution.objects.select_for_update(of=("self",)).get(pk=solution.pk)
    if not may_review(by, solution):
        raise PermissionDenied
    check_solution_move(solution.state, SolutionState.PUBLISHED)
    if answer == ReviewAnswer.RETURN and not comment.strip():
        raise NotReady(("comment",))
    Review.objects.of_this_round().filter(solution=solution, reviewer=by).delete()
    Review.objects.create(
        solution=solution, reviewer=by, evidence=evidence, answer=answer, comment=comment, at=at, **marks
    )
    record("solution.reviewed", solution, by=by, at=at, facts={"answer": answer.value})
    if answer == ReviewAnswer.RETURN:
        return _move(solution, SolutionState.DRAFT, "solution.returned", by=by, at=at)
    return _publish_when_agreed(solution, by=by, at=at)


def _publish_when_agreed(solution: Solution, *, by: Person, at: datetime) -> Solution:
    reviews = list(solution.reviews.of_this_round().select_related("reviewer__organisation"))
    home = set(solution.exporters.values_list("country_id", flat=True))
    from_elsewhere = any(_country_of(review.reviewer) not in {None, *home} for review in reviews)
    if len(reviews) < REVIEWS_NEEDED or not from_elsewhere:
        return solution
    ladder = list(Evidence)
    lowest = min((Evidence(review.evidence) for review in reviews), key=ladder.index)
    return _move(
        solution,
        SolutionState.PUBLISHED,
        "solution.published",
        by=by,
        at=at,
        evidence=lowest,
        published_at=at,
        confirmed_on=at.date(),
        review_on=(at + CONFIRMED_FOR).date(),
    )


def _country_of(person: Person) -> str | None:
    return person.organisation.country_id if person.organisation else None


@transaction.atomic
def confirm_solution(solution: Solution, *, by: Person, at: datetime) -> Solution:
    """The owner says: still true. Good for another year."""
    if not may_confirm_solution(by, solution):
        raise PermissionDenied
    dates = {"confirmed_on": at.date(), "review_on": (at + CONFIRMED_FOR).date()}
    if solution.state == SolutionState.DUE:
        return _move(solution, SolutionState.PUBLISHED, "solution.confirmed", by=by, at=at, **dates)
    if solution.state != SolutionState.PUBLISHED:
        raise NotNow(SolutionState(solution.state), SolutionState.PUBLISHED)
    Solution.objects.filter(pk=solution.pk).update(changed_at=F("changed_at"), **dates)
    record("solution.confirmed", solution, by=by, at=at)
    solution.refresh_from_db()
    return solution


@transaction.atomic
def archive_solution(solution: Solution, *, by: Person, at: datetime) -> Solution:
    """Take a solution off the pages; its adoptions stay."""
    if not (may_archive_solution(by, solution) or may_triage(by)):
        raise PermissionDenied
    return _move(solution, SolutionState.ARCHIVED, "solution.archived", by=by, at=at)
