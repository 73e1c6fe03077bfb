"""A fit as a stored match keeps it, and back: a page shows both alike."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from southsouth.engine.fit import Note
from southsouth.engine.fit.aspects import PARTS
from southsouth.engine.fit.profiles import Band, Fit, Gap, Missing, Reason, Size
from southsouth.matching.models import Match, MatchRun

PLAIN = ("rank", "score", "band", "known", "asked")
MAPPINGS = ("parts", "shares")
LISTS = ("reasons", "gaps", "missing")


def columns_of(fit: Fit) -> dict[str, Any]:
    """The columns of a match row."""
    plain = {name: getattr(fit, name) for name in PLAIN}
    mappings = {name: dict(getattr(fit, name)) for name in MAPPINGS}
    return {**plain, **mappings, **{name: [_shallow(each) for each in getattr(fit, name)] for name in LISTS}}


def _shallow(value: Reason | Gap | Missing) -> dict[str, Any]:
    """As ``asdict``, which would copy every fact."""
    return {each.name: getattr(value, each.name) for each in fields(value)}


def fit_of(match: Match) -> Fit:
    """The fit of a stored match, with its need's and solution's references (``solution`` joined costs no query)."""
    return Fit(
        need=match.need.ref,
        solution=match.solution.ref,
        rank=match.rank,
        score=match.score,
        band=Band(match.band),
        parts=_in_order(match.parts),
        shares=_in_order(match.shares),
        reasons=tuple(Reason(**each) for each in match.reasons),
        gaps=tuple(_gap(each) for each in match.gaps),
        missing=tuple(Missing(**each) for each in match.missing),
        known=match.known,
        asked=match.asked,
    )


def _in_order(kept: Mapping[str, float]) -> dict[str, float]:
    """The parts in the engine's order, which PostgreSQL does not keep."""
    return {name: kept[name] for name in sorted(kept, key=PARTS.index)}


def _gap(kept: Mapping[str, Any]) -> Gap:
    return Gap(**{**kept, "size": Size(kept["size"])})


def notes_of(run: MatchRun) -> tuple[Note, ...]:
    """What could not be used of the need in a run."""
    return tuple(Note(**each) for each in run.notes)
