"""New versions of the weights, and which one is used."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max

from southsouth.catalogue.lifecycle import NotReady
from southsouth.engine.fit import DEFAULT_WEIGHTS, Weights
from southsouth.ledger.actions import record
from southsouth.matching.models import WeightSet
from southsouth.matching.policies import may_change_weights
from southsouth.matching.queries.weights import FIRST, active_weights
from southsouth.members.models import Person

FIRST_NOTE = "The weights the engine was measured with."


def ensure_weights(*, at: datetime) -> WeightSet:
    """The version in use; on the first call of all, the engine's own weights become version 1."""
    active = active_weights()
    if active.pk is not None:
        return active
    with transaction.atomic():
        defaults = {"values": DEFAULT_WEIGHTS.as_mapping(), "note": FIRST_NOTE, "active": True, "made_at": at}
        made, new = WeightSet.objects.get_or_create(version=FIRST, defaults=defaults)
        if new:
            record("weights.made", made, by=None, at=at, facts={"version": made.version})
    return made


@transaction.atomic
def save_weights(values: Mapping[str, float], *, note: str, by: Person, at: datetime) -> WeightSet:
    """Keep weights as a new version, not yet in use. Raises ``WrongWeights``, ``NotReady`` and ``PermissionDenied``."""
    if not may_change_weights(by):
        raise PermissionDenied
    if not note.strip():
        raise NotReady(("note",))
    weights = Weights.of(values)
    _one_at_a_time(at=at)
    last = WeightSet.objects.aggregate(last=Max("version"))["last"]
    made = WeightSet.objects.create(
        version=last + 1, values=weights.as_mapping(), note=note.strip(), made_by=by, made_at=at
    )
    record("weights.made", made, by=by, at=at, facts={"version": made.version})
    return made


@transaction.atomic
def use_weights(weights: WeightSet, *, by: Person, at: datetime) -> WeightSet:
    """Rank with this version from now on: every need is computed anew in the background."""
    if not may_change_weights(by):
        raise PermissionDenied
    _one_at_a_time(at=at)
    before = WeightSet.objects.get(active=True)
    if before == weights:
        return weights
    WeightSet.objects.filter(active=True).update(active=False)
    WeightSet.objects.filter(pk=weights.pk).update(active=True)
    weights.refresh_from_db()
    record("weights.used", weights, by=by, at=at, moved=(str(before.version), str(weights.version)))
    return weights


def _one_at_a_time(*, at: datetime) -> None:
    """The row of the first version is the lock of all of them."""
    ensure_weights(at=at)
    WeightSet.objects.select_for_update(of=("self",)).get(version=FIRST)
