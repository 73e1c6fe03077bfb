"""Which language a text is in, and its English: through a word table where there is one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from southsouth.engine.fit.terms import STOP_WORDS, words

ENGLISH = "en"
STOP_WORDS_SHARE = 0.2
"""The share of stop words from which a text is taken for English."""
FEWEST, LONG = 4, 8
"""Words that a text must have for that, and from which what was told of it is doubted."""


class Gloss(Protocol):
    """English words for a text in another language; not a translation."""

    @property
    def text(self) -> str:
        """English words in the order of the text."""
        ...

    @property
    def terms(self) -> Mapping[str, float]:
        """English words with weights."""
        ...

    @property
    def share_known(self) -> float:
        """The share of the text's words that the table knows."""
        ...


class Dictionary(Protocol):
    """A word table from other languages into English."""

    def gloss(self, text: str, language: str) -> Gloss: ...

    def detect(self, text: str) -> str:
        """The ISO 639-1 code of the language, or an empty text when unsure."""
        ...


def language_of(text: str, told: str | None, dictionary: Dictionary | None) -> str:
    """The language as told, else as found out; empty when nobody knows.

    A longer text that is told to be English and is not (a form's default nobody changed) is looked at again.
    """
    code = (told or "").split("-")[0].casefold()
    if code and (code != ENGLISH or len(words(text)) < LONG or looks_english(text)):
        return code
    if looks_english(text):
        return ENGLISH
    return (dictionary.detect(text) if dictionary is not None else "") or code


def looks_english(text: str) -> bool:
    """Whether the small words of English stand in it."""
    found = [word.casefold() for word in words(text)]
    return len(found) >= FEWEST and sum(word in STOP_WORDS for word in found) >= STOP_WORDS_SHARE * len(found)
