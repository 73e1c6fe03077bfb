"""The other direction: who needs this solution?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import numpy as np

from southsouth.engine.fit.explain import fit, text_claims
from southsouth.engine.fit.index import Index
from southsouth.engine.fit.judge import judge
from southsouth.engine.fit.likeness import query_of, views
from southsouth.engine.fit.problem import Texts, problem
from southsouth.engine.fit.profiles import NeedProfile, SolutionProfile
from southsouth.engine.fit.quotes import quotes, unpacked
from southsouth.engine.fit.rank import Ranking, common_words
from southsouth.engine.fit.reader import Reader
from southsouth.engine.fit.weights import DEFAULT_WEIGHTS, Weights

Needs = Callable[[Sequence[str]], Iterable[NeedProfile]]


def rank_needs(
    solution: SolutionProfile,
    index: Index,
    needs: Needs,
    *,
    reader: Reader,
    weights: Weights = DEFAULT_WEIGHTS,
    top: int = 10,
) -> Ranking:
    """The needs this solution fits best; what ``needs`` does not give is not considered."""
    reading = reader.read(solution.texts)
    query = query_of(reading, index)
    found = index.candidates(query, reading.vector if reader.width else None)
    by_ref = {each.ref: each for each in needs(index.refs(found.rows))}
    kept = [
        (int(row), by_ref[ref]) for row, ref in zip(found.rows, index.refs(found.rows), strict=True) if ref in by_ref
    ]
    rows = np.array([row for row, _ in kept], dtype=np.int64)
    texts = Texts.of(views(reading, index, rows, query), weights, neural=reader.width > 0)
    judged = [
        (each, judge(each, solution, row, problem(each, solution, texts.at(place), weights), weights))
        for place, (row, each) in enumerate(kept)
    ]
    places = sorted(range(len(judged)), key=lambda place: (-judged[place][1].score, judged[place][0].ref))[:top]
    fits = []
    for number, place in enumerate(places, 1):
        need, judgement = judged[place]
        theirs = unpacked(index.sentences(judgement.row), index.payload(judgement.row))
        pairs = texts.views.pairs
        quoted = quotes(theirs, reading.sentences, pairs[place].T) if len(pairs.values) else []
        both = common_words(reading, [each.text for each in theirs], index)
        fits.append(fit(need.ref, number, judgement, text_claims(quoted, both, texts.at(place))))
    return Ranking(tuple(fits), len(index), reading.notes, reader.name)
