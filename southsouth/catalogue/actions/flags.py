"""Challenging a published record, the owner's reply, and the decision of the secretariat."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from southsouth.catalogue.actions.evidence import set_evidence
from southsouth.catalogue.actions.moves import hold, move
from southsouth.catalogue.actions.numbering import next_ref
from southsouth.catalogue.lifecycle import (
    EvidenceSetter,
    FlagKind,
    FlagOutcome,
    FlagState,
    NotNow,
    NotReady,
    SolutionState,
    TooManyOpen,
    check_move,
)
from southsouth.catalogue.models import Adoption, Flag, Need, Solution
from southsouth.catalogue.policies import keeps, may_flag, may_triage
from southsouth.engine.fit.profiles import Evidence
from southsouth.ledger.actions import record
from southsouth.members.models import Person
from southsouth.members.policies import Actor, known

MOST_OPEN = 3
"""Flags one person may have open on one record."""
LADDER = tuple(Evidence)


@transaction.atomic
def raise_flag(
    what: Need | Solution | Adoption, *, kind: FlagKind, text: str, url: str, by: Actor, at: datetime
) -> Flag:
    """Say that something in a published record is wrong. Visitors may, too; of them nothing is kept."""
    kept = what.solution if isinstance(what, Adoption) else what
    hold(kept)
    if not may_flag(by, kept):
        raise PermissionDenied
    if not text.strip():
        raise NotReady(("text",))
    person = known(by)
    if person is not None and Flag.objects.about(kept).open().filter(by=person).count() >= MOST_OPEN:
        raise TooManyOpen(MOST_OPEN)
    flag = Flag.objects.create(
        ref=next_ref("flag", at=at),
        kind=kind,
        text=text.strip(),
        url=url,
        by=person,
        at=at,
        **{what._meta.model_name or "": what},
    )
    record("flag.raised", flag, by=person, at=at, moved=("", flag.state), facts={"on": what.ref, "kind": kind.value})
    return flag


@transaction.atomic
def reply_to_flag(flag: Flag, *, reply: str, by: Person, at: datetime) -> Flag:
    """The keeper of the record answers the challenge, until it is decided."""
    hold(flag)
    if not keeps(by, flag.kept):
        raise PermissionDenied
    if flag.state != FlagState.OPEN:
        raise NotNow(FlagState(flag.state), FlagState.OPEN)
    if not reply.strip():
        raise NotReady(("reply",))
    flag.reply, flag.replied_at = reply.strip(), at
    flag.save(update_fields=["reply", "replied_at"])
    record("flag.replied", flag, by=by, at=at, moved=(flag.state, flag.state), facts={"on": flag.kept.ref})
    return flag


@transaction.atomic
def uphold_flag(
    flag: Flag,
    *,
    decision: str,
    by: Person,
    at: datetime,
    outcome: FlagOutcome = FlagOutcome.CORRECTED,
    level: Evidence | None = None,
) -> Flag:
    """The challenge is right. The record is corrected, or its evidence lowered to ``level``, or its owner asked anew.

    The last two are for solutions, and happen in the same deed. The decision is public.
    """
    _hold_to_decide(flag, by, decision, FlagState.UPHELD)
    flag.outcome = outcome.value
    if outcome == FlagOutcome.LOWERED:
        _lower(flag, level, decision, by=by, at=at)
    if outcome == FlagOutcome.DUE:
        solution = _solution_of(flag)
        hold(solution)
        move(solution, SolutionState.DUE, "solution.due", by=by, at=at, facts={"flag": flag.ref})
    return _decide(flag, FlagState.UPHELD, "flag.upheld", decision, by=by, at=at)


@transaction.atomic
def dismiss_flag(flag: Flag, *, decision: str, by: Person, at: datetime) -> Flag:
    """The record stays as it is, for a reason that whoever raised the flag and the keeper read."""
    _hold_to_decide(flag, by, decision, FlagState.DISMISSED)
    return _decide(flag, FlagState.DISMISSED, "flag.dismissed", decision, by=by, at=at)


def _hold_to_decide(flag: Flag, by: Person, decision: str, wanted: FlagState) -> None:
    hold(flag)
    if not may_triage(by):
        raise PermissionDenied
    check_move(flag.state, wanted)
    if not decision.strip():
        raise NotReady(("decision",))


def _solution_of(flag: Flag) -> Solution:
    kept = flag.kept
    if isinstance(kept, Need):
        raise NotReady(("outcome",))
    return kept


def _lower(flag: Flag, level: Evidence | None, decision: str, *, by: Person, at: datetime) -> None:
    """Only downwards: a challenge never makes the proof stronger."""
    solution = _solution_of(flag)
    hold(solution)
    before = solution.evidence
    if level is None or not before or LADDER.index(level) >= LADDER.index(Evidence(before)):
        raise NotReady(("evidence",))
    set_evidence(solution, level, reason=decision, by=by, at=at, setter=EvidenceSetter.CHALLENGE)
    flag.evidence_before, flag.evidence_after = before, level.value


def _decide(flag: Flag, wanted: FlagState, deed: str, decision: str, *, by: Person, at: datetime) -> Flag:
    before, flag.state = flag.state, wanted
    flag.decision, flag.decided_by, flag.decided_at = decision.strip(), by, at
    flag.save()
    facts = {"on": flag.kept.ref, **({"outcome": flag.outcome} if flag.outcome else {})}
    record(deed, flag, by=by, at=at, moved=(before, wanted), facts=facts)
    return flag
