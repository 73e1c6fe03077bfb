"""One need, the best solutions, explained."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from southsouth.engine.fit.explain import fit, text_claims
from southsouth.engine.fit.index import Document, Index
from southsouth.engine.fit.judge import Judgement, judge
from southsouth.engine.fit.likeness import query_of, views
from southsouth.engine.fit.problem import Texts, problem
from southsouth.engine.fit.profiles import Fit, NeedProfile, SolutionProfile, Text
from southsouth.engine.fit.quotes import packed, quotes, unpacked
from southsouth.engine.fit.reader import Note, Reader, Reading
from southsouth.engine.fit.terms import stem_of, words
from southsouth.engine.fit.weights import DEFAULT_WEIGHTS, Weights

Profiles = Callable[[Sequence[str]], Iterable[SolutionProfile]]


@dataclass(frozen=True, slots=True)
class Ranking:
    """Fits, best first. ``considered``: how many solutions were searched; ``model``: by which model and rules."""

    fits: tuple[Fit, ...]
    considered: int
    notes: tuple[Note, ...]
    model: str


def document_of(solution: SolutionProfile, reader: Reader) -> Document:
    """What the index keeps of a solution."""
    return document(solution.ref, solution.texts, reader)


def need_document_of(need: NeedProfile, reader: Reader) -> Document:
    """What the index of needs keeps of a need."""
    return document(need.ref, need.texts, reader)


def document(ref: str, texts: Iterable[Text], reader: Reader) -> Document:
    reading = reader.read(texts)
    return Document(
        ref=ref,
        terms=reading.terms,
        vector=reading.vector if reader.width else None,
        sentences=[each.text for each in reading.sentences],
        sentence_vectors=reading.sentence_vectors,
        passage_vectors=reading.passage_vectors,
        payload=packed(reading.sentences),
    )


def rank(
    need: NeedProfile,
    index: Index,
    solutions: Profiles,
    *,
    reader: Reader,
    weights: Weights = DEFAULT_WEIGHTS,
    top: int = 10,
    exposure: Mapping[str, float] | None = None,
) -> Ranking:
    """The best ``top`` solutions; what ``solutions`` does not give is not considered."""
    reading = reader.read(need.texts)
    query = query_of(reading, index)
    found = index.candidates(query, reading.vector if reader.width else None)
    by_ref = {each.ref: each for each in solutions(index.refs(found.rows))}
    kept = [
        (int(row), by_ref[ref]) for row, ref in zip(found.rows, index.refs(found.rows), strict=True) if ref in by_ref
    ]
    rows = np.array([row for row, _ in kept], dtype=np.int64)
    texts = Texts.of(views(reading, index, rows, query), weights, neural=reader.width > 0)
    judged = [
        judge(need, each, row, problem(need, each, texts.at(place), weights), weights)
        for place, (row, each) in enumerate(kept)
    ]
    places = sorted(range(len(judged)), key=lambda place: (-judged[place].score, judged[place].solution.ref))[:top]
    fits = [explained(need, rank, judged[place], reading, index, texts, place) for rank, place in enumerate(places, 1)]
    return Ranking(tuple(fits), len(index), reading.notes, reader.name)


def explained(
    need: NeedProfile, rank: int, judged: Judgement, reading: Reading, index: Index, texts: Texts, place: int
) -> Fit:
    sentences = unpacked(index.sentences(judged.row), index.payload(judged.row))
    pairs = texts.views.pairs
    quoted = quotes(reading.sentences, sentences, pairs[place]) if len(pairs.values) else []
    both = common_words(reading, [each.text for each in sentences], index)
    return fit(need.ref, rank, judged, text_claims(quoted, both, texts.at(place)))


def common_words(reading: Reading, sentences: Iterable[str], index: Index) -> list[str]:
    """Words of the solution that the need has too, rarest first."""
    ours = set(reading.terms)
    found: dict[str, str] = {}
    for word in (word for sentence in sentences for word in words(sentence)):
        if stem_of(word) in ours:
            found.setdefault(stem_of(word), word)
    rarity = index.idf(found)
    return [found[stem] for stem in sorted(found, key=lambda each: (-rarity[each], each))]
