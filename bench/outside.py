"""The outside data that quality is measured on: a folder ``shared/data`` beside the checkout, no part of the project.

``needs_dev.jsonl``: needs with the solution that was really taken up (``answer``); ``solutions.jsonl``: those and more;
``decoys/*.jsonl``: a thousand other descriptions of public software.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from bench.reference import shipped_area_names, shipped_contexts, shipped_country_names
from southsouth.engine.fit.profiles import CountryContext, NeedProfile, Part, SolutionProfile, Text

DATA = Path(__file__).resolve().parent.parent.parent / "shared" / "data"
SAME_AS_AN_ANSWER = ("dpg:mosip", "dpg:modular-open-source-identity-platform", "dpg:ekshop")
"""Decoys that describe a solution which is an answer: neither right nor wrong, so they are left out."""

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Case:
    """A need, and the reference of the solution that was taken up."""

    need: NeedProfile
    answer: str
    basis: str


@dataclass(frozen=True, slots=True)
class Outside:
    cases: Sequence[Case]
    solutions: Sequence[SolutionProfile]


def rows(name: str) -> list[Row]:
    with (DATA / name).open(encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def there() -> bool:
    return (DATA / "needs_dev.jsonl").exists()


def load() -> Outside:
    """Stops with a sentence when the folder is not there."""
    if not there():
        sys.exit(f"Nothing to measure on: {DATA} with needs_dev.jsonl, solutions.jsonl and decoys/ is not there.")
    return Outside(cases(), solutions())


def cases() -> list[Case]:
    contexts, names, areas = shipped_contexts(), shipped_country_names(), shipped_area_names()
    return [
        Case(
            NeedProfile(
                ref=row["need_id"],
                texts=texts(row),
                country=contexts[names.find(row["country"]) or ""],
                focus_area=areas.find(row["focus_area"]),
                goals=frozenset(row["sdgs"]),
            ),
            row["answer"],
            row["basis"],
        )
        for row in rows("needs_dev.jsonl")
    ]


def solutions() -> list[SolutionProfile]:
    """The real ones, then the decoys, each reference once."""
    contexts, names, areas = shipped_contexts(), shipped_country_names(), shipped_area_names()
    found: dict[str, SolutionProfile] = {}
    for row in [
        *rows("solutions.jsonl"),
        *(row for file in sorted((DATA / "decoys").glob("*.jsonl")) for row in rows(file)),
    ]:
        countries = [names.find(each["country"]) for each in row.get("exporters", [])]
        exporters: list[CountryContext] = [contexts[each] for each in countries if each]
        found.setdefault(
            row["solution_id"],
            SolutionProfile(
                ref=row["solution_id"],
                texts=texts(row),
                exporters=tuple(exporters),
                exporter_ref=exporters[0].iso3 if exporters else None,
                focus_area=areas.find(row["focus_area"]) if row.get("focus_area") else None,
                goals=frozenset(row.get("sdgs", [])),
            ),
        )
    return [each for ref, each in found.items() if ref not in SAME_AS_AN_ANSWER]


def texts(row: Row) -> tuple[Text, Text]:
    return Text(Part.TITLE, row["title"], "en"), Text(Part.SUMMARY, row["summary"], "en")


def text_only(need: NeedProfile) -> NeedProfile:
    return NeedProfile(need.ref, need.texts)


def with_country(need: NeedProfile) -> NeedProfile:
    return replace(text_only(need), country=need.country)


def with_labels(need: NeedProfile) -> NeedProfile:
    return replace(need, country=None)
