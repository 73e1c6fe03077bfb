"""Numbers, money, days and lists as the reader writes them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Literal

from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.numbers import format_decimal, format_percent
from babel.units import format_unit
from django.utils.translation import get_language
from django.utils.translation import gettext as _

DIGITS = {"ar": "٠١٢٣٤٥٦٧٨٩", "bn": "০১২৩৪৫৬৭৮৯"}
"""Digits of the languages that have their own; Babel changes the separators only."""

SYSTEMS = {"ar": "arab"}
"""Numbering systems where Babel's default is not the one people read here."""

KILOBYTE, MEGABYTE = 1_000, 1_000_000


def language_now() -> str:
    return get_language() or "en"


def locale_now() -> str:
    """The locale of days and lists: 12 March 2025, and no comma before "and"."""
    language = language_now()
    return "en_GB" if language == "en" else language


def _system() -> str:
    return SYSTEMS.get(language_now(), "default")


def number_text(value: float, decimals: int = 1) -> str:
    """A number with the separators and digits of the language: 1,234.5."""
    rounded = round(value, decimals)
    form = "#,##0." + "#" * decimals if decimals else "#,##0"
    return _digits(format_decimal(rounded, format=form, locale=language_now(), numbering_system=_system()))


def percent_text(value: float) -> str:
    """A share given in per cent: 45%."""
    return _digits(format_percent(round(value) / 100, locale=language_now(), numbering_system=_system()))


def money_text(value: float) -> str:
    """US dollars: US$3.20, US$60,000."""
    form = "#,##0" if value == int(value) else "#,##0.00"
    amount = format_decimal(value, format=form, locale=language_now(), numbering_system=_system())
    return _("US$\u2060%(amount)s") % {"amount": _digits(amount)}


def size_text(size: int) -> str:
    """The size of a file: 120 kB, 3.4 MB; never less than 1 kB."""
    mega = size >= MEGABYTE
    value = round(size / MEGABYTE, 1) if mega else max(1, round(size / KILOBYTE))
    unit = "digital-megabyte" if mega else "digital-kilobyte"
    return _digits(format_unit(value, unit, length="short", locale=language_now(), numbering_system=_system()))


def _digits(text: str) -> str:
    return own_digits(text, language_now())


def day_text(value: date) -> str:
    """12 March 2025."""
    day = value.date() if isinstance(value, datetime) else value
    return _digits(format_date(day, "long", locale=locale_now()))


def moment_text(value: datetime) -> str:
    """12 March 2025, 14:05 UTC: everybody writes from another zone, so the zone is named."""
    return f"{day_text(value)}, {own_digits(value.strftime('%H:%M'), language_now())} UTC"


def partial_day_text(text: str) -> str:
    """A day, a month or a year, as exactly as it is known: 2019, 2019-06 or 2019-06-23."""
    parts = [int(part) for part in text.split("-")]
    if len(parts) == 3:
        return day_text(date(*parts))
    if len(parts) == 2:
        return _digits(format_skeleton("yMMMM", date(parts[0], parts[1], 1), locale=locale_now()))
    return year_text(parts[0])


def year_text(value: int) -> str:
    """A year has no separators: 2025."""
    return _digits(str(value))


def own_digits(text: str, language: str) -> str:
    digits = DIGITS.get(language)
    return text.translate({ord(str(number)): digit for number, digit in enumerate(digits)}) if digits else text


def list_text(items: Iterable[str], style: Literal["standard", "or"] = "standard") -> str:
    """One, two and three; or one, two or three."""
    return format_list(list(items), style=style, locale=locale_now())
