"""The words of the documents: an impact index, and the statistics of BM25.

Term frequency part as in BM25 (Robertson and Zaragoza, "The Probabilistic Relevance Framework", 2009):
``tf (k1 + 1) / (tf + k1 (1 - b + b length / average))``. The search reads it in eight bits and whole-number query
weights, so that its sums are exact integers; ``scores`` computes it in full for chosen rows.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from southsouth.engine.fit.index.kernels import Kernels
from southsouth.engine.fit.index.postings import Postings
from southsouth.engine.fit.index.ragged import Ragged, Rows, spread
from southsouth.engine.fit.index.strings import Lookup, encoded

K1 = 1.2
B = 0.75
IMPACT_STEP = (K1 + 1.0) / 255.0
"""What one step of an impact is worth: the part is below ``K1 + 1``."""
WEIGHT_SUM = 1 << 23
"""Whole-number weights of a query sum to about this, so that a sum of weight x impact stays below 2**31."""
SMALLEST = float(np.finfo(np.float64).tiny)


@dataclass(frozen=True, slots=True, eq=False)
class Query:
    """Terms with their final weights, in the order of the terms: sums do not depend on who asks how."""

    terms: tuple[bytes, ...]
    weights: NDArray[np.float64]
    step: float
    """What one unit of a whole-number sum is worth."""
    whole: NDArray[np.int32]


def query_of(weights: Mapping[str, float]) -> Query:
    """Weights must be finite, together as well, and not negative; a weight of zero is left out."""
    chosen = sorted((encoded(term), weight) for term, weight in weights.items() if weight != 0.0)
    values = np.array([weight for _, weight in chosen], dtype=np.float64)
    total = sum(values.tolist())
    if not math.isfinite(total) or np.any(values < 0.0):
        raise ValueError("Weights of a query are finite and not below zero.")
    unit = max(total / WEIGHT_SUM, SMALLEST)
    whole = np.maximum(np.rint(values / unit), 1.0).astype(np.int32)
    return Query(tuple(term for term, _ in chosen), values, unit * IMPACT_STEP, whole)


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """Of a query what one segment knows: the places of its terms, and their weights."""

    terms: Rows
    weights: NDArray[np.float64]
    whole: NDArray[np.int32]


@dataclass(frozen=True, slots=True, eq=False)
class Lexical:
    """The lexical arrays of one segment.

    ``ids`` with ``counts``: of each document its terms, distinct, and how often each stands there. ``lengths``: words
    of each document. ``postings`` (starts), ``rows``, ``impacts``: of each term its documents, ascending.
    ``average``: the average length the impacts were computed with.
    """

    words: Lookup
    ids: Ragged
    counts: NDArray[np.uint16]
    lengths: NDArray[np.int32]
    postings: Rows
    rows: NDArray[np.int32]
    impacts: NDArray[np.uint8]
    average: float

    def __len__(self) -> int:
        return len(self.lengths)

    def frequency(self, terms: NDArray[np.int64]) -> NDArray[np.int64]:
        """In how many documents each term stands; 0 for the unknown, whose id is -1."""
        return np.where(terms >= 0, self.postings[terms + 1] - self.postings[terms], 0)

    def frequency_in(self, rows: Rows) -> NDArray[np.int64]:
        """Of each term of the vocabulary, in how many of the chosen documents it stands."""
        places, _ = spread(self.ids.starts, rows)
        return np.bincount(self.ids.values[places], minlength=len(self.postings) - 1)

    def asked(self, query: Query) -> Asked:
        """The terms of a query that stand in this segment at all."""
        terms = self.words.find(query.terms)
        known = terms >= 0
        return Asked(terms[known], query.weights[known], query.whole[known])

    def search(self, asked: Asked, keep: int, *, dead: Rows, loops: Kernels) -> tuple[Rows, Rows]:
        """The best ``keep`` rows by whole-number sum, best first, ties by row, and the sums. Never a sum of zero."""
        begins, ends = self.postings[asked.terms], self.postings[asked.terms + 1]
        postings = Postings(self.rows, self.impacts, begins, ends, asked.whole)
        return loops.top_postings(postings, size=len(self), dead=dead, keep=keep)

    def scores(self, asked: Asked, rows: Rows) -> NDArray[np.float64]:
        """The exact score of chosen rows: sum of weight x term frequency part."""
        weight = np.zeros(len(self.postings), dtype=np.float64)
        weight[asked.terms] = asked.weights
        places, own = spread(self.ids.starts, rows)
        weights = weight[self.ids.values[places]]
        met = np.flatnonzero(weights)
        owner = np.searchsorted(own, met, side="right") - 1
        parts = part(self.counts[places[met]], self.lengths[rows[owner]], self.average)
        return np.bincount(owner, weights=parts * weights[met], minlength=len(rows)).astype(np.float64)


def part(counts: NDArray[Any], lengths: NDArray[Any], average: float) -> NDArray[np.float64]:
    """The term frequency part of BM25, between 0 and ``K1 + 1``."""
    often = counts.astype(np.float64)
    norm = K1 * (1.0 - B + B * lengths.astype(np.float64) / average)
    return often * (K1 + 1.0) / (often + norm)


def impacts_of(counts: NDArray[Any], lengths: NDArray[Any], average: float) -> NDArray[np.uint8]:
    """The part in eight bits; a term that stands there never gets zero."""
    return np.clip(np.rint(part(counts, lengths, average) / IMPACT_STEP), 1.0, 255.0).astype(np.uint8)
