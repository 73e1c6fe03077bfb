"""English words that a word resembles, for languages that share its alphabet or can be spelt in it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from southsouth.engine.fit.dictionary.letters import without_marks

CYRILLIC = dict(zip("абвгдезийклмнопрстуфыэ", "abvgdeziiklmnoprstufye", strict=True)) | {
    "ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sh", "ю": "yu", "я": "ya", "ъ": "", "ь": "",
}  # fmt: skip
SPELT = """
    izatsiya>ization izacion>ization izacao>ization isation>ization tsiya>tion cion>tion cao>tion coes>tions
    ciones>tions idades>ities idade>ity idad>ity ite>ity amente>ally ement>ly mente>ly logiya>logy logia>logy
    logie>logy iques>ics ique>ic ico>ic ica>ic icheskii>ic ismo>ism isme>ism izm>ism ista>ist iste>ist
    encia>ence ancia>ance orio>ory oire>ory ario>ary aire>ary oso>ous eux>ous euse>ous ivo>ive iva>ive if>ive
    eur>or ador>ator ura>ure iya>y ia>y ie>y
"""
ENDINGS = tuple(each.split(">") for each in SPELT.split())
ALIKE = str.maketrans({"k": "c", "q": "c", "y": "i"})
DOUBLE = re.compile(r"(.)\1")
SHORTEST = 5
LIKE = 0.8
"""Share of letter pairs that two spellings must have in common (Dice)."""


def latin(word: str) -> str:
    """In the letters a to z, as near as may be."""
    return "".join(CYRILLIC.get(letter, letter) for letter in without_marks(word.lower()))


def plain(word: str) -> str:
    """Spelt without what languages write differently for the same sound."""
    return DOUBLE.sub(r"\1", word.replace("ph", "f").replace("th", "t").translate(ALIKE))


def likeness(one: str, other: str) -> float:
    """Dice coefficient of the letter pairs, the edges of the words among them."""
    left, right = _pairs(one), _pairs(other)
    return 2 * (left & right).total() / (left.total() + right.total())


def _pairs(word: str) -> Counter[str]:
    edged = f" {word} "
    return Counter(edged[place : place + 2] for place in range(len(edged) - 1))


class Cognates:
    """Finds the English word of closest spelling among known ones."""

    def __init__(self, english: Iterable[str]) -> None:
        self._english = sorted(set(english))

    @cached_property
    def _buckets(self) -> Mapping[str, Sequence[tuple[str, str]]]:
        """Spellings and words by their first three letters."""
        buckets: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
        for word in self._english:
            if len(word) >= SHORTEST and word.isascii():
                spelt = plain(word)
                buckets[spelt[:3]].append((spelt, word))
        return buckets

    def find(self, word: str) -> str | None:
        """The best English word, if it is close enough."""
        spelt = latin(word)
        if len(spelt) < SHORTEST or not spelt.isascii():
            return None
        spellings = {
            plain(spelt),
            *(plain(spelt.removesuffix(end) + new) for end, new in ENDINGS if spelt.endswith(end)),
        }
        likely = [
            (likeness(one, other), -len(english), english)
            for one in spellings
            for other, english in self._buckets.get(one[:3], ())
            if abs(len(one) - len(other)) <= 3
        ]
        best = max(likely, default=(0.0, 0, ""))
        return best[2] if best[0] >= LIKE else None
