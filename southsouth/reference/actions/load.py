"""The shipped lists into the database."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import Model

from southsouth.reference.actions.countries import country_plan, save_countries
from southsouth.reference.actions.facts import fact_plan, save_facts
from southsouth.reference.actions.upsert import planned, write
from southsouth.reference.models import FocusArea, Goal, Language, Target, Topic
from southsouth.reference.models.shipped import document, names_of, table
from southsouth.tables.report import Report
from southsouth.tables.rows import Row

LAST_YEAR = 2100
Listed = TypeVar("Listed", bound=Model)


@transaction.atomic
def load_reference() -> Mapping[str, Report]:
    """Bring the shipped lists in: what is missing is added, what still stands as it came is renewed.

    Countries and facts somebody imported, and focus areas and topics already there, are left as they are. Can be
    repeated; a second run changes nothing. The report of each list is under its name.
    """
    return {
        "languages": _load(Language, "code", _languages),
        "countries": _load_countries(),
        "facts": _load_facts(),
        "goals": _load(Goal, "number", _goals),
        "targets": _load(Target, "code", _targets),
        "focus_areas": _load_areas(),
        "topics": _load_topics(),
    }


def _rows(name: str) -> Iterator[Row]:
    for number, values in enumerate(table(name), start=2):
        yield Row(number, {column: cell or None for column, cell in values.items()})


def _load_countries() -> Report:
    plan = country_plan(_rows("countries"), shipped=True)
    save_countries(plan)
    return plan.report()


def _load_facts() -> Report:
    plan = fact_plan(_rows("facts"), latest=LAST_YEAR, shipped=True)
    save_facts(plan)
    return plan.report()


def _load(model: type[Listed], key: str, rows: Callable[[], Iterator[Listed]]) -> Report:
    """A list nobody edits: the database gets what is shipped."""
    fields = [field.attname for field in model._meta.concrete_fields if field.attname != key]
    new = {str(row.pk): row for row in rows()}
    old = {str(row.pk): row for row in model._default_manager.all()}
    plan = planned(new, old, fields)
    write(plan.rows(), key=[key], fields=_names(model, fields))
    return plan.report()


def _names(model: type[Model], attributes: Collection[str]) -> list[str]:
    return [field.name for field in model._meta.concrete_fields if field.attname in attributes]


def _languages() -> Iterator[Language]:
    for row in table("languages"):
        yield Language(
            code=row["code"],
            names=names_of(row),
            own_name=row["own_name"],
            rtl=row["direction"] == "rtl",
            interface=row["interface"] == "true",
        )


def _goals() -> Iterator[Goal]:
    return (Goal(number=int(row["number"]), names=names_of(row)) for row in table("goals"))


def _targets() -> Iterator[Target]:
    for position, row in enumerate(table("targets"), start=1):
        goal = int(row["code"].partition(".")[0])
        yield Target(code=row["code"], goal_id=goal, names=names_of(row), position=position)


def _shipped_areas() -> list[dict[str, Any]]:
    areas: list[dict[str, Any]] = document("focus_areas")
    return areas


def _load_areas() -> Report:
    there = set(FocusArea.objects.values_list("slug", flat=True))
    new = [
        FocusArea(slug=area["slug"], names=area["names"], summaries=area["summaries"], position=position)
        for position, area in enumerate(_shipped_areas(), start=1)
        if area["slug"] not in there
    ]
    FocusArea.objects.bulk_create(new, ignore_conflicts=True)
    return Report(created=tuple(area.slug for area in new), unchanged=tuple(sorted(there)))


def _load_topics() -> Report:
    there = set(Topic.objects.values_list("slug", flat=True))
    areas = {area.slug: area for area in FocusArea.objects.all()}
    new = [
        Topic(area=areas[area["slug"]], slug=topic["slug"], names=topic["names"], position=position)
        for area in _shipped_areas()
        for position, topic in enumerate(area["topics"], start=1)
        if topic["slug"] not in there
    ]
    Topic.objects.bulk_create(new, ignore_conflicts=True)
    return Report(created=tuple(topic.slug for topic in new), unchanged=tuple(sorted(there)))
