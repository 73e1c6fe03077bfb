"""JSON Lines: one object a line."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from pathlib import Path

from southsouth.tables.delimited import text_of
from southsouth.tables.headings import checked, column_name
from southsouth.tables.rows import Limits, Row, Unreadable

DEPTH = 8


def read_json_lines(path: Path, limits: Limits) -> Iterator[Row]:
    """One row a line; empty lines are passed over. Raises ``Unreadable`` at the line at fault."""
    count = 0
    for number, line in enumerate(text_of(path).split("\n"), start=1):
        if not line.strip():
            continue
        count += 1
        if count > limits.rows:
            raise Unreadable("too_many_rows", row=number, limit=limits.rows)
        yield Row(number, _object(line, number, limits))


def _object(line: str, number: int, limits: Limits) -> dict[str, object]:
    try:
        found = json.loads(line, object_pairs_hook=_pairs, parse_constant=_not_a_number)
    except Unreadable as wrong:
        raise Unreadable(wrong.code, row=number, **wrong.facts) from wrong
    except RecursionError as wrong:
        raise Unreadable("too_deep", row=number) from wrong
    except json.JSONDecodeError as wrong:
        raise Unreadable("not_json", row=number, position=wrong.colno) from wrong
    except ValueError as wrong:
        raise Unreadable("number_too_long", row=number) from wrong
    if not isinstance(found, dict):
        raise Unreadable("not_an_object", row=number)
    if len(found) > limits.columns:
        raise Unreadable("too_many_columns", row=number, found=len(found), limit=limits.columns)
    return {column: _checked(value, number, column, limits, DEPTH) for column, value in _named(found, number)}


def _named(found: dict[str, object], number: int) -> Iterator[tuple[str, object]]:
    seen: set[str] = set()
    for key, value in found.items():
        name = column_name(key)
        if name in seen:
            raise Unreadable("heading_twice", row=number, column=name, heading=name)
        seen.add(name)
        yield name, value


def _pairs(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        double = next(key for key in keys if keys.count(key) > 1)
        raise Unreadable("heading_twice", column=double, heading=double)
    return found


def _not_a_number(word: str) -> object:
    raise Unreadable("not_a_number", value=word)


def _checked(value: object, row: int, column: str, limits: Limits, depth: int) -> object:
    if depth == 0:
        raise Unreadable("too_deep", row=row, column=column)
    if isinstance(value, list):
        return [_checked(each, row, column, limits, depth - 1) for each in value] or None
    if isinstance(value, dict):
        return {
            str(checked(key, row, column, limits)): _checked(each, row, column, limits, depth - 1)
            for key, each in value.items()
        }
    if isinstance(value, float) and not math.isfinite(value):
        raise Unreadable("not_a_number", row=row, column=column, value=str(value))
    return None if value == "" else checked(value, row, column, limits)
