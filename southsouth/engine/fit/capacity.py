"""Whether the exporter can and will: room this year, the kinds of help it gives, and how it has answered so far."""

from __future__ import annotations

import math

from southsouth.engine.fit.aspects import UNKNOWN, Aspect, Claim
from southsouth.engine.fit.profiles import Capacity, Gap, NeedProfile, Size, SolutionProfile
from southsouth.engine.fit.weights import Weights

HELP = 0.5
"""The part of the help sought that is given by a solution put together with a need at random."""
ANSWERS, ASKED = 3.0, 4.0
"""A Beta prior: an exporter nobody has asked yet is expected to answer three of four."""


def capacity(need: NeedProfile, solution: SolutionProfile, weights: Weights) -> Aspect:
    found = [
        each for each in (room(solution, weights), answers(solution, weights), offered(need, solution, weights)) if each
    ]
    if not found:
        return UNKNOWN
    return Aspect(
        value=math.fsum(each.value or 0.0 for each in found) / len(found),
        push=math.fsum(each.push for each in found),
        claims=tuple(claim for each in found for claim in each.claims),
        gaps=tuple(gap for each in found for gap in each.gaps),
    )


def room(solution: SolutionProfile, weights: Weights) -> Aspect | None:
    """A full exporter is shown as full until a day, and waits behind others."""
    until = solution.capacity.full_until
    if until is None:
        return None
    return Aspect(0.0, -weights.capacity, gaps=(Gap("exporter_full", Size.MEDIUM, {"until": until}),))


def answers(solution: SolutionProfile, weights: Weights) -> Aspect | None:
    if solution.capacity.asked <= 0:
        return None
    rate = answer_rate(solution.capacity)
    return Aspect(rate, weights.capacity * (rate - ANSWERS / ASKED))


def offered(need: NeedProfile, solution: SolutionProfile, weights: Weights) -> Aspect | None:
    """The kinds of help that are sought, against those that are given."""
    if not need.kinds_of_help or not solution.help_given:
        return None
    given, lacking = sorted(need.kinds_of_help & solution.help_given), sorted(need.kinds_of_help - solution.help_given)
    value = len(given) / len(need.kinds_of_help)
    push = weights.help * (value - HELP)
    claims = (Claim("help_offered", {"kinds": given}, max(push, 0.0)),) if given else ()
    gaps = (Gap("help_not_offered", Size.SMALL, {"kinds": lacking}),) if lacking else ()
    return Aspect(value, push, claims, gaps)


def answer_rate(given: Capacity) -> float:
    """The expected share of requests that get an answer."""
    return (min(given.answered, given.asked) + ANSWERS) / (given.asked + ASKED)
