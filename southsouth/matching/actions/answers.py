"""What the two sides say to a match."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from southsouth.catalogue.lifecycle import SHOWN_SOLUTIONS, NotReady
from southsouth.ledger.actions import record
from southsouth.matching.lifecycle import MATCHED_NEEDS, Answer, NoLongerOpen, RefusalReason, Side
from southsouth.matching.models import Interest, Match
from southsouth.matching.policies import may_answer
from southsouth.members.models import Person


def missing_for_answer(answer: Answer, reason: str, note: str) -> tuple[str, ...]:
    """A refusal says why; *other* is said in words."""
    if answer != Answer.NO:
        return ()
    if reason not in set(RefusalReason):
        return ("reason",)
    return ("note",) if reason == RefusalReason.OTHER and not note.strip() else ()


@transaction.atomic
def answer_match(
    match: Match, *, side: Side, answer: Answer, reason: str = "", note: str = "", by: Person, at: datetime
) -> Interest:
    """Say yes, no or later for one side; a later answer takes the place of the earlier one.

    Kept with it: the list and the rank at which the candidate stood. Raises ``PermissionDenied``, ``NotReady`` and
    ``NoLongerOpen``.
    """
    match = Match.objects.select_for_update(of=("self",)).select_related("need", "solution").get(pk=match.pk)
    if not may_answer(by, match, side):
        raise PermissionDenied
    if match.need.state not in MATCHED_NEEDS or match.solution.state not in SHOWN_SOLUTIONS:
        raise NoLongerOpen(match.need.state, match.solution.state)
    if codes := missing_for_answer(answer, reason, note):
        raise NotReady(codes)
    before = match.interests.filter(side=side).first()
    values = {
        "answer": answer,
        "reason": reason if answer == Answer.NO else "",
        "note": note,
        "by": by,
        "at": at,
        "run_id": match.run_id,
        "rank": match.rank,
    }
    interest, _ = Interest.objects.update_or_create(match=match, side=side, defaults=values)
    _tell_ledger(interest, match, before.answer if before else "")
    return interest


def _tell_ledger(interest: Interest, match: Match, before: str) -> None:
    facts = {
        "need": match.need.ref,
        "solution": match.solution.ref,
        "side": interest.side,
        "reason": interest.reason,
        "rank": interest.rank,
        "score": round(match.score, 1),
    }
    record("match.answered", match, by=interest.by, at=interest.at, moved=(before, interest.answer), facts=facts)
