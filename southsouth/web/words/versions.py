"""What stands in a version, in words: the names of its fields, and their values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.utils.translation import gettext as _

from southsouth.catalogue.actions.parts import PARTS
from southsouth.catalogue.models import Need, Solution
from southsouth.web.words.codes import word_of
from southsouth.web.words.names import name_of
from southsouth.web.words.numbers import day_text, list_text, money_text, number_text, year_text
from southsouth.web.words.values import fact_name, fact_value

CODED: Mapping[str, str] = {
    "step": "step",
    "evidence": "evidence",
    "help_given": "help",
    "kinds_of_help": "help",
    "visibility": "visibility",
    "connectivity": "connectivity",
    "measure": "measure",
    "kind": "precondition",
}
"""Fields with codes, and the list their words are in."""
NAMED: Mapping[str, str] = {
    "language": "language",
    "languages": "language",
    "focus_area": "area",
    "topics": "topic",
    "goals": "goal",
    "country": "country",
}
"""Fields that name records of reference lists."""
SAID: Mapping[str, Callable[[Any], str]] = {
    "cost_low_usd": money_text,
    "cost_high_usd": money_text,
    "budget_usd": money_text,
    "year": year_text,
    "since": year_text,
    "deadline": lambda day: day_text(date.fromisoformat(day)),
    "fact": fact_name,
}


def written_name(name: str, part: str = "") -> str:
    """What a field, or a column of a list of parts, is called; its own name where nothing is called so any more."""
    if part:
        return _verbose(PARTS[part], name)
    if name in PARTS:
        return _upper(str(PARTS[name]._meta.verbose_name_plural))
    found = _verbose(Solution, name)
    return found if found != name else _verbose(Need, name)


def _verbose(model: Any, name: str) -> str:
    try:
        return _upper(str(model._meta.get_field(name).verbose_name))
    except FieldDoesNotExist:
        return name


def _upper(words: str) -> str:
    return words[:1].upper() + words[1:]


def written_value(name: str, value: Any, row: Mapping[str, Any] | None = None) -> str:
    """A value as a person reads it; nothing for one that is not there. ``row``: where it stands."""
    if value is None or value in ("", []):
        return ""
    if isinstance(value, list):
        return _upper(list_text(written_value(name, each) for each in value))
    if name == "minimum" and row and row.get("fact"):
        return fact_value(str(row["fact"]), value)
    if name in CODED:
        return word_of(CODED[name], value)
    if name in NAMED:
        return name_of(NAMED[name], value)
    if name in SAID:
        return SAID[name](value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return number_text(value, 2) if isinstance(value, (int, float)) else str(value)
