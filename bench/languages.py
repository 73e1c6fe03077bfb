"""A need in another language against solutions written in English: how much of the English quality is kept.

``data/needs_in_languages.jsonl``: needs of our own writing from the importer's side, each in English and seven other
languages, with the solution that answers it. The language is not told to the engine: finding it out is part of it.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.marks import Marks
from bench.outside import load
from southsouth.engine.fit import Reader, document_of, rank
from southsouth.engine.fit.dictionary import LANGUAGES, Dictionary
from southsouth.engine.fit.encoder import packaged
from southsouth.engine.fit.index import Index
from southsouth.engine.fit.profiles import NeedProfile, Part, SolutionProfile, Text

NEEDS = Path(__file__).parent / "data" / "needs_in_languages.jsonl"
MODEL = Path(os.environ.get("SOUTHSOUTH_MODEL_DIR", Path(__file__).parent.parent / "var" / "model"))
KEPT = {"fr": 0.90, "es": 0.90, "ru": 0.85, "ar": 0.75, "zh": 0.70}
"""Share of English recall@10 that must be kept; the other languages are shown."""
TOP = 10


@dataclass(frozen=True, slots=True)
class Asked:
    """A need in all its languages. ``texts``: language -> title and summary."""

    ref: str
    answer: str
    texts: Mapping[str, Mapping[str, str]]

    def profile(self, language: str) -> NeedProfile:
        said = self.texts[language]
        return NeedProfile(self.ref, (Text(Part.TITLE, said["title"]), Text(Part.SUMMARY, said["summary"])))


@dataclass(frozen=True, slots=True)
class Figures:
    recall: float
    reciprocal: float
    recognised: float


def asked() -> list[Asked]:
    with NEEDS.open(encoding="utf-8") as file:
        return [Asked(row["id"], row["answer"], row["texts"]) for row in map(json.loads, file)]


def figures(places: Sequence[int], told: Sequence[bool]) -> Figures:
    """``places``: 1 for the first, 0 for not among the ten."""
    return Figures(
        sum(place > 0 for place in places) / len(places),
        sum(1 / place for place in places if place) / len(places),
        sum(told) / len(told),
    )


class Ranker:
    """The engine over all solutions, by text alone."""

    def __init__(self, given: Sequence[SolutionProfile], reader: Reader) -> None:
        self._known = {solution.ref: solution for solution in given}
        documents = [document_of(each, reader) for each in self._known.values()]
        self._index = Index.of(documents, model=reader.name, width=reader.width)
        self._reader = reader

    def place(self, need: Asked, language: str) -> int:
        """Where the right answer stands among the first ten, from 1; 0 when it does not."""
        ranking = rank(need.profile(language), self._index, self._solutions, reader=self._reader, top=TOP)
        listed = [fit.solution for fit in ranking.fits]
        return listed.index(need.answer) + 1 if need.answer in listed else 0

    def _solutions(self, refs: Sequence[str]) -> list[SolutionProfile]:
        return [self._known[ref] for ref in refs]


def recognised(needs: Sequence[Asked], language: str, dictionary: Dictionary) -> list[bool]:
    said = [" ".join(need.texts[language].values()) for need in needs]
    return [dictionary.detect(text) == language for text in said]


def main() -> int:
    given, dictionary, needs = load().solutions, Dictionary.packaged(), asked()
    ranker = Ranker(given, Reader(packaged(MODEL), dictionary))
    print(f"{len(needs)} needs, each in {len(LANGUAGES) + 1} languages, against {len(given)} solutions")
    marks = Marks()
    english = 0.0
    for language in ("en", *LANGUAGES):
        places = [ranker.place(need, language) for need in needs]
        seen = figures(places, recognised(needs, language, dictionary))
        english = english or seen.recall
        marks.shown(f"{language}: recall@10", seen.recall)
        marks.shown(f"{language}: MRR", seen.reciprocal)
        marks.shown(f"{language}: language recognised", seen.recognised)
        kept(marks, language, seen.recall / max(english, 1e-9))
    return marks.exit_code()


def kept(marks: Marks, language: str, share: float) -> None:
    what = f"{language}: recall@10 / English"
    if language in KEPT:
        marks.at_least(what, share, KEPT[language])
    else:
        marks.shown(what, share)


if __name__ == "__main__":
    sys.exit(main())
