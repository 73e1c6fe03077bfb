"""Vectors in eight bits and in one: a scan of signs keeps the likely, eight bits decide among them.

Every row has its own step (its largest value is 127 steps). A query is read in 14 bits, so a dot product is an exact
integer and the order does not depend on the machine. In a large set one-bit codes (``codes``) tell the rows worth
that, a small one is scanned in eight bits from end to end.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from southsouth.engine.fit.index.codes import Codes, Floats, aimed, directions, gains_of, packed, shares
from southsouth.engine.fit.index.kernels import Kernels
from southsouth.engine.fit.index.plain import smallest
from southsouth.engine.fit.index.ragged import Rows

EXACT_BELOW = 8_192
"""Up to so many rows every row is scanned in eight bits."""
KEPT = 460
KEPT_OF = 2_500
"""The scan of codes keeps ``KEPT`` rows, and one more of each ``KEPT_OF``, to be compared in eight bits; measured:
19.6 or more of the exact first 20 are among them, up to a million rows."""
WIDEST = 1_024
"""Widest vector whose dot products stay exact in the plain loops."""
QUERY_STEPS = 8_191
SMALLEST = np.finfo(np.float32).tiny
"""Below it, floats lose the digits that steps are counted in."""
CHUNK = 65_536
SAMPLE = 8_000
"""Rows from which the directions of the codes are taken."""


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
    largest = float(np.max(np.abs(given), initial=0.0))
    if given.shape != (width,) or not math.isfinite(largest):
        raise ValueError(f"The need's vector must hold {width} finite numbers.")
    if largest == 0.0:
        return None
    step = largest / QUERY_STEPS
    return VectorQuery(np.rint(given.astype(np.float64) / step).astype(np.int16), step, given)


@dataclass(frozen=True, slots=True, eq=False)
class Vectors:
    """The vectors of one segment. ``codes`` are of no row where every row is scanned."""

    quantised: Quantised
    codes: Codes

    def __len__(self) -> int:
        return len(self.quantised)

    def search(self, query: VectorQuery, keep: int, *, dead: Rows, loops: Kernels) -> tuple[Rows, NDArray[np.float64]]:
        """The best ``keep`` rows with a cosine above zero, best first, ties by row, and their cosines."""
        rows = self._likely(query, max(KEPT + len(self) // KEPT_OF, keep), dead, loops)
        scores = self.scores(query, rows, loops=loops)
        best = smallest(np.flatnonzero(scores > 0.0), -scores, keep)
        order = best[np.argsort(-scores[best], kind="stable")]
        return rows[order], scores[order]

    def scores(self, query: VectorQuery, rows: Rows, *, loops: Kernels) -> NDArray[np.float64]:
        """The cosine of chosen rows; 0 where a row has no vector."""
        whole = loops.dots(self.quantised.values, rows, query.whole)
        return whole * (self.quantised.steps[rows].astype(np.float64) * query.step)

    def _likely(self, query: VectorQuery, keep: int, dead: Rows, loops: Kernels) -> Rows:
        if len(self.codes) == 0:
            return np.delete(np.arange(len(self), dtype=np.int64), dead)
        return loops.nearest_codes(self.codes, aimed(self.codes, query.floats), dead=dead, keep=keep)


def mean_of(quantised: Quantised) -> Floats:
    total = np.zeros(quantised.values.shape[1], dtype=np.float64)
    for first in range(0, len(quantised), CHUNK):
        part = slice(first, first + CHUNK)
        total += quantised.steps[part].astype(np.float64) @ quantised.values[part].astype(np.float64)
    return (total / max(len(quantised), 1)).astype(np.float32)


def coded(quantised: Quantised, bits: NDArray[np.uint64]) -> Codes:
    """The codes of all rows, some rows at a time; ``bits`` is filled."""
    size = len(quantised)
    centre = mean_of(quantised)
    turn = directions(quantised.floats(np.arange(0, size, max(size // SAMPLE, 1))) - centre)
    gains, biases = np.empty(size, dtype=np.float32), np.empty(size, dtype=np.float32)
    for first in range(0, size, CHUNK):
        some = slice(first, min(first + CHUNK, size))
        vectors = quantised.floats(np.arange(some.start, some.stop))
        turned = ((vectors - centre) @ turn).astype(np.float32, copy=False)
        bits[:, some] = packed(turned > 0.0).T
        gains[some], biases[some] = gains_of(turned), vectors @ centre
    (own_gains, gain), (own_biases, bias) = shares(gains), shares(biases - biases.mean())
    return Codes(bits, own_gains, own_biases, centre, turn, np.array([gain, bias]))
