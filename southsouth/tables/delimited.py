"""Text with separators: CSV as spreadsheets of different countries write it."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from southsouth.tables.guard import restored
from southsouth.tables.headings import columns_from, rows_under
from southsouth.tables.kinds import HEAD, encoding_of
from southsouth.tables.rows import LIMITS, Limits, Row, Unreadable

SEPARATORS = (",", ";", "\t", "|")
SAMPLE = 65536
HINT = re.compile(r"\s*sep=(.)\s*[\r\n]", re.IGNORECASE)
"""A line above the heading by which some spreadsheets tell each other the separator."""

csv.field_size_limit(LIMITS.cell)


def text_of(path: Path) -> str:
    """The whole text. Raises ``Unreadable`` naming row and byte where it is not the encoding it begins with."""
    raw = path.read_bytes()
    encoding = encoding_of(raw[:HEAD])
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError as wrong:
        row = raw.count(b"\n", 0, wrong.start) + 1
        raise Unreadable("encoding", row=row, byte=wrong.start, value=f"{raw[wrong.start]:02X}") from wrong
    if "\x00" in text:
        raise Unreadable("nul", row=text.count("\n", 0, text.index("\x00")) + 1, byte=raw.find(b"\x00"))
    return text


def read_delimited(path: Path, limits: Limits) -> Iterator[Row]:
    """Rows of a file with separators. Raises ``Unreadable``, at the latest at the row at fault."""
    text = text_of(path)
    hint = HINT.match(text)
    lines = _cells(text, hint[1] if hint else separator_of(text))
    if hint:
        next(lines)
    first, heading = next(lines, (1, []))
    columns = columns_from(heading, first, limits)
    if len(columns) < 2 and not any(each in text for each in SEPARATORS) and "\n" not in text.strip():
        raise Unreadable("not_a_table")
    return rows_under(columns, lines, limits)


def separator_of(text: str) -> str:
    """The separator that cuts the first rows into most columns, evenly; a comma when none does."""
    sample = text[:SAMPLE]

    def quality(separator: str) -> tuple[bool, int]:
        rows = islice(csv.reader(io.StringIO(sample, newline=""), delimiter=separator), 20)
        widths = [len(row) for row in rows if row][: -1 if len(text) > SAMPLE else None]
        return (len(set(widths)) == 1 and widths[0] > 1, widths[0] if widths else 0)

    return max(SEPARATORS, key=quality)


def _cells(text: str, separator: str) -> Iterator[tuple[int, Sequence[str | None]]]:
    """Numbered rows, the first with content being the heading."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    number = 0
    try:
        for number, row in enumerate(reader, start=1):
            if any(row):
                yield number, [restored(cell) if cell else None for cell in row]
    except csv.Error as wrong:
        code = "cell_too_long" if "limit" in str(wrong) else "quotes"
        raise Unreadable(code, row=number + 1, limit=LIMITS.cell) from wrong
