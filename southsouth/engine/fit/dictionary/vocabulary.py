"""The controlled vocabulary: concepts of public services with their words in eight languages, in a plain file.

``data/vocabulary.csv`` has a column per language; ``|`` parts the ways to say it, the first English one is the gloss.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from southsouth.engine.fit.dictionary.words import Segment, Word, words_of

FIRST_SHARE = 0.7
"""Share of a concept's first English term; the others have the rest between them."""
LONGEST_GAP = 2
"""Light words that may stand between two words of a term."""


class WrongVocabulary(Exception):
    """The file has a column or a cell that is not as it must be."""


@dataclass(frozen=True, slots=True)
class Concept:
    """One row: ``terms`` maps a language to the ways to say it."""

    theme: str
    terms: dict[str, tuple[str, ...]]

    @property
    def english(self) -> tuple[str, ...]:
        return self.terms["en"]

    def shares(self) -> Iterator[tuple[str, float]]:
        """English terms with their shares, which sum to one."""
        first, *others = self.english
        yield first, FIRST_SHARE if others else 1.0
        for each in others:
            yield each, (1 - FIRST_SHARE) / len(others)


def read_vocabulary(file: Path) -> tuple[Concept, ...]:
    with file.open(encoding="utf-8", newline="") as opened:
        reader = csv.DictReader(opened)
        if "en" not in (reader.fieldnames or ()) or "theme" not in (reader.fieldnames or ()):
            raise WrongVocabulary(f"{file}: the columns theme and en are missing.")
        return tuple(_concept(row, f"{file}:{reader.line_num}") for row in reader)


def _concept(row: dict[str, str], place: str) -> Concept:
    terms = {
        language: tuple(each.strip() for each in (cell or "").split("|") if each.strip())
        for language, cell in row.items()
        if language and language != "theme"
    }
    if not terms["en"]:
        raise WrongVocabulary(f"{place}: the English term is missing.")
    return Concept(row["theme"], {language: each for language, each in terms.items() if each})


@dataclass(frozen=True, slots=True)
class Found:
    """A term in a text: how many words it takes, and the concepts it may mean."""

    words: int
    concepts: tuple[Concept, ...]


Pattern = tuple[str, ...]


class Phrasebook:
    """The terms of one language, ready to be found in its texts; a term of light words alone is not looked for."""

    def __init__(self, concepts: Iterable[Concept], language: str, segment: Segment = list) -> None:
        self._concepts: dict[Pattern, tuple[Concept, ...]] = {}
        for concept in concepts:
            for term in concept.terms.get(language, ()):
                self._add(tuple(word.key for word in words_of(term, language, segment) if not word.light), concept)
        self._longest = max(map(len, self._concepts), default=0)

    def _add(self, pattern: Pattern, concept: Concept) -> None:
        known = self._concepts.get(pattern, ())
        if pattern and concept not in known:
            self._concepts[pattern] = (*known, concept)

    def find(self, words: Sequence[Word], start: int) -> Found | None:
        """The longest term that begins at ``start``."""
        found = None
        for pattern, end in _spans(words, start, self._longest):
            concepts = self._concepts.get(pattern)
            if concepts:
                found = Found(end - start, concepts)
        return found


def _spans(words: Sequence[Word], start: int, longest: int) -> Iterator[tuple[Pattern, int]]:
    """Growing runs of keys from ``start``, with the place behind each; light words in between are passed over."""
    if words[start].light:
        return
    keys: list[str] = []
    gap = 0
    for end in range(start, len(words)):
        if words[end].light:
            gap += 1
        else:
            keys.append(words[end].key)
            gap = 0
            yield tuple(keys), end + 1
        if gap > LONGEST_GAP or len(keys) == longest:
            return
