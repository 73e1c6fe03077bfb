"""Words that carry grammar: articles, prepositions, pronouns, auxiliaries; with English for them, where it has some."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from southsouth.engine.fit.dictionary.letters import fold, readable

DATA = Path(__file__).parent / "data"


@cache
def _rows() -> tuple[tuple[str, str, str], ...]:
    with (DATA / "light_words.csv").open(encoding="utf-8", newline="") as opened:
        return tuple((row["language"], row["word"], row["english"]) for row in csv.DictReader(opened))


@cache
def light_words(language: str) -> Mapping[str, str]:
    """English for each word, folded; an empty text where English says nothing. None for a language without a list."""
    return {fold(readable(word), code): english for code, word, english in _rows() if code == language}


def is_light(word: str, language: str) -> bool:
    return word in light_words(language) or (language == "ar" and _rest(word) in light_words(language))


def light_english(word: str, language: str) -> str:
    """English for a light word; empty where it says nothing there."""
    light = light_words(language)
    return light[word] if word in light else f"and {light[_rest(word)]}".rstrip()


def _rest(word: str) -> str:
    """An Arabic word without the conjunction wa- or fa-, which is written onto it."""
    return word[1:] if word[0] in "وف" else word
