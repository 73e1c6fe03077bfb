"""How much each criterion counts: all of them zero or more. The defaults are a prior, not a fit to one list.

A weight of the texts is per spread of that view among texts that have nothing to do with each other; any other weight
is for the step from "not at all" to "fully". Three points of pushes are about twenty points of the score.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields

LARGEST = 10.0


class WrongWeights(Exception):
    """A weight that is unknown, or not a number between 0 and 10."""

    def __init__(self, name: str, value: object) -> None:
        super().__init__(name, value)
        self.name = name
        self.value = value


@dataclass(frozen=True, slots=True)
class Weights:
    """One weight a criterion; zero switches it off."""

    lexical: float = 0.45
    whole: float = 0.3
    sentence: float = 0.6
    passage: float = 0.45
    title: float = 0.25
    area: float = 1.0
    topics: float = 1.0
    goals: float = 0.8
    region: float = 0.5
    subregion: float = 0.4
    spoken: float = 0.45
    islands: float = 0.3
    landlocked: float = 0.15
    income: float = 0.2
    population: float = 0.15
    law: float = 0.2
    facts: float = 0.4
    nearby: float = 0.5
    preconditions: float = 3.0
    cost: float = 1.5
    languages: float = 0.6
    help: float = 0.5
    evidence: float = 0.6
    step: float = 0.3
    adoptions: float = 0.3
    capacity: float = 1.0
    refusals: float = 2.0

    def as_mapping(self) -> dict[str, float]:
        return asdict(self)

    @classmethod
    def of(cls, values: Mapping[str, object]) -> Weights:
        """Weights from plain values; what is not named keeps its default. Raises ``WrongWeights``."""
        known = {each.name for each in fields(cls)}
        return cls(**{name: weight(name, value, known) for name, value in values.items()})


def weight(name: str, value: object, known: set[str]) -> float:
    if name not in known or isinstance(value, bool) or not isinstance(value, (int, float)):
        raise WrongWeights(name, value)
    if not math.isfinite(value) or not 0 <= value <= LARGEST:
        raise WrongWeights(name, value)
    return float(value)


DEFAULT_WEIGHTS = Weights()
