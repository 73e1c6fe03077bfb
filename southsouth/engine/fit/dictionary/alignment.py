"""Which word stands for which: IBM model 1 in both directions over sentence pairs, agreed upon, in NumPy.

Beside the published model: a null word takes what has no counterpart, words that keep their relative place in the
sentence are likelier (the diagonal of Dyer's fast_align), and the two directions' posteriors are multiplied, so that a
link counts only as far as both believe in it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]
Reals = NDArray[np.float64]

ROUNDS = 6
DIAGONAL = 2.0
"""How fast a link loses weight off the diagonal."""
NULL_SHARE = 0.15
SMALLEST = 1e-7
BELIEVED = 5.0
"""Sightings that a translation believed before counts for."""
UNBELIEVED = 1e-3
"""What a pair of words begins with that was not believed before, beside others that were."""


@dataclass(frozen=True, slots=True, eq=False)
class Links:
    """Every pair of a foreign and an English token of one sentence pair: one row of each array is one link.

    ``foreign`` and ``english`` are word numbers, ``left`` and ``right`` numbers of the tokens, ``near`` the weight of
    their places.
    """

    foreign: Numbers
    english: Numbers
    left: Numbers
    right: Numbers
    near: Reals


def links_of(pairs: Sequence[tuple[Sequence[int], Sequence[int]]], *, diagonal: float = DIAGONAL) -> Links:
    """All links of all sentence pairs."""
    parts: list[tuple[Numbers, Numbers, Numbers, Numbers, Reals]] = []
    left_start = right_start = 0
    for foreign, english in pairs:
        own = np.arange(len(foreign))
        other = np.arange(len(english))
        apart = np.abs(((own + 0.5) / max(len(own), 1))[:, None] - ((other + 0.5) / max(len(other), 1))[None, :])
        parts.append(
            (
                np.repeat(np.asarray(foreign, dtype=np.int64), len(english)),
                np.tile(np.asarray(english, dtype=np.int64), len(foreign)),
                np.repeat(own + left_start, len(english)),
                np.tile(other + right_start, len(foreign)),
                np.exp(-diagonal * apart).ravel(),
            )
        )
        left_start += len(foreign)
        right_start += len(english)
    columns = [np.concatenate(column) for column in zip(*parts, strict=True)] if parts else [np.zeros(0)] * 5
    whole = [column.astype(np.int64) for column in columns[:4]]
    return Links(whole[0], whole[1], whole[2], whole[3], columns[4].astype(np.float64))


def posteriors(links: Links, start: Reals | None = None, *, rounds: int = ROUNDS) -> Reals:
    """How likely each link holds, by the agreement of both directions. ``start``: a first guess per link."""
    if not len(links.foreign):
        return np.zeros(0)
    forth = _train(links.foreign, links.english, links.right, links.near, start, rounds)
    back = _train(links.english, links.foreign, links.left, links.near, start, rounds)
    return np.sqrt(forth * back)


def _train(given: Numbers, made: Numbers, token: Numbers, near: Reals, start: Reals | None, rounds: int) -> Reals:
    """Posterior of each link when every ``token`` (a place of a ``made`` word) chooses one ``given`` word, or none."""
    width = int(made.max()) + 1
    words, entry = np.unique(given * width + made, return_inverse=True)
    source = words // width
    believed = np.zeros(len(words)) if start is None else _entries(entry, start, len(words))
    table = _shares(believed + (1.0 if start is None else UNBELIEVED), source)
    null = np.full(width, 1.0 / width)
    belief = np.zeros(len(given))
    for _ in range(rounds):
        belief, nothing = _expect(table[entry] * near, null[made], token)
        table = _shares(np.bincount(entry, weights=belief, minlength=len(words)) + SMALLEST + believed, source)
        null = np.bincount(made, weights=nothing, minlength=width) + SMALLEST
        null /= null.sum()
    return belief


def _shares(counts: NDArray[np.floating], source: Numbers) -> Reals:
    """Counts of each source as parts of one."""
    return np.asarray(counts / np.bincount(source, weights=counts)[source], dtype=np.float64)


def _entries(entry: Numbers, start: Reals, size: int) -> Reals:
    """The first guess of each word pair: its links all have the same."""
    guess = np.zeros(size)
    np.maximum.at(guess, entry, start)
    return guess * BELIEVED


def _expect(weight: Reals, null: Reals, token: Numbers) -> tuple[Reals, Reals]:
    """Shares of the links of each token, and what falls to the null word (spread over its links)."""
    whole = np.bincount(token, weights=weight)
    size = np.bincount(token)
    width = np.bincount(token, weights=null) / np.maximum(size, 1)
    mean = whole / np.maximum(size, 1)
    total = (1 - NULL_SHARE) * mean + NULL_SHARE * width
    belief = (1 - NULL_SHARE) * weight / np.maximum(size, 1)[token] / np.maximum(total, 1e-300)[token]
    nothing = NULL_SHARE * width / np.maximum(total, 1e-300) / np.maximum(size, 1)
    return belief, nothing[token]
