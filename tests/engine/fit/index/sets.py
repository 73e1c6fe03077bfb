"""Sets of documents for the tests of the index, and the search as its definition has it, in plain Python."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from hypothesis import settings
from hypothesis import strategies as st

from southsouth.engine.fit.index import Document, Index
from southsouth.engine.fit.index.batch import Batch
from southsouth.engine.fit.index.ragged import Ragged, starts_of
from southsouth.engine.fit.index.strings import pack
from southsouth.engine.fit.index.vectors import quantise

WIDTH = 3
K1, B = 1.2, 0.75
QUICK = settings(deadline=None, max_examples=50)
WORDS = ("dam", "eau", "water", "سد", "水", "canal", "well")

numbers = st.integers(-4, 4).map(float)
vectors = st.lists(numbers, min_size=WIDTH, max_size=WIDTH).map(lambda own: np.array(own, dtype=np.float32))
terms = st.lists(st.sampled_from(WORDS), max_size=9)
queries = st.dictionaries(st.sampled_from((*WORDS, "unknown")), st.sampled_from([0.0, 0.25, 1.0, 1.5, 7.0]), max_size=5)


short = st.text(max_size=4)


@st.composite
def documents(draw: st.DrawFn, refs: st.SearchStrategy[str] = short) -> Document:
    texts = draw(st.lists(st.text(max_size=5), max_size=3))
    sentences = draw(st.none() | st.lists(vectors, min_size=len(texts), max_size=len(texts)))
    passages = draw(st.none() | st.lists(vectors, max_size=2))
    return Document(
        ref=draw(refs),
        terms=draw(terms),
        vector=draw(st.none() | vectors),
        sentences=texts,
        sentence_vectors=None if sentences is None else matrix(sentences),
        passage_vectors=None if passages is None else matrix(passages),
        payload=draw(st.binary(max_size=3)),
    )


def matrix(rows: Sequence[np.ndarray]) -> np.ndarray:
    return np.array(rows, dtype=np.float32).reshape(len(rows), WIDTH)


sets = st.lists(documents(), max_size=12, unique_by=lambda document: document.ref)


@dataclass(frozen=True)
class Plainly:
    """The same search over every document, by hand: whole-number sums, exact scores, cosines."""

    documents: Sequence[Document]
    average: float

    @classmethod
    def of(cls, documents: Iterable[Document]) -> Plainly:
        own = list(documents)
        words = sum(len(each.terms) for each in own)
        return cls(own, (words / len(own) if own else 0.0) or 1.0)

    def part(self, term: str, document: Document) -> float:
        often = float(Counter(document.terms)[term])
        norm = K1 * (1.0 - B + B * len(document.terms) / self.average)
        return often * (K1 + 1.0) / (often + norm)

    def score(self, query: Mapping[str, float], document: Document) -> float:
        return sum(weight * self.part(term, document) for term, weight in query.items())

    def sum_of(self, query: Mapping[str, float], document: Document) -> int:
        unit = sum(query.values()) / 2**23
        total = 0
        for term, weight in query.items():
            if term in document.terms and weight > 0.0:
                impact = round(self.part(term, document) / ((K1 + 1.0) / 255.0))
                total += max(round(weight / unit), 1) * min(max(impact, 1), 255)
        return total

    def by_words(self, query: Mapping[str, float], keep: int) -> list[int]:
        sums = {row: self.sum_of(query, each) for row, each in enumerate(self.documents)}
        return sorted((row for row in sums if sums[row] > 0), key=lambda row: (-sums[row], row))[:keep]

    def by_meaning(self, vector: Sequence[float], keep: int) -> list[int]:
        """By the eight-bit rows and the 14-bit need that the index promises to read."""
        asked = steps_of(vector, 8191)
        worth = max(abs(number) for number in vector) / 8191
        found = {}
        for row, each in enumerate(self.documents):
            own = [0.0] * len(vector) if each.vector is None else each.vector.tolist()
            total = sum(one * two for one, two in zip(steps_of(own, 127), asked, strict=True))
            found[row] = total * (float(np.float32(max(abs(number) for number in own)) / np.float32(127)) * worth)
        return sorted((row for row in found if found[row] > 0), key=lambda row: (-found[row], row))[:keep]

    def frequency(self, term: str) -> int:
        return sum(term in each.terms for each in self.documents)

    def idf(self, term: str) -> float:
        df = self.frequency(term)
        return math.log(1.0 + (len(self.documents) - df + 0.5) / (df + 0.5))


def steps_of(numbers_: Sequence[float], steps: int) -> list[int]:
    largest = max(abs(each) for each in numbers_)
    return [round(each / (largest / steps)) if largest else 0 for each in numbers_]


def kept(index: Index, row: int) -> tuple[object, ...]:
    """Everything the index keeps of a row, as plain values."""
    rows = np.array([row])
    return (
        index.refs([row])[0],
        index.sentences(row),
        index.payload(row),
        index.vectors(rows).tolist(),
        index.sentence_vectors(rows)[0].tolist(),
        index.passage_vectors(rows)[0].tolist(),
    )


def many(count: int, *, width: int, seed: int, words: int = 300) -> Batch:
    """``count`` documents at once, random words, unit vectors around topics; the sentence of each is its number."""
    random = np.random.default_rng(seed)
    lengths = random.integers(1, 20, count)
    own = [np.unique(random.integers(0, words, size)) for size in lengths]
    ids = Ragged(np.concatenate(own).astype(np.int32), starts_of([len(each) for each in own]))
    counts = random.integers(1, 4, len(ids.values)).astype(np.uint16)
    topics = random.normal(size=(count // 15 + 1, width))
    whole = topics[random.integers(0, len(topics), count)] + random.normal(size=(count, width)) * 0.5
    whole /= np.linalg.norm(whole, axis=1, keepdims=True)
    nothing = quantise(np.zeros((0, width)))
    return Batch(
        refs=pack([b"solution-%d" % number for number in range(count)]),
        words=[b"word%d" % number for number in range(words)],
        ids=ids,
        counts=counts,
        lengths=np.add.reduceat(counts.astype(np.int32), ids.starts[:-1]),
        vectors=quantise(whole),
        sentences=np.ones(count, dtype=np.int64),
        sentence_texts=pack([b"%d" % number for number in range(count)]),
        sentence_vectors=quantise(whole),
        passages=np.zeros(count, dtype=np.int64),
        passage_vectors=nothing,
        payloads=pack([b""] * count),
    )
