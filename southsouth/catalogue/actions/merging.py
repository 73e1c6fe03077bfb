"""Two pages about one solution become one. What hung on the page that goes hangs on the one that stays."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Model

from southsouth.catalogue.actions.moves import hold, move
from southsouth.catalogue.lifecycle import MERGEABLE_SOLUTIONS, SHOWN_SOLUTIONS, NotReady, SolutionState
from southsouth.catalogue.models import Adoption, Attachment, Flag, Question, Solution
from southsouth.catalogue.policies import may_triage
from southsouth.ledger.actions import record
from southsouth.members.models import Person

FOLLOW: Mapping[str, type[Model]] = {
    "adoptions": Adoption,
    "questions": Question,
    "flags": Flag,
    "attachments": Attachment,
}
"""What goes over to the solution that stays. Text, parts, reviews and versions stay where they were written."""


@transaction.atomic
def merge_solution(solution: Solution, *, into: Solution, by: Person, at: datetime) -> Solution:
    """Let another solution stand for this one too: its adoptions, questions, flags and files go over.

    Its address leads there. What was joined with this one before is joined with the other one now. What others see is
    only joined with what others see. ``matching.actions.join_solutions`` also takes the matches along.
    """
    for each in sorted((solution, into), key=lambda held: held.pk):
        hold(each)
    if not may_triage(by):
        raise PermissionDenied
    stays = SHOWN_SOLUTIONS if solution.state in SHOWN_SOLUTIONS else MERGEABLE_SOLUTIONS
    if into.pk == solution.pk or into.state not in stays:
        raise NotReady(("into_solution",))
    moved = {
        name: model._default_manager.filter(solution=solution).update(solution=into) for name, model in FOLLOW.items()
    }
    Solution.objects.filter(merged_into=solution).update(merged_into=into)
    move(solution, SolutionState.MERGED, "solution.merged", by=by, at=at, facts={"into": into.ref}, merged_into=into)
    into.changed_at = at
    into.save(update_fields=["changed_at"])
    state = into.state
    record("solution.joined", into, by=by, at=at, moved=(state, state), facts={"from": solution.ref, **moved})
    return solution
