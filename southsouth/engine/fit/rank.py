"""A need against the solutions, or a solution against the needs: read, search, judge, choose, explain."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from southsouth.engine.fit.choose import Choice, chosen
from southsouth.engine.fit.context import Hosts
from southsouth.engine.fit.explain import fit_of
from southsouth.engine.fit.index import Index
from southsouth.engine.fit.judge import Judgement, judge
from southsouth.engine.fit.likeness import Query, pushes, query_of, views
from southsouth.engine.fit.profiles import Fit, NeedProfile, SolutionProfile, Text
from southsouth.engine.fit.quotes import quotes, unpacked
from southsouth.engine.fit.reader import Reader
from southsouth.engine.fit.reading import Note, Reading, Sentence
from southsouth.engine.fit.refusals import Refusals
from southsouth.engine.fit.terms import stem_of, words
from southsouth.engine.fit.weights import DEFAULT_WEIGHTS, Weights

Solutions = Callable[[Sequence[str]], Iterable[SolutionProfile]]
Needs = Callable[[Sequence[str]], Iterable[NeedProfile]]

CANDIDATES = 100
"""Found by words, and as many by meaning: measured to lose nothing against judging everything."""
FEW = 200
"""Records of which every one is judged."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """Fits, best first. ``considered``: how many records were searched; ``model``: by which model and rules."""

    fits: tuple[Fit, ...]
    considered: int
    notes: tuple[Note, ...]
    model: str


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """Candidates for a text, with how near they are."""

    reading: Reading
    query: Query
    index: Index
    rows: NDArray[np.int64]
    refs: Sequence[str]
    texts: Mapping[str, NDArray[np.float64]]
    pairs: Sequence[NDArray[np.float64]]

    def at(self, place: int) -> dict[str, float]:
        return {name: float(values[place]) for name, values in self.texts.items()}


def find(texts: Iterable[Text], index: Index, reader: Reader, weights: Weights) -> Found:
    reading = reader.read(texts)
    query = query_of(reading, index)
    rows = likely(reading, query, index)
    seen = views(reading, index, rows, query)
    pairs = [seen.pairs[place] for place in range(len(rows))]
    return Found(reading, query, index, rows, index.refs(rows), pushes(seen, weights), pairs)


def likely(reading: Reading, query: Query, index: Index) -> NDArray[np.int64]:
    """The rows worth judging: all of a small set, the nearest by words and by meaning of a larger one. Where words are
    all there is, what shares none is not worth it.
    """
    if not reading.sentences:
        return np.zeros(0, dtype=np.int64)
    neural = 0 < index.width == reading.vectors.shape[1]
    if neural and len(index) <= FEW:
        return index.rows()
    return index.candidates(query, reading.vector if neural else None, CANDIDATES, CANDIDATES).rows


def rank(
    need: NeedProfile,
    index: Index,
    solutions: Solutions,
    *,
    reader: Reader,
    weights: Weights = DEFAULT_WEIGHTS,
    top: int = 10,
    exposure: Mapping[str, float] | None = None,
) -> Ranking:
    """The best ``top`` solutions for a need; what ``solutions`` does not give is not considered.

    ``exposure``: how much each exporter (``exporter_ref``) is seen in other lists; of two that fit the same, the last
    place goes to the one less seen.
    """
    found = find(need.texts, index, reader, weights)
    blamed = {each.solution: each.reason for each in need.refused}
    by_ref = {each.ref: each for each in solutions(list(dict.fromkeys([*found.refs, *sorted(blamed)])))}
    vectors = dict(zip(found.refs, index.vectors(found.rows), strict=True))
    refusals = Refusals(blamed, by_ref, vectors, weights.refusals)
    hosts = Hosts(need, weights)
    choices = []
    for place, ref in enumerate(found.refs):
        if (solution := by_ref.get(ref)) is not None:
            refused = refusals.pushes(solution)
            judged = judge(need, solution, found.at(place), weights=weights, hosts=hosts, refused=refused)
            choices.append(Choice(judged, place, vectors[ref]))
    listed = chosen(choices, top, exposure)
    fits = [explained(found, choice, number) for number, choice in enumerate(listed, 1)]
    return Ranking(tuple(fits), len(index), found.reading.notes, reader.name)


def rank_needs(
    solution: SolutionProfile,
    index: Index,
    needs: Needs,
    *,
    reader: Reader,
    weights: Weights = DEFAULT_WEIGHTS,
    top: int = 10,
) -> Ranking:
    """The needs a solution fits best; what ``needs`` does not give is not considered."""
    found = find(solution.texts, index, reader, weights)
    by_ref = {each.ref: each for each in needs(found.refs)}
    choices = []
    for place, ref in enumerate(found.refs):
        if (need := by_ref.get(ref)) is not None:
            judged = judge(need, solution, found.at(place), weights=weights, hosts=Hosts(need, weights), refused={})
            choices.append((judged, place))
    best = sorted(choices, key=lambda each: (-each[0].score, each[0].need.ref))[:top]
    fits = [answered(found, judged, place, number) for number, (judged, place) in enumerate(best, 1)]
    return Ranking(tuple(fits), len(index), found.reading.notes, reader.name)


def explained(found: Found, choice: Choice, number: int) -> Fit:
    """A solution as an answer to the need that was read."""
    theirs = sentences_of(found, choice.place)
    pairs = found.pairs[choice.place]
    quoted = quotes(found.reading.sentences, theirs, pairs, found.reading.shares)
    return fit_of(choice.judged, number, quoted, common_words(found, theirs))


def answered(found: Found, judged: Judgement, place: int, number: int) -> Fit:
    """A need answered by the solution that was read."""
    theirs = sentences_of(found, place)
    pairs = found.pairs[place].T
    quoted = quotes(theirs, found.reading.sentences, pairs, even(len(theirs)))
    return fit_of(judged, number, quoted, common_words(found, theirs))


def even(count: int) -> NDArray[np.float64]:
    return np.full(count, 1.0 / max(count, 1))


def sentences_of(found: Found, place: int) -> list[Sentence]:
    row = int(found.rows[place])
    return unpacked(found.index.sentences(row), found.index.payload(row))


def common_words(found: Found, sentences: Iterable[Sentence]) -> list[str]:
    """Words of the candidate that the text read has too, those that tell most first."""
    written: dict[str, str] = {}
    for word in (word for sentence in sentences for word in words(sentence.text)):
        stem = stem_of(word)
        if stem in found.query:
            written.setdefault(stem, word)
    return [written[stem] for stem in sorted(written, key=lambda each: (-found.query[each], each))]
