"""Reads texts: language, sentences, English, stems and vectors. What was read once is not encoded twice."""

from __future__ import annotations

import hashlib
from collections import Counter, OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from southsouth.engine.fit.encoder import Encoder
from southsouth.engine.fit.languages import ENGLISH, Dictionary, Tongue, tongue_of
from southsouth.engine.fit.profiles import Part, Text
from southsouth.engine.fit.sentences import LONGEST_TEXT, clean, sentences
from southsouth.engine.fit.terms import stems

Floats = NDArray[np.float32]

RULES = 1
"""Counts up whenever texts are read in another way: an index made by other rules is built anew."""
MOST_SENTENCES = 120
"""Sentences of one record that get a vector; the words of all of them count."""
PASSAGE = 3
"""Sentences in a passage; the next begins at its second one."""
WHOLE = 12
"""Sentences that the vector of the whole text is made of."""
REMEMBERED = 4_096
"""Encoded texts kept in memory (1.5 kB each)."""


@dataclass(frozen=True, slots=True)
class Note:
    """Something the reader of a ranking should know: a code with facts."""

    code: str
    facts: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as written, and in English as far as it is known."""

    part: Part
    text: str
    english: str


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """What was read of a record's texts. Vectors have length 1, or are zeros; there are none without an encoder."""

    sentences: tuple[Sentence, ...]
    terms: tuple[str, ...]
    notes: tuple[Note, ...]
    vector: Floats
    sentence_vectors: Floats
    passage_vectors: Floats

    @property
    def counts(self) -> Counter[str]:
        return Counter(self.terms)


class Reader:
    """``name`` identifies the sentence model and the rules of reading: an index made by another one is refused."""

    def __init__(self, encoder: Encoder | None, dictionary: Dictionary | None = None) -> None:
        self.encoder = encoder
        self.dictionary = dictionary
        self.name = f"{encoder.name if encoder else 'words'}/{RULES}"
        self.width = encoder.width if encoder else 0
        self._vectors: OrderedDict[bytes, Floats] = OrderedDict()

    def read(self, texts: Iterable[Text]) -> Reading:
        """Never raises on a text: what cannot be used is told in the notes."""
        notes: list[Note] = []
        found = [sentence for text in texts for sentence in self._sentences(text, notes)]
        if not found:
            notes.append(Note("no_text"))
        if self.encoder is None:
            notes.append(Note("no_model"))
        encoded = found[:MOST_SENTENCES]
        return Reading(
            sentences=tuple(encoded),
            terms=tuple(stem for sentence in found for stem in stems(sentence.english)),
            notes=tuple(dict_of_notes(notes)),
            vector=self.vectors([whole_text(encoded)])[0],
            sentence_vectors=self.vectors([each.english for each in encoded]),
            passage_vectors=self.vectors(list(passages(encoded))),
        )

    def _sentences(self, text: Text, notes: list[Note]) -> Iterator[Sentence]:
        raw = text.text[:LONGEST_TEXT]
        if len(raw) < len(text.text):
            notes.append(Note("text_cut", {"part": text.part.value, "read": len(raw), "of": len(text.text)}))
        plain = clean(raw)
        if not any(each.isalnum() for each in plain):
            if raw.strip():
                notes.append(Note("unusable", {"part": text.part.value}))
            return
        tongue = tongue_of(plain, text.language, self.dictionary)
        notes += notes_on(tongue, text.part)
        for sentence in sentences(plain):
            yield Sentence(text.part, sentence, self._english(sentence, tongue))

    def _english(self, sentence: str, tongue: Tongue) -> str:
        if not tongue.by_table or self.dictionary is None:
            return sentence
        return self.dictionary.gloss(sentence, tongue.code).text or sentence

    def vectors(self, texts: Sequence[str]) -> Floats:
        """``(len(texts), width)``; each text is encoded once as long as it is remembered."""
        found = np.zeros((len(texts), self.width), dtype=np.float32)
        if self.encoder is None:
            return found
        keys = [digest(text) for text in texts]
        wanted = {key: text for key, text in zip(keys, texts, strict=True) if key not in self._vectors}
        fresh = dict(zip(wanted, self.encoder.encode(list(wanted.values())), strict=True))
        for row, key in enumerate(keys):
            found[row] = fresh[key] if key in fresh else self._vectors[key]
        self._remember(fresh)
        return found

    def _remember(self, fresh: dict[bytes, Floats]) -> None:
        self._vectors.update(fresh)
        while len(self._vectors) > REMEMBERED:
            self._vectors.popitem(last=False)


def digest(text: str) -> bytes:
    return hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=16).digest()


def whole_text(found: Sequence[Sentence]) -> str:
    return " ".join(stopped(each.english) for each in found[:WHOLE])


def stopped(sentence: str) -> str:
    """With a full stop, where it ends in none."""
    return sentence if sentence[-1:] in ".!?؟।。" else f"{sentence}."


def passages(found: Sequence[Sentence]) -> Iterator[str]:
    """Runs of sentences after the title, overlapping."""
    body = [each for each in found if each.part is not Part.TITLE] or list(found)
    for first in range(0, max(len(body) - 1, 1), PASSAGE - 1):
        run = body[first : first + PASSAGE]
        if run:
            yield " ".join(stopped(each.english) for each in run)


def notes_on(tongue: Tongue, part: Part) -> list[Note]:
    if tongue.by_table:
        return [Note("by_word_table", {"language": tongue.code})]
    return [] if tongue.code == ENGLISH else [Note("language_unknown", {"part": part.value})]


def dict_of_notes(notes: Iterable[Note]) -> Iterator[Note]:
    """Every note once, in order."""
    seen: list[Note] = []
    for note in notes:
        if note not in seen:
            seen.append(note)
            yield note
