"""Tables on their way out, in which no spreadsheet finds anything to run."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import BinaryIO

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from southsouth.tables.guard import guarded
from southsouth.tables.rows import Form

Record = Mapping[str, object]
LONGEST_CELL = 32_767
"""Characters a cell of a workbook holds (ECMA-376; spreadsheets cut or refuse more)."""

UNESCAPED = re.compile("_x(?=[0-9A-Fa-f]{4}_)|[\x00-\x08\x0b-\x1f\ufffe\uffff]")


class TooLong(Exception):
    """A text longer than a workbook's cell. ``row`` counts the heading; CSV and JSON Lines take it."""

    def __init__(self, row: int, column: str, found: int) -> None:
        super().__init__(row, column, found)
        self.row, self.column, self.found = row, column, found


def write_table(records: Iterable[Record], form: Form, file: BinaryIO, columns: Sequence[str] = ()) -> None:
    """Write records. ``columns`` come first and always; others follow as they appear.

    CSV is UTF-8 with the mark spreadsheets look for. JSON Lines keeps lists and types as they are. In the two flat
    forms a list of plain values becomes ``a; b`` and a list of entries becomes numbered columns.
    """
    if form is Form.JSONL:
        for record in records:
            line = json.dumps(
                {key: value for key, value in record.items() if value not in (None, "", [])}, ensure_ascii=False
            )
            file.write(line.encode() + b"\n")
        return
    flat = [flattened(record) for record in records]
    heading = _heading(flat, columns)
    (_write_csv if form is Form.CSV else _write_xlsx)(flat, heading, file)


def flattened(record: Record) -> dict[str, object]:
    """A record with one plain value a column."""
    flat: dict[str, object] = {}
    for column, value in record.items():
        if isinstance(value, (list, tuple)):
            flat.update(_flat_list(column, value))
        else:
            flat[column] = json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else value
    return flat


def _flat_list(column: str, items: Sequence[object]) -> dict[str, object]:
    if items and all(isinstance(item, Mapping) for item in items):
        return {
            f"{column}.{place}.{part}": value
            for place, item in enumerate(items, start=1)
            for part, value in flattened(item).items()  # type: ignore[arg-type]
        }
    words = [str(item) for item in items]
    plain = all(isinstance(item, (str, int, float)) and not isinstance(item, bool) for item in items)
    if plain and not any(";" in word or not word or word != word.strip() or word.startswith("[") for word in words):
        return {column: "; ".join(words) or None}
    return {column: json.dumps(list(items), ensure_ascii=False)}


def _heading(flat: Sequence[Record], columns: Sequence[str]) -> list[str]:
    """The columns in the order they are given or met, entries of one list beside each other."""
    heading = dict.fromkeys(columns)
    for record in flat:
        heading.update(dict.fromkeys(record))
    first: dict[str, int] = {}
    for place, column in enumerate(heading):
        first.setdefault(column.split(".")[0], place)
    return sorted(heading, key=lambda column: (first[column.split(".")[0]], _entry_number(column)))


def _entry_number(column: str) -> int:
    pieces = column.split(".")
    return int(pieces[1]) if len(pieces) > 1 and pieces[1].isdecimal() else 0


def _cell(value: object) -> object:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if isinstance(value, (int, float)) else str(value)


def _write_csv(flat: Iterable[Record], heading: Sequence[str], file: BinaryIO) -> None:
    """Numbers stay numbers, a minus before them included; every text is guarded."""
    out = io.TextIOWrapper(file, encoding="utf-8-sig", newline="", write_through=True)
    lines = csv.writer(out)
    lines.writerow([guarded(column) for column in heading])
    for record in flat:
        cells = [_cell(record.get(column)) for column in heading]
        lines.writerow([guarded(cell) if isinstance(cell, str) else cell for cell in cells])
    out.detach()


def _escaped(found: re.Match[str]) -> str:
    """What XML does not allow, or would be read as such a thing, as workbooks write it."""
    return "_x005F_x" if found[0] == "_x" else f"_x{ord(found[0]):04X}_"


def _refuse_long(flat: Sequence[Record], heading: Sequence[str]) -> None:
    """Before the workbook is begun: one that is left half written leaves a file of its own behind."""
    for column in heading:
        if len(column) > LONGEST_CELL:
            raise TooLong(1, column, len(column))
    for row, record in enumerate(flat, start=2):
        for column, value in record.items():
            if isinstance(value, str) and len(value) > LONGEST_CELL:
                raise TooLong(row, column, len(value))


def _write_xlsx(flat: Sequence[Record], heading: Sequence[str], file: BinaryIO) -> None:
    """Every text is a cell of type text, whatever it begins with."""
    _refuse_long(flat, heading)
    book = Workbook(write_only=True)
    sheet = book.create_sheet("data")
    sheet.freeze_panes = "A2"

    def cell(value: object) -> WriteOnlyCell:
        made = WriteOnlyCell(sheet)
        if isinstance(value, str):
            made.value = UNESCAPED.sub(_escaped, value)
            made.data_type = "s"
        else:
            made.value = value
        return made

    sheet.append([cell(column) for column in heading])
    for record in flat:
        sheet.append([cell(_cell(record.get(column))) for column in heading])
    book.save(file)
