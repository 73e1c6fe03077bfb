"""The few filters of the house: numbers and days as the reader writes them, names and codes in the reader's words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from urllib.parse import unquote, urlsplit

from django import template
from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString

from southsouth.reference.models import credit_of, in_language
from southsouth.web.words import fact_name, fact_value, name_of, said_in_words, word_of
from southsouth.web.words.numbers import (
    day_text,
    language_now,
    money_text,
    number_text,
    partial_day_text,
    percent_text,
    size_text,
    year_text,
)

register = template.Library()

DOLLARS = {"US$", "USD", "$US"}
STITCHES = 61
"""Stitches side by side in a tally at most."""


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
def sized(value: int) -> str:
    """The size of a file: 120 kB."""
    return size_text(value)


@register.filter
def usd(value: float | None) -> str:
    """Money in US dollars: US$3.20, US$60,000."""
    return "" if value is None else money_text(value)


@register.filter
def percent(share: float | None) -> str:
    """A share of one in per cent: 45%; nothing for ``None``."""
    return "" if share is None else percent_text(100 * share)


@register.filter
def year(value: int | None) -> str:
    """A year, without separators."""
    return "" if value is None else year_text(value)


@register.filter
def full_rows(value: int) -> int:
    """How many whole rows of stitches a tally has."""
    return value // STITCHES


@register.filter
def last_row(value: int) -> int:
    """The stitches left for the last row of a tally."""
    return value % STITCHES


@register.filter
def measured(value: float, unit: str) -> SafeString:
    """A result with its unit: money before, everything else behind the number."""
    if unit in DOLLARS:
        return SafeString(money_text(value))
    return format_html("{} <bdi>{}</bdi>", number_text(value, 2), unit)


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


@register.filter
def called(code: object, kind: str) -> str:
    """The name behind a code of a reference list: ``{{ flow.exporter|called:"country" }}``."""
    return name_of(kind, code)


@register.filter
def site(address: str) -> str:
    """The host of an address: where a link goes."""
    return urlsplit(address).netloc.removeprefix("www.")


@register.filter
def page_name(address: str) -> str:
    """The last part of an address in words, as far as it has any; else its host."""
    last = unquote(urlsplit(address).path).rstrip("/").rpartition("/")[2].rpartition(".")[0::2]
    words = (last[0] or last[1]).replace("-", " ").replace("_", " ").strip()
    return words[:1].upper() + words[1:] if any(letter.isalpha() for letter in words) else site(address)


@register.filter
def fact(code: str) -> str:
    """What a country fact is called."""
    return fact_name(code)


@register.filter
def valued(value: object, code: str) -> str:
    """The value of a country fact in words: ``{{ 44.5|valued:"internet_users_pct" }}``."""
    return fact_value(code, value)


@register.filter
def day_or_less(text: str) -> str:
    """A day, a month or a year, as exactly as it is known: 2019, 2019-06 or 2019-06-23."""
    return partial_day_text(text)


@register.filter
def credited(source: str) -> str:
    """Who made the value of a fact."""
    credit = credit_of(source)
    return credit.holder if credit else source


@register.filter
def at(values: Mapping[object, object], key: object) -> object:
    """The value under a key, ``None`` where there is none."""
    return values.get(key)


@register.filter
def worded(record: object, field: str) -> str:
    """A text of a record: as people approved it in the reader's language, else as it was written."""
    words = getattr(record, "told", {}).get(field)
    return str(words.text if words else getattr(record, field))


@register.filter
def foreign(record: object, field: str = "") -> SafeString:
    """The attributes of an element with the words of a record that is written in another language than the page.

    ``field``: which words, so that those that are translated are not called foreign.
    """
    if field and field in getattr(record, "told", {}):
        return SafeString("")
    language = record if isinstance(record, str) else getattr(record, "language", "")
    if not language:
        return SafeString(' dir="auto"')
    if language == language_now():
        return SafeString("")
    direction = "rtl" if language in settings.LANGUAGES_BIDI else "ltr"
    return format_html(' lang="{}" dir="{}"', language, direction)
