"""What a file gives: rows with their number, and the one error that says why a file cannot be read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Form(StrEnum):
    """How a table is written down."""

    CSV = "csv"
    XLSX = "xlsx"
    JSONL = "jsonl"


@dataclass(frozen=True, slots=True)
class Row:
    """One row. ``number`` is what a spreadsheet shows beside it (the heading is 1), or the line in JSON Lines.

    ``values`` maps each column of the file to its value; an empty cell is ``None``.
    """

    number: int
    values: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of a file is accepted. Sizes are bytes; ``cell`` counts characters, ``seconds`` processor time."""

    rows: int = 100_000
    columns: int = 1_000
    cell: int = 1_000_000
    size: int = 200_000_000
    unpacked: int = 400_000_000
    ratio: int = 200
    entries: int = 2_000
    seconds: int = 60
    memory: int = 1_000_000_000


LIMITS = Limits()


class Unreadable(Exception):
    """The file as a whole cannot be read. ``code`` says why; ``facts`` hold the place: ``row`` and ``column``.

    A place is left out where the fault has none. ``web`` finds the words.
    """

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code, facts)
        self.code = code
        self.facts: dict[str, object] = facts
