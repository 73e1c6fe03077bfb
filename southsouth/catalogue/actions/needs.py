"""What the keepers of a need and the secretariat do to it. A deed changes the need it is given, and returns it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from southsouth.catalogue.actions.moves import ChangedMeanwhile, differing, hold, move, split, write
from southsouth.catalogue.actions.numbering import next_ref
from southsouth.catalogue.actions.versions import keep_version
from southsouth.catalogue.lifecycle import EDITABLE_NEEDS, NeedState, NotNow, NotReady, VersionDeed
from southsouth.catalogue.models import Need, NeedAnswer
from southsouth.catalogue.models.needs import WRITTEN
from southsouth.catalogue.models.solutions import Precondition
from southsouth.catalogue.policies import (
    OPEN_TO_FACTS,
    keeps,
    may_settle_need,
    may_submit_need,
    may_triage,
    may_withdraw_need,
    may_write_needs,
)
from southsouth.ledger.actions import record
from southsouth.members.lifecycle import Origin
from southsouth.members.models import Person

MANY = ("topics", "goals")
MERGEABLE = frozenset({NeedState.SUBMITTED, NeedState.OPEN})


def missing_for_submission(need: Need) -> tuple[str, ...]:
    """The fields a need cannot be submitted without, that are still empty."""
    return tuple(name for name in ("title", "problem", "country") if not getattr(need, name))


@transaction.atomic
def start_need(values: Mapping[str, object], *, by: Person, at: datetime) -> Need:
    """Write a new need as a draft of the focal point's organisation. What a sample organisation writes is a sample."""
    organisation = by.organisation
    if organisation is None or not may_write_needs(by):
        raise PermissionDenied
    plain, sets = split(values, WRITTEN, MANY)
    plain["country"] = plain.get("country") or organisation.country
    need = Need.objects.create(
        ref=next_ref("need", at=at),
        organisation=organisation,
        origin=Origin.SAMPLE if organisation.origin == Origin.SAMPLE else Origin.OWN,
        author=by,
        created_at=at,
        changed_at=at,
        **plain,
    )
    for name, rows in sets.items():
        getattr(need, name).set(rows)
    record("need.started", need, by=by, at=at, moved=("", need.state))
    return need


@transaction.atomic
def save_need(
    need: Need, values: Mapping[str, object], *, by: Person, at: datetime, seen: datetime | None = None
) -> Need:
    """Save some fields of a draft. Values that change nothing leave no trace.

    ``seen``: when the record the writer opened had last changed. Raises ``ChangedMeanwhile`` when it changed since,
    ``NotNow`` once it is submitted, and ``PermissionDenied``. An endorsement was for another text, so it falls away.
    """
    hold(need)
    if not keeps(by, need):
        raise PermissionDenied
    before = NeedState(need.state)
    if before not in EDITABLE_NEEDS:
        raise NotNow(before, NeedState.DRAFT)
    if seen is not None and seen != need.changed_at:
        raise ChangedMeanwhile(need)
    plain, sets = split(values, WRITTEN, MANY)
    changed = differing(need, plain, sets)
    if not changed:
        return need
    need.state = NeedState.DRAFT
    write(need, plain, sets, at=at)
    need.endorsements.exclude(confirmed_at=None).delete()
    record("need.saved", need, by=by, at=at, moved=(before, need.state), facts={"fields": changed})
    return need


@transaction.atomic
def submit_need(need: Need, *, by: Person, at: datetime, note: str = "") -> Need:
    """Hand a need to the secretariat for triage."""
    hold(need)
    if not may_submit_need(by, need):
        raise PermissionDenied
    if codes := missing_for_submission(need):
        raise NotReady(codes)
    move(need, NeedState.SUBMITTED, "need.submitted", by=by, at=at)
    keep_version(need, VersionDeed.SUBMITTED, by=by, at=at, note=note)
    return need


@transaction.atomic
def take_back_need(need: Need, *, by: Person, at: datetime) -> Need:
    """Make a submitted need a draft again, before anybody decided on it; a declined or withdrawn one, to write anew."""
    hold(need)
    if not may_submit_need(by, need):
        raise PermissionDenied
    return move(need, NeedState.DRAFT, "need.taken_back", by=by, at=at)


@transaction.atomic
def withdraw_need(need: Need, *, by: Person, at: datetime, reason: str = "") -> Need:
    """End a need for now. The reason stays in the ledger."""
    hold(need)
    if not may_withdraw_need(by, need):
        raise PermissionDenied
    facts = {"reason": reason.strip()} if reason.strip() else None
    return move(need, NeedState.WITHDRAWN, "need.withdrawn", by=by, at=at, facts=facts)


@transaction.atomic
def open_need(need: Need, *, by: Person, at: datetime) -> Need:
    """Accept a need at triage: it is open from now on."""
    _triage(need, by)
    if need.state != NeedState.SUBMITTED:
        raise NotNow(NeedState(need.state), NeedState.OPEN)
    move(need, NeedState.OPEN, "need.opened", by=by, at=at, opened_at=at, triage_reason="")
    keep_version(need, VersionDeed.OPENED, by=by, at=at)
    return need


@transaction.atomic
def return_need(need: Need, *, reason: str, by: Person, at: datetime) -> Need:
    """Send a submitted need back to its writers with a question."""
    _triage(need, by, reason=reason)
    if need.state != NeedState.SUBMITTED:
        raise NotNow(NeedState(need.state), NeedState.DRAFT)
    return move(need, NeedState.DRAFT, "need.returned", by=by, at=at, triage_reason=reason.strip())


@transaction.atomic
def decline_need(need: Need, *, reason: str, by: Person, at: datetime) -> Need:
    _triage(need, by, reason=reason)
    return move(need, NeedState.DECLINED, "need.declined", by=by, at=at, triage_reason=reason.strip())


@transaction.atomic
def merge_need(need: Need, *, into: Need, by: Person, at: datetime) -> Need:
    """Let a like need, submitted or open, stand for this one too."""
    for each in sorted((need, into), key=lambda held: held.pk):
        hold(each)
    if not may_triage(by):
        raise PermissionDenied
    if into.pk == need.pk or into.state not in MERGEABLE:
        raise NotReady(("into",))
    facts = {"into": into.ref}
    return move(need, NeedState.MERGED, "need.merged", by=by, at=at, facts=facts, merged_into=into)


@transaction.atomic
def answer_need(need: Need, *, by: Person, at: datetime) -> Need:
    """A solution is on its way: the need looks for no other."""
    hold(need)
    if not may_settle_need(by, need):
        raise PermissionDenied
    return move(need, NeedState.ANSWERED, "need.answered", by=by, at=at)


@transaction.atomic
def reopen_need(need: Need, *, by: Person, at: datetime, deadline: date | None = None) -> Need:
    """Open an answered or lapsed need again, with a new deadline where the old one has passed."""
    hold(need)
    if not may_settle_need(by, need):
        raise PermissionDenied
    if need.state == NeedState.SUBMITTED:
        raise NotNow(NeedState.SUBMITTED, NeedState.OPEN)
    until = deadline or need.deadline
    if until is not None and until < at.date():
        raise NotReady(("deadline",))
    move(need, NeedState.OPEN, "need.reopened", by=by, at=at, opened_at=at, deadline=until)
    keep_version(need, VersionDeed.OPENED, by=by, at=at)
    return need


@transaction.atomic
def lapse_needs(*, at: datetime) -> list[Need]:
    """Close the open needs whose time has passed. Done by the clock."""
    lapsed = []
    for need in Need.objects.outdated(at).order_by("pk").select_for_update(of=("self",)):
        lapsed.append(move(need, NeedState.LAPSED, "need.lapsed", by=None, at=at))
    return lapsed


@transaction.atomic
def give_facts(need: Need, answers: Mapping[Precondition, bool | None], *, by: Person, at: datetime) -> Need:
    """Say of preconditions whether they are there; ``None`` takes an answer back."""
    hold(need)
    if not keeps(by, need):
        raise PermissionDenied
    if need.state not in OPEN_TO_FACTS:
        raise NotNow(NeedState(need.state), NeedState.OPEN)
    for precondition, there in answers.items():
        if there is None:
            NeedAnswer.objects.filter(need=need, precondition=precondition).delete()
        else:
            NeedAnswer.objects.update_or_create(need=need, precondition=precondition, defaults={"there": there})
    need.changed_at = at
    need.save(update_fields=["changed_at"])
    record("need.facts_given", need, by=by, at=at, facts={"answers": len(answers)})
    return need


def _triage(need: Need, by: Person, *, reason: str | None = None) -> None:
    """Hold a need for a decision of the secretariat, which gives a reason where one is due."""
    hold(need)
    if not may_triage(by):
        raise PermissionDenied
    if reason is not None and not reason.strip():
        raise NotReady(("reason",))
