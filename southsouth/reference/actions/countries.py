"""Countries from the rows of a file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from copy import copy
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, cast

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.db import models, transaction

from southsouth.ledger.actions import record_all
from southsouth.reference.actions.upsert import Plan, write
from southsouth.reference.models import Country, regions
from southsouth.reference.models.shipped import LANGUAGES
from southsouth.reference.policies import may_edit_reference
from southsouth.tables.fields import (
    Field,
    Wrong,
    choice,
    flag,
    listed,
    many,
    number,
    shown,
    text,
    understood,
    unknown_columns,
    whole,
)
from southsouth.tables.report import Refused, Report
from southsouth.tables.rows import Row

STATUSES = ("un_member", "un_observer", "territory_or_associated", "user_assigned_code")
INCOME_GROUPS = ("low", "lower_middle", "upper_middle", "high")
LEGAL_FAMILIES = ("civil", "common", "customary", "religious", "mixed")


def matching(pattern: str, code: str) -> Callable[[object], str]:
    """Text of a fixed form; anything else is refused with the code."""
    form = re.compile(pattern)

    def parse(value: object) -> str:
        words = str(value).strip()
        if not form.fullmatch(words):
            raise Wrong(code, value=shown(value))
        return words

    return parse


def m49(value: object) -> str:
    """Three digits; a spreadsheet that took them for a number has lost the zeros in front."""
    return matching(r"\d{3}", "not_an_m49_code")(str(value).strip().zfill(3))


def pairs(value: object) -> dict[str, str]:
    """``names=cldr;area=geonames``, or a mapping of JSON."""
    if isinstance(value, dict):
        return {str(name): str(source) for name, source in value.items()}
    found = [str(item).partition("=") for item in listed(value)]
    if not all(mark for _, mark, _ in found):
        raise Wrong("not_pairs", value=shown(value))
    return {name.strip(): source.strip() for name, _, source in found}


ISO3 = matching("[A-Z]{3}", "not_an_iso_code")
LANGUAGE = matching("[a-z]{2,3}", "not_a_language_code")
NAMES = tuple(Field(f"name_{language}", text(120)) for language in LANGUAGES)
FIELDS = (
    Field("iso2", matching("[A-Z]{2}", "not_an_iso_code")),
    Field("m49", m49),
    Field("status", choice(STATUSES)),
    Field("aliases", many(text(200))),
    Field("region", choice(name for name, region in regions().items() if region.level == "region")),
    Field("subregion", choice(name for name, region in regions().items() if region.level == "subregion")),
    Field("intermediate_region", choice(name for name, region in regions().items() if region.level == "intermediate")),
    Field("unsd_developing", flag),
    Field("g77", flag),
    Field("global_south", flag),
    Field("ldc", flag),
    Field("ldc_note", text(300)),
    Field("lldc", flag),
    Field("sids", flag),
    Field("income_group", choice(INCOME_GROUPS)),
    Field("official_languages", many(LANGUAGE)),
    Field("regional_languages", many(LANGUAGE)),
    Field("legal_family", choice(LEGAL_FAMILIES)),
    Field("legal_components", many(choice(LEGAL_FAMILIES[:-1]))),
    Field("legal_sources_agree", flag),
    Field("currency", text(30)),
    Field("population", whole(0, 10**10)),
    Field("population_year", whole(1900, 2100)),
    Field("population_source", text(60)),
    Field("area_km2", number(0, 10**8)),
    Field("capital", text(100)),
    Field("latitude", number(-90, 90), aliases=("lat",)),
    Field("longitude", number(-180, 180), aliases=("lon",)),
    Field("coordinates_of", text(20)),
    Field("landlocked", flag),
    Field("borders", many(ISO3)),
    Field("sources", pairs),
)
COLUMNS = (Field("iso3", ISO3, required=True), *NAMES, *FIELDS)
STORED = ("names", *(column.name for column in FIELDS))
"""Fields of the row a file can set; ``iso3`` is the key."""
NEEDED = ("iso2", "status", "name_en")
"""What a country that is not there yet must bring."""


@dataclass(frozen=True, slots=True)
class Known:
    """What has been met: the row of each country, and who holds each two-letter code.

    A code given up in the same file stays with the country that had it.
    """

    holders: dict[str, str]
    rows: dict[str, int] = field(default_factory=dict)


def country_plan(rows: Iterable[Row], *, shipped: bool) -> Plan[Country]:
    """What the rows would do. Shipped rows leave alone what somebody imported."""
    plan: Plan[Country] = Plan()
    existing = {country.iso3: country for country in Country.objects.all()}
    known = Known({country.iso2: country.iso3 for country in existing.values()})
    for row in rows:
        values, refused = understood(row, COLUMNS)
        plan.ignored.update(dict.fromkeys(unknown_columns(row, COLUMNS)))
        iso3 = str(values.get("iso3", ""))
        old = existing.get(iso3)
        refused = refused or _refusals(row, values, old, known)
        plan.refused += refused
        if not refused and not (shipped and old is not None and not old.shipped):
            plan.put(iso3, old, new_state(old, values, shipped=shipped), STORED)
    return plan


def _refusals(row: Row, values: Mapping[str, object], old: Country | None, known: Known) -> list[Refused]:
    """What is wrong with a row whose cells are good each by itself."""
    iso3, iso2 = str(values["iso3"]), str(values.get("iso2") or "")
    if iso3 in known.rows:
        return [Refused(row.number, "iso3", "twice", {"value": iso3, "first": known.rows[iso3]})]
    known.rows[iso3] = row.number
    holder = known.holders.setdefault(iso2, iso3) if iso2 else iso3
    if holder != iso3:
        return [Refused(row.number, "iso2", "taken", {"value": iso2, "holder": holder})]
    if old is None:
        return [Refused(row.number, name, "needed_for_new", {"value": iso3}) for name in NEEDED if not values.get(name)]
    cleared = [name for name in NEEDED if name in values and not values[name]]
    return [Refused(row.number, name, "empty") for name in cleared]


def new_state(old: Country | None, values: Mapping[str, object], *, shipped: bool) -> Country:
    """The country with the values of a row: a column that is not there changes nothing, an empty cell makes unknown."""
    country = copy(old) if old else Country(iso3=str(values["iso3"]), names={})
    country.shipped = shipped
    for name in STORED[1:]:
        if name in values:
            setattr(country, name, _or_unknown(name, values[name]))
    given = {language: values[f"name_{language}"] for language in LANGUAGES if f"name_{language}" in values}
    merged = {**country.names, **given}
    country.names = {language: name for language, name in merged.items() if name}
    return country


def _or_unknown(name: str, value: object) -> object:
    """An empty cell as the row keeps it: an empty text or list, or ``None``."""
    if value is not None:
        return value
    column = cast("models.Field[Any, Any]", Country._meta.get_field(name))
    return None if column.null else column.get_default()


def save_countries(plan: Plan[Country]) -> None:
    write(plan.rows(), key=["iso3"], fields=[*STORED, "shipped"])


@transaction.atomic
def import_countries(
    rows: Iterable[Row], *, by: AbstractBaseUser | None, at: datetime, dry_run: bool = False
) -> Report:
    """Take countries from the rows of a file, all or none; ``iso3`` decides which country a row is.

    Columns the file does not have stay as they are. Where anything is refused, and on a dry run, nothing is written.
    """
    if not may_edit_reference(by):
        raise PermissionDenied
    plan = country_plan(rows, shipped=False)
    if plan.refused or dry_run:
        return plan.report()
    save_countries(plan)
    record_all("country.imported", plan.done(), by=by, at=at)
    return plan.report()
