"""What the page of a record says of its proof and of challenges to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from southsouth.catalogue.lifecycle import EvidenceSetter, FlagState
from southsouth.catalogue.models import Flag, Need, Solution
from southsouth.catalogue.models.flags import FlagQuerySet
from southsouth.catalogue.policies import visible_flags
from southsouth.ledger.queries import history
from southsouth.members.lifecycle import Role
from southsouth.members.models import Person

EVIDENCE_DEEDS = ("solution.published", "solution.evidence_set", "solution.imported")


@dataclass(frozen=True, slots=True)
class Upheld:
    """A challenge that was right, as everybody who sees the record reads it."""

    at: datetime
    outcome: str
    decision: str
    evidence_before: str
    evidence_after: str


@dataclass(frozen=True, slots=True)
class Challenges:
    """``open``: how many statements are being checked. Neither what is said of them nor by whom is among it."""

    open: int
    upheld: Sequence[Upheld]


def challenges_to(kept: Need | Solution) -> Challenges:
    """For whoever sees the record. One read, of nothing that the flags say."""
    columns = ("state", "decided_at", "outcome", "decision", "evidence_before", "evidence_after")
    rows = Flag.objects.about(kept).exclude(state=FlagState.DISMISSED).order_by("-decided_at", "-pk")
    found = list(rows.values_list(*columns))
    return Challenges(
        sum(state == FlagState.OPEN for state, *_ in found),
        [Upheld(*told) for state, *told in found if state == FlagState.UPHELD],
    )


def flags_to_answer(person: Person) -> FlagQuerySet:
    """Open challenges to the records of the organisation this person speaks for, without a reply so far."""
    rows = visible_flags(person).open().filter(reply="").for_lists()
    if person.role != Role.FOCAL_POINT:
        return rows.none()
    own = person.organisation_id
    return rows.filter(
        Q(solution__organisation=own) | Q(need__organisation=own) | Q(adoption__solution__organisation=own)
    )


@dataclass(frozen=True, slots=True)
class EvidenceChange:
    """One step up or down the ladder; by whom as a role, never as a person."""

    at: datetime
    before: str
    after: str
    setter: str
    reason: str


def evidence_history(solution: Solution) -> list[EvidenceChange]:
    """Who raised or lowered the level of proof, oldest first, as far as the ledger tells it."""
    lines = history(solution).filter(deed__in=EVIDENCE_DEEDS).values_list("at", "facts")
    return [
        EvidenceChange(
            at,
            facts.get("evidence_before", ""),
            facts["evidence_after"],
            facts.get("setter", EvidenceSetter.REVIEWERS.value),
            facts.get("reason", ""),
        )
        for at, facts in lines
        if facts.get("evidence_after")
    ]
