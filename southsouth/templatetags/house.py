"""The few filters of the house: numbers and days as the reader writes them, names and codes in the reader's words."""

from __future__ import annotations

from datetime import date

from django import template

from southsouth.reference.models import in_language
from southsouth.web.words import said_in_words, word_of
from southsouth.web.words.numbers import day_text, language_now, money_text, number_text

register = template.Library()


@register.filter
def shown(value: object, decimals: int = 1) -> str:
    """A number or a day in the reader's manner; anything else as text; nothing for ``None``."""
    if value is None:
        return ""
    if isinstance(value, date):
        return day_text(value)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return number_text(value, decimals)
    return str(value)


@register.filter
def usd(value: float | None) -> str:
    """Money in US dollars: US$3.20, US$60,000."""
    return "" if value is None else money_text(value)


@register.filter
def named(record: object) -> str:
    """The name of a country, area, topic, goal or language in the reader's language."""
    names = getattr(record, "names", None)
    return in_language(names, language_now()) if names else str(record or "")


@register.filter
def word(code: object, kind: str) -> str:
    """A code of one of the lists in words: ``{{ need.state|word:"need_state" }}``."""
    return word_of(kind, str(code or ""))


@register.filter
def said(value: object) -> str:
    """A reason, gap, missing fact, note or refusal as a sentence."""
    return said_in_words(value)
