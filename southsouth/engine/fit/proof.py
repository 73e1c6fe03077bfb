"""How well it is proven: evidence, how far it has come, who else uses it. Each step adds less than the one before."""

from __future__ import annotations

import math
from collections.abc import Mapping

from southsouth.engine.fit.aspects import UNKNOWN, Aspect, Claim
from southsouth.engine.fit.profiles import Evidence, NeedProfile, SolutionProfile, Step
from southsouth.engine.fit.weights import Weights

EVIDENCE: Mapping[Evidence, float] = {
    Evidence.DESCRIBED: 0.0,
    Evidence.MEASURED: 0.5,
    Evidence.STUDIED: 0.8,
    Evidence.WORKED_AGAIN: 1.0,
}
STEP: Mapping[Step, float] = {
    Step.ONE_PLACE: 0.0,
    Step.ELSEWHERE_AT_HOME: 0.45,
    Step.NATIONAL: 0.75,
    Step.EXPORTED: 1.0,
}
MANY = 3.0
"""Adoptions of full weight at which two thirds of their worth is reached."""


def proof(need: NeedProfile, solution: SolutionProfile, weights: Weights) -> Aspect:
    """Whoever says little is not punished: the lowest step pushes as little as silence does."""
    worths = {"evidence": weights.evidence, "step": weights.step, "adoptions": weights.adoptions}
    values = known_values(need, solution)
    if not values:
        return UNKNOWN
    total = sum(worths[name] for name in values) or 1.0
    pushes = {name: worths[name] * value for name, value in values.items()}
    return Aspect(
        value=sum(pushes.values()) / total,
        push=sum(pushes.values()),
        claims=tuple(claims(solution, pushes)),
    )


def known_values(need: NeedProfile, solution: SolutionProfile) -> dict[str, float]:
    values: dict[str, float] = {}
    if solution.evidence is not None:
        values["evidence"] = EVIDENCE[solution.evidence]
    if solution.step is not None:
        values["step"] = STEP[solution.step]
    elsewhere = taken_up(need, solution)
    if elsewhere:
        values["adoptions"] = 1.0 - math.exp(-elsewhere / MANY)
    return values


def taken_up(need: NeedProfile, solution: SolutionProfile) -> float:
    """Adoptions in other countries, each once and by how far it came."""
    own = need.country.iso3 if need.country else ""
    best: dict[str, float] = {}
    for each in solution.adoptions:
        best[each.country.iso3] = max(best.get(each.country.iso3, 0.0), each.weight)
    best.pop(own, None)
    return math.fsum(best.values())


def claims(solution: SolutionProfile, pushes: Mapping[str, float]) -> list[Claim]:
    """What is worth saying; the lowest level of a ladder is not."""
    found = []
    if solution.evidence and solution.evidence != Evidence.DESCRIBED:
        found.append(Claim("proof", {"level": solution.evidence.value}, pushes["evidence"]))
    if solution.step and solution.step != Step.ONE_PLACE:
        found.append(Claim("step", {"step": solution.step.value}, pushes["step"]))
    return found
