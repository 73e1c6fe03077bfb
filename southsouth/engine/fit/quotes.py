"""Which sentences answer which: the pairs that are shown, and the words they share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from southsouth.engine.fit.profiles import Part
from southsouth.engine.fit.reader import Sentence
from southsouth.engine.fit.terms import stem_of, words

LIKE_ENOUGH = 0.45
"""Cosine below which two sentences look put together at random."""
MOST_PAIRS = 2


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence of the need and one of the solution."""

    need: Sentence
    solution: Sentence
    likeness: float

    def facts(self) -> dict[str, object]:
        ours, theirs = shared_words(self.need, self.solution)
        return {
            "need_part": self.need.part.value,
            "need_sentence": self.need.text,
            "solution_part": self.solution.part.value,
            "solution_sentence": self.solution.text,
            "likeness": round(self.likeness, 3),
            "need_words": ours,
            "solution_words": theirs,
        }


def quotes(need: Sequence[Sentence], solution: Sequence[Sentence], pairs: NDArray[np.float32]) -> list[Quote]:
    """The nearest pairs, best first, no sentence twice. ``pairs``: solution sentences by need sentences."""
    found: list[Quote] = []
    left = pairs.astype(np.float64).copy()
    while left.size and len(found) < MOST_PAIRS:
        theirs, ours = np.unravel_index(int(np.argmax(left)), left.shape)
        likeness = float(left[theirs, ours])
        if likeness < LIKE_ENOUGH:
            break
        found.append(Quote(need[int(ours)], solution[int(theirs)], likeness))
        left[theirs, :] = -1.0
        left[:, ours] = -1.0
    return found


def shared_words(need: Sentence, solution: Sentence) -> tuple[list[str], list[str]]:
    """Words of the same stem, as each side writes them; only sentences that are English as written."""
    if need.text != need.english or solution.text != solution.english:
        return [], []
    ours, theirs = by_stem(need.text), by_stem(solution.text)
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


PARTS = tuple(Part)


def packed(sentences: Sequence[Sentence]) -> bytes:
    """Where each sentence stands, a byte each, as the index keeps it."""
    return bytes(PARTS.index(each.part) for each in sentences)


def unpacked(texts: Sequence[str], places: bytes) -> list[Sentence]:
    """Sentences as the index kept them."""
    return [Sentence(PARTS[place], text, text) for text, place in zip(texts, places, strict=True)]
