"""Which sentences answer which: the pairs that are shown, and the words they share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from southsouth.engine.fit.profiles import Part
from southsouth.engine.fit.reading import Sentence
from southsouth.engine.fit.terms import stem_of, words

LIKE_ENOUGH = (0.35, 0.45)
"""Cosines from which a first and a second pair are shown: below, they look put together at random."""

PARTS = tuple(Part)


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence of the need and one of the solution. ``worth``: what the solution's sentence adds to the likeness."""

    need: Sentence
    solution: Sentence
    likeness: float
    worth: float

    def facts(self) -> dict[str, object]:
        ours, theirs = shared_words(self.need.text, self.solution.text)
        return {
            "need_part": self.need.part.value,
            "need_sentence": self.need.text,
            "solution_part": self.solution.part.value,
            "solution_sentence": self.solution.text,
            "likeness": round(self.likeness, 3),
            "need_words": ours,
            "solution_words": theirs,
        }


def quotes(
    need: Sequence[Sentence], solution: Sequence[Sentence], pairs: NDArray[np.float64], shares: NDArray[np.float64]
) -> list[Quote]:
    """The sentences of the solution that the likeness rests on, each with the need's sentence it answers best. Where
    the first of them answers none, no other is shown in its place.

    ``pairs``: cosines of solution sentences (rows) with need sentences (columns), which count by their ``shares``.
    """
    if pairs.size == 0:
        return []
    worth = worths(pairs, shares)
    best = sorted(range(len(pairs)), key=lambda row: (-worth[row], row))
    found: list[Quote] = []
    free = list(range(len(need)))
    for row, enough in zip(best, LIKE_ENOUGH, strict=False):
        column = max(free, key=lambda each: pairs[row, each], default=None)
        if column is None or pairs[row, column] < enough:
            break
        found.append(Quote(need[column], solution[row], float(pairs[row, column]), float(worth[row])))
        free.remove(column)
    return found


def worths(pairs: NDArray[np.float64], shares: NDArray[np.float64]) -> NDArray[np.float64]:
    """What the likeness would lose without each sentence of the solution; ties go to the nearer one."""
    without = np.stack([np.delete(pairs, row, axis=0).max(axis=0, initial=0.0) for row in range(len(pairs))])
    lost = np.maximum(pairs.max(axis=0) - without, 0.0) @ shares
    return np.asarray(lost + 0.1 * (pairs @ shares), dtype=np.float64)


def shared_words(one: str, other: str) -> tuple[list[str], list[str]]:
    """Words of the same stem, as each side writes them."""
    ours, theirs = by_stem(one), by_stem(other)
    both = [stem for stem in ours if stem in theirs]
    return [ours[stem] for stem in both], [theirs[stem] for stem in both]


def by_stem(text: str) -> dict[str, str]:
    """The first word of each stem."""
    found: dict[str, str] = {}
    for word in words(text):
        stem = stem_of(word)
        if stem:
            found.setdefault(stem, word)
    return found


def packed(sentences: Sequence[Sentence]) -> bytes:
    """Where each sentence stands, a byte each, as the index keeps it."""
    return bytes(PARTS.index(each.part) for each in sentences)


def unpacked(texts: Sequence[str], places: bytes) -> list[Sentence]:
    """Sentences as the index kept them."""
    return [Sentence(PARTS[place], text, text) for text, place in zip(texts, places, strict=True)]
