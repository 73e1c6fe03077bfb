"""One box: words and meaning."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from southsouth.engine.fit.index import Index
from southsouth.engine.fit.likeness import DIGITS, best, query_of, wide
from southsouth.engine.fit.profiles import Part, Text
from southsouth.engine.fit.reader import Reader
from southsouth.engine.fit.reading import Reading

WORDS = 0.6
"""How much of a hit's score is the words; the rest is meaning."""
FULL = 1.0
"""What a word of weight one adds when it stands once in a text of common length: such a hit has all of the words."""
NOTHING, SAME = 0.2, 0.75
"""Cosines that stand for no likeness in meaning, and for the same meaning."""
LEAST = 0.3
"""Likeness in meaning from which a record that shares no word is a hit."""

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Hit:
    """``score`` is 0-1."""

    ref: str
    score: float


def search(text: str, index: Index, *, reader: Reader, language: str | None = None, limit: int = 200) -> list[Hit]:
    """Records that speak of it, best first, ties by reference; nothing for an empty or unusable text."""
    reading = reader.read([Text(Part.PROBLEM, text, language)])
    query = query_of(reading, index)
    neural = 0 < index.width == reader.width
    found = index.candidates(query, reading.vector if neural else None, limit, limit)
    words = np.minimum(found.lexical / (FULL * math.fsum(query.values()) or 1.0), 1.0)
    meaning = meant(reading, index, found.rows, found.vector) if neural else np.zeros(len(found.rows))
    scores = np.round(WORDS * words + (1.0 - WORDS) * meaning if neural else words, DIGITS)
    hits = [
        Hit(ref, score)
        for ref, score, word, like in zip(
            index.refs(found.rows), scores.tolist(), words.tolist(), meaning.tolist(), strict=True
        )
        if word > 0.0 or like >= LEAST
    ]
    return sorted(hits, key=lambda hit: (-hit.score, hit.ref))[:limit]


def meant(reading: Reading, index: Index, rows: NDArray[np.int64], whole: Floats) -> Floats:
    """The best of the whole record and its single sentences, 0-1."""
    sentences = index.sentence_vectors(rows)
    near = best(type(sentences)(wide(sentences.values) @ wide(reading.vector)[:, None], sentences.starts))[:, 0]
    return np.clip((np.maximum(near, whole) - NOTHING) / (SAME - NOTHING), 0.0, 1.0)
