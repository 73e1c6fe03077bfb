"""What it costs to start, against the money in hand."""

from __future__ import annotations

import math

from southsouth.engine.fit.aspects import Aspect, Claim, Doubt
from southsouth.engine.fit.profiles import Gap, NeedProfile, Size, SolutionProfile
from southsouth.engine.fit.weights import Weights

FAR = math.log(10.0)
"""A lowest cost of ten times the budget is as far away as can be."""
LARGE, MEDIUM = 4.0, 1.5
"""The lowest cost, as a multiple of the budget, from which a gap is large, or medium."""


def cost(need: NeedProfile, solution: SolutionProfile, weights: Weights) -> Aspect:
    if need.budget_usd is None or solution.cost_usd is None:
        return Aspect(asked=1, doubts=doubts(need, solution, weights))
    low, high = sorted(solution.cost_usd)
    facts = {"budget": need.budget_usd, "low": low, "high": high}
    over = low / max(need.budget_usd, 1.0)
    value = affordable(over)
    push = weights.cost * (2.0 * value - 1.0)
    if over <= 1.0:
        return Aspect(value, push, claims=(Claim("within_budget", facts, push),), known=1, asked=1)
    size = Size.LARGE if over >= LARGE else Size.MEDIUM if over >= MEDIUM else Size.SMALL
    return Aspect(value, push, gaps=(Gap("over_budget", size, facts),), known=1, asked=1)


def affordable(over: float) -> float:
    """1 within the budget, falling to 0 at ten times."""
    return 1.0 if over <= 1.0 else max(0.0, 1.0 - math.log(over) / FAR)


def doubts(need: NeedProfile, solution: SolutionProfile, weights: Weights) -> tuple[Doubt, ...]:
    swing = (-weights.cost, weights.cost)
    if solution.cost_usd is None:
        return (Doubt("cost_unknown", {}, *swing),) if need.budget_usd is not None else ()
    return (Doubt("no_budget", {}, *swing),)
