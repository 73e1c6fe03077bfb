"""The cells of one sheet, row by row, as values; whatever cannot be a plain value is refused with its place."""

from __future__ import annotations

import math
import re
import zipfile
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta

from southsouth.tables.book import Book, Sheet, read_book, unescaped
from southsouth.tables.headings import letters
from southsouth.tables.markup import Stream, fed
from southsouth.tables.rows import Limits, Unreadable

PLACE = re.compile(r"^([A-Z]{1,3})([1-9]\d{0,6})$")
SLACK = 1_000
"""Rows a sheet may hold beyond the limit, for empty ones between."""

FROM_1900, FROM_1904 = datetime.fromisoformat("1899-12-30"), datetime.fromisoformat("1904-01-01")
"""Day 0 of the two ways of counting; workbooks know no time zones."""
LEAP_DAY = 60
"""Counting from 1900, workbooks have a 29 February 1900, which never was: days before it are one later."""
DAY = 86_400

Numbered = tuple[int, list[object]]


def column_number(word: str) -> int:
    """A is 1, AA is 27."""
    number = 0
    for letter in word:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def rows_of_book(archive: zipfile.ZipFile, limits: Limits) -> Iterator[Numbered]:
    """The rows with content of the one visible sheet that has any. Raises ``Unreadable``."""
    book = read_book(archive)
    visible = [sheet for sheet in book.sheets if not sheet.hidden]
    filled = [sheet for sheet in visible if next(SheetReader(archive, sheet, book, limits, peeking=True).rows(), None)]
    if len(filled) > 1:
        raise Unreadable("which_sheet", sheets=[sheet.name for sheet in filled])
    if not filled:
        raise Unreadable("empty_file" if len(visible) == len(book.sheets) else "only_hidden_sheets")
    return SheetReader(archive, filled[0], book, limits).rows()


class SheetReader:
    """Reads one sheet as a stream. ``peeking`` only asks whether there is content, and refuses nothing."""

    def __init__(
        self, archive: zipfile.ZipFile, sheet: Sheet, book: Book, limits: Limits, *, peeking: bool = False
    ) -> None:
        self._archive, self._sheet, self._book, self._limits = archive, sheet, book, limits
        self._peeking = peeking
        self._ready: deque[Numbered] = deque()
        self._row = self._column = 0
        self._row_hidden = False
        self._hidden: list[tuple[int, int]] = []
        self._cells: dict[int, object] = {}
        self._type = self._style = ""
        self._formula = False
        self._value: str | None = None
        self._runs: list[str] = []

    def rows(self) -> Iterator[Numbered]:
        stream = Stream(self._opened, self._closed)
        for _ in fed(self._archive, self._sheet.entry, stream):
            while self._ready:
                yield self._ready.popleft()
        yield from self._ready

    def _opened(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "c":
            self._open_cell(attributes)
        elif tag == "row":
            self._open_row(attributes)
        elif tag == "f":
            self._formula = True
        elif tag == "col" and attributes.get("hidden") in ("1", "true"):
            self._hidden.append((_whole(attributes.get("min")), _whole(attributes.get("max"))))
        elif tag == "mergeCell" and not self._peeking:
            raise Unreadable("merged_cells", sheet=self._sheet.name, cells=attributes.get("ref", ""))

    def _open_row(self, attributes: Mapping[str, str]) -> None:
        number = _whole(attributes.get("r")) if "r" in attributes else self._row + 1
        if number <= self._row:
            raise Unreadable("damaged")
        self._row, self._column = number, 0
        self._row_hidden = attributes.get("hidden") in ("1", "true")
        self._cells = {}

    def _open_cell(self, attributes: Mapping[str, str]) -> None:
        self._type, self._style = attributes.get("t", "n"), attributes.get("s", "")
        self._formula, self._value = False, None
        self._runs = []
        if "r" not in attributes:
            self._column += 1
            return
        place = PLACE.match(attributes["r"])
        if place is None or int(place[2]) != self._row:
            raise Unreadable("damaged")
        self._column = column_number(place[1])

    def _closed(self, tag: str, text: str) -> None:
        if tag == "v":
            self._value = text
        elif tag == "t" and self._type == "inlineStr":
            self._runs.append(text)
        elif tag == "c":
            self._close_cell()
        elif tag == "row" and self._cells:
            last = max(self._cells)
            self._ready.append((self._row, [self._cells.get(column) for column in range(1, last + 1)]))

    def _close_cell(self) -> None:
        if self._type == "inlineStr":
            self._value = "".join(self._runs)
        if not self._formula and not self._value:
            return
        if self._peeking:
            self._cells[1] = True
            return
        self._refuse_cell()
        self._cells[self._column] = self._plain(self._value or "")

    def _refuse_cell(self) -> None:
        """Raise for a cell with content that lies too far away, is hidden, or is computed."""
        if self._row > self._limits.rows + SLACK or self._column > self._limits.columns:
            raise self._wrong("far_cell")
        if self._formula:
            raise self._wrong("formula")
        if self._row_hidden:
            raise self._wrong("hidden_row")
        if any(first <= self._column <= last for first, last in self._hidden):
            raise self._wrong("hidden_column")

    def _plain(self, value: str) -> object:
        if self._type == "s":
            place = _whole(value)
            if place >= len(self._book.texts):
                raise Unreadable("damaged")
            return self._book.texts[place] or None
        if self._type in ("inlineStr", "str", "d"):
            return unescaped(value)
        if self._type == "b":
            return value == "1"
        if self._type == "e":
            raise self._wrong("error_cell", value=value)
        return self._number(value)

    def _number(self, value: str) -> object:
        try:
            number = float(value)
        except ValueError as wrong:
            raise Unreadable("damaged") from wrong
        if not math.isfinite(number):
            raise self._wrong("not_a_number", value=value)
        if self._style.isdigit() and _at(self._book.dates, int(self._style)):
            return self._moment(number)
        return int(number) if number.is_integer() and abs(number) < 2**53 else number

    def _moment(self, number: float) -> str:
        """A day, a day and time, or a time alone, in ISO form; days are counted from 1900 or 1904."""
        seconds = round(number * DAY)
        if not self._book.from_1904 and 0 <= number < 1:
            return (FROM_1904 + timedelta(seconds=min(seconds, DAY - 1))).time().isoformat()
        if number < 0 or (not self._book.from_1904 and int(number) == LEAP_DAY):
            raise self._wrong("not_a_day", value=f"{number:g}")
        start = FROM_1904 if self._book.from_1904 else FROM_1900 if number > LEAP_DAY else FROM_1900 + timedelta(days=1)
        try:
            moment = start + timedelta(seconds=seconds)
        except OverflowError as wrong:
            raise self._wrong("not_a_day", value=f"{number:g}") from wrong
        return moment.isoformat() if seconds % DAY else moment.date().isoformat()

    def _wrong(self, code: str, **facts: object) -> Unreadable:
        return Unreadable(code, row=self._row, column=letters(self._column), sheet=self._sheet.name, **facts)


def _at(flags: Sequence[bool], place: int) -> bool:
    return place < len(flags) and flags[place]


def _whole(text: str | None) -> int:
    if text is None or not text.isdecimal() or len(text) > 9:
        raise Unreadable("damaged")
    return int(text)
