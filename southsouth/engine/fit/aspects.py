"""What a criterion says of one solution for one need: a value to show, and a push on the log-odds of a fit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from southsouth.engine.fit.profiles import Gap

Facts = Mapping[str, object]

PARTS = ("problem", "context", "preconditions", "cost", "languages", "proof", "capacity")
"""The parts of a score, in the order they are shown."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A reason with its push."""

    code: str
    facts: Facts
    push: float = 0.0


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something nobody has told. ``low`` and ``high``: how the push would change if it turned out bad, or good."""

    code: str
    facts: Facts
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Aspect:
    """One part of the score. ``value`` 0-1; an unknown part has none and pushes nowhere."""

    value: float | None = None
    push: float = 0.0
    claims: tuple[Claim, ...] = ()
    gaps: tuple[Gap, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    known: int = 0
    asked: int = 0


UNKNOWN = Aspect()
NOT_TOLD = Aspect(asked=1)
