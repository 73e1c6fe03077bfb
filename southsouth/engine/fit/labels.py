"""Labels that both sides carry: focus area, topics, goals. Each counts only where both name some."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from typing import TypeVar

from southsouth.engine.fit.aspects import Claim
from southsouth.engine.fit.profiles import NeedProfile, SolutionProfile
from southsouth.engine.fit.weights import Weights

Label = TypeVar("Label", str, int)

AREA, TOPICS, GOALS = 0.25, 0.1, 0.3
"""How alike the labels of two records are that were put together at random."""


def labels(need: NeedProfile, solution: SolutionProfile, weights: Weights) -> list[Claim]:
    """A claim for each kind of label, below zero where they disagree."""
    found = []
    if need.focus_area and solution.focus_area:
        same = float(need.focus_area == solution.focus_area)
        found.append(Claim("same_area", {"area": need.focus_area}, weights.area * (same - AREA)))
    if need.topics and solution.topics:
        topics, alike = in_common(need.topics, solution.topics)
        found.append(Claim("same_topics", {"topics": topics}, weights.topics * (alike - TOPICS)))
    if need.goals and solution.goals:
        goals, alike = in_common(need.goals, solution.goals)
        found.append(Claim("same_goals", {"goals": goals}, weights.goals * (alike - GOALS)))
    return found


def in_common(ours: AbstractSet[Label], theirs: AbstractSet[Label]) -> tuple[list[Label], float]:
    """What both have, and its part of the mean size of the two sets (Dice)."""
    both = sorted(ours & theirs)
    return both, 2.0 * len(both) / (len(ours) + len(theirs))
