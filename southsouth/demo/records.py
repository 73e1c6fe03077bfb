"""The files of the demonstration through the same doors as everybody's files."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from southsouth.catalogue.actions.imports import import_adoptions, import_needs, import_solutions
from southsouth.events.actions import import_events
from southsouth.figures.actions import record_total
from southsouth.tables.reading import read_rows
from southsouth.tables.report import Report

DATA = Path(__file__).resolve().parent / "data"


FILES: dict[str, Callable[..., Report]] = {
    "solutions": import_solutions,
    "adoptions": import_adoptions,
    "events": import_events,
    "needs": import_needs,
}


class Spoilt(Exception):
    """A file of the demonstration was refused: the platform and its data do not fit together."""


def make_records(*, at: datetime) -> dict[str, Report]:
    """Solutions, adoptions, events, sample needs, recorded totals. Can be repeated: a second time changes nothing."""
    reports = {kind: _import(kind, deed, at) for kind, deed in FILES.items()}
    told = json.loads((DATA / "recorded_totals.json").read_text(encoding="utf-8"))
    for name, value in told["totals"].items():
        record_total(name, value, source=told["source"], by=None, at=at)
    return reports


def _import(kind: str, deed: Callable[..., Report], at: datetime) -> Report:
    report = deed(read_rows(DATA / f"{kind}.jsonl"), by=None, at=at)
    if not report.good:
        raise Spoilt(kind, report.refused[0])
    return report
