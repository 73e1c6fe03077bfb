"""Words of an English text, and what is left of them for the index: stems without the words that say nothing."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

import Stemmer

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
LONGEST_WORD = 40

STOP_WORDS = frozenset(
    """
    a about above after again against all also am an and any are as at be because been before being below between both
    but by can cannot could did do does doing down during each either else etc even ever every few for from further had
    has have having he her here hers him his how however i if in into is it its itself just least less let like made
    make many may me might more most much must my neither no nor not now of off often on once one only onto or other
    others our ours out over own per rather same she should since so some such than that the their theirs them then
    there these they this those though through thus to too under until up upon us very was we were what when where
    whether which while who whom whose why will with within without would yet you your yours
    """.split()  # noqa: SIM905
)
"""English words that stand in every text."""


def words(text: str) -> list[str]:
    """The words of a text as they are written."""
    return [found.group() for found in WORD.finditer(text)]


def stems(text: str) -> list[str]:
    """Stemmed words in order, repeats kept, stop words left out."""
    return [stem for word in words(text) if len(word) <= LONGEST_WORD and (stem := stem_of(word))]


@lru_cache(maxsize=50_000)
def stem_of(word: str) -> str:
    """The stem of an English word; empty for a stop word."""
    folded = folded_word(word)
    if folded in STOP_WORDS or (len(folded) == 1 and folded.isascii()):
        return ""
    stemmed: str = Stemmer.Stemmer("english", 0).stemWord(folded)
    return stemmed


def folded_word(word: str) -> str:
    """Small letters without accents and without an English genitive."""
    small = word.casefold().replace("’", "'").removesuffix("'s")
    plain = unicodedata.normalize("NFKD", small)
    return "".join(each for each in plain if not "\u0300" <= each <= "\u036f").replace("'", "")
