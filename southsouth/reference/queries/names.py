"""From what somebody wrote to the country, focus area or topic meant, in any of the languages."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import lru_cache
from typing import Generic, TypeVar

from southsouth.reference.models import Country, FocusArea, Topic

Record = TypeVar("Record")

MARKS = re.compile("[\u0300-\u036f\u064b-\u0655\u0640]")
"""Accents of Latin, Greek and Cyrillic letters; vowel signs and the long stroke of Arabic ones."""
APOSTROPHES = re.compile("['’‘ʼ`´]")
NOT_LETTERS = re.compile("[^\\w\u0900-\u0dff]|_")
"""What stands between words. Vowel signs of Indic scripts are no word characters for Python, so they are named."""
ALIKE = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "&": " and "})
LIKE_ENOUGH = 0.4
"""The share of common letter triples (Dice) from which a name is offered as what was meant."""


@lru_cache(maxsize=20_000)
def folded(text: str) -> str:
    """A name as it is compared: case, accents, apostrophes, marks between words and a leading "the" do not count."""
    plain = MARKS.sub("", unicodedata.normalize("NFKD", text).casefold())
    words = NOT_LETTERS.sub(" ", APOSTROPHES.sub("", plain).translate(ALIKE)).split()
    words = ["saint" if word == "st" else word for word in words]
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)


def triples(key: str) -> frozenset[str]:
    padded = f"  {key} "
    return frozenset(padded[start : start + 3] for start in range(len(padded) - 2))


class Lookup(Generic[Record]):
    """Records by every spelling of their names, as they stood when it was made.

    Made once for many look-ups (an import of 100,000 rows makes one); a new one sees what changed since.
    """

    def __init__(self, spellings: Iterable[tuple[str, Record]]) -> None:
        self._records: dict[str, list[Record]] = defaultdict(list)
        for spelling, record in spellings:
            known = self._records[folded(spelling)]
            if record not in known:
                known.append(record)
        self._records.pop("", None)
        self._keys_with: dict[str, list[str]] = {}
        self._sizes: dict[str, int] = {}
        self._offered: dict[str, list[Record]] = {}

    def find(self, text: str) -> Record | None:
        """The record a text names; ``None`` when there is none, or more than one."""
        found = self._records.get(folded(text), [])
        return found[0] if len(found) == 1 else None

    def nearest(self, text: str, count: int = 3) -> list[Record]:
        """Records with a name like the text, likest first: what a message may offer."""
        key = folded(text)
        if key not in self._offered:
            self._offered[key] = self._like(key)
        return self._offered[key][:count]

    def _like(self, key: str) -> list[Record]:
        if not self._sizes:
            self._index()
        wanted = triples(key)
        common = Counter(known for triple in wanted for known in self._keys_with.get(triple, ()))
        scores = {known: 2 * shared / (len(wanted) + self._sizes[known]) for known, shared in common.items()}
        likest = sorted(
            (known for known in scores if scores[known] >= LIKE_ENOUGH), key=lambda each: (-scores[each], each)
        )
        found: list[Record] = []
        for known in likest:
            found += [record for record in self._records[known] if record not in found]
        return found

    def _index(self) -> None:
        for key in self._records:
            parts = triples(key)
            self._sizes[key] = len(parts)
            for triple in parts:
                self._keys_with.setdefault(triple, []).append(key)


def country_names() -> Lookup[Country]:
    """Countries by ISO and M49 codes, names in every language and other spellings (one query)."""
    return Lookup((spelling, country) for country in Country.objects.all() for spelling in spellings_of(country))


def spellings_of(country: Country) -> list[str]:
    return [country.iso3, country.iso2, country.m49, *country.names.values(), *country.aliases]


def area_names() -> Lookup[FocusArea]:
    """Focus areas, also those no longer in use, by short name and names, each also as "Future of …"."""
    areas = FocusArea.objects.all()
    plain = [(spelling, area) for area in areas for spelling in (area.slug, *area.names.values())]
    return Lookup([*plain, *((f"Future of {spelling}", area) for spelling, area in plain)])


def topic_names() -> Lookup[Topic]:
    """Topics, also those no longer in use, by short name and names."""
    topics = Topic.objects.select_related("area")
    return Lookup((spelling, topic) for topic in topics for spelling in (topic.slug, *topic.names.values()))


def find_country(text: str) -> Country | None:
    """The country meant by a name in any language, another spelling or a code. For many texts: ``country_names()``."""
    return country_names().find(text)


def nearest_countries(text: str, count: int = 3) -> list[Country]:
    """What a message may offer instead of a name nobody knows: "Laos PDR" gives Lao People's Democratic Republic."""
    return country_names().nearest(text, count)
