"""The scan loops as loops: run by Python they are slow and exact, compiled they are the search (``compiled``).

Whole numbers only, so that no order of summing can change an answer.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Int64s = NDArray[np.int64]

LEXICAL_BLOCK = 32_768
"""Rows whose sums are kept at a time: small enough for the processor's own memory."""
STRIDE = 256
"""Rows compared with the bar at once."""
CODE_BLOCK = 512
FAR = np.uint16(65_535)
"""A distance no code has: for rows to be left out."""
ONES = np.uint64(0x0101010101010101)
PAIRS = np.uint64(0x5555555555555555)
FOURS = np.uint64(0x3333333333333333)
EIGHTS = np.uint64(0x0F0F0F0F0F0F0F0F)


def first_from(rows: NDArray[np.int32], begin: int, end: int, row: int) -> int:
    """The first place between ``begin`` and ``end`` whose row is not below ``row``."""
    while begin < end:
        middle = (begin + end) >> 1
        if rows[middle] < row:
            begin = middle + 1
        else:
            end = middle
    return begin


def add_sums(
    sums: NDArray[np.int32],
    first: int,
    rows: NDArray[np.int32],
    impacts: NDArray[np.uint8],
    cursors: Int64s,
    ends: Int64s,
    weights: NDArray[np.int32],
) -> None:
    """Adds every posting of the block of rows that begins at ``first``, and moves the cursors on."""
    for term in range(len(cursors)):
        begin = cursors[term]
        end = first_from(rows, begin, ends[term], first + len(sums))
        own_rows = rows[begin:end]
        own_impacts = impacts[begin:end]
        weight = weights[term]
        for place in range(len(own_rows)):
            sums[np.uint32(own_rows[place] - first)] += np.int32(weight * own_impacts[place])
        cursors[term] = end


def push(heap: Int64s, key: np.int64) -> None:
    """Puts ``key`` in place of the smallest of the heap."""
    place = 0
    while True:
        child = 2 * place + 1
        if child >= len(heap):
            break
        if child + 1 < len(heap) and heap[child + 1] < heap[child]:
            child += 1
        if heap[child] >= key:
            break
        heap[place] = heap[child]
        place = child
    heap[place] = key


def keep_best(heap: Int64s, sums: NDArray[np.int32], first: int) -> None:
    """Offers every sum of a block to the heap. A key is the sum above the row's complement: equal sums, lower row."""
    for begin in range(0, len(sums), STRIDE):
        some = sums[begin : begin + STRIDE]
        if some.max() > heap[0] >> 32:
            for place in range(len(some)):
                if some[place] > heap[0] >> 32:
                    push(heap, np.int64((np.int64(some[place]) << 32) | (0xFFFFFFFF - (first + begin + place))))


def top_keys(
    rows: NDArray[np.int32],
    impacts: NDArray[np.uint8],
    begins: Int64s,
    ends: Int64s,
    weights: NDArray[np.int32],
    size: int,
    dead: Int64s,
    keep: int,
) -> Int64s:
    """The heap of the best keys in no order; 0 where there are fewer."""
    heap = np.zeros(keep, dtype=np.int64)
    cursors = begins.copy()
    buried = 0
    for first in range(0, size, LEXICAL_BLOCK):
        sums = np.zeros(min(LEXICAL_BLOCK, size - first), dtype=np.int32)
        add_sums(sums, first, rows, impacts, cursors, ends, weights)
        while buried < len(dead) and dead[buried] < first + len(sums):
            sums[dead[buried] - first] = 0
            buried += 1
        keep_best(heap, sums, first)
    return heap


def add_differences(apart: NDArray[np.uint16], words: NDArray[np.uint64], word: np.uint64) -> None:
    """Counts the differing bits by the well-known sums in halves, which compilers know as one instruction."""
    for place in range(len(apart)):
        bits = words[place] ^ word
        bits = bits - ((bits >> np.uint64(1)) & PAIRS)
        bits = (bits & FOURS) + ((bits >> np.uint64(2)) & FOURS)
        bits = (bits + (bits >> np.uint64(4))) & EIGHTS
        apart[place] += np.uint16((bits * ONES) >> np.uint64(56))


def nearest_codes(codes: NDArray[np.uint64], code: NDArray[np.uint64], dead: Int64s, keep: int) -> Int64s:
    """One pass with a falling bar: ``kept`` rows differ in at most ``limit`` bits."""
    words, size = codes.shape
    rows = np.empty(size, dtype=np.int32)
    found_apart = np.empty(size, dtype=np.uint16)
    histogram = np.zeros(words * 64 + 1, dtype=np.int64)
    limit = words * 64
    kept = 0
    found = 0
    buried = 0
    for first in range(0, size, CODE_BLOCK):
        apart = np.zeros(min(CODE_BLOCK, size - first), dtype=np.uint16)
        for number in range(words):
            add_differences(apart, codes[number, first : first + len(apart)], code[number])
        while buried < len(dead) and dead[buried] < first + len(apart):
            apart[dead[buried] - first] = FAR
            buried += 1
        if apart.min() > limit:
            continue
        for place in range(len(apart)):
            if apart[place] < limit or (apart[place] == limit and kept < keep):
                rows[found] = first + place
                found_apart[found] = apart[place]
                found += 1
                histogram[apart[place]] += 1
                kept += 1
                while kept - histogram[limit] >= keep:
                    kept -= histogram[limit]
                    limit -= 1
    return trimmed(rows[:found], found_apart[:found], limit, keep - (kept - histogram[limit]))


def trimmed(rows: NDArray[np.int32], apart: NDArray[np.uint16], limit: int, level: int) -> Int64s:
    """The rows below the limit and the first ``level`` of those at it."""
    chosen = np.empty(len(rows), dtype=np.int64)
    count = 0
    for place in range(len(rows)):
        if apart[place] == limit:
            level -= 1
        if apart[place] < limit or (apart[place] == limit and level >= 0):
            chosen[count] = rows[place]
            count += 1
    return chosen[:count]


def dots(values: NDArray[np.int8], rows: Int64s, query: NDArray[np.int16]) -> Int64s:
    found = np.empty(len(rows), dtype=np.int64)
    for number in range(len(rows)):
        row = values[rows[number]]
        total = np.int32(0)
        for place in range(len(query)):
            total = np.int32(total + np.int32(row[place]) * np.int32(query[place]))
        found[number] = total
    return found


def invert(
    starts: Int64s, ids: NDArray[np.int32], impacts: NDArray[np.uint8], postings: Int64s
) -> tuple[NDArray[np.int32], NDArray[np.uint8]]:
    """Terms by document into documents by term, by counting."""
    cursors = postings[:-1].copy()
    rows = np.empty(len(ids), dtype=np.int32)
    sorted_impacts = np.empty(len(ids), dtype=np.uint8)
    for row in range(len(starts) - 1):
        for place in range(starts[row], starts[row + 1]):
            target = cursors[ids[place]]
            rows[target] = row
            sorted_impacts[target] = impacts[place]
            cursors[ids[place]] = target + 1
    return rows, sorted_impacts
