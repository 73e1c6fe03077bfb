"""What is indexed of one solution."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Document:
    """One solution as the index sees it. ``width`` below is that of the sentence model.

    ``terms``: stemmed words in order, repeats kept. ``vector``: float32 of length 1 over the whole text, shape
    ``(width,)``; ``None`` or zeros when there is none. ``sentence_vectors``: ``(len(sentences), width)``;
    ``passage_vectors``: any number of rows. ``payload``: bytes of the caller, never read here.
    """

    ref: str
    terms: Sequence[str]
    vector: Matrix | None = None
    sentences: Sequence[str] = ()
    sentence_vectors: Matrix | None = None
    passage_vectors: Matrix | None = None
    payload: bytes = b""
