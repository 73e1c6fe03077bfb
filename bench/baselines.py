"""The engines that ours is compared with: full-text search of SQLite, and the plain sum of two ranks."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence
from contextlib import closing

import numpy as np
from numpy.typing import NDArray

from southsouth.engine.fit.index import Index
from southsouth.engine.fit.likeness import query_of
from southsouth.engine.fit.profiles import Text
from southsouth.engine.fit.reader import Reader, joined

Scores = NDArray[np.float64]
TOKENIZERS = ("unicode61", "porter unicode61")
RRF = 60
"""The constant of reciprocal rank fusion."""


def plain(texts: Sequence[Text]) -> str:
    return " ".join(each.text for each in texts)


def fts5(documents: Sequence[str], needs: Sequence[str], tokenizer: str) -> list[Scores]:
    """``bm25`` of SQLite for each need over all documents; every word of the need, joined by OR."""
    with closing(sqlite3.connect(":memory:")) as base:
        base.execute(f"create virtual table catalogue using fts5(text, tokenize='{tokenizer}')")
        base.executemany("insert into catalogue(rowid, text) values (?, ?)", enumerate(documents))
        return [_asked(base, need, len(documents)) for need in needs]


def _asked(base: sqlite3.Connection, need: str, size: int) -> Scores:
    words = dict.fromkeys(re.findall(r"\w+", need.casefold()))
    query = " OR ".join(f'"{word}"' for word in words)
    scores = np.full(size, -np.inf)
    for row, worth in base.execute("select rowid, bm25(catalogue) from catalogue where catalogue match ?", (query,)):
        scores[row] = -worth
    return scores


def by_words(index: Index, reader: Reader, needs: Sequence[Sequence[Text]]) -> list[Scores]:
    """Our own BM25, and nothing else."""
    return [index.lexical_scores(query_of(reader.read(need), index), index.rows()) for need in needs]


def by_whole(index: Index, reader: Reader, needs: Sequence[Sequence[Text]]) -> list[Scores]:
    """The cosine of whole texts, as a sentence model is commonly used."""
    vectors = [reader.vectors([joined(each.text for each in need)])[0] for need in needs]
    return [index.vectors(index.rows()).astype(np.float64) @ vector for vector in vectors]


def fused(several: Sequence[Sequence[Scores]]) -> list[Scores]:
    """Reciprocal rank fusion of some engines, need by need."""
    return [np.sum([1.0 / (RRF + ranks(scores)) for scores in each], axis=0) for each in zip(*several, strict=True)]


def ranks(scores: Scores) -> Scores:
    order = np.argsort(-scores, kind="stable")
    found = np.empty(len(scores))
    found[order] = np.arange(1, len(scores) + 1)
    return found
