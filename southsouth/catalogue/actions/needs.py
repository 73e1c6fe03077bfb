"""What is done to needs."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction

from southsouth.catalogue.actions.numbering import next_ref
from southsouth.catalogue.lifecycle import NeedState, NotReady, check_need_move
from southsouth.catalogue.models import Endorsement, Need, NeedAnswer
from southsouth.catalogue.models.solutions import Precondition
from southsouth.catalogue.policies import (
    may_ask_endorsement,
    may_edit_need,
    may_give_facts,
    may_submit_need,
    may_triage,
    may_withdraw_need,
    may_write_needs,
)
from southsouth.ledger.actions import record
from southsouth.members.models import Person

ENDORSEMENT_DAYS = 30
MANY = ("topics", "goals")


class ChangedMeanwhile(Exception):
    """Somebody else saved this record after it was opened here. ``theirs`` is the record as it stands."""

    def __init__(self, theirs: Need) -> None:
        super().__init__(theirs.ref)
        self.theirs = theirs


def missing_for_submission(need: Need) -> tuple[str, ...]:
    """The fields a need cannot be submitted without, that are still empty."""
    return tuple(name for name in ("title", "problem", "country") if not getattr(need, name))


@transaction.atomic
def start_need(values: Mapping[str, object], *, by: Person, at: datetime) -> Need:
    """Write a new need as a draft of the focal point's organisation."""
    if not may_write_needs(by):
        raise PermissionDenied
    plain = {name: value for name, value in values.items() if name not in MANY}
    country = plain.pop("country", None) or (by.organisation.country if by.organisation else None)
    need = Need.objects.create(
        ref=next_ref("need", at=at),
        organisation=by.organisation,
        country=country,
        author=by,
        created_at=at,
        changed_at=at,
        **plain,
    )
    _set_many(need, values)
    record("need.started", need, by=by, at=at, moved=("", need.state))
    return need


@transaction.atomic
def save_need(
    need: Need, values: Mapping[str, object], *, by: Person, at: datetime, seen: datetime | None = None
) -> Need:
    """Save some fields of a draft. ``seen``: when the record the writer opened had last changed.

    Raises ``ChangedMeanwhile`` when it changed since, and ``PermissionDenied``.
    """
    need = Need.objects.select_for_update(of=("self",)).get(pk=need.pk)
    if not may_edit_need(by, need):
        raise PermissionDenied
    if seen is not None and seen != need.changed_at:
        raise ChangedMeanwhile(need)
    for name, value in values.items():
        if name not in MANY:
            setattr(need, name, value)
    need.changed_at = at
    before = need.state
    need.state = NeedState.DRAFT
    need.save()
    _set_many(need, values)
    record("need.saved", need, by=by, at=at, moved=(before, need.state), facts={"fields": sorted(values)})
    return need


def _set_many(need: Need, values: Mapping[str, object]) -> None:
    for name in MANY:
        if name in values:
            getattr(need, name).set(values[name])


def _move(need: Need, wanted: NeedState, deed: str, *, by: Person | None, at: datetime, **fields: object) -> Need:
    """Bring a need into another state by one conditional update, and write the line in the ledger."""
    before = need.state
    check_need_move(before, wanted)
    moved = Need.objects.filter(pk=need.pk, state=before).update(state=wanted, changed_at=at, **fields)
    need.refresh_from_db()
    if not moved:
        check_need_move(need.state, wanted)
        return _move(need, wanted, deed, by=by, at=at, **fields)
    record(deed, need, by=by, at=at, moved=(before, wanted))
    return need


@transaction.atomic
def submit_need(need: Need, *, by: Person, at: datetime) -> Need:
    """Hand a need to the secretariat for triage."""
    if not may_submit_need(by, need):
        raise PermissionDenied
    if codes := missing_for_submission(need):
        raise NotReady(codes)
    return _move(need, NeedState.SUBMITTED, "need.submitted", by=by, at=at)


@transaction.atomic
def withdraw_need(need: Need, *, by: Person, at: datetime) -> Need:
    if not may_withdraw_need(by, need):
        raise PermissionDenied
    return _move(need, NeedState.WITHDRAWN, "need.withdrawn", by=by, at=at)


@transaction.atomic
def open_need(need: Need, *, by: Person, at: datetime) -> Need:
    """Accept a need at triage: it is open from now on."""
    if not may_triage(by):
        raise PermissionDenied
    return _move(need, NeedState.OPEN, "need.opened", by=by, at=at, opened_at=at, triage_reason="")


@transaction.atomic
def return_need(need: Need, *, reason: str, by: Person, at: datetime) -> Need:
    """Send a need back to its writers with a question."""
    if not may_triage(by):
        raise PermissionDenied
    if not reason.strip():
        raise NotReady(("reason",))
    return _move(need, NeedState.DRAFT, "need.returned", by=by, at=at, triage_reason=reason)


@transaction.atomic
def decline_need(need: Need, *, reason: str, by: Person, at: datetime) -> Need:
    if not may_triage(by):
        raise PermissionDenied
    if not reason.strip():
        raise NotReady(("reason",))
    return _move(need, NeedState.DECLINED, "need.declined", by=by, at=at, triage_reason=reason)


@transaction.atomic
def ask_endorsement(need: Need, *, official: str, post: str, by: Person, at: datetime) -> str:
    """Name the senior official who is to stand behind a need.

    Returns the secret of the link that only this official is given; the database keeps its digest.
    """
    if not may_ask_endorsement(by, need):
        raise PermissionDenied
    secret = secrets.token_urlsafe(32)
    Endorsement.objects.filter(need=need, confirmed_at=None).delete()
    Endorsement.objects.create(
        need=need,
        official=official,
        post=post,
        digest=_digest(secret),
        asked_at=at,
        expires_at=at + timedelta(days=ENDORSEMENT_DAYS),
    )
    record("need.endorsement_asked", need, by=by, at=at, facts={"post": post})
    return secret


def endorsement_behind(secret: str, *, at: datetime) -> Endorsement | None:
    """The endorsement a link stands for, while the link is valid and unused."""
    found = Endorsement.objects.select_related("need__country").filter(
        digest=_digest(secret), confirmed_at=None, expires_at__gt=at, need__state=NeedState.DRAFT
    )
    return found.first()


@transaction.atomic
def confirm_endorsement(secret: str, *, at: datetime) -> Need | None:
    """The official confirms. ``None`` when the link is used up, too old or unknown."""
    endorsement = endorsement_behind(secret, at=at)
    if endorsement is None:
        return None
    if not Endorsement.objects.filter(pk=endorsement.pk, confirmed_at=None).update(confirmed_at=at):
        return None
    return _move(endorsement.need, NeedState.ENDORSED, "need.endorsed", by=None, at=at)


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


@transaction.atomic
def give_facts(need: Need, answers: Mapping[Precondition, bool | None], *, by: Person, at: datetime) -> Need:
    """Say of preconditions whether they are there; ``None`` takes an answer back."""
    if not may_give_facts(by, need):
        raise PermissionDenied
    for precondition, there in answers.items():
        if there is None:
            NeedAnswer.objects.filter(need=need, precondition=precondition).delete()
        else:
            NeedAnswer.objects.update_or_create(need=need, precondition=precondition, defaults={"there": there})
    Need.objects.filter(pk=need.pk).update(changed_at=at)
    record("need.facts_given", need, by=by, at=at, facts={"answers": len(answers)})
    need.refresh_from_db()
    return need
