"""Reads of matching: candidates of a need, who needs a solution, search, what is stale, how good matching is."""

from southsouth.matching.queries.alike import like_needs, like_solutions
from southsouth.matching.queries.engine import engine, index_ready
from southsouth.matching.queries.exposure import Exposure, Share, exposure
from southsouth.matching.queries.kept import fit_of, notes_of
from southsouth.matching.queries.matches import (
    earlier_answers,
    match_counts,
    matches_of,
    needs_for,
    waiting_for_exporter,
)
from southsouth.matching.queries.progress import Progress, last_indexed, progress
from southsouth.matching.queries.quality import Measured, Quality, quality
from southsouth.matching.queries.ranking import trial, trial_needs
from southsouth.matching.queries.search import can_search, found_needs, found_solutions
from southsouth.matching.queries.staleness import is_stale, waiting
from southsouth.matching.queries.weights import active_weights, weight_versions, weights_in

__all__ = [
    "Exposure",
    "Measured",
    "Progress",
    "Quality",
    "Share",
    "active_weights",
    "can_search",
    "earlier_answers",
    "engine",
    "exposure",
    "fit_of",
    "found_needs",
    "found_solutions",
    "index_ready",
    "is_stale",
    "last_indexed",
    "like_needs",
    "like_solutions",
    "match_counts",
    "matches_of",
    "needs_for",
    "notes_of",
    "progress",
    "quality",
    "trial",
    "trial_needs",
    "waiting",
    "waiting_for_exporter",
    "weight_versions",
    "weights_in",
]
