"""Texts into words with the keys they are looked up by."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from southsouth.engine.fit.dictionary.letters import fold, readable
from southsouth.engine.fit.dictionary.lights import is_light
from southsouth.engine.fit.dictionary.stems import stem, without_head

WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f\u064b-\u065f\u0670\u0980-\u09ff])*")
HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]+")
LATIN = re.compile(r"[a-z\u00df-\u024f]")
LONGEST_WORD = 40
PAUSES = dict(zip(",.;:!?،؛؟。，、；：！？।", ",.;:!?,;?.,,;:!?.", strict=True))
OTHER_SCRIPTS = frozenset({"ar", "ru", "zh", "bn"})

Segment = Callable[[str], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Word:
    """``text``: small, folded, without the Arabic article; ``key``: the stem; ``light``: grammar, not matter."""

    text: str
    key: str
    light: bool = False
    name: bool = False
    """Written with a capital, or in Latin letters inside another script: may be a proper name."""
    pause: str = ""
    """The sign of punctuation after it, as English writes it."""


def words_of(text: str, language: str, segment: Segment = list) -> list[Word]:
    """The words of a text in order; ``segment`` cuts a run of Chinese characters."""
    text = readable(text)
    found: list[Word] = []
    end = 0
    for match in WORD.finditer(text):
        _pause(found, text[end : match.start()])
        end = match.end()
        found.extend(_chinese(match[0], segment) if language == "zh" else [_word(match[0], language)])
    _pause(found, text[end:])
    return found


def keys_of(text: str, language: str, segment: Segment = list) -> list[str]:
    return [word.key for word in words_of(text, language, segment)]


def _pause(found: list[Word], between: str) -> None:
    """The last word ends with the first sign of a pause after it."""
    pause = next((PAUSES[sign] for sign in between if sign in PAUSES), "")
    if found and pause:
        found[-1] = replace(found[-1], pause=pause)


def _word(written: str, language: str) -> Word:
    text = written[:LONGEST_WORD].lower()
    latin = bool(LATIN.match(text))
    foreign = latin and language in OTHER_SCRIPTS
    folded = fold(text, language)
    key = text if foreign else stem(text, language)
    light = is_light(folded, language)
    form = without_head(folded) if language == "ar" and not light else folded
    return Word(form, key, light, foreign or written[0].isupper())


def _chinese(written: str, segment: Segment) -> list[Word]:
    """Chinese runs cut by ``segment``; whatever stands between them as it is."""
    found: list[Word] = []
    place = 0
    for run in HAN.finditer(written):
        found.extend(_word(written[place : run.start()], "zh") for _ in range(run.start() > place))
        found.extend(Word(each, each, is_light(each, "zh")) for each in segment(run[0]))
        place = run.end()
    found.extend(_word(written[place:], "zh") for _ in range(len(written) > place))
    return found
