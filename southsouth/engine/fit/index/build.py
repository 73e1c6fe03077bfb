"""Documents into the arrays of a segment."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

from southsouth.engine.fit.index.batch import Batch, batch_of
from southsouth.engine.fit.index.codes import bits_of, nothing, words_of
from southsouth.engine.fit.index.columns import Column, Columns
from southsouth.engine.fit.index.document import Document
from southsouth.engine.fit.index.kernels import Kernels, kernels
from southsouth.engine.fit.index.lexical import impacts_of
from southsouth.engine.fit.index.ragged import starts_of
from southsouth.engine.fit.index.strings import Strings, fingerprints, pack, table, twice
from southsouth.engine.fit.index.vectors import EXACT_BELOW, WIDEST, Quantised, coded

SLICE = 1_000_000
"""Postings turned into impacts at a time."""


class Starts:
    """A growing column of starts, from growing lengths."""

    def __init__(self, column: Column) -> None:
        self._column = column
        self._total = 0
        column.append(np.zeros(1, dtype=np.int64))

    def append(self, lengths: NDArray[Any]) -> None:
        ends = np.cumsum(lengths, dtype=np.int64) + self._total
        self._column.append(ends)
        self._total = int(ends[-1]) if len(ends) else self._total


class Builder:
    """Takes documents one by one, or batches, and leaves the arrays of a segment in ``columns``."""

    def __init__(self, columns: Columns, width: int) -> None:
        if width > WIDEST:
            raise ValueError(f"Vectors of {width} numbers are wider than {WIDEST}.")
        self._columns = columns
        self._width = width
        self._words: dict[bytes, int] = {}
        self._starts = {
            name: Starts(columns.grow(f"{name}.starts", np.int64))
            for name in ("refs", "terms", "sentences", "texts", "passages", "payloads")
        }
        self._blobs = {name: columns.grow(f"{name}.blob", np.uint8) for name in ("refs", "texts", "payloads")}
        self._values = {
            name: columns.grow(f"{name}.values", np.int8, (width,)) for name in ("vectors", "sentences", "passages")
        }
        self._steps = {name: columns.grow(f"{name}.steps", np.float32) for name in ("vectors", "sentences", "passages")}
        self._ids = columns.grow("terms.ids", np.int32)
        self._counts = columns.grow("terms.counts", np.uint16)
        self._lengths = columns.grow("terms.lengths", np.int32)

    def take(self, given: Document | Batch) -> None:
        self.put(given if isinstance(given, Batch) else batch_of(given, self._width))

    def put(self, batch: Batch) -> None:
        known = np.array([self._words.setdefault(word, len(self._words)) for word in batch.words], dtype=np.int32)
        self._ids.append(known[batch.ids.values])
        self._counts.append(batch.counts)
        self._lengths.append(batch.lengths)
        self._starts["terms"].append(np.diff(batch.ids.starts))
        self._starts["sentences"].append(batch.sentences)
        self._starts["passages"].append(batch.passages)
        self._put_strings("refs", batch.refs)
        self._put_strings("texts", batch.sentence_texts)
        self._put_strings("payloads", batch.payloads)
        self._put_vectors("vectors", batch.vectors)
        self._put_vectors("sentences", batch.sentence_vectors)
        self._put_vectors("passages", batch.passage_vectors)

    def _put_strings(self, name: str, strings: Strings) -> None:
        self._blobs[name].append(strings.blob)
        self._starts[name].append(np.diff(strings.starts))

    def _put_vectors(self, name: str, vectors: Quantised) -> None:
        self._values[name].append(vectors.values)
        self._steps[name].append(vectors.steps)

    def finish(self, *, average: float | None, compiled: bool | None) -> float:
        """Derives what the search reads. ``average``: the length that lengths are weighed against, by default the
        documents' own average. Returns the one used. Raises ``ValueError`` when two documents have one ref.
        """
        grown = self._columns.arrays()
        words = pack(list(self._words))
        self._columns.put("words.blob", words.blob)
        self._columns.put("words.starts", words.starts)
        self._table("words", words)
        self._table("refs", Strings(grown["refs.blob"], grown["refs.starts"]))
        used = average_of(grown["terms.lengths"]) if average is None else average
        self._invert(grown, used, kernels(compiled, size=len(grown["terms.lengths"])))
        self._code(Quantised(grown["vectors.values"], grown["vectors.steps"]))
        return used

    def _table(self, name: str, strings: Strings) -> None:
        hashes, places = table(fingerprints(strings.bytes_at(place) for place in range(len(strings))))
        for ref in twice(strings, hashes, places):
            raise ValueError(f"Two documents have the reference {ref!r}.")
        self._columns.put(f"{name}.hashes", hashes)
        self._columns.put(f"{name}.places", places)

    def _invert(self, grown: dict[str, NDArray[Any]], average: float, loops: Kernels) -> None:
        ids, counts, starts = grown["terms.ids"], grown["terms.counts"], grown["terms.starts"]
        postings = starts_of(np.bincount(ids, minlength=len(self._words)))
        impacts = np.empty(len(ids), dtype=np.uint8)
        lengths = np.repeat(grown["terms.lengths"], np.diff(starts))
        for first in range(0, len(ids), SLICE):
            some = slice(first, first + SLICE)
            impacts[some] = impacts_of(counts[some], lengths[some], average)
        rows, sorted_impacts = loops.invert(starts, ids, impacts, postings)
        self._columns.put("postings.starts", postings)
        self._columns.put("postings.rows", rows)
        self._columns.put("postings.impacts", sorted_impacts)

    def _code(self, vectors: Quantised) -> None:
        many = self._width > 0 and len(vectors) > EXACT_BELOW
        bits = self._columns.room(
            "codes.bits", np.uint64, (words_of(bits_of(self._width)), len(vectors) if many else 0)
        )
        codes = coded(vectors, bits) if many else nothing(self._width, bits)
        for each in fields(codes):
            if each.name != "bits":
                self._columns.put(f"codes.{each.name}", getattr(codes, each.name))


def average_of(lengths: NDArray[np.int32]) -> float:
    """The average length, and 1 where there is no word at all."""
    return (float(lengths.mean(dtype=np.float64)) if len(lengths) else 0.0) or 1.0


def build(
    columns: Columns, documents: Iterable[Document | Batch], *, width: int, average: float | None, compiled: bool | None
) -> float:
    """All documents into ``columns``; returns the average length used."""
    builder = Builder(columns, width)
    for document in documents:
        builder.take(document)
    return builder.finish(average=average, compiled=compiled)
