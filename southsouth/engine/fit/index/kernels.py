"""The four scan loops behind one face, compiled or not: the same integers either way."""

from __future__ import annotations

import os
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from southsouth.engine.fit.index import compiled, plain
from southsouth.engine.fit.index.codes import Aim, Codes
from southsouth.engine.fit.index.postings import Postings

Int64s = NDArray[np.int64]

COMPILE_FROM = 2_000
"""Documents below which NumPy alone answers in a millisecond, and numba need not even be loaded."""
ROW_MASK = 0xFFFFFFFF


class Kernels(Protocol):
    """Arrays in, arrays out; ``dead`` are rows to leave out, ascending."""

    def top_postings(self, query: Postings, *, size: int, dead: Int64s, keep: int) -> tuple[Int64s, Int64s]:
        """The ``keep`` rows of highest sum of weight x impact, above zero, best first, ties by row; and the sums."""
        ...

    def nearest_codes(self, codes: Codes, aim: Aim, *, dead: Int64s, keep: int) -> Int64s:
        """The ``keep`` rows that their codes say are nearest, ties by row, ascending."""
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


class Compiled:
    """By the compiled loops. Takes about three seconds on a machine's first use, then a moment."""

    def __init__(self) -> None:
        self._top_keys = compiled.machine("top_keys")
        self._nearest_codes = compiled.machine("nearest_codes")
        self._dots = compiled.machine("dots")
        self._invert = compiled.machine("invert")

    def top_postings(self, query: Postings, *, size: int, dead: Int64s, keep: int) -> tuple[Int64s, Int64s]:
        if keep <= 0:
            return dead[:0], dead[:0]
        terms = (query.rows, query.impacts, query.begins, query.ends, query.weights)
        keys: Int64s = np.sort(self._top_keys(*terms, size, dead, keep))[::-1]
        keys = keys[keys > 0]
        return ROW_MASK - (keys & ROW_MASK), keys >> 32

    def nearest_codes(self, codes: Codes, aim: Aim, *, dead: Int64s, keep: int) -> Int64s:
        if keep <= 0:
            return dead[:0]
        rows: Int64s = self._nearest_codes(
            codes.bits, codes.gains, codes.biases, aim.planes, aim.full, aim.worth, dead, keep
        )
        return rows

    def dots(self, values: NDArray[np.int8], rows: Int64s, query: NDArray[np.int16]) -> Int64s:
        found: Int64s = self._dots(values, rows, query)
        return found

    def invert(
        self, starts: Int64s, ids: NDArray[np.int32], impacts: NDArray[np.uint8], postings: Int64s
    ) -> tuple[NDArray[np.int32], NDArray[np.uint8]]:
        rows, sorted_impacts = self._invert(starts, ids, impacts, postings)
        return rows, sorted_impacts


def kernels(wanted: bool | None = None, *, size: int = COMPILE_FROM) -> Kernels:
    """The loops for ``size`` documents. ``wanted``: ``True`` or ``False`` decides; ``None`` compiles where numba is
    installed, ``SOUTHSOUTH_COMPILED`` is not 0 and there are documents enough to be worth it.
    """
    if wanted is None:
        allowed = os.environ.get("SOUTHSOUTH_COMPILED", "1") != "0"
        wanted = allowed and size >= COMPILE_FROM and compiled.available()
    return Compiled() if wanted else Plain()
