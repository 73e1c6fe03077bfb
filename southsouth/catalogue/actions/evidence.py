"""How strong the proof of a solution is: set by the secretariat with a reason, kept with who raised or lowered it."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from southsouth.catalogue.actions.moves import hold
from southsouth.catalogue.actions.versions import begin_versions, keep_changes
from southsouth.catalogue.lifecycle import SHOWN_SOLUTIONS, EvidenceSetter, NotNow, NotReady, SolutionState
from southsouth.catalogue.models import Solution
from southsouth.catalogue.policies import may_triage
from southsouth.engine.fit.profiles import Evidence
from southsouth.ledger.actions import record
from southsouth.members.models import Person


@transaction.atomic
def set_evidence(
    solution: Solution,
    level: Evidence,
    *,
    reason: str,
    by: Person,
    at: datetime,
    setter: EvidenceSetter = EvidenceSetter.SECRETARIAT,
) -> Solution:
    """Place a published solution on another step of the ladder. The reason is public; the ledger keeps from and to."""
    hold(solution)
    if not may_triage(by):
        raise PermissionDenied
    if solution.state not in SHOWN_SOLUTIONS:
        raise NotNow(SolutionState(solution.state), SolutionState.PUBLISHED)
    missing = (("evidence", solution.evidence != level), ("reason", bool(reason.strip())))
    if codes := tuple(code for code, good in missing if not good):
        raise NotReady(codes)
    facts = evidence_facts(solution.evidence, level, setter=setter, reason=reason.strip())
    begin_versions(Solution, [solution.ref])
    solution.evidence, solution.changed_at = level.value, at
    solution.save(update_fields=["evidence", "changed_at"])
    state = solution.state
    record("solution.evidence_set", solution, by=by, at=at, moved=(state, state), facts=facts)
    keep_changes(Solution, [solution.ref], by=by, at=at, note=reason)
    return solution


def evidence_facts(before: str, after: Evidence, *, setter: EvidenceSetter, reason: str = "") -> dict[str, str]:
    """What the ledger keeps of a change of the level; ``before`` is empty where nobody had set one."""
    return {
        "evidence_before": before,
        "evidence_after": after.value,
        "setter": setter.value,
        **({"reason": reason} if reason else {}),
    }
