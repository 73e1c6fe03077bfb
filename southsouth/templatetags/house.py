"""The few filters of the house: numbers and days as the reader writes them, names and codes in the reader's words."""

from __future__ import annotations

from datetime import date, datetime

from babel.dates import format_date
from babel.numbers import format_decimal
from django import template
from django.utils.translation import get_language

from southsouth.reference.models import in_language
from southsouth.web.words import said_in_words, word_of

register = template.Library()

DIGITS = {"ar": "٠١٢٣٤٥٦٧٨٩", "bn": "০১২৩৪৫৬৭৮৯"}
"""Digits of the languages that have their own; Babel writes them in numbers, not in days."""


def _language() -> str:
    return get_language() or "en"


@register.filter
def shown(value: object, decimals: int = 1) -> str:
    """A number or a day in the reader's manner; anything else as text; nothing for ``None``."""
    language = _language()
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return own_digits(format_date(value, "long", locale=language), language)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        rounded = round(value, decimals)
        return format_decimal(rounded, locale=language, numbering_system="default")
    return str(value)


def own_digits(text: str, language: str) -> str:
    digits = DIGITS.get(language)
    return text.translate({ord(str(number)): digit for number, digit in enumerate(digits)}) if digits else text


@register.filter
def usd(value: float | None) -> str:
    """Money in US dollars: US$3.20, US$60,000."""
    if value is None:
        return ""
    form = "#,##0" if value == int(value) else "#,##0.00"
    amount = format_decimal(value, format=form, locale=_language(), numbering_system="default")
    return f"US$\u2060{amount}"


@register.filter
def named(record: object) -> str:
    """The name of a country, area, topic, goal or language in the reader's language."""
    names = getattr(record, "names", None)
    return in_language(names, _language()) if names else str(record or "")


@register.filter
def word(code: object, kind: str) -> str:
    """A code of one of the lists in words: ``{{ need.state|word:"need_state" }}``."""
    return word_of(kind, str(code or ""))


@register.filter
def said(value: object) -> str:
    """A reason, gap, missing fact, note or refusal as a sentence."""
    return said_in_words(value)
