"""Headings into column names, numbered columns into lists, and cells checked before anybody uses them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from southsouth.tables.rows import Limits, Row, Unreadable

NUMBERED = re.compile(r"^([a-z0-9_]+)\.([1-9]\d{0,2})\.([a-z0-9_]+)$")
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
SURROGATE = re.compile("[\ud800-\udfff]")
NOT_NAMES = re.compile("[^\\w.\u0900-\u0dff]+")
"""What becomes a line in a name. Vowel signs of Indic scripts are no word characters for Python, so they are named."""
LETTERS = 26


def letters(column: int) -> str:
    """The letters a spreadsheet shows above a column: 1 is A, 27 is AA."""
    name = ""
    while column:
        column, rest = divmod(column - 1, LETTERS)
        name = chr(ord("A") + rest) + name
    return name


def column_name(heading: str) -> str:
    """``Solution ID`` is the column ``solution_id``; numbered columns keep their dots."""
    return NOT_NAMES.sub("_", heading.strip().casefold()).strip("_")


def columns_from(cells: Sequence[object], row: int, limits: Limits) -> tuple[str, ...]:
    """Column names from the heading row. Raises ``Unreadable`` for an empty, doubled or far too long heading."""
    names = [column_name("" if cell is None else str(cell)) for cell in cells]
    while names and not names[-1]:
        names.pop()
    if not names:
        raise Unreadable("empty_file")
    if len(names) > limits.columns:
        raise Unreadable("too_many_columns", row=row, found=len(names), limit=limits.columns)
    for position, name in enumerate(names, start=1):
        if not name:
            raise Unreadable("heading_empty", row=row, column=letters(position))
        if name in names[: position - 1]:
            raise Unreadable("heading_twice", row=row, column=letters(position), heading=name)
    return tuple(names)


def rows_under(columns: Sequence[str], body: Iterator[tuple[int, Sequence[object]]], limits: Limits) -> Iterator[Row]:
    """Rows from numbered lists of cells; empty rows are passed over. Raises ``Unreadable`` with row and column."""
    count = 0
    nested = any("." in column for column in columns)
    for number, cells in body:
        if not any(cell is not None for cell in cells):
            continue
        count += 1
        if count > limits.rows:
            raise Unreadable("too_many_rows", row=number, limit=limits.rows)
        _refuse_stray(columns, number, cells)
        values: Mapping[str, object] = {
            column: checked(cells[place] if place < len(cells) else None, number, column, limits)
            for place, column in enumerate(columns)
        }
        yield Row(number, unfolded(values) if nested else values)


def _refuse_stray(columns: Sequence[str], number: int, cells: Sequence[object]) -> None:
    for position, cell in enumerate(cells[len(columns) :], start=len(columns) + 1):
        if cell is not None:
            raise Unreadable("cell_without_heading", row=number, column=letters(position))
    if len(cells) >= len(columns) and all(
        column_name(str(cell)) == column for cell, column in zip(cells, columns, strict=False)
    ):
        raise Unreadable("heading_repeated", row=number)


def checked(value: object, row: int, column: str, limits: Limits) -> object:
    """The value itself, once it holds nothing that no database and no page can take."""
    if isinstance(value, str):
        if len(value) > limits.cell:
            raise Unreadable("cell_too_long", row=row, column=column, found=len(value), limit=limits.cell)
        if CONTROL.search(value):
            raise Unreadable("control_character", row=row, column=column)
        if SURROGATE.search(value):
            raise Unreadable("broken_character", row=row, column=column)
    return value


def unfolded(values: Mapping[str, object]) -> dict[str, object]:
    """``exporters.2.country`` becomes the country of the second of ``exporters``; empty entries fall out."""
    plain: dict[str, object] = {}
    numbered: dict[str, dict[int, dict[str, object]]] = {}
    for column, value in values.items():
        found = NUMBERED.match(column)
        if found is None:
            plain[column] = value
            continue
        name, place, part = found.groups()
        entries = numbered.setdefault(name, {})
        if value is not None:
            entries.setdefault(int(place), {})[part] = value
    for name, entries in numbered.items():
        plain[name] = [entries[place] for place in sorted(entries)] or None
    return plain
