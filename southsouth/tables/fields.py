"""Cells into values: what a column may hold, said once, and the nearest good value when it holds something else.

A parser takes text from a CSV cell, a number from a spreadsheet or anything from JSON, and raises ``Wrong``.
"""

from __future__ import annotations

import difflib
import json
import math
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from southsouth.tables.report import Refused
from southsouth.tables.rows import Row

Parser = Callable[[object], object]

YES = frozenset({"true", "yes", "1", "y", "oui", "sí", "si", "sim", "да", "نعم", "是"})
NO = frozenset({"false", "no", "0", "n", "non", "não", "нет", "لا", "否"})
ADDRESS = re.compile(r"^https?://[^\s/?#@\\<>\"']+(?:[/?#][^\s<>\"\\]*)?$", re.IGNORECASE)


class Wrong(Exception):
    """A cell that cannot be taken. ``code`` and ``facts`` say why; ``part`` names the column below, in a list."""

    def __init__(self, code: str, part: str = "", **facts: object) -> None:
        super().__init__(code, facts)
        self.code = code
        self.part = part
        self.facts: dict[str, object] = facts


@dataclass(frozen=True, slots=True)
class Field:
    """A column: its name, other names it goes by, and what it may hold."""

    name: str
    parse: Parser
    required: bool = False
    aliases: tuple[str, ...] = ()

    def column_in(self, columns: Mapping[str, object]) -> str | None:
        return next((name for name in (self.name, *self.aliases) if name in columns), None)


def understood(row: Row, fields: Sequence[Field]) -> tuple[dict[str, object], list[Refused]]:
    """The values of a row by field name, and the cells that cannot be taken.

    A field whose column the file does not have is left out; an empty cell gives ``None``.
    """
    values: dict[str, object] = {}
    refused: list[Refused] = []
    for field in fields:
        column = field.column_in(row.values)
        cell = row.values[column] if column else None
        if cell is None or cell == "" or (isinstance(cell, str) and not cell.strip()):
            if field.required:
                refused.append(Refused(row.number, field.name, "empty" if column else "no_column"))
            elif column:
                values[field.name] = None
            continue
        try:
            values[field.name] = field.parse(cell)
        except Wrong as wrong:
            place = f"{column}.{wrong.part}" if wrong.part else str(column)
            refused.append(Refused(row.number, place, wrong.code, wrong.facts))
    return values, refused


def unknown_columns(row: Row, fields: Sequence[Field]) -> list[str]:
    """The columns of the row that no field takes."""
    taken = {field.column_in(row.values) for field in fields}
    return [column for column in row.values if column not in taken]


def shown(value: object) -> str:
    """A value short enough for a message."""
    words = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    return words if len(words) <= 80 else words[:79] + "…"


def text(longest: int) -> Callable[[object], str]:
    """Text of at most ``longest`` characters, without spaces at its ends, composed (NFC)."""

    def parse(value: object) -> str:
        if isinstance(value, (list, dict, bool)):
            raise Wrong("not_text", value=shown(value))
        words = unicodedata.normalize("NFC", str(value)).strip()
        if len(words) > longest:
            raise Wrong("too_long", found=len(words), limit=longest)
        return words

    return parse


def whole(low: int, high: int) -> Callable[[object], int]:
    """A whole number from ``low`` to ``high``; ``2018.0`` is one, ``1e308`` is out of range."""

    def parse(value: object) -> int:
        found = _number(value)
        if not low <= found <= high:
            raise Wrong("out_of_range", value=shown(value), low=low, high=high)
        if found != int(found):
            raise Wrong("not_whole", value=shown(value))
        return int(found)

    return parse


def number(low: float, high: float) -> Callable[[object], float]:
    """A number from ``low`` to ``high``."""

    def parse(value: object) -> float:
        found = _number(value)
        if not low <= found <= high:
            raise Wrong("out_of_range", value=shown(value), low=low, high=high)
        return float(found)

    return parse


def _number(value: object) -> float:
    if isinstance(value, str):
        try:
            value = int(value) if value.strip().lstrip("+-").isdecimal() and len(value) < 20 else float(value)
        except ValueError as wrong:
            raise Wrong("not_a_number", value=shown(value)) from wrong
    if (
        isinstance(value, bool)
        or not isinstance(value, (int, float))
        or (isinstance(value, float) and math.isnan(value))
    ):
        raise Wrong("not_a_number", value=shown(value))
    return value


def flag(value: object) -> bool:
    """Yes or no, in the words of several languages."""
    word = str(value).strip().casefold()
    if word in YES:
        return True
    if word in NO:
        return False
    raise Wrong("not_yes_or_no", value=shown(value))


def day(value: object) -> date:
    """A day as ``2026-11-30``, the time that may follow left out."""
    try:
        return datetime.fromisoformat(str(value).strip()).date()
    except ValueError as wrong:
        raise Wrong("not_a_day", value=shown(value)) from wrong


def address(value: object) -> str:
    """The address of a page, of at most 1,000 characters."""
    found = text(1000)(value)
    if not ADDRESS.match(found):
        raise Wrong("not_an_address", value=shown(value))
    return found


def key_of(words: str) -> str:
    """Words as they are compared: case, accents, marks between words and spaces do not count."""
    plain = unicodedata.normalize("NFKD", words.casefold())
    return " ".join(re.sub(r"[^\w]+|_", " ", "".join(c for c in plain if not unicodedata.combining(c))).split())


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known value most like a word, if any is like it."""
    by_key = {key_of(each): each for each in known}
    found = difflib.get_close_matches(key_of(word), by_key, n=1, cutoff=0.6)
    return by_key[found[0]] if found else None


def choice(allowed: Mapping[str, object] | Iterable[str]) -> Parser:
    """One of some words; a mapping gives what each stands for. Case, accents and marks do not count.

    Raises ``not_known`` with the nearest allowed word.
    """
    named: dict[str, object] = dict(allowed) if isinstance(allowed, Mapping) else {each: each for each in allowed}
    by_key = {key_of(word): meaning for word, meaning in named.items()}

    def parse(value: object) -> object:
        word = shown(value)
        found = by_key.get(key_of(str(value)))
        if found is None:
            raise Wrong("not_known", value=word, nearest=nearest(word, named))
        return found

    return parse


def many(parse: Parser, longest: int = 100) -> Callable[[object], list[object]]:
    """A list: JSON's own, or ``a; b`` in a cell, or JSON written in a cell. Doubles are kept once."""

    def parse_all(value: object) -> list[object]:
        items = listed(value)
        if len(items) > longest:
            raise Wrong("too_many", found=len(items), limit=longest)
        found = [parse(item) for item in items]
        return [each for place, each in enumerate(found) if each not in found[:place]]

    return parse_all


def listed(value: object) -> list[object]:
    """The items of a cell that holds a list."""
    if isinstance(value, str) and value.lstrip().startswith("["):
        try:
            value = json.loads(value)
        except (ValueError, RecursionError) as wrong:
            raise Wrong("not_a_list", value=shown(value)) from wrong
    if isinstance(value, list):
        return [item for item in value if item not in (None, "")]
    if isinstance(value, str):
        return [item.strip() for item in value.split(";") if item.strip()]
    return [value]


def records(fields: Sequence[Field], longest: int = 100) -> Callable[[object], list[dict[str, object]]]:
    """A list of entries with columns of their own (``exporters.1.country``)."""

    def parse_all(value: object) -> list[dict[str, object]]:
        items = listed(value)
        if len(items) > longest:
            raise Wrong("too_many", found=len(items), limit=longest)
        return [_entry(item, place, fields) for place, item in enumerate(items, start=1)]

    return parse_all


def _entry(item: object, place: int, fields: Sequence[Field]) -> dict[str, object]:
    if not isinstance(item, Mapping):
        raise Wrong("not_an_entry", part=str(place), value=shown(item))
    values, refused = understood(Row(0, {str(key): value for key, value in item.items()}), fields)
    if refused:
        first = refused[0]
        raise Wrong(first.code, part=f"{place}.{first.column}", **first.facts)
    return values
