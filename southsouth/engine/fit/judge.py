"""All parts together for one need and one solution: a score with its shares."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from southsouth.engine.fit.aspects import PARTS, Aspect
from southsouth.engine.fit.capacity import capacity
from southsouth.engine.fit.context import Hosts, context
from southsouth.engine.fit.cost import cost
from southsouth.engine.fit.labels import labels
from southsouth.engine.fit.preconditions import preconditions
from southsouth.engine.fit.profiles import NeedProfile, SolutionProfile
from southsouth.engine.fit.proof import proof
from southsouth.engine.fit.score import START, points, shares
from southsouth.engine.fit.spoken import languages
from southsouth.engine.fit.weights import Weights

Criterion = Callable[[NeedProfile, SolutionProfile, Weights], Aspect]

CRITERIA: Mapping[str, Criterion] = {
    "preconditions": preconditions,
    "cost": cost,
    "languages": languages,
    "proof": proof,
    "capacity": capacity,
}
"""The parts that look at one need and one solution alone."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """``aspects`` by part, ``problem`` first; ``push`` is all of theirs. ``texts``: the push of each view."""

    need: NeedProfile
    solution: SolutionProfile
    texts: Mapping[str, float]
    aspects: Mapping[str, Aspect]
    push: float
    score: float

    def score_with(self, change: float) -> float:
        """The score if one part pushed differently."""
        return points(self.push + change)

    @property
    def parts(self) -> dict[str, float]:
        """The parts something is known of, in order."""
        values = {name: self.aspects[name].value for name in PARTS}
        return {name: value for name, value in values.items() if value is not None}

    @property
    def shares(self) -> dict[str, float]:
        others = {name: each.push for name, each in self.aspects.items() if name != "problem"}
        return shares(self.aspects["problem"].push, others)


def problem(need: NeedProfile, solution: SolutionProfile, texts: Mapping[str, float], weights: Weights) -> Aspect:
    """How near the solution is to the problem: by its texts and by the labels both carry."""
    found = labels(need, solution, weights)
    push = START + math.fsum([*texts.values(), *(each.push for each in found)])
    return Aspect(points(push) / 100.0, push, tuple(each for each in found if each.push > 0.0))


def judge(
    need: NeedProfile,
    solution: SolutionProfile,
    texts: Mapping[str, float],
    *,
    weights: Weights,
    hosts: Hosts,
    refused: Mapping[str, float],
) -> Judgement:
    """``refused``: by part, how far the owner's refusals push this solution down; a part unknown here leaves it to the
    problem.
    """
    aspects = {"problem": problem(need, solution, texts, weights), "context": context(solution, hosts)}
    aspects |= {name: criterion(need, solution, weights) for name, criterion in CRITERIA.items()}
    for part, push in refused.items():
        name = part if aspects[part].value is not None else "problem"
        aspects[name] = replace(aspects[name], push=aspects[name].push + push)
    push = math.fsum(each.push for each in aspects.values())
    return Judgement(need, solution, texts, aspects, push, points(push))
