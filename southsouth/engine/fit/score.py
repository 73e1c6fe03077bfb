"""From pushes to a score of 0-100 and to shares that sum to it.

The problem alone gives a base; all other parts push the log-odds up or down from there. The difference they make
together is shared among them in proportion to their pushes: what integrated gradients along the straight path
from "nothing else is known" would give each of them (Sundararajan, Taly, Yan 2017), so the shares always sum.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

from southsouth.engine.fit.profiles import Band

STRONG, GOOD, PARTIAL = 75.0, 60.0, 45.0
"""Scores from which a fit is called so."""
FARTHEST = 30.0


def points(push: float) -> float:
    """Log-odds as points of a hundred."""
    return 100.0 / (1.0 + math.exp(-max(-FARTHEST, min(FARTHEST, push))))


def slope(push: float) -> float:
    """Points that a small push is worth."""
    reached = points(push) / 100.0
    return 100.0 * reached * (1.0 - reached)


def shares(base: float, pushes: Mapping[str, float]) -> dict[str, float]:
    """Points of each part, ``problem`` first; they sum to ``points`` of everything together."""
    together = math.fsum(pushes.values())
    a_push = slope(base) if abs(together) < 1e-6 else (points(base + together) - points(base)) / together
    others = {name: push * a_push for name, push in pushes.items()}
    return {"problem": points(base + together) - math.fsum(others.values()), **others}


def band(score: float) -> Band:
    if score >= STRONG:
        return Band.STRONG
    if score >= GOOD:
        return Band.GOOD
    return Band.PARTIAL if score >= PARTIAL else Band.WEAK
