"""Which language is this text? By script first, then, among languages in Latin letters, by runs of three letters."""

from __future__ import annotations

import os
import re
import zipfile
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from southsouth.engine.fit.dictionary.letters import readable
from southsouth.engine.fit.dictionary.table import WrongTable

SCRIPTS = {
    "latin": re.compile(r"[a-zA-Z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f]"),
    "ru": re.compile(r"[\u0400-\u04ff]"),
    "ar": re.compile(r"[\u0600-\u06ff]"),
    "zh": re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]"),
    "bn": re.compile(r"[\u0980-\u09ff]"),
    "other": re.compile(
        r"[\u0370-\u03ff\u0530-\u05ff\u0700-\u097f\u0a00-\u10ff\u1100-\u1fff\u3040-\u31ff\uac00-\ud7af]"
    ),
}
LETTERS_PER_WORD = {"zh": 2.0, "other": 3.0, "bn": 4.0, "ar": 4.0}
"""Letters that carry as much as a word does: scripts of few signs would lose against Latin otherwise."""
STRANGERS = {
    "ru": re.compile(r"[іїєґўқғңұәөүһӯҳҷ]"),
    "ar": re.compile(r"[پچژگکیےٹڈڑہھۆڕڵ]"),
    "bn": re.compile(r"[ৰৱ]"),
    "zh": re.compile(r"[\u3040-\u30ff]"),
}
"""Letters that other languages of the script have and this one has not."""
STRANGER_SHARE = 0.04
LATIN = ("en", "es", "fr", "pt")
GRAMS = 2_500
WORD = re.compile(r"[a-z\u00df-\u00f6\u00f8-\u024f]+")
STRANGEST = -7.55
"""Mean log probability below which a long text is in none of the languages."""
LENIENCE = 22.0
"""How far short texts may fall below it: so much divided by their runs."""
MARGIN = 0.12
"""By how much the best language must be likelier than the next, for a text of up to ``SHORT`` runs."""
SHORT = 20


class WrongModel(WrongTable):
    """The file is not a language model."""


class Detector:
    """``costs``: the log probabilities of each run of three letters in ``LATIN``; ``rest``: of an unknown run."""

    def __init__(self, costs: Mapping[str, NDArray[np.float32]], rest: NDArray[np.float32]) -> None:
        self._costs = costs
        self._rest = rest

    def detect(self, text: str) -> str:
        """ISO 639-1 code, or nothing when unsure."""
        text = readable(text)
        script = _script(text)
        if script == "latin":
            return self._latin(text)
        if script in {"", "other"} or _is_stranger(text.lower(), script):
            return ""
        return script

    def _latin(self, text: str) -> str:
        grams = _grams(text)
        if not grams:
            return ""
        mean = np.mean([self._costs.get(gram, self._rest) for gram in grams], axis=0)
        first, second = np.argsort(-mean, kind="stable")[:2]
        strange = mean[first] < STRANGEST - LENIENCE / len(grams)
        unsure = mean[first] - mean[second] < MARGIN / max(len(grams) / SHORT, 1)
        return "" if strange or unsure else LATIN[int(first)]


def _script(text: str) -> str:
    """The script with most text, measured in words rather than letters."""
    sizes = {
        script: len(letters.findall(text)) / LETTERS_PER_WORD.get(script, 5.5) for script, letters in SCRIPTS.items()
    }
    best = max(sizes, key=lambda script: sizes[script])
    return best if sizes[best] else ""


def _is_stranger(text: str, script: str) -> bool:
    return len(STRANGERS[script].findall(text)) > STRANGER_SHARE * len(SCRIPTS[script].findall(text))


def _grams(text: str) -> list[str]:
    """Runs of three letters with the edges of words."""
    edged = [f" {word} " for word in WORD.findall(text.lower())]
    return [word[place : place + 3] for word in edged for place in range(len(word) - 2)]


def learn_detector(texts: Mapping[str, Iterable[str]]) -> Detector:
    """Counts the runs of each language in ``LATIN``."""
    counts = [Counter(gram for text in texts.get(language, ()) for gram in _grams(text)) for language in LATIN]
    kept = sorted({gram for count in counts for gram, _ in sorted(count.items(), key=_order)[:GRAMS]})
    totals = np.array([count.total() + 0.5 * len(kept) + 1.0 for count in counts])
    table = np.array([[count[gram] + 0.5 for count in counts] for gram in kept]).reshape(len(kept), len(LATIN))
    costs = np.log(table / totals).astype(np.float32)
    return Detector(dict(zip(kept, costs, strict=True)), np.log(0.3 / totals).astype(np.float32))


def _order(item: tuple[str, int]) -> tuple[int, str]:
    return -item[1], item[0]


def write_detector(detector: Detector, file: Path) -> None:
    draft = file.with_name(f"{file.name}.{os.getpid()}.draft")
    grams = sorted(detector._costs)
    with draft.open("wb") as opened:
        np.savez(
            opened,
            grams=np.frombuffer("".join(grams).encode("utf-32-le"), dtype=np.uint8),
            costs=np.array([detector._costs[gram] for gram in grams], dtype=np.float16),
            rest=detector._rest.astype(np.float16),
        )
    draft.replace(file)


def read_detector(file: Path) -> Detector:
    try:
        with np.load(file, allow_pickle=False) as arrays:
            text = arrays["grams"].tobytes().decode("utf-32-le")
            grams: Sequence[str] = [text[place : place + 3] for place in range(0, len(text), 3)]
            costs = arrays["costs"].astype(np.float32)
            return Detector(dict(zip(grams, costs, strict=True)), arrays["rest"].astype(np.float32))
    except (OSError, KeyError, ValueError, zipfile.BadZipFile) as wrong:
        raise WrongModel(f"{file}: {wrong}") from wrong
