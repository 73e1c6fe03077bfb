"""The scan loops in NumPy alone: the same integers as the compiled loops, later."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from southsouth.engine.fit.index.codes import MIDDLE, Aim, Codes
from southsouth.engine.fit.index.postings import Postings

Int64s = NDArray[np.int64]
CHUNK = 65_536
"""Rows widened at a time, so that a scan needs little memory."""
CODE_CHUNK = 8_192


def top_postings(query: Postings, *, size: int, dead: Int64s, keep: int) -> tuple[Int64s, Int64s]:
    sums = np.zeros(size, dtype=np.int64)
    for begin, end, weight in zip(query.begins.tolist(), query.ends.tolist(), query.weights.tolist(), strict=True):
        sums[query.rows[begin:end]] += query.impacts[begin:end].astype(np.int64) * weight
    sums[dead] = 0
    rows = np.flatnonzero(sums)
    rows = smallest(rows, -sums, keep)
    order = np.argsort(-sums[rows], kind="stable")
    return rows[order], sums[rows[order]]


def smallest(rows: Int64s, values: NDArray[Any], keep: int) -> Int64s:
    """Of some rows the ``keep`` of smallest value, ties by row; ``rows`` ascend, and so does the answer."""
    if keep >= len(rows):
        return rows
    if keep <= 0:
        return rows[:0]
    own = values[rows]
    bar = np.partition(own, keep - 1)[keep - 1]
    level = np.flatnonzero(own == bar)
    chosen = own < bar
    chosen[level[: keep - np.count_nonzero(chosen)]] = True
    found: Int64s = rows[chosen]
    return found


def nearest_codes(codes: Codes, aim: Aim, *, dead: Int64s, keep: int) -> Int64s:
    apart = np.zeros(len(codes), dtype=np.int64)
    for first in range(0, len(codes), CODE_CHUNK):
        some = slice(first, first + CODE_CHUNK)
        for number, words in enumerate(codes.bits[:, some]):
            for worth, plane in enumerate(aim.planes[:, number]):
                apart[some] += np.bitwise_count(words ^ plane).astype(np.int64) << worth
    alike = ((aim.full - 2 * apart) * 4 * codes.gains >> 8) + (codes.biases.astype(np.int64) * aim.worth >> 8)
    rows = np.delete(np.arange(len(codes), dtype=np.int64), dead)
    return smallest(rows, MIDDLE - alike >> 3, keep)


def dots(values: NDArray[np.int8], rows: Int64s, query: NDArray[np.int16]) -> Int64s:
    """Two passes of float32, each exact: products and sums of seven-bit numbers stay below 2**24."""
    high = (query >> 7).astype(np.float32)
    low = (query & 127).astype(np.float32)
    both = np.stack([high, low], axis=1)
    found = np.empty(len(rows), dtype=np.int64)
    for first in range(0, len(rows), CHUNK):
        pair = (values[rows[first : first + CHUNK]].astype(np.float32) @ both).astype(np.int64)
        found[first : first + CHUNK] = pair[:, 0] * 128 + pair[:, 1]
    return found


def invert(
    starts: Int64s, ids: NDArray[np.int32], impacts: NDArray[np.uint8], postings: Int64s
) -> tuple[NDArray[np.int32], NDArray[np.uint8]]:
    """``postings``, the starts of each term, follow from ``ids``; the compiled loop needs them told."""
    order = np.argsort(ids, kind="stable")
    owners = np.repeat(np.arange(len(starts) - 1, dtype=np.int32), np.diff(starts))
    return owners[order], impacts[order]
