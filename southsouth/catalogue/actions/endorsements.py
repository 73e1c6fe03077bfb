"""A named senior official stands behind a need, by a link that only this official is given."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction

from southsouth.catalogue.actions.moves import ChangedMeanwhile, hold, move
from southsouth.catalogue.actions.needs import missing_for_submission
from southsouth.catalogue.lifecycle import NeedState, NotReady, check_move
from southsouth.catalogue.models import Endorsement, Need
from southsouth.catalogue.policies import keeps
from southsouth.ledger.actions import record
from southsouth.members.models import Person

ENDORSEMENT_DAYS = 30


@transaction.atomic
def ask_endorsement(need: Need, *, official: str, post: str, by: Person, at: datetime) -> str:
    """Name the senior official who is to stand behind a need that is ready to be submitted.

    Returns the secret of the link that only this official is given; the database keeps its digest. A link given
    before is void.
    """
    hold(need)
    if not keeps(by, need):
        raise PermissionDenied
    check_move(need.state, NeedState.ENDORSED)
    named = (("official", official.strip()), ("post", post.strip()))
    codes = missing_for_submission(need) + tuple(name for name, words in named if not words)
    if codes:
        raise NotReady(codes)
    secret = secrets.token_urlsafe(32)
    need.endorsements.filter(confirmed_at=None).delete()
    Endorsement.objects.create(
        need=need,
        digest=_digest(secret),
        asked_at=at,
        expires_at=at + timedelta(days=ENDORSEMENT_DAYS),
        **dict(named),
    )
    record("need.endorsement_asked", need, by=by, at=at, facts={"post": post.strip()})
    return secret


def endorsement_behind(secret: str, *, at: datetime) -> Endorsement | None:
    """The endorsement a link stands for, while the link is valid and unused."""
    found = Endorsement.objects.select_related("need__country").filter(
        digest=_digest(secret), confirmed_at=None, expires_at__gt=at, need__state=NeedState.DRAFT
    )
    return found.first()


@transaction.atomic
def confirm_endorsement(secret: str, *, at: datetime, seen: datetime | None = None) -> Need | None:
    """The official confirms. ``None`` when the link is used up, too old or unknown.

    ``seen``: when the need the official read had last changed; raises ``ChangedMeanwhile`` when it changed since.
    """
    need = Need.objects.select_for_update(of=("self",)).filter(endorsements__digest=_digest(secret)).first()
    if need is None:
        return None
    endorsement = endorsement_behind(secret, at=at)
    if endorsement is None:
        return None
    if seen is not None and seen != need.changed_at:
        raise ChangedMeanwhile(need)
    endorsement.confirmed_at = at
    endorsement.save(update_fields=["confirmed_at"])
    return move(need, NeedState.ENDORSED, "need.endorsed", by=None, at=at)


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
