"""Sentence pairs into a word table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence, Set
from dataclasses import replace

import numpy as np

from southsouth.engine.fit.dictionary.alignment import Links, Reals, links_of, posteriors
from southsouth.engine.fit.dictionary.chinese import Segmenter, learn_counts
from southsouth.engine.fit.dictionary.stems import stem, without_particle
from southsouth.engine.fit.dictionary.table import Row, Table
from southsouth.engine.fit.dictionary.tally import Tally
from southsouth.engine.fit.dictionary.words import Segment, Word, keys_of, words_of

Pair = tuple[str, str]
"""A sentence in a foreign language and the same in English."""
LONGEST = 120
"""Words of a sentence that are read."""
FAINTEST = 0.01
"""Belief below which a link is not looked at."""


def learn(pairs: Iterable[Pair], language: str, *, before: Table | None = None, known: Iterable[str] = ()) -> Table:
    """The word table of these pairs alone. ``before`` is what is already believed and guides the alignment.

    ``known``: terms that are words for certain: Chinese ones are not cut, Arabic ones keep their first letter.
    """
    known = tuple(known)
    kept = [(foreign, english) for foreign, english in pairs if foreign.strip() and english.strip()]
    before = before or Table()
    counts = _counts(kept, before, known) if language == "zh" else {}
    segment: Segment = Segmenter(counts) if counts else list
    left = [words_of(foreign, language, segment)[:LONGEST] for foreign, _ in kept]
    if language == "ar":
        left = bare(left, {key for term in known for key in keys_of(term, language)})
    right = [words_of(english, "en")[:LONGEST] for _, english in kept]
    return Table(_rows(left, right, before), counts)


def bare(sentences: Sequence[Sequence[Word]], whole: Set[str]) -> list[list[Word]]:
    """Arabic words without the particle in front, where the rest is the commoner word of these texts.

    ``whole``: keys of which the first letter is no particle.
    """
    seen = Counter(word.key for sentence in sentences for word in sentence)
    return [[_bare(word, seen, whole) for word in sentence] for sentence in sentences]


def _bare(word: Word, seen: Counter[str], whole: Set[str]) -> Word:
    rest = without_particle(word.key)
    return replace(word, key=rest) if word.key not in whole and seen[rest] > seen[word.key] else word


def _counts(pairs: Sequence[Pair], before: Table, known: Iterable[str]) -> dict[str, float]:
    return learn_counts([foreign for foreign, _ in pairs], [*known, *before.words])


def _rows(left: Sequence[Sequence[Word]], right: Sequence[Sequence[Word]], before: Table) -> dict[str, Row]:
    keys, stems = Numbers(), Numbers()
    pairs = [
        ([keys[word.key] for word in foreign], [stems[word.key] for word in english])
        for foreign, english in zip(left, right, strict=True)
    ]
    links = links_of(pairs)
    belief = posteriors(links, _guess(links, keys, stems, before))
    given = [word for sentence in left for word in sentence]
    made = [word for sentence in right for word in sentence]
    tally = Tally()
    for word in given:
        tally.saw(word)
    for place in np.flatnonzero(belief > FAINTEST).tolist():
        tally.add(given[links.left[place]], made[links.right[place]], float(belief[place]))
    return dict(tally.rows())


def _guess(links: Links, keys: Numbers, stems: Numbers, before: Table) -> Reals | None:
    """What ``before`` says of each link, or nothing when it knows none of the words."""
    believed = {
        (keys.places[key], stems.places[stem(word, "en")]): share
        for key in keys.texts
        for word, share in before.best(key)
        if stem(word, "en") in stems.places
    }
    if not believed:
        return None
    width = len(stems.texts)
    codes = np.array([key * width + english for key, english in believed], dtype=np.int64)
    shares = np.array(list(believed.values()))
    order = np.argsort(codes)
    asked = links.foreign * width + links.english
    slots = np.minimum(np.searchsorted(codes[order], asked), len(codes) - 1)
    guess: Reals = np.where(codes[order][slots] == asked, shares[order][slots], 0.0)
    return guess


class Numbers:
    """Texts numbered in the order they come."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.places: dict[str, int] = {}

    def __getitem__(self, text: str) -> int:
        place = self.places.setdefault(text, len(self.texts))
        if place == len(self.texts):
            self.texts.append(text)
        return place
