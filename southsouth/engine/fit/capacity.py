"""Whether the exporter can and will: room this year, the kinds of help it gives, and how it has answered so far."""

from __future__ import annotations

from southsouth.engine.fit.aspects import Aspect, Claim
from southsouth.engine.fit.profiles import Capacity, Gap, NeedProfile, Size, SolutionProfile
from southsouth.engine.fit.weights import Weights

ANSWERS, ASKED = 3.0, 4.0
"""A Beta prior: an exporter nobody has asked yet is expected to answer three of four."""


def capacity(need: NeedProfile, solution: SolutionProfile, weights: Weights) -> Aspect:
    given = solution.capacity
    values: list[float] = []
    push = 0.0
    gaps: list[Gap] = []
    claims: list[Claim] = []
    if given.full_until is not None:
        values.append(0.0)
        push -= weights.capacity
        gaps.append(Gap("exporter_full", Size.MEDIUM, {"until": given.full_until}))
    if given.asked > 0:
        values.append(answer_rate(given))
        push += weights.capacity * (answer_rate(given) - ANSWERS / ASKED)
    if need.kinds_of_help and solution.help_given:
        covered, lacking = help_of(need, solution)
        values.append(len(covered) / len(need.kinds_of_help))
        helped = weights.help * (2.0 * values[-1] - 1.0)
        push += helped
        claims += [Claim("help_offered", {"kinds": covered}, max(helped, 0.0))] if covered else []
        gaps += [Gap("help_not_offered", Size.SMALL, {"kinds": lacking})] if lacking else []
    value = sum(values) / len(values) if values else None
    return Aspect(value, push, tuple(claims), tuple(gaps), known=len(values), asked=len(values))


def answer_rate(given: Capacity) -> float:
    """The expected share of requests that get an answer."""
    return (given.answered + ANSWERS) / (given.asked + ASKED)


def help_of(need: NeedProfile, solution: SolutionProfile) -> tuple[list[str], list[str]]:
    """The kinds of help sought that are given, and that are not."""
    return sorted(need.kinds_of_help & solution.help_given), sorted(need.kinds_of_help - solution.help_given)
