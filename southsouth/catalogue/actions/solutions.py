"""What the keepers of a solution and the secretariat do to it. A deed changes the solution it is given."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction

from southsouth.catalogue.actions.moves import ChangedMeanwhile, differing, hold, move, split, write
from southsouth.catalogue.actions.numbering import next_ref
from southsouth.catalogue.actions.parts import PartRow, set_parts
from southsouth.catalogue.actions.versions import begin_versions, keep_changes, keep_version
from southsouth.catalogue.lifecycle import (
    EDITABLE_SOLUTIONS,
    SHOWN_SOLUTIONS,
    NotNow,
    NotReady,
    SolutionState,
    VersionDeed,
)
from southsouth.catalogue.models import Exporter, Solution
from southsouth.catalogue.models.solutions import WRITTEN
from southsouth.catalogue.policies import (
    keeps,
    may_archive_solution,
    may_confirm_solution,
    may_submit_solution,
    may_triage,
    may_write_solutions,
)
from southsouth.ledger.actions import record
from southsouth.members.lifecycle import Origin
from southsouth.members.models import Person

MANY = ("topics", "goals", "targets")
CONFIRMED_FOR = timedelta(days=365)
REQUIRED_FOR_SUBMISSION = frozenset({"title", "summary", "problem", "how_it_works", "exporters"})
REQUIRED_WHEN_SHOWN = frozenset({"title", "summary", "exporters"})


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


@transaction.atomic
def start_solution(values: Mapping[str, object], *, by: Person, at: datetime) -> Solution:
    """Write a new solution as a draft of the focal point's organisation, which exports it.

    What a sample organisation writes is a sample.
    """
    organisation = by.organisation
    if organisation is None or not may_write_solutions(by):
        raise PermissionDenied
    plain, sets = split(values, WRITTEN, MANY)
    solution = Solution.objects.create(
        ref=next_ref("solution", at=at),
        organisation=organisation,
        origin=Origin.SAMPLE if organisation.origin == Origin.SAMPLE else Origin.OWN,
        author=by,
        created_at=at,
        changed_at=at,
        **plain,
    )
    for name, rows in sets.items():
        getattr(solution, name).set(rows)
    if organisation.country is not None:
        Exporter.objects.create(solution=solution, country=organisation.country, organisation=organisation)
    record("solution.started", solution, by=by, at=at, moved=("", solution.state))
    return solution


@transaction.atomic
def save_solution(
    solution: Solution,
    values: Mapping[str, object],
    *,
    children: Mapping[str, Sequence[PartRow]] | None = None,
    by: Person,
    at: datetime,
    seen: datetime | None = None,
    note: str = "",
) -> Solution:
    """Save some fields, and whole lists of parts (``children``: rows of fields, with ``id`` where they exist).

    Values that change nothing leave no trace; a change of what others see makes a version, with the writer's ``note``
    on what changed and why. Raises ``ChangedMeanwhile`` when the record changed since ``seen``,
    ``NotNow`` while others decide on it, ``NotReady`` when a solution that others see would lack what they must see,
    and ``PermissionDenied``.
    """
    hold(solution)
    if not keeps(by, solution):
        raise PermissionDenied
    if solution.state not in EDITABLE_SOLUTIONS:
        raise NotNow(SolutionState(solution.state), SolutionState.DRAFT)
    if seen is not None and seen != solution.changed_at:
        raise ChangedMeanwhile(solution)
    begin_versions(Solution, [solution.ref])
    plain, sets = split(values, WRITTEN, MANY)
    changed = differing(solution, plain, sets)
    changed += [name for name, rows in (children or {}).items() if set_parts(solution, name, rows)]
    if not changed:
        return solution
    write(solution, plain, sets, at=at)
    _refuse_incomplete(solution)
    state = solution.state
    record("solution.saved", solution, by=by, at=at, moved=(state, state), facts={"fields": sorted(changed)})
    keep_changes(Solution, [solution.ref], by=by, at=at, note=note)
    return solution


def _refuse_incomplete(solution: Solution) -> None:
    """What others see never loses what they must see."""
    missing = tuple(code for code in missing_for_review(solution) if code in REQUIRED_WHEN_SHOWN)
    if missing and solution.state in SHOWN_SOLUTIONS:
        raise NotReady(missing)


@transaction.atomic
def submit_solution(solution: Solution, *, by: Person, at: datetime, note: str = "") -> Solution:
    """Hand a solution to the secretariat, and then to two reviewers."""
    hold(solution)
    if not may_submit_solution(by, solution):
        raise PermissionDenied
    if codes := tuple(code for code in missing_for_review(solution) if code in REQUIRED_FOR_SUBMISSION):
        raise NotReady(codes)
    solution.reviews.of_this_round().update(closed=True)
    move(solution, SolutionState.SUBMITTED, "solution.submitted", by=by, at=at)
    keep_version(solution, VersionDeed.SUBMITTED, by=by, at=at, note=note)
    return solution


@transaction.atomic
def take_back_solution(solution: Solution, *, by: Person, at: datetime) -> Solution:
    """Make a solution a draft again before it is published; or an archived one, to write anew."""
    hold(solution)
    if not may_archive_solution(by, solution):
        raise PermissionDenied
    return move(solution, SolutionState.DRAFT, "solution.taken_back", by=by, at=at)


@transaction.atomic
def send_to_review(solution: Solution, *, by: Person, at: datetime) -> Solution:
    """The secretariat has looked: reviewers may begin."""
    hold(solution)
    if not may_triage(by):
        raise PermissionDenied
    return move(solution, SolutionState.IN_REVIEW, "solution.sent_to_review", by=by, at=at, triage_reason="")


@transaction.atomic
def return_solution(solution: Solution, *, reason: str, by: Person, at: datetime) -> Solution:
    """The secretariat sends a submitted solution back to its writers, with the reason."""
    hold(solution)
    if not may_triage(by):
        raise PermissionDenied
    if not reason.strip():
        raise NotReady(("reason",))
    if solution.state != SolutionState.SUBMITTED:
        raise NotNow(SolutionState(solution.state), SolutionState.DRAFT)
    return move(solution, SolutionState.DRAFT, "solution.returned", by=by, at=at, triage_reason=reason.strip())


@transaction.atomic
def confirm_solution(solution: Solution, *, by: Person, at: datetime) -> Solution:
    """The keeper says: still true. Good for another year."""
    hold(solution)
    if not may_confirm_solution(by, solution):
        raise PermissionDenied
    if solution.state not in SHOWN_SOLUTIONS:
        raise NotNow(SolutionState(solution.state), SolutionState.PUBLISHED)
    before = solution.state
    solution.state = SolutionState.PUBLISHED
    solution.confirmed_on, solution.review_on = at.date(), (at + CONFIRMED_FOR).date()
    solution.save(update_fields=["state", "confirmed_on", "review_on"])
    record("solution.confirmed", solution, by=by, at=at, moved=(before, solution.state))
    keep_version(solution, VersionDeed.CONFIRMED, by=by, at=at)
    return solution


@transaction.atomic
def mark_due(*, at: datetime) -> list[Solution]:
    """Ask for confirmation of the published solutions whose year is over. Done by the clock."""
    due = []
    for solution in Solution.objects.unconfirmed(at.date()).order_by("pk").select_for_update(of=("self",)):
        due.append(move(solution, SolutionState.DUE, "solution.due", by=None, at=at))
    return due


@transaction.atomic
def archive_solution(solution: Solution, *, by: Person, at: datetime) -> Solution:
    """Take a solution off the pages; its adoptions stay. A draft nobody needs goes the same way."""
    hold(solution)
    if not may_archive_solution(by, solution):
        raise PermissionDenied
    return move(solution, SolutionState.ARCHIVED, "solution.archived", by=by, at=at)
