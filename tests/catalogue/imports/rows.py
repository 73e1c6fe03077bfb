"""Rows of a file as readers give them."""

from __future__ import annotations

from southsouth.tables.report import Refused, Report
from southsouth.tables.rows import Row


def rows_of(*records: dict[str, object]) -> list[Row]:
    """The heading of a spreadsheet is row 1."""
    return [Row(number, record) for number, record in enumerate(records, start=2)]


def places(report: Report) -> list[tuple[int, str, str]]:
    """Row, column and code of each refusal."""
    return [(each.row, each.column, each.code) for each in report.refused]


def only(report: Report) -> Refused:
    assert len(report.refused) == 1, report.refused
    return report.refused[0]
