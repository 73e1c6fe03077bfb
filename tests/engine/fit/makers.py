"""Plain makers for the engine's values, a small sentence model and a small word table: quick, never different."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from southsouth.engine.fit import Ranking, Reader, Weights, document_of, rank
from southsouth.engine.fit.index import Index
from southsouth.engine.fit.profiles import (
    CountryContext,
    NeedProfile,
    Part,
    Precondition,
    PreconditionKind,
    SolutionProfile,
    Text,
)
from southsouth.engine.fit.terms import stems

WIDTH = 48


class Bag:
    """A sentence model of its own kind: every stem has a fixed random direction, a text is their sum."""

    name = "bag"
    width = WIDTH

    def __init__(self, *, multilingual: bool = False) -> None:
        self.multilingual = multilingual
        self.encoded: list[str] = []

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        self.encoded += texts
        found = np.zeros((len(texts), WIDTH), dtype=np.float32)
        for row, text in enumerate(texts):
            for stem in stems(text):
                found[row] += direction(stem)
            length = np.linalg.norm(found[row])
            found[row] /= length if length else 1.0
        return found


def direction(stem: str) -> np.ndarray:
    seed = int.from_bytes(hashlib.sha256(stem.encode()).digest()[:8])
    return np.random.default_rng(seed).normal(size=WIDTH).astype(np.float32)


@dataclass(frozen=True)
class Glossed:
    text: str
    terms: Mapping[str, float]
    share_known: float


class Table:
    """French into English, a dozen words long."""

    words: Mapping[str, str] = {
        "naissances": "births",
        "enregistrer": "register",
        "villages": "villages",
        "sans": "without",
        "eau": "water",
        "barrage": "dam",
        "les": "",
        "dans": "",
    }

    def gloss(self, text: str, language: str) -> Glossed:
        asked = text.casefold().replace(".", "").split()
        known = [self.words[word] for word in asked if language == "fr" and word in self.words]
        english = [word for word in known if word]
        return Glossed(" ".join(english), dict.fromkeys(english, 1.0), len(known) / max(len(asked), 1))

    def detect(self, text: str) -> str:
        return "fr" if set(text.casefold().replace(".", "").split()) & set(self.words) else ""


def country(iso3: str = "KEN", **more: Any) -> CountryContext:
    """Kenya, unless told otherwise."""
    told = {
        "region": "Africa",
        "subregion": "Sub-Saharan Africa",
        "languages": ("en", "sw"),
        "ldc": False,
        "lldc": False,
        "sids": False,
        "income_group": "lower_middle",
        "population": 52_000_000,
        "legal_family": "mixed",
        "facts": {"internet_users_pct": 35.0, "egdi": 0.63},
    }
    return CountryContext(iso3, **{**told, **more})


def nowhere(iso3: str) -> CountryContext:
    """A country nothing is known of."""
    return CountryContext(iso3)


def texts(title: str, summary: str = "", language: str | None = "en") -> tuple[Text, ...]:
    pieces = ((Part.TITLE, title), (Part.SUMMARY, summary))
    return tuple(Text(part, text, language) for part, text in pieces if text)


def need(title: str = "Register births in villages", summary: str = "", **more: Any) -> NeedProfile:
    return NeedProfile(**{"ref": "need", "texts": texts(title, summary), **more})


def solution(ref: str = "births", title: str = "Register births", summary: str = "", **more: Any) -> SolutionProfile:
    return SolutionProfile(**{"ref": ref, "texts": texts(title, summary), **more})


def precondition(ref: str = "p1", kind: str = "law", text: str = "A decree", **more: Any) -> Precondition:
    return Precondition(ref, PreconditionKind(kind), text, **more)


CATALOGUE = (
    solution("births", "Register births at the health post", "A health worker registers each birth on a phone."),
    solution("dam", "Small dams for dry villages", "A wall of earth keeps the rain. Farmers water their fields."),
    solution("tax", "Taxes paid by phone", "Traders declare and pay their taxes on a phone."),
    solution("reading", "Adults learn to read", "Lessons by radio. A neighbour leads the class in each village."),
    solution("buses", "Buses in their own lane", "A lane of its own makes the bus quicker than the car."),
    solution("seeds", "Banks of seeds", "Farmers keep seeds of their own fields and lend them to neighbours."),
)


def made(solutions: Sequence[SolutionProfile] = CATALOGUE, reader: Reader | None = None) -> tuple[Index, Reader]:
    own = reader or Reader(Bag())
    return Index.of((document_of(each, own) for each in solutions), model=own.name, width=own.width), own


def ranked(
    asked: NeedProfile, solutions: Sequence[SolutionProfile] = CATALOGUE, reader: Reader | None = None, **more: Any
) -> Ranking:
    """The ranking of a need over some solutions."""
    index, own = made(solutions, reader)
    by_ref = {each.ref: each for each in solutions}
    return rank(asked, index, lambda refs: [by_ref[ref] for ref in refs if ref in by_ref], reader=own, **more)


def scores(ranking: Ranking) -> dict[str, float]:
    return {fit.solution: fit.score for fit in ranking.fits}


def without(*names: str) -> Weights:
    """The default weights with some of them off."""
    return Weights.of(dict.fromkeys(names, 0.0))
