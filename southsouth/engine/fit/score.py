"""From pushes to a score of 0-100 and to shares that sum to it.

The problem alone gives a base; every other part pushes it up or down from there. The difference they make together is
divided among them in proportion to their pushes, which is what integrated gradients along the straight path from
"nothing else is known" give to each (Sundararajan, Taly, Yan 2017): the shares always sum to the score.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

from southsouth.engine.fit.profiles import Band

START = -6.2
"""The push of a text that has nothing to do with the need: a score of eight."""
SOFT = 2.5
"""How gently pushes become points: with so much above the middle a score is 73."""
STRONG, GOOD, PARTIAL = 75.0, 60.0, 48.0
"""Scores from which a fit is called so; below the last there is no good match yet."""
FARTHEST = 40.0


def points(push: float) -> float:
    """A push as points of a hundred; 0 is the middle. Nine decimals: the last bits of ``exp`` decide nothing."""
    return round(100.0 / (1.0 + math.exp(-max(-FARTHEST, min(FARTHEST, push / SOFT)))), 9)


def slope(push: float) -> float:
    """Points that a small push more is worth."""
    reached = points(push) / 100.0
    return 100.0 * reached * (1.0 - reached) / SOFT


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
