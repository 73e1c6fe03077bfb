"""Facts of countries in words: what they are called, and their values."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from django.utils.translation import gettext as _

from southsouth.reference.models import FactKind, fact_kinds
from southsouth.web.words.codes import KINDS, word_of
from southsouth.web.words.names import name_of
from southsouth.web.words.numbers import language_now, list_text, money_text, number_text, percent_text

WORDED_TRAITS = {"income_group": "income", "legal_family": "legal", "legal_components": "legal"}
"""Columns of a country's row that hold codes, and the list their words are in."""
NAMED_TRAITS = {"subregion": "region", "region": "region", "official_languages": "language"}


def fact_name(code: str) -> str:
    """What a fact or a column of a country's row is called."""
    kind = fact_kinds().get(code)
    return kind.name_in(language_now()) if kind else word_of("trait", code)


def fact_value(code: str, value: object) -> str:
    """A value as a person reads it: 45%, US$1,840, "Yes", "lower middle income", "Arabic and French"."""
    if value is None or value == "":
        return _("not known")
    kind = fact_kinds().get(code)
    if kind is not None:
        return kind_value(kind, float(cast(float, value)))
    if isinstance(value, bool) or code in ("ldc", "lldc", "sids", "landlocked"):
        return _("yes") if value else _("no")
    if isinstance(value, (list, tuple)):
        return list_text(_trait_word(code, each) for each in cast(Iterable[object], value))
    if isinstance(value, (int, float)):
        return number_text(value, 0)
    return _trait_word(code, value)


def _trait_word(code: str, value: object) -> str:
    if code in NAMED_TRAITS:
        return name_of(NAMED_TRAITS[code], value)
    kind = WORDED_TRAITS.get(code)
    return str(KINDS[kind].get(str(value), value)) if kind else str(value)


def kind_value(kind: FactKind, value: float) -> str:
    """A value of a kind of fact with its unit."""
    if kind.coded:
        return kind.answer_in(value, language_now())
    if kind.unit == "percent":
        return percent_text(value)
    if kind.unit == "usd":
        return money_text(round(value, kind.decimals) if kind.decimals else round(value))
    number = number_text(value, kind.decimals)
    return number if kind.unit in ("index", "estimate") else f"{number} {kind.unit_in(language_now())}"
