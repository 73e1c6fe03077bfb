"""A word without its endings, so that its forms meet."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, lru_cache

import Stemmer

from southsouth.engine.fit.dictionary.letters import fold, fold_bangla, without_marks

SNOWBALL = {"en": "english", "fr": "french", "es": "spanish", "pt": "portuguese", "ru": "russian"}
ARABIC_HEADS = ("وبال", "وكال", "فبال", "وال", "بال", "كال", "فال", "ولل", "ال", "لل")
ARABIC_PRONOUNS = ("كما", "هما", "ها", "هم", "كم", "نا")
ARABIC_TAILS = ("ان", "ات", "ون", "ين", "يه", "يا", "وا", "ته", "ه", "ي", "ا")
ARABIC_JOINED_TAILS = ("يت", "ات", "ت", "ي", "ا")
"""Endings before a pronoun: the feminine one is written as t there."""
ARABIC_PARTICLES = "وفبلكس"
"""Letters written onto the front of a word that may as well be its own first letter."""
ARABIC_PERSONS = "يتنا"
"""The first letters of verbs of the present: he, she, we, I."""
BANGLA_ENDINGS = """
    গুলোকে গুলিকে গুলোতে গুলিতে গুলোর গুলির সমূহের দেরকে গুলো গুলি সমূহ টিকে টিতে
    খানা টির টার য়ের দের েরা য়ে ের টি টা রা কে তে র ে য় ও ই
"""
BANGLA_TAILS = tuple(fold_bangla(each) for each in BANGLA_ENDINGS.split())
SHORTEST = 2
"""Letters that must stay when an ending goes."""


@cache
def snowball(language: str) -> Callable[[str], str]:
    stem: Callable[[str], str] = Stemmer.Stemmer(SNOWBALL[language]).stemWord
    return stem


def without_head(word: str) -> str:
    """Without the Arabic article and what stands before it; wa- alone goes only before a long rest."""
    head = next((each for each in ARABIC_HEADS if word.startswith(each) and len(word) - len(each) > SHORTEST), "")
    if not head and len(word) > 4 and word[0] == "و":
        return word[1:]
    return word[len(head) :]


def stem_arabic(word: str) -> str:
    """Article and clitics off the front, a pronoun and an ending off the back."""
    word = without_head(word)
    bare = _without_tail(word, ARABIC_PRONOUNS)
    return _without_tail(bare, ARABIC_TAILS if bare == word else ARABIC_JOINED_TAILS)


def stem_bangla(word: str) -> str:
    """At most two endings of a noun: number or definiteness, then case."""
    return _without_tail(_without_tail(word, BANGLA_TAILS), BANGLA_TAILS)


def _without_tail(word: str, tails: tuple[str, ...]) -> str:
    tail = next((each for each in tails if word.endswith(each) and len(word) - len(each) > SHORTEST), "")
    return word.removesuffix(tail)


def without_particle(key: str, letters: str = ARABIC_PARTICLES) -> str:
    """An Arabic key without what may be a particle in front; the key itself where there is none."""
    return key[1:] if len(key) > SHORTEST + 1 and key[0] in letters else key


@lru_cache(maxsize=1 << 16)
def light_stem(word: str, language: str) -> str:
    return stem_arabic(word) if language == "ar" else stem_bangla(word)


def stem(word: str, language: str) -> str:
    """The key of a word in lower case: folded, without endings, without accents."""
    folded = fold(word, language)
    if language in SNOWBALL:
        return without_marks(snowball(language)(folded))
    return light_stem(folded, language) if language in {"ar", "bn"} else folded
