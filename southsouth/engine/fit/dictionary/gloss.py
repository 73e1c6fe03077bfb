"""A foreign text word by word in English: terms of the vocabulary first, then the word table, then close spellings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from southsouth.engine.fit.dictionary.cognates import Cognates
from southsouth.engine.fit.dictionary.lights import light_english
from southsouth.engine.fit.dictionary.stems import ARABIC_PERSONS, stem, without_particle
from southsouth.engine.fit.dictionary.table import Learned, Table
from southsouth.engine.fit.dictionary.vocabulary import Found, Phrasebook, shared
from southsouth.engine.fit.dictionary.words import Segment, Word, words_of

VOCABULARY_WEIGHT = 6.0
"""Sightings that a term of the vocabulary counts for."""
MOST_SEEN = 6.0
"""Sightings of the table that count against it at most."""
OTHER_FORM = 0.4
"""What they are worth where the table knows the stem only, and the vocabulary the very form."""
FIRST_MEANT, FIRST_WRITTEN = 0.8, 0.5
"""Share of a concept's first English term among the words searched, and when one is chosen to be written."""
ENDS = tuple(",.;:!?")
COGNATE_SHARE = 0.8
FAINTEST = 0.05
PREFIX = 5
"""Letters at least that a word must share with a known key to be taken for one of its forms."""
NEAR = 0.75
"""Share of both that these letters must be."""

UNLEARNED = Learned({}, 0.0, False)


@dataclass(frozen=True, slots=True)
class Gloss:
    """``text``: the best English for each word, in order. ``terms``: English words with how often they are expected.

    ``share_known``: share of the words that matter for which any English was found.
    """

    text: str
    terms: Mapping[str, float]
    share_known: float


@dataclass(frozen=True, slots=True)
class Meaning:
    """English for a piece of text: what to write, and the words with their shares."""

    text: str
    shares: Mapping[str, float]


@dataclass(slots=True)
class _Draft:
    parts: list[str] = field(default_factory=list)
    terms: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    asked: int = 0
    known: int = 0

    def add(self, meaning: Meaning | None, words: Sequence[Word]) -> None:
        self._add(meaning, words)
        if self.parts and not self.parts[-1].endswith(ENDS):
            self.parts[-1] += words[-1].pause

    def _add(self, meaning: Meaning | None, words: Sequence[Word]) -> None:
        weight = sum(not word.light for word in words)
        self.asked += weight
        if meaning:
            self.known += weight
            self.parts += [meaning.text] if meaning.text else []
            for word, share in meaning.shares.items():
                self.terms[word] += share


class Glosser:
    """Glosses one language."""

    def __init__(
        self,
        language: str,
        table: Table,
        phrasebook: Phrasebook,
        *,
        cognates: Cognates | None = None,
        segment: Segment = list,
    ) -> None:
        self._language = language
        self._table = table
        self._phrasebook = phrasebook
        self._cognates = cognates
        self._segment = segment
        self._prefixes = _prefixes(table)

    def gloss(self, text: str) -> Gloss:
        words = [self._settled(word) for word in words_of(text, self._language, self._segment)]
        draft = _Draft()
        place = 0
        while place < len(words):
            found = self._phrasebook.find(words, place)
            taken = words[place : place + (found.words if found else 1)]
            draft.add(self._meaning(found, taken), taken)
            place += len(taken)
        return Gloss(" ".join(draft.parts), dict(draft.terms), draft.known / draft.asked if draft.asked else 0.0)

    def _settled(self, word: Word) -> Word:
        """An unknown Arabic word without what is written onto it, where the rest is known."""
        if self._language != "ar" or self._knows(word.key):
            return word
        rest = without_particle(word.key)
        tries = (rest, without_particle(rest, ARABIC_PERSONS), without_particle(rest))
        return replace(word, key=next(filter(self._knows, tries), word.key))

    def _knows(self, key: str) -> bool:
        return key in self._table.rows or self._phrasebook.knows(key)

    def _meaning(self, found: Found | None, words: Sequence[Word]) -> Meaning | None:
        word = words[0]
        learned = self._table.of(word.text, word.key) if len(words) == 1 else UNLEARNED
        if found:
            return _of_concepts(found, learned)
        if word.light:
            return Meaning(light_english(word.text, self._language), {})
        if learned.shares:
            return Meaning(next(iter(learned.shares)), learned.shares)
        return self._guess(word)

    def _guess(self, word: Word) -> Meaning | None:
        """A number or a name as it is; else an English word of close spelling; else a known key it begins with."""
        if word.text.isascii() and (word.name or not word.text.isalpha()):
            close = self._cognates.find(word.text) if self._cognates else None
            return Meaning(close or word.text, {close or word.text: COGNATE_SHARE if close else 1.0})
        close = self._cognates.find(word.text) if self._cognates else None
        if close:
            return Meaning(close, {close: COGNATE_SHARE})
        akin = self._akin(word.key)
        return Meaning(akin[0][0], dict(akin)) if akin else None

    def _akin(self, key: str) -> list[tuple[str, float]]:
        """The meaning of the known key that shares the longest beginning, if that is nearly all of both."""
        known = self._prefixes.get(key[:PREFIX], ()) if len(key) >= PREFIX else ()
        near, _, other = max(((shared(key, other), -len(other), other) for other in known), default=(0.0, 0, ""))
        return self._table.best(other) if near >= NEAR else []


def _prefixes(table: Table) -> Mapping[str, Sequence[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for key in table.rows:
        if len(key) >= PREFIX:
            found[key[:PREFIX]].append(key)
    return found


def _of_concepts(found: Found, learned: Learned) -> Meaning:
    """The term that vocabulary and table together support most, and the words of all."""
    shares: defaultdict[str, float] = defaultdict(float)
    for share, term in _supported(found, learned, FIRST_MEANT):
        for word in _heavy(term):
            shares[word] += share
    text = max(_supported(found, learned, FIRST_WRITTEN), key=lambda each: each[0])[1]
    return Meaning(text, {word: share for word, share in shares.items() if share >= FAINTEST})


def _supported(found: Found, learned: Learned, first: float) -> list[tuple[float, str]]:
    """English terms with what vocabulary and table together give them; the table's own words after them."""
    own = vocabulary_share(found, learned)
    backing = {stem(word, "en"): share * (1 - own) for word, share in learned.shares.items()}
    listed = [
        (own * share / len(found.concepts), term) for each in found.concepts for term, share in each.shares(first)
    ]
    both = [(share + backing.pop(stem(term.lower(), "en"), 0.0), term) for share, term in listed]
    return both + [(share * (1 - own), word) for word, share in learned.shares.items() if stem(word, "en") in backing]


def vocabulary_share(found: Found, learned: Learned) -> float:
    """How far the vocabulary is followed: it counts as so many sightings against those of the table."""
    seen = min(learned.count, MOST_SEEN) * (OTHER_FORM if found.exact and not learned.exact else 1.0)
    return VOCABULARY_WEIGHT / (VOCABULARY_WEIGHT + seen)


def _heavy(term: str) -> Iterator[str]:
    words = words_of(term, "en")
    heavy = [word.text for word in words if not word.light]
    yield from heavy or (word.text for word in words)


def itself(text: str, *, known: bool) -> Gloss:
    """A text as its own gloss."""
    terms: defaultdict[str, float] = defaultdict(float)
    for word in words_of(text, "en"):
        if not word.light:
            terms[word.text] += 1.0
    return Gloss(text, dict(terms), 1.0 if known and terms else 0.0)
