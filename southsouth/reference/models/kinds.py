"""What each country fact is: its words, its unit, its bounds, and when two countries are alike in it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from southsouth.reference.models.names import in_language
from southsouth.reference.models.shipped import document

Names = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class FactKind:
    """A fact that is kept of every country.

    ``better`` is ``higher``, ``lower`` or ``None`` (neither). ``low`` and ``high`` bound a value, ``decimals`` says how
    exactly it is shown. A value of a kind with ``answers`` is the place of an answer in that list, 0 the first.
    Two values are alike in the same band of ``bands`` (inner boundaries), or when they differ by at most ``near`` or by
    at most the share ``near_ratio`` of the larger one; two answers only when they are the same.
    ``credit`` is the key of the source in ``all_credits()``.
    """

    code: str
    group: str
    unit: str
    better: str | None
    decimals: int
    low: float | None
    high: float | None
    bands: tuple[float, ...]
    near: float
    near_ratio: float
    answers: tuple[str, ...]
    credit: str
    names: Names
    units: Names
    groups: Names
    answer_names: tuple[Names, ...]

    @property
    def coded(self) -> bool:
        return bool(self.answers)

    def name_in(self, language: str) -> str:
        return in_language(self.names, language)

    def unit_in(self, language: str) -> str:
        """The unit in short; empty for an answer, which has none."""
        return "" if self.coded else in_language(self.units, language)

    def group_in(self, language: str) -> str:
        return in_language(self.groups, language)

    def answer_in(self, value: float, language: str) -> str:
        """What a coded value says; empty for a value that stands for no answer."""
        place = int(value)
        return in_language(self.answer_names[place], language) if 0 <= place < len(self.answers) else ""

    def fault(self, value: float) -> str:
        """Why a value cannot be one of this kind, as a code; empty when it can."""
        if not (self.low is None or value >= self.low) or not (self.high is None or value <= self.high):
            return "out_of_range"
        return "not_an_answer" if self.coded and value != int(value) else ""

    def alike(self, one: float, other: float) -> bool:
        if self.coded:
            return one == other
        gap = abs(one - other)
        if gap <= self.near or gap <= self.near_ratio * max(abs(one), abs(other)):
            return True
        return bisect_right(self.bands, one) == bisect_right(self.bands, other)


@cache
def fact_kinds() -> Mapping[str, FactKind]:
    """Every kind by its code, in the order of the pages: by group, and within a group as shipped."""
    shipped = document("fact_kinds")
    groups = list(shipped["groups"])
    kinds = [_kind(each, shipped) for each in shipped["kinds"]]
    return {kind.code: kind for kind in sorted(kinds, key=lambda kind: groups.index(kind.group))}


def _kind(values: Mapping[str, Any], shipped: Mapping[str, Any]) -> FactKind:
    lists = {name: tuple(values[name]) for name in ("bands", "answers")}
    return FactKind(
        **{**values, **lists},
        units=shipped["units"][values["unit"]],
        groups=shipped["groups"][values["group"]],
        answer_names=tuple(shipped["answers"][answer] for answer in values["answers"]),
    )
