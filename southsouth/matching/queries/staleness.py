"""Which needs are to be computed anew. Derived from what changed, so no deed has to remember to say so."""

from __future__ import annotations

from django.db.models import Exists, OuterRef

from southsouth.catalogue.models import Need
from southsouth.catalogue.models.needs import NeedQuerySet
from southsouth.matching.lifecycle import MATCHED_NEEDS, Side
from southsouth.matching.models import Interest, MatchRun, MatchRunQuerySet, Refresh


def refresh_row() -> Refresh:
    """What the background worker last said; a fresh row when it has never worked."""
    return Refresh.objects.filter(pk=Refresh.ONLY).first() or Refresh()


def stale_needs() -> NeedQuerySet:
    """Needs without a run, or changed, answered, or ranked with other weights, catalogue or model since their run."""
    newer = MatchRun.objects.filter(need=OuterRef("need"), pk__gt=OuterRef("pk"))
    answered = Interest.objects.filter(match__need=OuterRef("need"), side=Side.IMPORTER, at__gt=OuterRef("at"))
    fresh = _as_made_now(refresh_row()).filter(
        ~Exists(newer), ~Exists(answered), need=OuterRef("pk"), need_seen=OuterRef("changed_at")
    )
    return Need.objects.filter(~Exists(fresh), state__in=[each.value for each in MATCHED_NEEDS])


def _as_made_now(row: Refresh) -> MatchRunQuerySet:
    """Runs with the weights in use, over the catalogue as indexed, not older than the last wish for new ones."""
    runs = MatchRun.objects.filter(weights__active=True)
    if row.catalogue:
        runs = runs.filter(catalogue=row.catalogue, model=row.model)
    if row.wanted_at:
        runs = runs.filter(at__gte=row.wanted_at)
    return runs


def is_stale(need: Need) -> bool:
    """Whether the need's list will be computed anew in the background."""
    return stale_needs().filter(pk=need.pk).exists()


def waiting() -> int:
    """How many needs are to be computed anew."""
    return stale_needs().count()
