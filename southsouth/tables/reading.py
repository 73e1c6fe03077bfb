"""One door for every table from outside."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from southsouth.tables.delimited import read_delimited
from southsouth.tables.jsonlines import read_json_lines
from southsouth.tables.kinds import Kind, kind_of
from southsouth.tables.rows import LIMITS, Limits, Row, Unreadable
from southsouth.tables.workbook import read_workbook

READERS = {Kind.TEXT: read_delimited, Kind.WORKBOOK: read_workbook, Kind.JSON_LINES: read_json_lines}


def read_rows(path: Path, *, name: str | None = None, limits: Limits = LIMITS) -> Iterator[Row]:
    """Rows of a CSV, XLSX or JSON Lines file, told apart by content and never by name.

    ``name`` is what the file is called in faults (an upload's own name). Raises ``Unreadable`` with the fact ``file``,
    at once or at the row at fault; ``FileNotFoundError`` and its kin pass through as ``unopened``.
    """
    called = name or path.name
    try:
        size = path.stat().st_size
        if size > limits.size:
            raise Unreadable("too_large", found=size, limit=limits.size)
        yield from READERS[kind_of(path)](path, limits)
    except Unreadable as wrong:
        raise Unreadable(wrong.code, **{"file": called, **wrong.facts}) from wrong
    except OSError as wrong:
        raise Unreadable("unopened", file=called, why=type(wrong).__name__) from wrong
