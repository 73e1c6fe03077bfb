"""Records that were never saved: what a template reads of a row, without a database."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any

from southsouth.reference.models import Country, FocusArea, Goal, Topic
from southsouth.web.words import name_of
from southsouth.web.words.numbers import language_now

DAY = date(2026, 3, 12)
MOMENT = datetime(2026, 3, 12, 14, 5, tzinfo=UTC)
PAGE = "https://example.org/reports/annual-report.pdf"


class Many(Sequence[Any]):
    """What stands on the other side of a relation."""

    def __init__(self, *rows: Any) -> None:
        self._rows = rows

    def all(self) -> tuple[Any, ...]:
        return self._rows

    def __getitem__(self, place: Any) -> Any:
        return self._rows[place]

    def __len__(self) -> int:
        return len(self._rows)


def names(kind: str, code: str) -> dict[str, str]:
    return {language_now(): name_of(kind, code)}


def country(iso3: str = "BGD") -> Country:
    return Country(iso3=iso3, names=names("country", iso3))


def area() -> FocusArea:
    return FocusArea(slug="public-service", names=names("area", "public-service"))


def topic() -> Topic:
    return Topic(slug="identity-registration", names=names("topic", "identity-registration"))


def goal() -> Goal:
    return Goal(number=16, names=names("goal", "16"))


def need(**fields: object) -> SimpleNamespace:
    plain: dict[str, object] = {
        "ref": "need-2026-014",
        "title": "Register births in remote districts without travel",
        "language": "en",
        "problem": "Parents in 31 districts walk up to two days to register a birth. Many never do.",
        "state": "open",
        "visibility": "public",
        "origin": "sample",
        "opened_at": MOMENT,
        "country": country("LAO"),
        "country_id": "LAO",
        "people_affected": 23_000,
        "connectivity": "some_days",
        "languages": ["lo", "en"],
        "budget_usd": 60_000,
        "kinds_of_help": ["study_visit", "training"],
        "deadline": DAY,
    }
    return SimpleNamespace(**{**plain, **fields})


def exporter(iso3: str = "BGD", organisation: str = "") -> SimpleNamespace:
    body = SimpleNamespace(name=organisation) if organisation else None
    return SimpleNamespace(country=country(iso3), country_id=iso3, organisation=body)


def solution(**fields: object) -> SimpleNamespace:
    """A solution of which everything is told."""
    return SimpleNamespace(**{**TOLD, **parts(), **fields})


TOLD: Mapping[str, object] = {
    "ref": "solution-2026-003",
    "title": "Birth registration in one visit at the health post",
    "language": "en",
    "summary": "A health worker registers the birth on a phone. Works without a connection.",
    "origin": "sample",
    "evidence": "measured",
    "imports": 3,
    "languages": ["bn", "en"],
    "help_given": ["study_visit", "code"],
    "visits_a_year": 4,
    "expert_days_a_year": 1,
    "who_pays": "The host pays travel.",
    "terms": "Free of charge for governments.",
    "confirmed_on": DAY,
    "how_it_works": "A health worker enters the birth.\n\nThe phone keeps it until there is a signal.",
    "problem": "Parents came three times.",
    "cost_low_usd": 20_000,
    "cost_high_usd": 38_000,
    "running_cost": "US$4,000 a year for each district",
}


def parts() -> dict[str, object]:
    """What stands on the other sides of a solution's relations, with names in the reader's language."""
    blocks = (
        SimpleNamespace(title="Phone form", text="Works offline.", cost_low_usd=5_000, cost_high_usd=8_000),
        SimpleNamespace(title="Training", text="", cost_low_usd=None, cost_high_usd=None),
    )
    return {
        "exporters": Many(exporter("BGD", "Ministry of Health"), exporter("IND")),
        "focus_area": area(),
        "topics": Many(topic()),
        "goals": Many(goal()),
        "blocks": Many(*blocks),
        "sources": Many(SimpleNamespace(url=PAGE)),
        "places": Many(SimpleNamespace(name="64 districts", country=country(), since=2019, note="")),
    }


def bare_solution() -> SimpleNamespace:
    """A solution of which little is told."""
    nothing: dict[str, object] = dict.fromkeys(
        ("evidence", "how_it_works", "problem", "running_cost", "who_pays", "terms"), ""
    )
    unknown: dict[str, object] = dict.fromkeys(
        ("focus_area", "visits_a_year", "expert_days_a_year", "confirmed_on", "cost_low_usd", "cost_high_usd")
    )
    empty: dict[str, object] = {name: Many() for name in ("topics", "goals", "blocks", "sources", "places")}
    lists: dict[str, object] = {"languages": [], "help_given": [], "imports": 0, "origin": "own"}
    return solution(**nothing, **unknown, **empty, **lists, exporters=Many(exporter()))


def adoption(**fields: object) -> SimpleNamespace:
    plain: dict[str, object] = {
        "ref": "adoption-2026-007",
        "solution": solution(),
        "exporter": country("BGD"),
        "exporter_id": "BGD",
        "importer": country("KEN"),
        "importer_id": "KEN",
        "importer_name": "",
        "year": 2021,
        "year_is_approximate": False,
        "status": "in_operation",
        "source": PAGE,
    }
    return SimpleNamespace(**{**plain, **fields})


def person(**fields: object) -> SimpleNamespace:
    plain: dict[str, object] = {"is_authenticated": True, "is_secretariat": False}
    return SimpleNamespace(**{**plain, **fields})


VISITOR = SimpleNamespace(is_authenticated=False, is_secretariat=False)
