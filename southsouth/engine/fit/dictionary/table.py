"""A word table: for each foreign key the English words it stood beside, with how often."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Row = Mapping[str, float]
EXACT = "="
"""Before the key of a row that holds for one very form, not for all forms of a stem."""
MOST = 6
"""English words kept for a key."""
LEAST_SHARE = 0.04
"""Share of the best word's count below which another is dropped."""


class WrongTable(Exception):
    """The file is not a word table: damaged, or of another make."""


@dataclass(frozen=True, slots=True)
class Learned:
    """What a table says of a word. ``count``: how often it was seen with these; ``exact``: in this very form."""

    shares: Row
    count: float
    exact: bool


@dataclass(frozen=True, slots=True)
class Table:
    """``rows``: key -> English word -> expected count. ``words``: counts of Chinese words, for cutting runs."""

    rows: Mapping[str, Row] = field(default_factory=dict)
    words: Mapping[str, float] = field(default_factory=dict)

    def best(self, key: str) -> list[tuple[str, float]]:
        """English words with their probabilities, best first."""
        return _shares(self.rows.get(key, {}))

    def of(self, text: str, key: str) -> Learned:
        """The row of the very form, else that of its stem."""
        exact = self.rows.get(EXACT + text)
        row = exact or self.rows.get(key, {})
        return Learned(dict(_shares(row)), sum(row.values()), exact is not None)

    def merged(self, other: Table) -> Table:
        """Both tables as one: counts add up, so the better attested word wins."""
        rows = {
            key: _sum(self.rows.get(key, {}), other.rows.get(key, {})) for key in self.rows.keys() | other.rows.keys()
        }
        return Table(rows, _sum(self.words, other.words))

    def pruned(self) -> Table:
        return Table({key: _best(row) for key, row in self.rows.items() if row}, self.words)


def _shares(row: Row) -> list[tuple[str, float]]:
    total = sum(row.values())
    return sorted(((word, count / total) for word, count in row.items()), key=lambda each: (-each[1], each[0]))


def _sum(left: Row, right: Row) -> Row:
    return {word: left.get(word, 0.0) + right.get(word, 0.0) for word in sorted(left.keys() | right.keys())}


def _best(row: Row) -> Row:
    ordered = sorted(row.items(), key=lambda each: (-each[1], each[0]))[:MOST]
    return {word: count for word, count in ordered if count >= LEAST_SHARE * ordered[0][1]}


def write(table: Table, file: Path) -> None:
    """The same table gives the same bytes; the file appears whole or not at all."""
    keys = sorted(table.rows)
    english = sorted({word for row in table.rows.values() for word in row})
    places = {word: place for place, word in enumerate(english)}
    pairs = [(places[word], count) for key in keys for word, count in table.rows[key].items()]
    draft = file.with_name(f"{file.name}.{os.getpid()}.draft")
    with draft.open("wb") as opened:
        np.savez(
            opened,
            keys=_bytes(keys),
            english=_bytes(english),
            sizes=np.array([len(table.rows[key]) for key in keys], dtype=np.uint16),
            places=np.array([place for place, _ in pairs], dtype=np.uint32),
            counts=np.array([count for _, count in pairs], dtype=np.float32),
            words=_bytes(sorted(table.words)),
            word_counts=np.array([table.words[word] for word in sorted(table.words)], dtype=np.float32),
        )
    draft.replace(file)


def read(file: Path) -> Table:
    try:
        with np.load(file, allow_pickle=False) as arrays:
            return _table({name: arrays[name] for name in arrays.files})
    except (OSError, KeyError, ValueError, zipfile.BadZipFile) as wrong:
        raise WrongTable(f"{file}: {wrong}") from wrong


def _table(arrays: Mapping[str, NDArray[np.generic]]) -> Table:
    english = _texts(arrays["english"])
    words = [english[place] for place in arrays["places"].tolist()]
    counts = arrays["counts"].tolist()
    rows: dict[str, Row] = {}
    start = 0
    for key, size in zip(_texts(arrays["keys"]), arrays["sizes"].tolist(), strict=True):
        rows[key] = dict(zip(words[start : start + size], counts[start : start + size], strict=True))
        start += size
    return Table(rows, dict(zip(_texts(arrays["words"]), arrays["word_counts"].tolist(), strict=True)))


def _bytes(texts: Iterable[str]) -> NDArray[np.uint8]:
    return np.frombuffer("\n".join(texts).encode(), dtype=np.uint8)


def _texts(array: NDArray[np.generic]) -> list[str]:
    whole = array.tobytes().decode()
    return whole.split("\n") if whole else []
