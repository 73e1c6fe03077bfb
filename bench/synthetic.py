"""Made-up documents and needs in any number, from a seed, shaped like real ones.

Words are syllables; how often each is used follows Zipf's law without its head (the head is stop words, which the
engine drops). Sentence vectors have the spectrum, the mean and the distances between neighbours that 1,441 sentences
of a public catalogue have under the packaged sentence model (largest eigenvalue .031, sum .85, mean of length .40,
nearest neighbour at cosine .65, tenth at .43). A document is three to six sentences, half of them
neighbours of the first; its vector is the mean of theirs plus noise.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from southsouth.engine.fit.index.batch import Batch
from southsouth.engine.fit.index.ragged import Ragged, Rows, spread, starts_of
from southsouth.engine.fit.index.strings import pack
from southsouth.engine.fit.index.vectors import Quantised, quantise

WIDTH = 384
SENTENCES = 8_000
VOCABULARY = 20_000
SLICE = 10_000
NOISE = 0.3
"""Length of the noise beside the mean of a document's sentences, which is about 0.7 long."""
KNOTS = (0, 2, 5, 10, 20, 50, 100, 200, 300, 383)
EIGENVALUES = (0.031, 0.0264, 0.0175, 0.0117, 0.0083, 0.00436, 0.00236, 0.00083, 0.00018, 0.00002)
ONSETS = ["b", "d", "f", "g", "k", "l", "m", "n", "p", "r", "s", "t", "v", "z", "br", "dr", "kr", "tr", "pl", "st"]
VOWELS = ["a", "e", "i", "o", "u", "ai"]

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Pool:
    """Sentences to draw from: their words, their vectors, and the ten nearest of each."""

    words: list[bytes]
    tokens: Ragged
    vectors: Floats
    quantised: Quantised
    neighbours: NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Need:
    terms: list[str]
    vector: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Drawn:
    """Documents as sentences of the pool, with their vectors."""

    sentences: Ragged
    vectors: Floats


def syllables(number: int) -> bytes:
    """A pronounceable word, another for each number."""
    base = len(ONSETS) * len(VOWELS)
    parts = []
    while number or len(parts) < 2:
        number, rest = divmod(number, base)
        parts.append(ONSETS[rest // len(VOWELS)] + VOWELS[rest % len(VOWELS)])
    return "".join(parts).encode()


def unit(vectors: NDArray[np.float64]) -> Floats:
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return (vectors / lengths).astype(np.float32)


def sentence_vectors(random: np.random.Generator, count: int) -> Floats:
    """Half of the variance of a sentence is its topic's; four sentences to a topic."""
    scale = np.sqrt(np.exp(np.interp(np.arange(WIDTH), KNOTS, np.log(EIGENVALUES))))
    turn, _ = np.linalg.qr(random.normal(size=(WIDTH, WIDTH)))
    topics = random.normal(size=(max(count // 4, 1), WIDTH)) * scale
    own = random.normal(size=(count, WIDTH)) * scale
    mixed = (topics[random.integers(0, len(topics), count)] + own) * np.sqrt(0.5)
    return unit(mixed @ turn.T + 0.4 * turn[:, WIDTH // 2])


def nearest(vectors: Floats, count: int = 10) -> NDArray[np.int64]:
    found = np.empty((len(vectors), count), dtype=np.int64)
    for first in range(0, len(vectors), 1_000):
        close = vectors[first : first + 1_000] @ vectors.T
        close[np.arange(len(close)), np.arange(first, first + len(close))] = -1.0
        found[first : first + 1_000] = np.argpartition(-close, count, axis=1)[:, :count]
    return found


def pool(seed: int, sentences: int = SENTENCES) -> Pool:
    random = np.random.default_rng(seed)
    use = 1.0 / (np.arange(VOCABULARY) + 20.0)
    lengths = random.integers(10, 23, sentences)
    tokens = random.choice(VOCABULARY, size=int(lengths.sum()), p=use / use.sum())
    vectors = sentence_vectors(random, sentences)
    words = [syllables(number) for number in range(VOCABULARY)]
    return Pool(words, Ragged(tokens, starts_of(lengths)), vectors, quantise(vectors), nearest(vectors))


def draw(source: Pool, random: np.random.Generator, count: int) -> Drawn:
    lengths = random.integers(3, 7, count)
    starts = starts_of(lengths)
    first = random.integers(0, len(source.vectors), count)
    owner = np.repeat(np.arange(count), lengths)
    near = source.neighbours[first[owner], random.integers(0, source.neighbours.shape[1], len(owner))]
    other = random.integers(0, len(source.vectors), len(owner))
    chosen = np.where(random.random(len(owner)) < 0.5, near, other)
    chosen[starts[:-1]] = first
    means = np.add.reduceat(source.vectors[chosen].astype(np.float64), starts[:-1], axis=0) / lengths[:, None]
    noise = random.normal(size=means.shape) * (NOISE / np.sqrt(WIDTH))
    return Drawn(Ragged(chosen, starts), unit(means + noise))


def tokens_of(source: Pool, drawn: Drawn) -> Ragged:
    """The words of each document in order, as numbers."""
    places, _ = spread(source.tokens.starts, drawn.sentences.values)
    lengths = np.diff(source.tokens.starts)[drawn.sentences.values]
    return Ragged(source.tokens.values[places], starts_of(np.add.reduceat(lengths, drawn.sentences.starts[:-1])))


def counted(tokens: Ragged) -> tuple[Ragged, NDArray[np.uint16]]:
    """Distinct words of each document and how often each stands there."""
    owner = np.repeat(np.arange(len(tokens)), np.diff(tokens.starts))
    keys, counts = np.unique(owner * VOCABULARY + tokens.values, return_counts=True)
    per_document = np.bincount(keys // VOCABULARY, minlength=len(tokens))
    return Ragged((keys % VOCABULARY).astype(np.int32), starts_of(per_document)), counts.astype(np.uint16)


def batch(source: Pool, drawn: Drawn, first: int) -> Batch:
    """Documents numbered from ``first`` on, ready for a segment."""
    tokens = tokens_of(source, drawn)
    ids, counts = counted(tokens)
    size = len(tokens)
    nothing = Quantised(np.empty((0, WIDTH), dtype=np.int8), np.empty(0, dtype=np.float32))
    own = drawn.sentences.values
    return Batch(
        refs=pack([f"solution-{first + number}".encode() for number in range(size)]),
        words=source.words,
        ids=ids,
        counts=counts,
        lengths=np.diff(tokens.starts).astype(np.int32),
        vectors=quantise(drawn.vectors),
        sentences=np.diff(drawn.sentences.starts),
        sentence_texts=pack([b"%d" % number for number in own.tolist()]),
        sentence_vectors=Quantised(source.quantised.values[own], source.quantised.steps[own]),
        passages=np.zeros(size, dtype=np.int64),
        passage_vectors=nothing,
        payloads=pack([b""] * size),
    )


def documents(source: Pool, count: int, seed: int) -> Iterator[Drawn]:
    """``count`` documents, a slice at a time; a larger count begins with the same ones."""
    for first in range(0, count, SLICE):
        random = np.random.default_rng((seed, first))
        yield draw(source, random, min(SLICE, count - first))


def text(source: Pool, tokens: Rows) -> str:
    return b" ".join(source.words[number] for number in tokens.tolist()).decode()


def needs(source: Pool, count: int, seed: int, words: int = 45) -> list[Need]:
    """Long needs of about ``words`` words: documents nobody indexed, cut."""
    drawn = draw(source, np.random.default_rng((seed, 1 << 40)), count)
    tokens = tokens_of(source, drawn)
    return [
        Need([source.words[number].decode() for number in tokens[row][:words].tolist()], drawn.vectors[row])
        for row in range(count)
    ]
