"""Codes of few bits a row, and how a need is read against them.

Rows are seen from their mean, along the directions in which they differ most, turned so that each direction says as
much as the next; a code is the signs. A need is read in three bits against it, which errs half as much as signs
against signs; two numbers a row put right how long it is and how much of the mean is in it, after J. Gao and C. Long,
"RaBitQ" (2024). The scan is in whole numbers, so that every way of computing it gives the same rows.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

WORDS = 3
"""Words of 64 bits that a scan takes at a time; a code is filled up with zeros to a whole number of them."""
SHARE = 0.5
"""Bits of a code for each dimension: in the other directions rows hardly differ."""
SEED = 1
TURNS = 10
LITTLE = np.dtype("<u8")
PLANES = 3
PLACES = np.arange(PLANES, dtype=np.int8)[:, None]
STEPS = 1 << PLANES
LARGEST = 127
MOST = 32_767
REACH = 0.8
"""How far the steps reach, of the need's largest number: the few beyond count as the last step."""
MIDDLE = 30_720
"""Above every likeness: a distance is what is missing to it, in eighths."""
FARTHEST = MIDDLE // 4

Floats = NDArray[np.float32]
Bytes = NDArray[np.int8]


@dataclass(frozen=True, slots=True, eq=False)
class Codes:
    """Of each row its signs, ``bits`` ``(words, rows)``, how much they are worth, ``gains``, and how alike it is to
    the mean, ``biases``. ``units``: what the largest gain and the largest bias are; ``turn``: the directions.
    """

    bits: NDArray[np.uint64]
    gains: Bytes
    biases: Bytes
    centre: Floats
    turn: Floats
    units: NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.gains)


@dataclass(frozen=True, slots=True, eq=False)
class Aim:
    """A need as a scan reads it: its steps as ``planes`` ``(3, words)``, ``full`` the sum of the steps of a row that
    agrees everywhere, ``worth`` of a bias.
    """

    planes: NDArray[np.uint64]
    full: int
    worth: int


def bits_of(width: int) -> int:
    """How many bits a code of so many dimensions has: whole words, but never more than dimensions."""
    return min(width, -(-int(width * SHARE) // (WORDS * 64)) * WORDS * 64)


def words_of(bits: int) -> int:
    return -(-bits // (WORDS * 64)) * WORDS


def packed(bits: NDArray[Any]) -> NDArray[np.uint64]:
    """Rows of bits, true or 1, as rows of words."""
    own = np.packbits(bits, axis=1, bitorder="little")
    missing = words_of(bits.shape[1]) * 8 - own.shape[1]
    filled = np.pad(own, ((0, 0), (0, missing))) if missing else own
    return filled.view(LITTLE).astype(np.uint64, copy=False)


def directions(apart: Floats) -> Floats:
    """``(width, bits)``: where some rows, seen from their mean, differ most, turned so that their signs say most.

    The turning is the iterative quantisation of Y. Gong and S. Lazebnik (2011).
    """
    _, axes = np.linalg.eigh(apart.T.astype(np.float64) @ apart)
    most = axes[:, ::-1][:, : bits_of(apart.shape[1])]
    rows = apart.astype(np.float64) @ most
    turn, _ = np.linalg.qr(np.random.default_rng(SEED).normal(size=(most.shape[1], most.shape[1])))
    for _ in range(TURNS):
        left, _, right = np.linalg.svd(rows.T @ np.sign(rows @ turn))
        turn = left @ right
    found: Floats = (most @ turn).astype(np.float32)
    return found


def gains_of(turned: Floats) -> Floats:
    """What one sign of each row is worth."""
    sums = np.abs(turned).sum(axis=1)
    gains: Floats = (turned * turned).sum(axis=1) / np.where(sums > 0.0, sums, np.float32(1.0))
    return gains


def shares(values: Floats) -> tuple[Bytes, float]:
    """Numbers as shares of the largest, and the largest."""
    largest = float(np.max(np.abs(values), initial=0.0)) or 1.0
    return np.rint(values.astype(np.float64) * (LARGEST / largest)).astype(np.int8), largest


def nothing(width: int, bits: NDArray[np.uint64]) -> Codes:
    """The codes of no row."""
    none, turn = np.empty(0, dtype=np.int8), np.zeros((width, bits_of(width)), dtype=np.float32)
    return Codes(bits, none, none, np.zeros(width, dtype=np.float32), turn, np.ones(2))


def aimed(codes: Codes, vector: Floats) -> Aim:
    """A need as the codes of one segment are asked."""
    apart = (vector - codes.centre) @ codes.turn
    step = (float(np.max(np.abs(apart))) or 1.0) * (REACH * 2.0 / STEPS)
    steps = np.minimum(np.maximum(apart / step + STEPS // 2, 0.0), STEPS - 1).astype(np.int8)
    gain, bias = codes.units.tolist()
    worth = min(round(8.0 * bias / (gain * step)), MOST)
    return Aim(packed(steps >> PLACES & 1), (STEPS - 1) * len(steps), worth)
