"""Words that carry grammar: articles, prepositions, pronouns, auxiliaries."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

from southsouth.engine.fit.dictionary.letters import fold, readable

DATA = Path(__file__).parent / "data"


@cache
def _all() -> dict[str, frozenset[str]]:
    with (DATA / "light_words.csv").open(encoding="utf-8", newline="") as opened:
        return {row["language"]: frozenset(row["words"].split()) for row in csv.DictReader(opened)}


@cache
def light_words(language: str) -> frozenset[str]:
    """Folded; none for a language that has no list."""
    return frozenset(fold(readable(each), language) for each in _all().get(language, ()))
