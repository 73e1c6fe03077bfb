"""All parts together for one need and one solution: a score with its shares."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from southsouth.engine.fit.aspects import PARTS, Aspect
from southsouth.engine.fit.capacity import capacity
from southsouth.engine.fit.context import context
from southsouth.engine.fit.cost import cost
from southsouth.engine.fit.preconditions import preconditions
from southsouth.engine.fit.profiles import NeedProfile, SolutionProfile
from southsouth.engine.fit.proof import proof
from southsouth.engine.fit.score import points, shares
from southsouth.engine.fit.spoken import languages
from southsouth.engine.fit.weights import Weights

Criterion = Callable[[NeedProfile, SolutionProfile, Weights], Aspect]

CRITERIA: Mapping[str, Criterion] = {
    "context": context,
    "preconditions": preconditions,
    "cost": cost,
    "languages": languages,
    "proof": proof,
    "capacity": capacity,
}
"""Every part but the problem, which is read from the texts."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """``aspects`` and ``shares`` by part, ``problem`` first."""

    solution: SolutionProfile
    row: int
    aspects: Mapping[str, Aspect]
    shares: Mapping[str, float]
    score: float

    def with_push(self, change: float) -> float:
        """The score if one part pushed differently."""
        return points(sum(each.push for each in self.aspects.values()) + change)

    @property
    def parts(self) -> dict[str, float]:
        """The parts something is known of, in order."""
        values = {name: each.value for name, each in self.aspects.items()}
        return {name: value for name in PARTS if (value := values.get(name)) is not None}


def judge(need: NeedProfile, solution: SolutionProfile, row: int, problem: Aspect, weights: Weights) -> Judgement:
    aspects = {name: criterion(need, solution, weights) for name, criterion in CRITERIA.items()}
    own = shares(problem.push, {name: each.push for name, each in aspects.items()})
    total = points(problem.push + sum(each.push for each in aspects.values()))
    return Judgement(solution, row, {"problem": problem, **aspects}, own, total)
