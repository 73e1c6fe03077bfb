"""One spelling for one letter: what writers and keyboards vary without meaning a difference."""

from __future__ import annotations

import unicodedata

ARABIC_LETTERS = str.maketrans(
    {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ئ": "ي", "ؤ": "و", "ة": "ه", "ک": "ك", "ـ": None}
)
BANGLA_LETTERS = {"\u09a1\u09bc": "\u09dc", "\u09a2\u09bc": "\u09dd", "\u09af\u09bc": "\u09df", "\u09ce": "ত"}
JOINERS = str.maketrans(
    {"\u200c": None, "\u200d": None, "\u200e": None, "\u200f": None, "\u00ad": None, "\ufeff": None}
)


def readable(text: str) -> str:
    """Compatibility forms undone, invisible joiners dropped, half surrogates replaced."""
    whole = text.encode("utf-8", "replace").decode()
    return unicodedata.normalize("NFKC", whole).translate(JOINERS)


def without_marks(text: str) -> str:
    """Accents, harakat and the like taken off."""
    apart = unicodedata.normalize("NFD", text)
    return unicodedata.normalize("NFC", "".join(each for each in apart if not unicodedata.combining(each)))


def fold_arabic(text: str) -> str:
    return without_marks(text.translate(ARABIC_LETTERS)).translate(ARABIC_LETTERS)


def fold_bangla(text: str) -> str:
    """The nukta letters as one sign each; khanda ta as ta; long and short vowels stay apart."""
    for written, meant in BANGLA_LETTERS.items():
        text = text.replace(written, meant)
    return text


def fold(text: str, language: str) -> str:
    """The spelling under which a word of ``language`` is looked up, before any ending is taken off."""
    if language == "ar":
        return fold_arabic(text)
    if language == "bn":
        return fold_bangla(text)
    return text.replace("ё", "е") if language == "ru" else text
