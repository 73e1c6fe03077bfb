"""The word table of all languages, ready to use."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path

from southsouth.engine.fit.dictionary.chinese import KNOWN_WEIGHT, Segmenter
from southsouth.engine.fit.dictionary.cognates import Cognates
from southsouth.engine.fit.dictionary.detect import Detector, read_detector
from southsouth.engine.fit.dictionary.gloss import Gloss, Glosser, itself
from southsouth.engine.fit.dictionary.learn import Pair, learn
from southsouth.engine.fit.dictionary.lights import DATA
from southsouth.engine.fit.dictionary.table import Table, read
from southsouth.engine.fit.dictionary.vocabulary import Concept, Phrasebook, read_vocabulary
from southsouth.engine.fit.dictionary.words import Segment

LANGUAGES = ("fr", "es", "pt", "ar", "ru", "zh", "bn")
"""The languages that are glossed into English."""
SAME_LETTERS = frozenset({"fr", "es", "pt", "ru"})


class Dictionary:
    """Glosses and recognises languages. Values; what learns gives a new one."""

    def __init__(self, folder: Path, added: Mapping[str, Table] | None = None) -> None:
        self._folder = folder
        self._added = dict(added or {})
        self._tables: dict[str, Table] = {}
        self._glossers: dict[str, Glosser] = {}

    @classmethod
    def packaged(cls) -> Dictionary:
        """The one that ships; each language is read when first asked for."""
        return cls(DATA)

    def gloss(self, text: str, language: str) -> Gloss:
        """Best English for a text. A text in English, or in a language that nothing is known of, stays as it is."""
        if language in LANGUAGES:
            return self._glosser(language).gloss(text)
        return itself(text, known=language == "en")

    def detect(self, text: str) -> str:
        """ISO 639-1 code among en and ``LANGUAGES``; empty when unsure."""
        return self._detector.detect(text)

    def learned(self, pairs: Iterable[Pair], language: str) -> Dictionary:
        """With what these (foreign, English) sentence pairs teach added to what is known."""
        known = self.table(language)
        more = learn(pairs, language, before=known, known=self._terms(language))
        added = {**self._added, language: self._added.get(language, Table()).merged(more)}
        return Dictionary(self._folder, added)

    def table(self, language: str) -> Table:
        """What is known of a language, additions merged in."""
        if language not in self._tables:
            file = self._folder / f"{language}.npz"
            base = read(file) if file.exists() else Table()
            added = self._added.get(language)
            self._tables[language] = base.merged(added).pruned() if added else base
        return self._tables[language]

    @cached_property
    def concepts(self) -> tuple[Concept, ...]:
        return read_vocabulary(self._file("vocabulary.csv"))

    @cached_property
    def name(self) -> str:
        """Changes whenever what is known changes: what was glossed under another name must be glossed again."""
        state = hashlib.sha256()
        for file in [*sorted(self._folder.glob("*.npz")), self._file("vocabulary.csv")]:
            state.update(file.name.encode() + file.read_bytes())
        for language, table in sorted(self._added.items()):
            state.update(
                repr((language, sorted((key, sorted(row.items())) for key, row in table.rows.items()))).encode()
            )
        return f"words-{state.hexdigest()[:12]}"

    @cached_property
    def _detector(self) -> Detector:
        return read_detector(self._file("languages.npz"))

    def _file(self, name: str) -> Path:
        """The folder's own, else the one that ships."""
        return self._folder / name if (self._folder / name).exists() else DATA / name

    def _glosser(self, language: str) -> Glosser:
        if language not in self._glossers:
            self._glossers[language] = self._new_glosser(language)
        return self._glossers[language]

    def _new_glosser(self, language: str) -> Glosser:
        table = self.table(language)
        segment = self._segmenter(table) if language == "zh" else list
        phrasebook = Phrasebook(self.concepts, language, segment)
        cognates = self._cognates(table) if language in SAME_LETTERS else None
        return Glosser(language, table, phrasebook, cognates=cognates, segment=segment)

    def _segmenter(self, table: Table) -> Segment:
        return Segmenter(dict.fromkeys(self._terms("zh"), KNOWN_WEIGHT) | dict(table.words))

    def _terms(self, language: str) -> list[str]:
        return [term for concept in self.concepts for term in concept.terms.get(language, ())]

    def _cognates(self, table: Table) -> Cognates:
        terms = (word for concept in self.concepts for term in concept.english for word in term.lower().split())
        return Cognates({*terms, *(word for row in table.rows.values() for word in row)})
