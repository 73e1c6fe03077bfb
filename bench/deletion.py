"""Is an explanation true? A sentence that is said to carry a fit is taken out: the score must fall, more than without
another sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from bench.outside import Case, Outside
from southsouth.engine.fit.documents import document_of
from southsouth.engine.fit.index import Document, Index
from southsouth.engine.fit.likeness import pushes, query_of, views
from southsouth.engine.fit.profiles import SolutionProfile, Text
from southsouth.engine.fit.quotes import quotes, unpacked
from southsouth.engine.fit.reader import Reader
from southsouth.engine.fit.sentences import clean, sentences
from southsouth.engine.fit.weights import DEFAULT_WEIGHTS

FEWEST = 3
"""Sentences from which a solution takes part; with two there is no other to compare with."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """``pairs`` with a quoted sentence, out of ``asked``; of those, how often taking it out cost more than others."""

    asked: int
    pairs: int
    above_others: float
    largest: float


def without(solution: SolutionProfile, place: int) -> SolutionProfile:
    """The solution without its sentence of that number, counted over all its texts."""
    left, passed = [], 0
    for text in solution.texts:
        own = sentences(clean(text.text))
        kept = [each for number, each in enumerate(own) if passed + number != place]
        passed += len(own)
        left.append(Text(text.part, " ".join(kept), text.language))
    return replace(solution, ref=f"{solution.ref}#{place}", texts=tuple(left))


def length(solution: SolutionProfile) -> int:
    return sum(len(sentences(clean(text.text))) for text in solution.texts)


def measure(outside: Outside, documents: Sequence[Document], reader: Reader) -> Outcome:
    solutions = {each.ref: each for each in outside.solutions}
    answers = [solutions[ref] for ref in sorted({case.answer for case in outside.cases})]
    cut = [without(each, place) for each in answers for place in range(length(each))]
    index = Index.of([*documents, *(document_of(each, reader) for each in cut)], width=reader.width)
    asked = [case for case in outside.cases if length(solutions[case.answer]) >= FEWEST]
    found = [
        found for case in asked if (found := lost(case, length(solutions[case.answer]), index, reader)) is not None
    ]
    above = [losses[cited] > np.delete(losses, cited).mean() for cited, losses in found]
    largest = [losses[cited] >= losses.max() for cited, losses in found]
    return Outcome(len(asked), len(found), float(np.mean(above)), float(np.mean(largest)))


def lost(case: Case, count: int, index: Index, reader: Reader) -> tuple[int, NDArray[np.float64]] | None:
    """The place of the quoted sentence, and what the push of the texts loses without each sentence."""
    refs = [case.answer, *(f"{case.answer}#{place}" for place in range(count))]
    rows = np.array([index.row(ref) for ref in refs], dtype=np.int64)
    reading = reader.read(case.need.texts)
    seen = views(reading, index, rows, query_of(reading, index))
    total = np.sum(list(pushes(seen, DEFAULT_WEIGHTS).values()), axis=0)
    theirs = unpacked(index.sentences(int(rows[0])), index.payload(int(rows[0])))
    quoted = quotes(reading.sentences, theirs, seen.pairs[0], reading.shares)
    return (theirs.index(quoted[0].solution), total[0] - total[1:]) if quoted else None
