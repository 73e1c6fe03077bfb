"""What is left of a record's texts once they were read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from southsouth.engine.fit.profiles import Part

Floats = NDArray[np.float32]

PART_WEIGHTS: Mapping[Part, float] = {
    Part.TITLE: 1.5,
    Part.SUFFERERS: 0.5,
    Part.TRIED: 0.5,
    Part.CONTEXT: 0.5,
    Part.FAILURES: 0.5,
}
"""How much a sentence of a need counts by where it stands, where that is not 1."""


@dataclass(frozen=True, slots=True)
class Note:
    """Something the reader of a ranking should know: a code with facts."""

    code: str
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as written, and in English as far as that is known."""

    part: Part
    text: str
    english: str

    @property
    def weight(self) -> float:
        return PART_WEIGHTS.get(self.part, 1.0)


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """``words``: stemmed words with their weights; ``terms``: the same in order, repeats kept. ``vectors`` are those of
    the sentences, of length 1 or zeros; ``(n, 0)`` without a sentence model.
    """

    sentences: tuple[Sentence, ...]
    words: Mapping[str, float]
    terms: tuple[str, ...]
    vectors: Floats
    notes: tuple[Note, ...]

    @property
    def shares(self) -> NDArray[np.float64]:
        """How much each sentence counts; together 1."""
        weights = np.array([each.weight for each in self.sentences], dtype=np.float64)
        return weights / max(float(weights.sum()), 1e-9)

    @property
    def vector(self) -> Floats:
        """The mean of the sentences, of length 1; zeros where there is nothing."""
        mean = self.shares @ self.vectors.astype(np.float64)
        length = float(np.linalg.norm(mean))
        return (mean / length if length else mean).astype(np.float32)


def once(notes: Iterable[Note]) -> tuple[Note, ...]:
    """Every note once, in order."""
    seen: list[Note] = []
    for note in notes:
        if note not in seen:
            seen.append(note)
    return tuple(seen)
