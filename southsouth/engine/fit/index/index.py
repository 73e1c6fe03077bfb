"""A base segment and a delta searched as one set of documents."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from southsouth.engine.fit.index.batch import Batch
from southsouth.engine.fit.index.build import build
from southsouth.engine.fit.index.codes import Floats
from southsouth.engine.fit.index.columns import MemoryColumns
from southsouth.engine.fit.index.document import Document
from southsouth.engine.fit.index.kernels import kernels
from southsouth.engine.fit.index.lexical import Asked, query_of
from southsouth.engine.fit.index.ragged import Ragged, Rows, starts_of
from southsouth.engine.fit.index.segment import Segment
from southsouth.engine.fit.index.strings import encoded
from southsouth.engine.fit.index.vectors import VectorQuery, vector_query

NOBODY: Rows = np.empty(0, dtype=np.int64)


@dataclass(frozen=True, slots=True, eq=False)
class Candidates:
    """Who is worth ranking. ``rows`` ascend; ``lexical`` and ``vector`` are the exact score and the cosine of each.

    ``by_lexical`` and ``by_vector``: the rows each search found, best first, ties by row.
    """

    rows: Rows
    lexical: NDArray[np.float64]
    vector: NDArray[np.float64]
    by_lexical: Rows
    by_vector: Rows


class Index:
    """Documents of a base and a delta. A row of the delta counts on from the end of the base.

    ``dead``: rows of the base that were removed or stand anew in the delta.
    """

    def __init__(
        self,
        base: Segment,
        delta: Segment | None = None,
        *,
        dead: Rows = NOBODY,
        model: str = "",
        compiled: bool | None = None,
    ) -> None:
        self.model = model
        self._segments = [base] if delta is None or len(delta) == 0 else [base, delta]
        self._offsets = starts_of([len(each) for each in self._segments])
        self._dead = [np.sort(dead), NOBODY]
        self._loops = kernels(compiled, size=int(self._offsets[-1]))

    @classmethod
    def of(
        cls,
        documents: Iterable[Document | Batch],
        *,
        model: str = "",
        width: int = 0,
        average: float | None = None,
        compiled: bool | None = None,
    ) -> Index:
        """An index in memory. ``average`` fixes the average length of BM25 instead of taking the documents' own."""
        columns = MemoryColumns()
        used = build(columns, documents, width=width, average=average, compiled=compiled)
        return cls(Segment(columns.arrays(), average=used), model=model, compiled=compiled)

    def __len__(self) -> int:
        return int(self._offsets[-1]) - len(self._dead[0])

    @property
    def width(self) -> int:
        return int(self._segments[0].vectors.quantised.values.shape[1])

    @property
    def average_length(self) -> float:
        return self._segments[0].average

    def rows(self) -> Rows:
        """All rows that are alive."""
        return np.delete(np.arange(self._offsets[-1], dtype=np.int64), self._dead[0])

    def candidates(
        self, query: Mapping[str, float], vector: NDArray[Any] | None, k_lexical: int = 100, k_vector: int = 100
    ) -> Candidates:
        """The best by words and the best by meaning, with both scores of all of them.

        ``query``: terms with final weights (see ``weights``); ``vector``: float ``(width,)`` or ``None``.
        """
        words, meaning = self._asked(query), self._meant(vector)
        by_lexical = self._by_words(words, k_lexical)
        by_vector = self._by_meaning(meaning, k_vector)
        rows = np.union1d(by_lexical, by_vector)
        return Candidates(
            rows, self._lexical_scores(words, rows), self._vector_scores(meaning, rows), by_lexical, by_vector
        )

    def search_lexical(self, query: Mapping[str, float], keep: int) -> Rows:
        return self._by_words(self._asked(query), keep)

    def search_vector(self, vector: NDArray[Any] | None, keep: int) -> Rows:
        return self._by_meaning(self._meant(vector), keep)

    def lexical_scores(self, query: Mapping[str, float], rows: Rows) -> NDArray[np.float64]:
        """The exact lexical score of chosen rows."""
        return self._lexical_scores(self._asked(query), rows)

    def vector_scores(self, vector: NDArray[Any] | None, rows: Rows) -> NDArray[np.float64]:
        """The cosine of chosen rows with ``vector``; 0 where there is none."""
        return self._vector_scores(self._meant(vector), rows)

    def _asked(self, query: Mapping[str, float]) -> list[Asked]:
        whole = query_of(query)
        return [each.lexical.asked(whole) for each in self._segments]

    def _meant(self, vector: NDArray[Any] | None) -> VectorQuery | None:
        return None if vector is None or self.width == 0 else vector_query(vector, self.width)

    def _by_words(self, words: list[Asked], keep: int) -> Rows:
        parts = zip(self._segments, words, self._dead, strict=False)
        return self._best(
            [each.lexical.search(own, keep, dead=dead, loops=self._loops) for each, own, dead in parts], keep
        )

    def _by_meaning(self, meaning: VectorQuery | None, keep: int) -> Rows:
        if meaning is None:
            return NOBODY
        parts = zip(self._segments, self._dead, strict=False)
        return self._best(
            [each.vectors.search(meaning, keep, dead=dead, loops=self._loops) for each, dead in parts], keep
        )

    def _best(self, found: Sequence[tuple[Rows, NDArray[Any]]], keep: int) -> Rows:
        if len(found) == 1:
            return found[0][0]
        rows = np.concatenate([rows + offset for (rows, _), offset in zip(found, self._offsets, strict=False)])
        scores = np.concatenate([scores for _, scores in found])
        return rows[np.lexsort((rows, -scores))[:keep]]

    def _lexical_scores(self, words: list[Asked], rows: Rows) -> NDArray[np.float64]:
        scores = np.zeros(len(rows), dtype=np.float64)
        for (segment, mine, own), asked in zip(self._shared(rows), words, strict=True):
            scores[mine] = segment.lexical.scores(asked, own)
        return scores

    def _vector_scores(self, meaning: VectorQuery | None, rows: Rows) -> NDArray[np.float64]:
        scores = np.zeros(len(rows), dtype=np.float64)
        if meaning is None:
            return scores
        for segment, mine, own in self._shared(rows):
            scores[mine] = segment.vectors.scores(meaning, own, loops=self._loops)
        return scores

    def _shared(self, rows: Rows) -> list[tuple[Segment, NDArray[np.bool_], Rows]]:
        """Rows by segment: the segment, which of them are its, and their numbers there."""
        where = np.searchsorted(self._offsets, rows, side="right") - 1
        return [
            (segment, where == number, rows[where == number] - self._offsets[number])
            for number, segment in enumerate(self._segments)
        ]

    @cached_property
    def _gone(self) -> NDArray[np.int64]:
        """Of each term of the base, how many dead rows have it; one more place for the unknown."""
        return np.append(self._segments[0].lexical.frequency_in(self._dead[0]), 0)

    def document_frequency(self, terms: Iterable[str]) -> dict[str, int]:
        """In how many live documents each term stands; 0 for the unknown."""
        asked = list(dict.fromkeys(terms))
        total = np.zeros(len(asked), dtype=np.int64)
        raw = [encoded(term) for term in asked]
        for number, segment in enumerate(self._segments):
            ids = segment.lexical.words.find(raw)
            total += segment.lexical.frequency(ids)
            if number == 0:
                total -= np.where(ids >= 0, self._gone[ids], 0)
        return dict(zip(asked, total.tolist(), strict=True))

    def idf(self, terms: Iterable[str]) -> dict[str, float]:
        """``ln(1 + (N - df + 0.5) / (df + 0.5))``, as Lucene has it: never below zero."""
        live = len(self)
        return {term: math.log1p((live - df + 0.5) / (df + 0.5)) for term, df in self.document_frequency(terms).items()}

    def weights(self, terms: Iterable[str] | Mapping[str, int], power: float = 1.5) -> dict[str, float]:
        """Query weights of BM25q: ``(1 + ln count) idf**power`` for every term that stands in a live document."""
        counts = Counter(terms)
        return {
            term: (1.0 + math.log(counts[term])) * math.log1p((len(self) - df + 0.5) / (df + 0.5)) ** power
            for term, df in self.document_frequency(counts).items()
            if df > 0
        }

    def _at(self, row: int) -> tuple[Segment, int]:
        number = int(np.searchsorted(self._offsets, row, side="right")) - 1
        return self._segments[number], row - int(self._offsets[number])

    def refs(self, rows: Iterable[int]) -> list[str]:
        return [segment.refs[own] for segment, own in (self._at(row) for row in rows)]

    def row(self, ref: str) -> int | None:
        """The live row of a reference."""
        for segment, offset, dead in zip(
            self._segments[::-1], self._offsets[-2::-1].tolist(), self._dead[len(self._segments) - 1 :: -1], strict=True
        ):
            found = int(segment.find([encoded(ref)])[0])
            if found >= 0 and found not in dead:
                return found + int(offset)
        return None

    def sentences(self, row: int) -> list[str]:
        segment, own = self._at(row)
        return segment.sentence_texts(own)

    def payload(self, row: int) -> bytes:
        segment, own = self._at(row)
        return segment.payloads.bytes_at(own)

    def vectors(self, rows: Rows) -> Floats:
        """``(len(rows), width)`` float32, as eight bits kept them."""
        found = np.zeros((len(rows), self.width), dtype=np.float32)
        for segment, mine, own in self._shared(rows):
            found[mine] = segment.whole_vectors(own)
        return found

    def sentence_vectors(self, rows: Rows) -> Ragged:
        """Vectors of the sentences of chosen rows."""
        return self._ragged([(mine, segment.sentence_vectors(own)) for segment, mine, own in self._shared(rows)])

    def passage_vectors(self, rows: Rows) -> Ragged:
        """Vectors of the passages of chosen rows."""
        return self._ragged([(mine, segment.passage_vectors(own)) for segment, mine, own in self._shared(rows)])

    def _ragged(self, parts: list[tuple[NDArray[np.bool_], Ragged]]) -> Ragged:
        lengths = np.zeros(len(parts[0][0]), dtype=np.int64)
        for mine, part in parts:
            lengths[mine] = np.diff(part.starts)
        starts = starts_of(lengths)
        values = np.empty((int(starts[-1]), self.width), dtype=np.float32)
        for mine, part in parts:
            values[np.repeat(mine, lengths)] = part.values
        return Ragged(values, starts)
