"""Vectors in eight bits and in one: a scan of signs keeps the likely, eight bits decide among them.

Every row has its own step (its largest value is 127 steps). A query is read in 14 bits, so a dot product is an exact
integer and the order does not depend on the machine. One-bit codes are signs around the mean of all rows, as in
binary quantisation with rescoring; small sets are scanned in eight bits from end to end.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from southsouth.engine.fit.index.kernels import Kernels
from southsouth.engine.fit.index.ragged import Rows

EXACT_BELOW = 8_192
"""Up to so many rows every row is scanned in eight bits."""
KEPT = 1_000
"""Rows that the one-bit scan keeps for rescoring; measured: recall@20 of .98 at a million."""
WIDEST = 1_024
"""Widest vector whose dot products stay exact in the plain loops."""
QUERY_STEPS = 8_191
SMALLEST = np.finfo(np.float32).tiny
"""Below it, floats lose the digits that steps are counted in."""
CHUNK = 65_536

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Quantised:
    """``values`` int8 ``(rows, width)``; ``steps`` float32: what one unit of each row is worth, 0 in a row of zeros."""

    values: NDArray[np.int8]
    steps: Floats

    def __len__(self) -> int:
        return len(self.steps)

    def floats(self, rows: Rows) -> Floats:
        return self.values[rows].astype(np.float32) * self.steps[rows][:, None]


def quantise(vectors: NDArray[Any]) -> Quantised:
    """Float rows in eight bits; a row of next to nothing is one of zeros. Raises ``ValueError`` on a number that is
    not finite.
    """
    given = np.asarray(vectors, dtype=np.float32)
    if not np.all(np.isfinite(given)):
        raise ValueError("A vector holds a number that is not finite.")
    steps = np.max(np.abs(given), axis=1, initial=0.0) / np.float32(127)
    steps[steps < SMALLEST] = 0.0
    safe = np.where(steps > 0, steps, 1).astype(np.float32)
    values = np.rint(given / safe[:, None])
    values[steps == 0.0] = 0.0
    return Quantised(values.astype(np.int8), steps.astype(np.float32))


@dataclass(frozen=True, slots=True, eq=False)
class VectorQuery:
    whole: NDArray[np.int16]
    step: float
    floats: Floats


def vector_query(vector: NDArray[Any], width: int) -> VectorQuery | None:
    """The query in 14 bits; ``None`` for a vector of zeros, which resembles nothing."""
    given = np.asarray(vector, dtype=np.float32)
    if given.shape != (width,) or not np.all(np.isfinite(given)):
        raise ValueError(f"The need's vector must hold {width} finite numbers.")
    largest = float(np.max(np.abs(given), initial=0.0))
    if largest == 0.0:
        return None
    step = largest / QUERY_STEPS
    return VectorQuery(np.rint(given.astype(np.float64) / step).astype(np.int16), step, given)


@dataclass(frozen=True, slots=True, eq=False)
class Vectors:
    """The vectors of one segment. ``codes`` is ``(width / 64, rows)`` uint64, or empty where every row is scanned."""

    quantised: Quantised
    codes: NDArray[np.uint64]
    centre: Floats

    def __len__(self) -> int:
        return len(self.quantised)

    def search(self, query: VectorQuery, keep: int, *, dead: Rows, loops: Kernels) -> tuple[Rows, NDArray[np.float64]]:
        """The best ``keep`` rows with a cosine above zero, best first, ties by row, and their cosines."""
        rows = self._likely(query, max(KEPT, keep), dead, loops)
        scores = self.scores(query, rows, loops=loops)
        rows, scores = rows[scores > 0.0], scores[scores > 0.0]
        order = np.argsort(-scores, kind="stable")[:keep]
        return rows[order], scores[order]

    def scores(self, query: VectorQuery, rows: Rows, *, loops: Kernels) -> NDArray[np.float64]:
        """The cosine of chosen rows; 0 where a row has no vector."""
        whole = loops.dots(self.quantised.values, rows, query.whole)
        return whole * (self.quantised.steps[rows].astype(np.float64) * query.step)

    def _likely(self, query: VectorQuery, keep: int, dead: Rows, loops: Kernels) -> Rows:
        if self.codes.shape[1] == 0:
            return np.delete(np.arange(len(self), dtype=np.int64), dead)
        code = signs(query.floats[None, :], self.centre)[:, 0]
        return loops.nearest_codes(self.codes, code, dead=dead, keep=keep)


def signs(vectors: Floats, centre: Floats) -> NDArray[np.uint64]:
    """One bit a dimension: above the centre or not; ``(words, rows)``, the last word filled up with zeros."""
    words = -(-vectors.shape[1] // 64)
    bits = np.zeros((len(vectors), words * 64), dtype=np.bool_)
    bits[:, : vectors.shape[1]] = vectors > centre
    packed = np.packbits(bits, axis=1, bitorder="little").view("<u8").astype(np.uint64, copy=False)
    return np.ascontiguousarray(packed.T)


def mean_of(quantised: Quantised) -> Floats:
    total = np.zeros(quantised.values.shape[1], dtype=np.float64)
    for first in range(0, len(quantised), CHUNK):
        part = slice(first, first + CHUNK)
        total += quantised.steps[part].astype(np.float64) @ quantised.values[part].astype(np.float64)
    return (total / max(len(quantised), 1)).astype(np.float32)


def fill_codes(quantised: Quantised, centre: Floats, codes: NDArray[np.uint64]) -> None:
    """Computes the one-bit codes into ``codes``, some rows at a time."""
    for first in range(0, len(quantised), CHUNK):
        rows = np.arange(first, min(first + CHUNK, len(quantised)))
        codes[:, rows] = signs(quantised.floats(rows), centre)
