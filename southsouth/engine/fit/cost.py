"""What it costs to start, against the money in hand."""

from __future__ import annotations

import math

from southsouth.engine.fit.aspects import NOT_TOLD, Aspect, Claim, Doubt
from southsouth.engine.fit.profiles import Gap, NeedProfile, Size, SolutionProfile
from southsouth.engine.fit.weights import Weights

FAR = math.log(10.0)
"""A lowest cost of ten times the budget is as far away as can be."""
USUAL = 0.7
"""What is found affordable of two records put together at random."""
LARGE, MEDIUM = 4.0, 1.5
"""The lowest cost, as a multiple of the budget, from which a gap is large, or medium."""


def cost(need: NeedProfile, solution: SolutionProfile, weights: Weights) -> Aspect:
    if need.budget_usd is None or solution.cost_usd is None:
        return unknown(need, solution, weights)
    low, high = sorted(solution.cost_usd)
    facts = {"budget": need.budget_usd, "low": low, "high": high}
    over = low / max(need.budget_usd, 1.0)
    value = affordable(over)
    push = push_of(value, weights)
    if over <= 1.0:
        return Aspect(value, push, claims=(Claim("within_budget", facts, push),), known=1, asked=1)
    size = Size.LARGE if over >= LARGE else Size.MEDIUM if over >= MEDIUM else Size.SMALL
    return Aspect(value, push, gaps=(Gap("over_budget", size, facts),), known=1, asked=1)


def push_of(value: float, weights: Weights) -> float:
    return weights.cost * (value - USUAL)


def affordable(over: float) -> float:
    """1 within the budget, falling to 0 at ten times."""
    return 1.0 if over <= 1.0 else max(0.0, 1.0 - math.log(over) / FAR)


def unknown(need: NeedProfile, solution: SolutionProfile, weights: Weights) -> Aspect:
    if need.budget_usd is None and solution.cost_usd is None:
        return NOT_TOLD
    code = "no_budget" if need.budget_usd is None else "cost_unknown"
    return Aspect(asked=1, doubts=(Doubt(code, {}, *swing(weights)),))


def swing(weights: Weights) -> tuple[float, float]:
    """The push if the money were far too little, and if it were enough."""
    return push_of(0.0, weights), push_of(1.0, weights)
