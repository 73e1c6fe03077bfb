"""What this need's owner turned down, and why: it lowers what resembles it in the very thing that was blamed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from southsouth.engine.fit.profiles import PreconditionKind, SolutionProfile, Step

ALIKE_FROM = 0.6
"""Cosine of two whole texts from which two solutions begin to resemble each other."""

Likeness = Callable[[SolutionProfile, SolutionProfile, float], float]


def as_costly(refused: SolutionProfile, other: SolutionProfile, near: float) -> float:
    """As dear or dearer counts in full, half the price not at all."""
    if refused.cost_usd is None or other.cost_usd is None:
        return 0.0
    ratio = min(other.cost_usd) / max(min(refused.cost_usd), 1.0)
    return min(max(2.0 * ratio - 1.0, 0.0), 1.0)


def same_demands(*kinds: PreconditionKind) -> Likeness:
    """The part of the refused one's demands of these kinds that the other makes too."""

    def alike(refused: SolutionProfile, other: SolutionProfile, near: float) -> float:
        asked = demands(refused, kinds)
        return len(asked & demands(other, kinds)) / len(asked) if asked else 0.0

    return alike


def demands(solution: SolutionProfile, kinds: Sequence[PreconditionKind]) -> set[tuple[PreconditionKind, str]]:
    return {(each.kind, each.fact or "") for each in solution.preconditions if each.kind in kinds}


def as_far(refused: SolutionProfile, other: SolutionProfile, near: float) -> float:
    """The same step on the export ladder stands for the same scale."""
    return float(refused.step is not None and refused.step == other.step and refused.step != Step.EXPORTED)


def as_told(refused: SolutionProfile, other: SolutionProfile, near: float) -> float:
    return min(max((near - ALIKE_FROM) / (1.0 - ALIKE_FROM), 0.0), 1.0)


def same_exporter(refused: SolutionProfile, other: SolutionProfile, near: float) -> float:
    return float(refused.exporter_ref is not None and refused.exporter_ref == other.exporter_ref)


@dataclass(frozen=True, slots=True)
class Blame:
    """The part of the score a refusal speaks of, and how far another solution resembles the refused one in it."""

    part: str
    alike: Likeness


TEXT = Blame("problem", as_told)
BLAMED: Mapping[str, Blame] = {
    "too_costly": Blame("cost", as_costly),
    "law": Blame("preconditions", same_demands(PreconditionKind.LAW)),
    "no_owner": Blame("preconditions", same_demands(PreconditionKind.INSTITUTION)),
    "wrong_scale": Blame("proof", as_far),
    "already_have": TEXT,
    "capacity_full": Blame("capacity", same_exporter),
}
"""By the code of the reason. Any other reason blames the text."""


@dataclass(frozen=True, slots=True)
class Refusals:
    """What was turned down, as far as it is known. ``vectors``: of the whole texts, by reference."""

    refused: Mapping[str, str]
    solutions: Mapping[str, SolutionProfile]
    vectors: Mapping[str, NDArray[np.float32]]
    weight: float

    def pushes(self, solution: SolutionProfile) -> dict[str, float]:
        """By part, how far the refusals push a solution down. The refused one itself goes all the way."""
        found: dict[str, float] = {}
        for ref, reason in self.refused.items():
            blame = BLAMED.get(reason, TEXT)
            found[blame.part] = min(found.get(blame.part, 0.0), -self.weight * self._alike(ref, blame, solution))
        return {part: push for part, push in found.items() if push < 0.0}

    def _alike(self, ref: str, blame: Blame, solution: SolutionProfile) -> float:
        if ref == solution.ref:
            return 1.0
        refused = self.solutions.get(ref)
        return 0.0 if refused is None else blame.alike(refused, solution, self._near(ref, solution.ref))

    def _near(self, one: str, other: str) -> float:
        ours, theirs = self.vectors.get(one), self.vectors.get(other)
        if ours is None or theirs is None:
            return 0.0
        return round(float(ours.astype(np.float64) @ theirs.astype(np.float64)), 9)
