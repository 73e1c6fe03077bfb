"""Documents on their way into a segment, many at once, already as numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from southsouth.engine.fit.index.document import Document
from southsouth.engine.fit.index.ragged import Ragged, starts_of
from southsouth.engine.fit.index.strings import Strings, encoded, pack
from southsouth.engine.fit.index.vectors import Quantised, quantise


@dataclass(frozen=True, slots=True, eq=False)
class Batch:
    """Some documents. ``words`` are the distinct terms of the batch; ``ids`` (with ``counts``) point into them,
    distinct within a document. ``lengths`` counts words with repeats. ``sentences`` and ``passages`` say how many
    of either each document has; their texts and vectors follow on end.
    """

    refs: Strings
    words: Sequence[bytes]
    ids: Ragged
    counts: NDArray[np.uint16]
    lengths: NDArray[np.int32]
    vectors: Quantised
    sentences: NDArray[np.int64]
    sentence_texts: Strings
    sentence_vectors: Quantised
    passages: NDArray[np.int64]
    passage_vectors: Quantised
    payloads: Strings


def counts_of(values: list[int]) -> NDArray[np.uint16]:
    """Term counts; past 65,535 the part of BM25 does not grow any more."""
    return np.minimum(np.array(values, dtype=np.int64), 65_535).astype(np.uint16)


def rows_of(given: NDArray[Any] | None, rows: int, width: int, what: str) -> NDArray[Any]:
    """The vectors given for ``rows`` things, or zeros where none are given."""
    if given is None or width == 0:
        return np.zeros((rows, width), dtype=np.float32)
    if given.shape != (rows, width):
        raise ValueError(f"{what}: vectors of shape {given.shape} where {(rows, width)} is due.")
    return given


def batch_of(document: Document, width: int) -> Batch:
    """One document as numbers. Raises ``ValueError`` naming the document when a vector has the wrong shape."""
    counted = Counter(encoded(term) for term in document.terms)
    passages = document.passage_vectors if width and document.passage_vectors is not None else np.zeros((0, width))
    whole = None if document.vector is None else np.asarray(document.vector)[None, :]
    return Batch(
        refs=pack([encoded(document.ref)]),
        words=tuple(counted),
        ids=Ragged(np.arange(len(counted), dtype=np.int32), starts_of([len(counted)])),
        counts=counts_of(list(counted.values())),
        lengths=np.array([len(document.terms)], dtype=np.int32),
        vectors=quantise(rows_of(whole, 1, width, document.ref)),
        sentences=np.array([len(document.sentences)], dtype=np.int64),
        sentence_texts=pack([encoded(text) for text in document.sentences]),
        sentence_vectors=quantise(rows_of(document.sentence_vectors, len(document.sentences), width, document.ref)),
        passages=np.array([len(passages)], dtype=np.int64),
        passage_vectors=quantise(rows_of(passages, len(passages), width, document.ref)),
        payloads=pack([document.payload]),
    )
