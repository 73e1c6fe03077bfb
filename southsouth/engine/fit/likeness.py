"""Five views of two texts: their words, the whole, sentence by sentence, passages, and the title.

Each view has one scale for all needs: its mean and spread over texts that have nothing to do with each other, measured
once on a thousand descriptions of public software and services. So a score means the same in every list. Where a text
offers many sentences to choose from, the best of them is near by chance alone: the mean grows with their number.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from southsouth.engine.fit.index import Index, Ragged
from southsouth.engine.fit.reading import Reading
from southsouth.engine.fit.weights import Weights

Floats = NDArray[np.float64]
Rows = NDArray[np.int64]
Query = Mapping[str, float]

DIGITS = 9
"""Decimals kept of a view, so that the order in which numbers are added cannot change a ranking."""
IDF_POWER = 1.5
BEST_WORD = 2.2
"""The most that a word of weight one adds to a lexical score."""


@dataclass(frozen=True, slots=True)
class Scale:
    """``growth``: how much the mean grows with the logarithm of the number of sentences or passages beyond ``free``."""

    mean: float
    spread: float
    growth: float = 0.0
    free: int = 1


SCALES: Mapping[str, Scale] = {
    "lexical": Scale(0.004, 0.0093, 0.0105, free=3),
    "whole": Scale(0.09, 0.088, 0.034, free=3),
    "sentence": Scale(0.068, 0.06, 0.047),
    "passage": Scale(0.09, 0.094, 0.045),
    "title": Scale(0.08, 0.1),
}
CEILING = 3.0
"""Shared words lift a text no further than this: one rare word in common (a hive of bees, a hive of data) is chance."""
ALONE, ALONE_CEILING = 2.0, 10.0
"""How much more the words count, and how far they reach, where they are all there is."""


@dataclass(frozen=True, slots=True, eq=False)
class Views:
    """``values``: each view of each candidate on its scale. ``pairs``: the cosines of a candidate's sentences (rows)
    with the need's sentences (columns); empty without a sentence model.
    """

    values: Mapping[str, Floats]
    pairs: Ragged


def query_of(reading: Reading, index: Index) -> Query:
    """The words of a text with their weights: the rarer and the more often, the more (BM25, idf to the power 1.5)."""
    frequency = index.document_frequency(reading.words)
    return {
        word: often(weight) * rarity(frequency[word], len(index)) ** IDF_POWER
        for word, weight in reading.words.items()
        if frequency[word] > 0
    }


def rarity(frequency: int, size: int) -> float:
    """How much a word tells that stands in so many of the documents; never below zero, as in Lucene."""
    return math.log1p((size - frequency + 0.5) / (frequency + 0.5))


def often(weight: float) -> float:
    return 1.0 + math.log(weight) if weight > 1.0 else weight


def views(reading: Reading, index: Index, rows: Rows, query: Query) -> Views:
    """All views of chosen rows; without a sentence model only that of the words."""
    most = BEST_WORD * math.fsum(query.values()) or 1.0
    sentences, passages = index.sentence_vectors(rows), index.passage_vectors(rows)
    lexical = on_scale("lexical", index.lexical_scores(query, rows) / most, sentences)
    if index.width == 0 or reading.vectors.shape[1] != index.width:
        return Views({"lexical": lexical}, Ragged(np.zeros((0, 0), np.float32), np.zeros(len(rows) + 1, np.int64)))
    vector = reading.vector.astype(np.float64)
    pairs = Ragged(np.round(wide(sentences.values) @ wide(reading.vectors).T, DIGITS), sentences.starts)
    near = Ragged(wide(passages.values) @ vector[:, None], passages.starts)
    titles = Ragged(wide(sentences.values) @ vector[:, None], sentences.starts)
    return Views(
        {
            "lexical": lexical,
            "whole": on_scale("whole", wide(index.vectors(rows)) @ vector, sentences),
            "sentence": on_scale("sentence", best(pairs) @ reading.shares, pairs),
            "passage": on_scale("passage", best(near)[:, 0], near),
            "title": on_scale("title", first(titles)),
        },
        pairs,
    )


def wide(vectors: NDArray[np.float32]) -> Floats:
    return vectors.astype(np.float64)


def best(pairs: Ragged) -> Floats:
    """The highest of each column within each row's block; 0 in a block without rows."""
    found = np.zeros((len(pairs), pairs.values.shape[1]), dtype=np.float64)
    filled = np.diff(pairs.starts) > 0
    if filled.any():
        found[filled] = np.maximum.reduceat(pairs.values, pairs.starts[:-1][filled], axis=0)
    return found


def first(values: Ragged) -> Floats:
    """The first value of each block: the title, where a record has one."""
    found = np.zeros(len(values), dtype=np.float64)
    filled = np.diff(values.starts) > 0
    found[filled] = values.values[values.starts[:-1][filled], 0]
    return found


def on_scale(name: str, raw: Floats, choice: Ragged | None = None) -> Floats:
    scale = SCALES[name]
    grown = 0.0 if choice is None else scale.growth * np.log(np.maximum(np.diff(choice.starts) / scale.free, 1.0))
    return np.round((raw - scale.mean - grown) / scale.spread, DIGITS)


def pushes(seen: Views, weights: Weights) -> dict[str, Floats]:
    """How far each view moves each candidate."""
    worth = weights.as_mapping()
    lexical = seen.values["lexical"]
    if len(seen.values) == 1:
        return {"lexical": worth["lexical"] * ALONE * levelled(lexical, ALONE_CEILING)}
    return {name: worth[name] * values for name, values in seen.values.items()} | {
        "lexical": worth["lexical"] * levelled(lexical, CEILING)
    }


def levelled(values: Floats, ceiling: float) -> Floats:
    """The same near zero, ever slower towards the ceiling."""
    return np.round(ceiling * np.tanh(values / ceiling), DIGITS)
