"""Reads texts: language, sentences, English, stems and vectors. What was encoded lately is not encoded again."""

from __future__ import annotations

import hashlib
import math
from collections import OrderedDict, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from southsouth.engine.fit.encoder import Encoder
from southsouth.engine.fit.languages import ENGLISH, Dictionary, Gloss, language_of
from southsouth.engine.fit.profiles import Part, Text
from southsouth.engine.fit.reading import Floats, Note, Reading, Sentence, once
from southsouth.engine.fit.sentences import LONGEST_TEXT, clean, sentences
from southsouth.engine.fit.terms import stems

RULES = 2
"""Counts up whenever texts are read in another way: an index made by other rules is built anew."""
MOST_SENTENCES = 120
"""Sentences of one record that get a vector; the words of all of them count."""
PASSAGE = 3
"""Sentences in a passage; the next passage begins two further on."""
LEAST_KNOWN = 0.15
"""The share of words the table must know of a text; else it is in another language than was told."""
WHOLE = 12
"""Sentences that the vector of the whole text is made of."""
REMEMBERED = 4_096
"""Encoded texts kept in memory (1.5 kB each)."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A sentence with its weighted English words."""

    sentence: Sentence
    words: tuple[tuple[str, float], ...]


class Reader:
    """``name`` identifies the sentence model and the rules of reading: an index made by another one is refused. What
    the word table knows changes texts in other languages only; whoever keeps an index minds its name too.

    Without an encoder ``width`` is 0, and the engine goes by words. May be shared by threads: what two of them encode
    at once is encoded twice, and equal.
    """

    def __init__(self, encoder: Encoder | None, dictionary: Dictionary | None = None) -> None:
        self.encoder = encoder
        self.dictionary = dictionary
        self.name = f"{encoder.name if encoder else 'words'}/{RULES}"
        self.width = encoder.width if encoder else 0
        self._vectors: OrderedDict[bytes, Floats] = OrderedDict()

    def read(self, texts: Iterable[Text]) -> Reading:
        """Never raises on a text: what cannot be used is told in the notes."""
        notes: list[Note] = [] if self.encoder else [Note("no_model")]
        found = [piece for text in texts for piece in self._pieces(text, notes)]
        if not found:
            notes.append(Note("no_text"))
        words: defaultdict[str, float] = defaultdict(float)
        for piece in found:
            for stem, weight in piece.words:
                words[stem] += weight * piece.sentence.weight
        kept = tuple(piece.sentence for piece in found[:MOST_SENTENCES])
        return Reading(
            sentences=kept,
            words=dict(words),
            terms=tuple(stem for piece in found for stem in stems(piece.sentence.english)),
            vectors=self.vectors([self._encoded(each) for each in kept]),
            notes=once(notes),
        )

    def whole(self, reading: Reading) -> Floats:
        """The vector of the text as a whole."""
        whole: Floats = self.vectors([joined(self._encoded(each) for each in reading.sentences[:WHOLE])])[0]
        return whole

    def passages(self, reading: Reading) -> Floats:
        """The vectors of runs of sentences, overlapping, without the title."""
        runs = [joined(self._encoded(each) for each in run) for run in passages(reading.sentences)]
        return self.vectors(runs)

    def _pieces(self, text: Text, notes: list[Note]) -> Iterator[Piece]:
        raw = text.text[:LONGEST_TEXT]
        if len(raw) < len(text.text):
            notes.append(Note("text_cut", {"part": text.part.value, "read": len(raw), "of": len(text.text)}))
        found = sentences(clean(raw))
        if not found:
            notes += [Note("unusable", {"part": text.part.value})] if raw.strip() else []
            return
        language = language_of(" ".join(found), text.language, self.dictionary)
        by_table = None if language == ENGLISH else self._by_table(text.part, found, language)
        if by_table is not None:
            notes.append(Note("by_word_table", {"language": language}))
        elif language != ENGLISH:
            notes.append(Note("language_unknown", {"part": text.part.value}))
        yield from by_table or (as_written(text.part, sentence) for sentence in found)

    def _by_table(self, part: Part, found: Sequence[str], language: str) -> list[Piece] | None:
        """The sentences in English as far as the word table goes; ``None`` where it does not go far."""
        if self.dictionary is None or not language:
            return None
        glosses = [self.dictionary.gloss(sentence, language) for sentence in found]
        if math.fsum(gloss.share_known for gloss in glosses) < LEAST_KNOWN * len(glosses):
            return None
        return [glossed(part, sentence, gloss) for sentence, gloss in zip(found, glosses, strict=True)]

    def _encoded(self, sentence: Sentence) -> str:
        """What the sentence model reads: a model of many languages takes the text as it is written."""
        return sentence.text if self.encoder and self.encoder.multilingual else sentence.english

    def vectors(self, texts: Sequence[str]) -> Floats:
        """``(len(texts), width)``."""
        found = np.zeros((len(texts), self.width), dtype=np.float32)
        if self.encoder is None:
            return found
        keys = [digest(text) for text in texts]
        known = {key: vector for key in keys if (vector := self._vectors.get(key)) is not None}
        wanted = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
        known |= zip(wanted, self.encoder.encode(list(wanted.values())), strict=True)
        for row, key in enumerate(keys):
            found[row] = known[key]
        self._remember(known)
        return found

    def _remember(self, known: dict[bytes, Floats]) -> None:
        self._vectors.update(known)
        while len(self._vectors) > REMEMBERED:
            self._vectors.popitem(last=False)


def digest(text: str) -> bytes:
    return hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=16).digest()


def joined(texts: Iterable[str]) -> str:
    """Sentences on end, each with a full stop where it ends in none."""
    return " ".join(text if text[-1:] in ".!?؟।。！？" else f"{text}." for text in texts)


def passages(found: Sequence[Sentence]) -> Iterator[Sequence[Sentence]]:
    body = [each for each in found if each.part is not Part.TITLE] or found
    for first in range(0, max(len(body) - 1, min(len(body), 1)), PASSAGE - 1):
        yield body[first : first + PASSAGE]


def as_written(part: Part, sentence: str) -> Piece:
    return Piece(Sentence(part, sentence, sentence), tuple((stem, 1.0) for stem in stems(sentence)))


def glossed(part: Part, sentence: str, gloss: Gloss) -> Piece:
    weighted = ((stem, weight) for word, weight in gloss.terms.items() for stem in stems(word))
    return Piece(Sentence(part, sentence, gloss.text or sentence), tuple(weighted))
