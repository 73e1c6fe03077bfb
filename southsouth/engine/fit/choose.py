"""Which of the judged make the list. The order inside a list is by score alone; this decides only who is in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from southsouth.engine.fit.judge import Judgement
from southsouth.engine.fit.score import PARTIAL

COPY = 0.95
"""Cosine of two whole texts from which one is a copy of the other."""
LOOKED_AT = 4
"""How many times the length of the list is looked through for others."""
OUTSIDE = 5
"""One place in so many is kept for a solution from outside the importer's region."""
REACH = 10.0
"""Points that a solution from outside may lie below the one it takes the place of."""
LEVEL = 1.0
"""Points within which two scores say the same."""
WELL_SEEN = 1.0
"""Exposure from which an exporter can wait: once at the head of a list."""


@dataclass(frozen=True, slots=True, eq=False)
class Choice:
    """A judged solution, its place among the candidates and the vector of its whole text."""

    judged: Judgement
    place: int
    vector: NDArray[np.float32]

    @property
    def key(self) -> tuple[float, str]:
        """Best first, ties by reference."""
        return -self.judged.score, self.judged.solution.ref


def chosen(choices: Sequence[Choice], top: int, exposure: Mapping[str, float] | None = None) -> list[Choice]:
    """The list, best first: no copies while there are others, somebody from elsewhere, and at its end the less seen."""
    ordered = sorted(choices, key=lambda each: each.key)
    kept, copies = without_copies(ordered, top)
    listed = (kept + copies)[:top]
    spare = kept[top:]
    listed = with_less_seen(listed, spare, exposure or {})
    listed = with_outsiders(listed, [each for each in spare if each not in listed])
    return sorted(listed, key=lambda each: each.key)


def without_copies(ordered: Sequence[Choice], top: int) -> tuple[list[Choice], list[Choice]]:
    """Originals and copies, each in order. Looks no further than a list could need."""
    likely = ordered[: LOOKED_AT * top]
    vectors = np.array([each.vector for each in likely], dtype=np.float64)
    alike = vectors @ vectors.T >= COPY if likely else np.zeros((0, 0), dtype=np.bool_)
    kept: list[int] = []
    for place in range(len(likely)):
        if not alike[place, kept].any():
            kept.append(place)
    return [likely[place] for place in kept], [each for place, each in enumerate(likely) if place not in set(kept)]


def with_less_seen(listed: list[Choice], spare: Sequence[Choice], exposure: Mapping[str, float]) -> list[Choice]:
    """The last of the list gives way to one that scores the same and whose exporter is seen half as much or less."""
    if not listed or not exposure:
        return listed
    last = listed[-1]
    level = [each for each in spare if last.judged.score - each.judged.score <= LEVEL]
    best = min(level, key=lambda each: (seen(each, exposure), each.key), default=None)
    if best is None or seen(last, exposure) < WELL_SEEN or seen(best, exposure) > seen(last, exposure) / 2:
        return listed
    return [*listed[:-1], best]


def seen(choice: Choice, exposure: Mapping[str, float]) -> float:
    return exposure.get(choice.judged.solution.exporter_ref or "", 0.0)


def with_outsiders(listed: list[Choice], spare: Sequence[Choice]) -> list[Choice]:
    """Replaces the last from the importer's own region, as long as somebody fit comes from outside."""
    wanted = len(listed) // OUTSIDE - sum(from_outside(each) is True for each in listed)
    outsiders = [each for each in spare if from_outside(each) and each.judged.score >= PARTIAL]
    for outsider in outsiders[: max(wanted, 0)]:
        insiders = [each for each in listed if from_outside(each) is False]
        if not insiders or insiders[-1].judged.score - outsider.judged.score > REACH:
            break
        listed = [*(each for each in listed if each is not insiders[-1]), outsider]
    return listed


def from_outside(choice: Choice) -> bool | None:
    """Whether every exporter is of another region than the need's country; ``None`` when that is not known."""
    host = choice.judged.need.country
    regions = {each.region for each in choice.judged.solution.exporters}
    if host is None or host.region is None or not regions or None in regions:
        return None
    return host.region not in regions
