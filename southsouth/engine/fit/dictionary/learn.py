"""Sentence pairs into a word table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from southsouth.engine.fit.dictionary.alignment import Links, Reals, links_of, posteriors
from southsouth.engine.fit.dictionary.chinese import Segmenter, learn_counts
from southsouth.engine.fit.dictionary.stems import stem
from southsouth.engine.fit.dictionary.table import Table
from southsouth.engine.fit.dictionary.words import Segment, Word, words_of

Pair = tuple[str, str]
"""A sentence in a foreign language and the same in English."""
LONGEST = 120
"""Words of a sentence that are read."""
FAINTEST = 0.01
"""Belief below which a link is not looked at."""
LEAST = 0.3
"""Expected count below which a translation is not kept."""


def learn(pairs: Iterable[Pair], language: str, *, before: Table | None = None, known: Iterable[str] = ()) -> Table:
    """The word table of these pairs alone. ``before`` is what is already believed and guides the alignment.

    ``known``: Chinese words that must not be cut.
    """
    kept = [(foreign, english) for foreign, english in pairs if foreign.strip() and english.strip()]
    counts = _counts(kept, language, before, known)
    segment: Segment = Segmenter(counts) if counts else list
    left = [words_of(foreign, language, segment)[:LONGEST] for foreign, _ in kept]
    right = [words_of(english, "en")[:LONGEST] for _, english in kept]
    return Table(_gather(left, right, before or Table()), counts)


def _counts(pairs: Sequence[Pair], language: str, before: Table | None, known: Iterable[str]) -> dict[str, float]:
    if language != "zh":
        return {}
    old = before.words if before else {}
    return learn_counts([foreign for foreign, _ in pairs], [*known, *old])


def _gather(left: list[list[Word]], right: list[list[Word]], before: Table) -> dict[str, dict[str, float]]:
    """Expected counts of (key, English word), each English stem under its commonest form."""
    keys = Numbers()
    stems = Numbers()
    pairs = [
        ([keys[word.key] for word in foreign], [stems[word.key] for word in english])
        for foreign, english in zip(left, right, strict=True)
    ]
    links = links_of(pairs)
    belief = posteriors(links, _guess(links, keys, stems, before))
    forms = [word.text for sentence in right for word in sentence]
    counts: defaultdict[tuple[int, int], defaultdict[str, float]] = defaultdict(lambda: defaultdict(float))
    for place in np.flatnonzero(belief > FAINTEST).tolist():
        pair = int(links.foreign[place]), int(links.english[place])
        counts[pair][forms[links.right[place]]] += float(belief[place])
    return _rows(counts, keys)


def _rows(counts: Mapping[tuple[int, int], Mapping[str, float]], keys: Numbers) -> dict[str, dict[str, float]]:
    rows: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for (key, _), seen in sorted(counts.items()):
        total = sum(seen.values())
        if total >= LEAST:
            rows[keys.texts[key]][min(seen, key=lambda form: (-seen[form], form))] = total
    return dict(rows)


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
    return np.where(codes[order][slots] == asked, shares[order][slots], 0.0)


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
