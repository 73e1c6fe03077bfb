"""Any text into clean sentences: markup, control characters and broken halves of characters fall out."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator

LONGEST_TEXT = 200_000
"""Characters read of one piece of text (about fifty pages)."""
LONGEST_SENTENCE = 600
"""Characters of one sentence; a longer one is cut at a space."""
SHORTEST_SENTENCE = 12
"""A piece of fewer bytes is joined to the sentence before it: four signs of Chinese say as much as twelve letters."""

BLOCKS = (("<script\\b", "</script\\s*>"), ("<style\\b", "</style\\s*>"), ("<!--", "-->"))
"""Markup whose content is no text."""
BREAKS = re.compile(r"</?(?:p|br|li|ul|ol|div|h[1-6]|tr|td|th|table)\b[^<>]{0,500}>", re.IGNORECASE)
TAGS = re.compile(r"</?[a-zA-Z][^<>]{0,500}>")
ENDS = re.compile(r"(?<=[.!?؟।۔…])[\"'”’»)\]]*\s+|(?<=[。！？])[”’」』）]*|[\r\n\u2028\u2029]+")
BULLET = re.compile(r"^[\s\-–—•·*▪◦●○#>]+|^\s*\(?\d{1,3}[.)]\s+")
ABBREVIATED = re.compile(r"(?:^|[\s(])(?:[A-Z]|Mr|Mrs|Ms|Dr|Prof|St|e\.g|i\.e|etc|vs|approx|Art|Inc|Ltd|U\.S|U\.N)\.$")


def clean(text: str) -> str:
    """Plain text in composed form (NFC); lines are kept, other white space is one space."""
    plain = html.unescape(without_markup(text) if "<" in text else text)
    composed = unicodedata.normalize("NFC", plain)
    kept = "".join(each if each == "\n" or each.isprintable() else in_place_of(each) for each in composed)
    return re.sub(r"[^\S\n]+", " ", kept).strip()


def without_markup(text: str) -> str:
    for opening, closing in BLOCKS:
        text = "".join(outside(text, opening, closing))
    return TAGS.sub(" ", BREAKS.sub("\n", text))


def outside(text: str, opening: str, closing: str) -> Iterator[str]:
    """What stands outside such blocks; one that is never closed is none."""
    begins, ends = re.compile(opening, re.IGNORECASE), re.compile(closing, re.IGNORECASE)
    place = 0
    while (begin := begins.search(text, place)) and (end := ends.search(text, begin.end())):
        yield text[place : begin.start()]
        place = end.end()
    yield text[place:]


def in_place_of(character: str) -> str:
    """A joiner between letters stays, a soft hyphen vanishes, any other control character is a space."""
    if character in "\u200c\u200d":
        return character
    return "" if character in "\u00ad\u200b\u2060\ufeff" else " "


def sentences(text: str) -> list[str]:
    """The sentences of a clean text, in order."""
    found: list[str] = []
    begun = ""
    for piece in pieces(text):
        begun = f"{begun} {piece}" if begun else piece
        if len(begun) < LONGEST_SENTENCE and ABBREVIATED.search(begun[-8:]):
            continue
        if found and len(begun.encode()) < SHORTEST_SENTENCE and len(found[-1]) < LONGEST_SENTENCE:
            found[-1] = f"{found[-1]} {begun}"
        else:
            found += cut(begun)
        begun = ""
    return found + (cut(begun) if begun else [])


def pieces(text: str) -> list[str]:
    """What stands between the marks that may end a sentence."""
    stripped = (BULLET.sub("", piece).strip() for piece in ENDS.split(text))
    return [piece for piece in stripped if any(each.isalnum() for each in piece)]


def cut(sentence: str) -> list[str]:
    """A sentence without end in parts of bearable length."""
    parts = []
    while len(sentence) > LONGEST_SENTENCE:
        space = sentence.rfind(" ", LONGEST_SENTENCE // 2, LONGEST_SENTENCE)
        end = space if space > 0 else LONGEST_SENTENCE
        parts.append(sentence[:end].strip())
        sentence = sentence[end:].strip()
    return [*parts, sentence] if sentence else parts
