"""Lists of unequal length in two arrays: row ``r`` is ``values[starts[r]:starts[r + 1]]``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Ragged:
    """``values`` of all rows on end; ``starts`` int64, one longer than there are rows."""

    values: NDArray[Any]
    starts: Rows

    def __len__(self) -> int:
        return len(self.starts) - 1

    def __getitem__(self, row: int) -> NDArray[Any]:
        return self.values[self.starts[row] : self.starts[row + 1]]


def starts_of(lengths: Sequence[int] | NDArray[Any]) -> Rows:
    """Lengths into starts: ``[2, 0, 3]`` gives ``[0, 2, 2, 5]``."""
    starts = np.zeros(len(lengths) + 1, dtype=np.int64)
    np.cumsum(lengths, out=starts[1:])
    return starts


def spread(starts: NDArray[np.int64], rows: Rows) -> tuple[Rows, Rows]:
    """Where the values of chosen ``rows`` stand, on end, and the starts of the rows among them."""
    begins = starts[rows]
    lengths = starts[rows + 1] - begins
    own = starts_of(lengths)
    places = np.arange(own[-1], dtype=np.int64) + np.repeat(begins - own[:-1], lengths)
    return places, own
