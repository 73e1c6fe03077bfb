"""The scan loops as loops: run by Python they are slow and exact, compiled they are the search (``compiled``).

Whole numbers only, so that no order of summing can change an answer.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from southsouth.engine.fit.index.codes import FARTHEST, MIDDLE

Int8s = NDArray[np.int8]
Int32s = NDArray[np.int32]
Int64s = NDArray[np.int64]
UInt8s = NDArray[np.uint16]
UInt64s = NDArray[np.uint64]
Three = tuple[np.uint64, np.uint64, np.uint64]

LEXICAL_BLOCK = 32_768
"""Rows whose sums are kept at a time: small enough for the processor's own memory."""
STRIDE = 256
"""Rows compared with the bar at once."""
CODE_BLOCK = 1_024
STRIP = 64
"""Rows of a block looked at together; counting instead of asking lets the processor take them at once."""
SAMPLE_FROM = 32_768
"""Rows from which on a bar is guessed first, by ``SAMPLES`` times ``SAMPLE`` rows; ``SPARE`` makes up for chance."""
SAMPLES = 8
SAMPLE = 256
SPARE = 8
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


def bits_in(word: np.uint64) -> np.uint64:
    """Counts the bits by the well-known sums in halves, which compilers know as one instruction."""
    word = word - ((word >> np.uint64(1)) & PAIRS)
    word = (word & FOURS) + ((word >> np.uint64(2)) & FOURS)
    word = (word + (word >> np.uint64(4))) & EIGHTS
    return (word * ONES) >> np.uint64(56)


def three(planes: UInt64s, plane: int, number: int) -> Three:
    """Three words of one plane, to be kept at hand."""
    return planes[plane, number], planes[plane, number + 1], planes[plane, number + 2]


def differing(words: Three, plane: Three) -> np.uint64:
    return bits_in(words[0] ^ plane[0]) + bits_in(words[1] ^ plane[1]) + bits_in(words[2] ^ plane[2])


def add_steps(apart: UInt8s, codes: UInt64s, planes: UInt64s, number: int, first: int) -> None:
    """Adds the steps that three words of some rows, from the first on, lie away from those of the planes."""
    low, middle, high = three(planes, 0, number), three(planes, 1, number), three(planes, 2, number)
    end = first + len(apart)
    a, b, c = codes[number, first:end], codes[number + 1, first:end], codes[number + 2, first:end]
    for place in range(len(apart)):
        words = (a[place], b[place], c[place])
        twice = differing(words, middle) << np.uint64(1)
        four_times = differing(words, high) << np.uint64(2)
        apart[place] += np.uint16(differing(words, low) + twice + four_times)


def weigh(apart: UInt8s, gains: Int8s, biases: Int8s, full: np.int16, worth: np.int16) -> None:
    """Steps into distances, by the gain and the bias of each row."""
    for place in range(len(apart)):
        alike = np.int16((full - np.int16(apart[place] << np.uint16(1))) << np.int16(2))
        gained = np.int16((np.int32(alike) * np.int32(gains[place])) >> np.int32(8))
        biased = np.int16((np.int32(biases[place]) * np.int32(worth)) >> np.int32(8))
        apart[place] = np.uint16(np.int16(MIDDLE) - np.int16(gained + biased)) >> np.uint16(3)


def measure(
    apart: UInt8s, codes: UInt64s, gains: Int8s, biases: Int8s, planes: UInt64s, full: int, worth: int, first: int
) -> None:
    """The distances of some rows, from the first on."""
    apart[:] = 0
    for number in range(0, len(codes), 3):
        add_steps(apart, codes, planes, number, first)
    end = first + len(apart)
    weigh(apart, gains[first:end], biases[first:end], np.int16(full), np.int16(worth))


def nearest_codes(
    codes: UInt64s, gains: Int8s, biases: Int8s, planes: UInt64s, full: int, worth: int, dead: Int64s, keep: int
) -> Int64s:
    """With a bar that a sample of the rows set, or, where too few lie within it, with one where all pass."""
    histogram = np.zeros(FARTHEST, dtype=np.int32)
    if codes.shape[1] >= SAMPLE_FROM:
        bar = likely_bar(codes, gains, biases, planes, full, worth, keep, histogram)
        found = within(codes, gains, biases, planes, full, worth, dead, keep, bar, histogram)
        if len(found) == keep:
            return found
    return within(codes, gains, biases, planes, full, worth, dead, keep, FARTHEST - 1, histogram)


def likely_bar(
    codes: UInt64s,
    gains: Int8s,
    biases: Int8s,
    planes: UInt64s,
    full: int,
    worth: int,
    keep: int,
    histogram: Int32s,
) -> int:
    """A bar that seems to let through half more than ``keep``."""
    size = codes.shape[1]
    apart = np.empty(SAMPLE, dtype=np.uint16)
    for number in range(SAMPLES):
        measure(apart, codes, gains, biases, planes, full, worth, (size - SAMPLE) * number // (SAMPLES - 1))
        for place in range(SAMPLE):
            histogram[apart[place]] += 1
    wanted = keep * SAMPLES * SAMPLE * 3 // (size * 2) + SPARE
    bar = 0
    while wanted > histogram[bar] and bar < FARTHEST - 1:
        wanted -= histogram[bar]
        bar += 1
    return bar


def within(
    codes: UInt64s,
    gains: Int8s,
    biases: Int8s,
    planes: UInt64s,
    full: int,
    worth: int,
    dead: Int64s,
    keep: int,
    bar: int,
    histogram: Int32s,
) -> Int64s:
    """The nearest ``keep`` of the rows within a bar, in one pass; the bar falls after each block."""
    size = codes.shape[1]
    rows = np.empty(size, dtype=np.int32)
    found_apart = np.empty(size, dtype=np.uint16)
    apart = np.empty(CODE_BLOCK, dtype=np.uint16)
    histogram[:] = 0
    kept = 0
    found = 0
    buried = 0
    for first in range(0, size, CODE_BLOCK):
        length = min(CODE_BLOCK, size - first)
        apart[length:] = FAR
        measure(apart[:length], codes, gains, biases, planes, full, worth, first)
        while buried < len(dead) and dead[buried] < first + length:
            apart[dead[buried] - first] = FAR
            buried += 1
        before = found
        found = keep_near(apart, first, np.uint16(bar), rows, found_apart, found)
        for place in range(before, found):
            histogram[found_apart[place]] += 1
        kept += found - before
        while kept - histogram[bar] >= keep:
            kept -= histogram[bar]
            bar -= 1
    return trimmed(rows[:found], found_apart[:found], bar, keep - (kept - histogram[bar]))


def keep_near(
    apart: NDArray[np.uint16],
    first: int,
    bar: np.uint16,
    rows: NDArray[np.int32],
    found_apart: NDArray[np.uint16],
    found: int,
) -> int:
    """Notes the rows of a block that lie within the bar; whole strips without one are passed over."""
    for begin in range(0, CODE_BLOCK, STRIP):
        near = np.int32(0)
        for place in range(begin, begin + STRIP):
            near += np.int32(apart[place] <= bar)
        if near > 0:
            for place in range(begin, begin + STRIP):
                if apart[place] <= bar:
                    rows[found] = first + place
                    found_apart[found] = apart[place]
                    found += 1
    return found


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
