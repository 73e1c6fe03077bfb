"""What a query touches of an impact index."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, eq=False)
class Postings:
    """``rows`` and ``impacts`` of the whole segment; of each query term its run (begin, end) and its weight."""

    rows: NDArray[np.int32]
    impacts: NDArray[np.uint8]
    begins: NDArray[np.int64]
    ends: NDArray[np.int64]
    weights: NDArray[np.int32]
