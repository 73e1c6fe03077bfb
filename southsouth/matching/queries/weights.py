"""The weights in use, and those before them."""

from __future__ import annotations

from django.db.models import Count, QuerySet

from southsouth.engine.fit import DEFAULT_WEIGHTS, Weights
from southsouth.matching.models import WeightSet

FIRST = 1
"""The version made of the engine's own weights."""


def active_weights() -> WeightSet:
    """The version in use. Before the first run there is none: then the first, not yet saved."""
    return WeightSet.objects.filter(active=True).first() or WeightSet(
        version=FIRST, values=DEFAULT_WEIGHTS.as_mapping(), active=True
    )


def weight_versions() -> QuerySet[WeightSet]:
    """Every version, newest first, with who made it and how many runs stand on it (``used``)."""
    return WeightSet.objects.select_related("made_by").annotate(used=Count("runs")).order_by("-version")


def weights_in(kept: WeightSet) -> Weights:
    """The engine's weights of a version. A weight that came with a later release has its default."""
    known = DEFAULT_WEIGHTS.as_mapping()
    return Weights.of({**known, **{name: value for name, value in kept.values.items() if name in known}})
