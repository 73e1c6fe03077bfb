"""Which language a text is in, and its English: through a word table where there is one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from southsouth.engine.fit.terms import STOP_WORDS, words

ENGLISH = "en"
ENOUGH_STOP_WORDS = 0.2
"""The share of stop words from which a text in Latin letters is taken for English."""
FEWEST_WORDS = 4


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


@dataclass(frozen=True, slots=True)
class Tongue:
    """The language of a text; ``code`` is empty when nobody knows. ``by_table``: English comes from the word table."""

    code: str
    by_table: bool = False


def tongue_of(text: str, told: str | None, dictionary: Dictionary | None) -> Tongue:
    """The language as told, else as found out."""
    code = (told or "").split("-")[0].casefold() or found_out(text, dictionary)
    return Tongue(code, by_table=dictionary is not None and code not in ("", ENGLISH))


def found_out(text: str, dictionary: Dictionary | None) -> str:
    if looks_english(text):
        return ENGLISH
    return dictionary.detect(text) if dictionary is not None else ""


def looks_english(text: str) -> bool:
    """Whether the small words of English stand in it."""
    found = [word.casefold() for word in words(text)]
    return len(found) >= FEWEST_WORDS and sum(word in STOP_WORDS for word in found) >= ENOUGH_STOP_WORDS * len(found)
