"""One immutable set of documents: its arrays, mapped from files or in memory, and how to read them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from southsouth.engine.fit.index.batch import Batch
from southsouth.engine.fit.index.codes import Codes, Floats
from southsouth.engine.fit.index.lexical import Lexical
from southsouth.engine.fit.index.ragged import Ragged, Rows, spread
from southsouth.engine.fit.index.strings import Lookup, Strings
from southsouth.engine.fit.index.vectors import Quantised, Vectors

Arrays = Mapping[str, NDArray[Any]]


class Segment:
    """The arrays under their names, and the parts they make up. Rows count from 0 in the order of building."""

    def __init__(self, arrays: Arrays, *, average: float) -> None:
        self.arrays = arrays
        self.average = average
        self.refs = strings(arrays, "refs")
        self.texts = strings(arrays, "texts")
        self.payloads = strings(arrays, "payloads")
        self.vectors = Vectors(quantised(arrays, "vectors"), codes(arrays))
        self.sentences = quantised(arrays, "sentences")
        self.passages = quantised(arrays, "passages")
        self.lexical = Lexical(
            words=lookup(arrays, "words"),
            ids=Ragged(arrays["terms.ids"], arrays["terms.starts"]),
            counts=arrays["terms.counts"],
            lengths=arrays["terms.lengths"],
            postings=arrays["postings.starts"],
            rows=arrays["postings.rows"],
            impacts=arrays["postings.impacts"],
            average=average,
        )

    def __len__(self) -> int:
        return len(self.refs)

    @cached_property
    def _refs(self) -> Lookup:
        return lookup(self.arrays, "refs")

    def find(self, refs: list[bytes]) -> Rows:
        """The row of each reference, -1 where it is not here."""
        return self._refs.find(refs)

    def sentence_texts(self, row: int) -> list[str]:
        first, end = self.arrays["sentences.starts"][row : row + 2].tolist()
        return [self.texts[place] for place in range(first, end)]

    def sentence_vectors(self, rows: Rows) -> Ragged:
        places, own = spread(self.arrays["sentences.starts"], rows)
        return Ragged(self.sentences.floats(places), own)

    def passage_vectors(self, rows: Rows) -> Ragged:
        places, own = spread(self.arrays["passages.starts"], rows)
        return Ragged(self.passages.floats(places), own)

    def whole_vectors(self, rows: Rows) -> Floats:
        return self.vectors.quantised.floats(rows)

    def batch(self, rows: Rows) -> Batch:
        """Chosen documents as they were put in, for the next segment."""
        terms, terms_own = spread(self.arrays["terms.starts"], rows)
        sentences, sentences_own = spread(self.arrays["sentences.starts"], rows)
        passages, passages_own = spread(self.arrays["passages.starts"], rows)
        used, ids = np.unique(self.arrays["terms.ids"][terms], return_inverse=True)
        words = self.lexical.words.strings
        return Batch(
            refs=chosen(self.refs, rows),
            words=[words.bytes_at(place) for place in used.tolist()],
            ids=Ragged(ids.astype(np.int32), terms_own),
            counts=self.arrays["terms.counts"][terms],
            lengths=self.arrays["terms.lengths"][rows],
            vectors=part(self.vectors.quantised, rows),
            sentences=np.diff(sentences_own),
            sentence_texts=chosen(self.texts, sentences),
            sentence_vectors=part(self.sentences, sentences),
            passages=np.diff(passages_own),
            passage_vectors=part(self.passages, passages),
            payloads=chosen(self.payloads, rows),
        )


def strings(arrays: Arrays, name: str) -> Strings:
    return Strings(arrays[f"{name}.blob"], arrays[f"{name}.starts"])


def lookup(arrays: Arrays, name: str) -> Lookup:
    return Lookup(strings(arrays, name), arrays[f"{name}.hashes"], arrays[f"{name}.places"])


def quantised(arrays: Arrays, name: str) -> Quantised:
    return Quantised(arrays[f"{name}.values"], arrays[f"{name}.steps"])


def codes(arrays: Arrays) -> Codes:
    return Codes(**{each.name: arrays[f"codes.{each.name}"] for each in fields(Codes)})


def part(vectors: Quantised, rows: Rows) -> Quantised:
    return Quantised(vectors.values[rows], vectors.steps[rows])


def chosen(texts: Strings, rows: Rows) -> Strings:
    places, own = spread(texts.starts, rows)
    return Strings(texts.blob[places], own)
