"""The four views of a text: words, whole, sentence by sentence, passage; each on a scale fixed for all needs.

Scales are the mean and spread of each view over pairs that have nothing to do with each other, measured once over a
thousand descriptions of public software and services; so a score means the same in every list.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from southsouth.engine.fit.index import Index, Ragged
from southsouth.engine.fit.reader import Reading
from southsouth.engine.fit.weights import Weights

Floats = NDArray[np.float32]
Rows = NDArray[np.int64]

SCALES: Mapping[str, tuple[float, float]] = {
    "lexical": (0.004, 0.0093),
    "whole": (0.087, 0.088),
    "sentence": (0.106, 0.061),
    "passage": (0.095, 0.094),
}
"""Mean and spread of each view."""
BEST_WORD = 2.2
"""The most that a word of weight one adds to a lexical score."""
START = -3.0
"""Log-odds of a text that is no nearer than any other."""


@dataclass(frozen=True, slots=True, eq=False)
class Views:
    """Raw views of each candidate, in the order of ``rows``; ``pairs`` holds the cosines of its sentences (rows) with
    the need's sentences (columns)."""

    rows: Rows
    lexical: NDArray[np.float64]
    whole: NDArray[np.float64]
    sentence: NDArray[np.float64]
    passage: NDArray[np.float64]
    pairs: Ragged


def query_of(reading: Reading, index: Index) -> dict[str, float]:
    return index.weights(reading.counts)


def views(reading: Reading, index: Index, rows: Rows, query: Mapping[str, float]) -> Views:
    """All four views of chosen rows. Without an encoder the three of meaning are zero."""
    most = BEST_WORD * sum(query.values()) or 1.0
    words = index.lexical_scores(query, rows) / most
    if reading.vector.size == 0 or index.width == 0:
        nothing = np.zeros(len(rows))
        empty = Ragged(np.zeros((0, len(reading.sentences)), np.float32), np.zeros(len(rows) + 1, np.int64))
        return Views(rows, words, nothing, nothing, nothing, empty)
    sentences = index.sentence_vectors(rows)
    pairs = Ragged(sentences.values @ reading.sentence_vectors.T, sentences.starts)
    passages = index.passage_vectors(rows)
    near = Ragged((passages.values @ reading.vector)[:, None], passages.starts)
    whole = index.vectors(rows) @ reading.vector
    return Views(rows, words, whole.astype(np.float64), best(pairs).mean(axis=1), best(near)[:, 0], pairs)


def best(pairs: Ragged) -> NDArray[np.float64]:
    """The best cosine of each column within each row's block; 0 for a block without rows."""
    found = np.zeros((len(pairs), pairs.values.shape[1]), dtype=np.float64)
    filled = np.diff(pairs.starts) > 0
    if pairs.values.size and filled.any():
        found[filled] = np.maximum.reduceat(pairs.values, pairs.starts[:-1][filled], axis=0)
    return found


def pushes(seen: Views, weights: Weights, *, neural: bool) -> dict[str, NDArray[np.float64]]:
    """The push of each view on each candidate, above a text that has nothing to do with the need."""
    names = ("lexical", "whole", "sentence", "passage") if neural else ("lexical",)
    worth = weights.as_mapping()
    total = sum(worth[name] for name in SCALES)
    lift = total / worth["lexical"] if not neural and worth["lexical"] else 1.0
    return {name: worth[name] * lift * standard(getattr(seen, name), name) for name in names}


def standard(values: NDArray[np.float64], name: str) -> NDArray[np.float64]:
    mean, spread = SCALES[name]
    return (values - mean) / spread
