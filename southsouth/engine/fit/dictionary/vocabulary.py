"""The controlled vocabulary: concepts of public services with their words in eight languages, in a plain file.

``data/vocabulary.csv`` has a column per language; ``|`` parts the ways to say it, the first English one is the gloss.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from southsouth.engine.fit.dictionary.words import Segment, Word, words_of

LONGEST_GAP = 2
"""Light words that may stand between two words of a term."""


Pattern = tuple[str, ...]


class WrongVocabulary(Exception):
    """The file has a column or a cell that is not as it must be."""


@dataclass(frozen=True, slots=True, eq=False)
class Concept:
    """One row: ``terms`` maps a language to the ways to say it."""

    theme: str
    terms: dict[str, tuple[str, ...]]

    @property
    def english(self) -> tuple[str, ...]:
        return self.terms["en"]

    def shares(self, first: float) -> Iterator[tuple[str, float]]:
        """English terms with their shares, which sum to one: so much for the first, the rest for the others."""
        head, *others = self.english
        yield head, first if others else 1.0
        for each in others:
            yield each, (1 - first) / len(others)


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
    """A term in a text: how many words it takes, and the concepts it may mean. ``exact``: in the very form listed."""

    words: int
    concepts: tuple[Concept, ...]
    exact: bool


class Phrasebook:
    """The terms of one language, ready to be found in its texts.

    Light words between others may be passed over; those of a term with a single other word must all stand there.
    """

    def __init__(self, concepts: Iterable[Concept], language: str, segment: Segment = list) -> None:
        self._exact: dict[Pattern, tuple[Concept, ...]] = {}
        self._akin: dict[Pattern, tuple[tuple[Pattern, Concept], ...]] = {}
        self._whole: dict[Pattern, tuple[Concept, ...]] = {}
        for concept in concepts:
            for term in concept.terms.get(language, ()):
                self._add(words_of(term, language, segment), concept)
        self._longest = max(map(len, (*self._exact, *self._whole)), default=0)

    def _add(self, words: Sequence[Word], concept: Concept) -> None:
        heavy = [word for word in words if not word.light]
        if len(heavy) == 1 < len(words):
            _more(self._whole, tuple(word.text for word in words), concept)
        elif heavy and _more(self._exact, tuple(word.text for word in heavy), concept):
            written, keys = tuple(word.text for word in heavy), tuple(word.key for word in heavy)
            self._akin[keys] = (*self._akin.get(keys, ()), (written, concept))

    def knows(self, key: str) -> bool:
        """Whether a word of this stem is a term by itself."""
        return (key,) in self._akin

    def find(self, words: Sequence[Word], start: int) -> Found | None:
        """The longest term that begins at ``start``; of equally long ones that in this very form, else the nearest."""
        found = self._find_whole(words, start)
        for span, end in _spans(words, start, self._longest):
            if found and end - start <= found.words:
                continue
            concepts = self._exact.get(tuple(word.text for word in span))
            if concepts:
                found = Found(end - start, concepts, exact=True)
            elif akin := self._akin.get(tuple(word.key for word in span)):
                found = Found(end - start, _nearest(akin, span), exact=False)
        return found

    def _find_whole(self, words: Sequence[Word], start: int) -> Found | None:
        texts = tuple(word.text for word in words[start : start + self._longest])
        sizes = (size for size in range(len(texts), 1, -1) if texts[:size] in self._whole)
        return next((Found(size, self._whole[texts[:size]], exact=True) for size in sizes), None)


def _more(shelf: dict[Pattern, tuple[Concept, ...]], pattern: Pattern, concept: Concept) -> bool:
    """Puts a concept under a pattern, once; whether it was new there."""
    known = shelf.get(pattern, ())
    shelf[pattern] = known if concept in known else (*known, concept)
    return concept not in known


def _nearest(akin: Sequence[tuple[Pattern, Concept]], span: Sequence[Word]) -> tuple[Concept, ...]:
    """Of terms with the same stems those whose written forms share the longest beginnings with the text."""
    nearness = [sum(map(shared, written, (word.text for word in span))) for written, _ in akin]
    best = max(nearness)
    kept = (concept for (_, concept), near in zip(akin, nearness, strict=True) if near == best)
    return tuple(dict.fromkeys(kept))


def shared(one: str, other: str) -> float:
    """The share of two words that they have in common at the beginning."""
    size = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return 2 * size / (len(one) + len(other))


def _spans(words: Sequence[Word], start: int, longest: int) -> Iterator[tuple[tuple[Word, ...], int]]:
    """Growing runs of words from ``start``, with the place behind each; light words in between are passed over."""
    run: list[Word] = []
    gap = 0
    for end in range(start, len(words)):
        if not words[end].light:
            run.append(words[end])
            gap = 0
            yield tuple(run), end + 1
        elif not run:
            return
        else:
            gap += 1
        if gap > LONGEST_GAP or len(run) == longest:
            return
