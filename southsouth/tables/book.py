"""What a workbook says about its sheets, its shared texts and which of its numbers are dates."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field

from southsouth.tables.archive import BOOK
from southsouth.tables.markup import Stream, send
from southsouth.tables.rows import Unreadable

RELATIONS = "xl/_rels/workbook.xml.rels"
DATE_FORMATS = frozenset([*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)])
"""Numbers of the built-in formats that show dates or times (ECMA-376 part 1, 18.8.30)."""
NOT_CODE = re.compile(r'"[^"]*"|\\.|\[(?!h|m|s)[^\]]*\]|_.|\*.', re.IGNORECASE)
ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


@dataclass(frozen=True, slots=True)
class Sheet:
    name: str
    entry: str
    hidden: bool


@dataclass(slots=True)
class Book:
    """A workbook without its cells."""

    sheets: list[Sheet] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    dates: list[bool] = field(default_factory=list)
    """For each cell style: shows a date or time."""
    from_1904: bool = False


def read_book(archive: zipfile.ZipFile) -> Book:
    """Everything about a workbook but the cells. Raises ``Unreadable``."""
    targets, kinds = _relations(archive)
    book = Book()

    def opened(tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "workbookPr":
            book.from_1904 = attributes.get("date1904") in ("1", "true")
        elif tag == "sheet":
            relation = next((value for key, value in attributes.items() if key.endswith("}id")), "")
            if kinds.get(relation) == "worksheet":
                hidden = attributes.get("state", "visible") != "visible"
                book.sheets.append(Sheet(attributes.get("name", ""), targets[relation], hidden))

    send(archive, BOOK, Stream(opened, _nothing))
    for relation, kind in kinds.items():
        if kind == "sharedStrings":
            book.texts = _texts(archive, targets[relation])
        elif kind == "styles":
            book.dates = _dates(archive, targets[relation])
    if not book.sheets:
        raise Unreadable("no_sheet")
    return book


def _nothing(*_: object) -> None:
    pass


def _relations(archive: zipfile.ZipFile) -> tuple[dict[str, str], dict[str, str]]:
    """For each relation of the workbook: the archive entry it points to, and the last word of its type."""
    targets: dict[str, str] = {}
    kinds: dict[str, str] = {}

    def opened(tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "Relationship" and attributes.get("TargetMode") != "External":
            relation = attributes.get("Id", "")
            targets[relation] = posixpath.normpath(posixpath.join("/xl", attributes.get("Target", ""))).lstrip("/")
            kinds[relation] = attributes.get("Type", "").rpartition("/")[2]

    send(archive, RELATIONS, Stream(opened, _nothing))
    return targets, kinds


def unescaped(text: str) -> str:
    """``_x000D_`` is how workbooks write a character that XML does not allow."""
    return ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def _texts(archive: zipfile.ZipFile, entry: str) -> list[str]:
    texts: list[str] = []
    runs: list[str] = []
    reading_aid = [False]

    def opened(tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "si":
            runs.clear()
        elif tag == "rPh":
            reading_aid[0] = True

    def closed(tag: str, text: str) -> None:
        if tag == "t" and not reading_aid[0]:
            runs.append(text)
        elif tag == "rPh":
            reading_aid[0] = False
        elif tag == "si":
            texts.append(unescaped("".join(runs)))

    send(archive, entry, Stream(opened, closed))
    return texts


def _dates(archive: zipfile.ZipFile, entry: str) -> list[bool]:
    own: dict[str, str] = {}
    dates: list[bool] = []
    inside = [False]

    def opened(tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "numFmt":
            own[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif tag == "cellXfs":
            inside[0] = True
        elif tag == "xf" and inside[0]:
            number = attributes.get("numFmtId", "0")
            dates.append(shows_date(own[number]) if number in own else number.isdigit() and int(number) in DATE_FORMATS)

    def closed(tag: str, text: str) -> None:
        if tag == "cellXfs":
            inside[0] = False

    send(archive, entry, Stream(opened, closed))
    return dates


def shows_date(code: str) -> bool:
    """Does a number format show a day or a time? Its literal parts, colours and conditions do not count."""
    return (
        bool(re.search("[dmyhs]", NOT_CODE.sub("", code.split(";")[0]), re.IGNORECASE))
        and "general" not in code.lower()
    )
