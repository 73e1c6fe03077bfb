"""How near a solution is to the problem: the views of the texts, and the labels both sides carry."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from southsouth.engine.fit.aspects import Aspect, Claim
from southsouth.engine.fit.likeness import START, Views, pushes
from southsouth.engine.fit.profiles import NeedProfile, SolutionProfile
from southsouth.engine.fit.score import points
from southsouth.engine.fit.weights import Weights

CHANCE: Mapping[str, float] = {"area": 0.2, "topics": 0.1, "goals": 0.2}
"""How alike the labels of two records are that have nothing to do with each other."""


@dataclass(frozen=True, slots=True, eq=False)
class Texts:
    """The pushes of the views, for all candidates at once."""

    views: Views
    pushes: Mapping[str, NDArray[np.float64]]

    @classmethod
    def of(cls, views: Views, weights: Weights, *, neural: bool) -> Texts:
        return cls(views, pushes(views, weights, neural=neural))

    def at(self, place: int) -> dict[str, float]:
        return {name: float(values[place]) for name, values in self.pushes.items()}


def problem(need: NeedProfile, solution: SolutionProfile, texts: Mapping[str, float], weights: Weights) -> Aspect:
    claims = labels(need, solution, weights)
    push = START + sum(texts.values()) + sum(each.push for each in claims)
    return Aspect(points(push) / 100.0, push, tuple(each for each in claims if each.push > 0.0))


def labels(need: NeedProfile, solution: SolutionProfile, weights: Weights) -> list[Claim]:
    """Area, topics and goals, each only where both sides name some."""
    worth = weights.as_mapping()
    found = []
    if need.focus_area and solution.focus_area:
        alike = float(need.focus_area == solution.focus_area)
        found.append(Claim("same_area", {"area": need.focus_area}, worth["area"] * (alike - CHANCE["area"])))
    if need.topics and solution.topics:
        both = sorted(need.topics & solution.topics)
        alike = len(both) / min(len(need.topics), len(solution.topics))
        found.append(Claim("same_topics", {"topics": both}, worth["topics"] * (alike - CHANCE["topics"])))
    if need.goals and solution.goals:
        goals = sorted(need.goals & solution.goals)
        alike = len(goals) / min(len(need.goals), len(solution.goals))
        found.append(Claim("same_goals", {"goals": goals}, worth["goals"] * (alike - CHANCE["goals"])))
    return found
