"""Expected counts of foreign words beside English ones, gathered into the rows of a table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from southsouth.engine.fit.dictionary.table import EXACT
from southsouth.engine.fit.dictionary.words import HAN, Word

LEAST = 0.5
"""Expected count below which a translation is not kept."""
LEAST_SHARE = 0.1
"""The same as a share of the occurrences of the foreign word."""
LONE_SIGN = 3.0
COMMON = 2.0
"""Expected count from which a very form may have a row of its own."""


Counts = defaultdict[str, defaultdict[str, float]]


def _empty() -> Counts:
    return defaultdict(lambda: defaultdict(float))


class Tally:
    """Counts words that matter, by their stem and by their very form."""

    def __init__(self) -> None:
        self._by_key = _empty()
        self._by_text = _empty()
        self._seen: defaultdict[str, int] = defaultdict(int)
        self._keys: dict[str, str] = {}
        self._stems: dict[str, str] = {}

    def saw(self, foreign: Word) -> None:
        """Counts an occurrence, aligned or not."""
        self._seen[foreign.key] += 1

    def add(self, foreign: Word, english: Word, count: float) -> None:
        if foreign.light or english.light or foreign.text.isdigit() != english.text.isdigit():
            return
        self._by_key[foreign.key][english.text] += count
        self._by_text[foreign.text][english.text] += count
        self._keys[foreign.text] = foreign.key
        self._stems[english.text] = english.key

    def rows(self) -> dict[str, dict[str, float]]:
        """A form has a row of its own where it is common and means another thing than its stem does."""
        rows = {key: self._row(counts, self._least(key)) for key, counts in sorted(self._by_key.items())}
        own = {
            EXACT + text: self._row(counts, LEAST)
            for text, counts in sorted(self._by_text.items())
            if self._differs(text)
        }
        return {key: row for key, row in (rows | own).items() if row}

    def _least(self, key: str) -> float:
        """What a translation must reach: a part of all occurrences; a lone Chinese sign needs more than a word."""
        least = max(LEAST, LEAST_SHARE * self._seen[key])
        return max(least, LONE_SIGN) if len(key) == 1 and HAN.fullmatch(key) else least

    def _differs(self, text: str) -> bool:
        counts = self._by_text[text]
        key = self._keys[text]
        return sum(counts.values()) >= COMMON and self._best(counts) != self._best(self._by_key[key])

    def _best(self, counts: Mapping[str, float]) -> str:
        """The stem that is meant most."""
        return next(iter(self._grouped(counts)))

    def _row(self, counts: Mapping[str, float], least: float) -> dict[str, float]:
        """Each English stem under its commonest form, the most meant first."""
        return {
            min(forms, key=lambda form: (-forms[form], form)): sum(forms.values())
            for forms in self._grouped(counts).values()
            if sum(forms.values()) >= least
        }

    def _grouped(self, counts: Mapping[str, float]) -> dict[str, dict[str, float]]:
        groups: defaultdict[str, dict[str, float]] = defaultdict(dict)
        for form, count in counts.items():
            groups[self._stems[form]][form] = count
        return dict(sorted(groups.items(), key=lambda each: (-sum(each[1].values()), each[0])))
