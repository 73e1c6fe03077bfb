"""One box: words and meaning."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from southsouth.engine.fit.index import Index
from southsouth.engine.fit.likeness import query_of, views
from southsouth.engine.fit.problem import Texts
from southsouth.engine.fit.profiles import Part, Text
from southsouth.engine.fit.reader import Reader
from southsouth.engine.fit.score import points
from southsouth.engine.fit.weights import DEFAULT_WEIGHTS

LEAST = 0.1
"""Likeness below which a record that shares no word is not a hit."""


@dataclass(frozen=True, slots=True)
class Hit:
    """``score`` is 0-1."""

    ref: str
    score: float


def search(text: str, index: Index, *, reader: Reader, language: str | None = None, limit: int = 200) -> list[Hit]:
    """Records that speak of it, best first, ties by reference; nothing for an empty or unusable text."""
    reading = reader.read([Text(Part.PROBLEM, text, language)])
    if not reading.sentences:
        return []
    query = query_of(reading, index)
    found = index.candidates(query, reading.vector if reader.width else None, limit, limit)
    texts = Texts.of(views(reading, index, found.rows, query), DEFAULT_WEIGHTS, neural=reader.width > 0)
    totals = np.sum(list(texts.pushes.values()), axis=0)
    scores = [points(float(total) - 2.0) / 100.0 for total in totals]
    hits = [
        Hit(ref, score)
        for ref, score, lexical in zip(index.refs(found.rows), scores, found.lexical.tolist(), strict=True)
        if lexical > 0.0 or score >= LEAST
    ]
    return sorted(hits, key=lambda hit: (-hit.score, hit.ref))[:limit]
