"""Workbooks: every cell as a plain value, or refused with its place; nothing inside them can hurt."""

from __future__ import annotations

import io
import json
import resource
import runpy
import sys
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path

import openpyxl
import pytest

from southsouth.tables import child
from southsouth.tables.archive import opened
from southsouth.tables.book import read_book, shows_date
from southsouth.tables.child import arguments, write_rows
from southsouth.tables.rows import LIMITS, Limits, Unreadable
from southsouth.tables.sheet import column_number
from southsouth.tables.workbook import read_workbook
from tests.tables.books import MAIN, STYLES, TWO_ROWS, archive, book, cell, fault, rows, sheet

ENDLESS = Limits(seconds=10**6, memory=10**15)
"""Limits a test process may set on itself."""


def value(path: Path) -> object:
    """What stands below the heading."""
    return rows(path)[1][1][0]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "book.xlsx"


def test_a_workbook_of_a_spreadsheet_program_is_read(path):
    made = openpyxl.Workbook()
    made.active.append(["title", "n", "share", "ok", "on", "at", "none"])
    moment = datetime.fromisoformat("2026-01-02T10:30:00")
    made.active.append(["One", 5, 0.5, True, moment.date(), moment, None])
    made.active.append([])
    made.active.append(["Two"])
    made.save(path)
    assert rows(path) == [
        (1, ["title", "n", "share", "ok", "on", "at", "none"]),
        (2, ["One", 5, 0.5, True, "2026-01-02", "2026-01-02T10:30:00"]),
        (4, ["Two"]),
    ]


@pytest.mark.parametrize(
    ("xml", "attributes", "found"),
    [
        ("<is><t>One</t></is>", 't="inlineStr"', "One"),
        ("<is><r><t>On</t></r><r><t>e</t></r></is>", 't="inlineStr"', "One"),
        ("<v>0</v>", 't="s"', "Shared _x"),
        ("<v>1</v>", 't="s"', "One two"),
        ("<v>computed_x000A_text</v>", 't="str"', "computed\ntext"),
        ("<v>2026-01-02</v>", 't="d"', "2026-01-02"),
        ("<v>1</v>", 't="b"', True),
        ("<v>0</v>", 't="b"', False),
        ("<v>12</v>", "", 12),
        ("<v>12.0</v>", "", 12),
        ("<v>12.5</v>", "", 12.5),
        ("<v>9007199254740993</v>", "", 9007199254740992.0),
        ("<v>46024</v>", 's="1"', "2026-01-02"),
        ("<v>46024.4375</v>", 's="2"', "2026-01-02T10:30:00"),
        ("<v>46023.9999999</v>", 's="2"', "2026-01-02"),
        ("<v>0.4375</v>", 's="2"', "10:30:00"),
        ("<v>0</v>", 's="2"', "00:00:00"),
        ("<v>0.9999999</v>", 's="2"', "23:59:59"),
        ("<v>1</v>", 's="1"', "1900-01-01"),
        ("<v>59</v>", 's="1"', "1900-02-28"),
        ("<v>61</v>", 's="1"', "1900-03-01"),
        ("<v>5</v>", 's="3"', 5),
        ("<v>5</v>", 's="4"', 5),
        ("<v>5</v>", 's="99"', 5),
        ("<v>5</v>", 's="x"', 5),
    ],
)
def test_every_kind_of_cell_becomes_a_plain_value(path, xml, attributes, found):
    shared = (
        f'<sst xmlns="{MAIN}"><si><t>Shared _x005F_x</t></si>'
        "<si><r><t>One </t></r><r><t>two</t></r><rPh><t>aid</t></rPh></si><si><t/></si></sst>"
    )
    result = value(book(path, cell(xml, attributes=attributes), shared=shared, styles=STYLES))
    assert (result, type(result)) == (found, type(found))


@pytest.mark.parametrize(("number", "day"), [("0", "1904-01-01"), ("60", "1904-03-01"), ("0.5", "1904-01-01T12:00:00")])
def test_days_may_be_counted_from_1904(path, number, day):
    text = cell(f"<v>{number}</v>", attributes='s="1"')
    assert value(book(path, text, styles=STYLES, properties='<workbookPr date1904="1"/>')) == day


def test_a_spreadsheet_program_agrees_about_the_days(path):
    made = openpyxl.Workbook()
    days = [date(1900, 1, 1), date(1900, 2, 28), date(1900, 3, 1), date(1999, 12, 31), date(2026, 2, 28)]
    times = [time(0, 0, 1), time(9, 5), time(23, 59, 59)]
    for each in ["moment", *days, *times]:
        made.active.append([each])
    made.save(path)
    assert [cells[0] for _, cells in rows(path)[1:]] == [each.isoformat() for each in [*days, *times]]


def test_what_programs_write_but_nobody_can_take_is_refused_with_its_place(path):
    made = openpyxl.Workbook()
    made.active.append(["title", "sum"])
    made.active.append(["One", "=1+1"])
    made.save(path)
    assert fault(path) == ("formula", {"row": 2, "column": "B", "sheet": "Sheet"})
    made.active["B2"] = 2
    made.active.merge_cells("A2:B2")
    made.save(path)
    assert fault(path) == ("merged_cells", {"sheet": "Sheet", "cells": "A2:B2"})
    made.active.unmerge_cells("A2:B2")
    made.create_sheet("Old").append(["title"])
    made.save(path)
    assert fault(path) == ("which_sheet", {"sheets": ["Sheet", "Old"]})
    made["Old"].sheet_state = "hidden"
    made.active["A2"] = "One"
    made.save(path)
    assert rows(path) == [(1, ["title", "sum"]), (2, ["One"])]


def test_laughing_entities_are_refused_before_they_grow(path):
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    bomb = f'<!DOCTYPE x [<!ENTITY a0 "ha">{entities}]><worksheet><sheetData>&a9;</sheetData></worksheet>'
    assert fault(book(path, bomb))[0] == "document_type"


def test_hidden_columns_elsewhere_do_not_count(path):
    made = book(path, sheet(before='<cols><col min="2" max="9" hidden="1"/><col min="1" max="1"/></cols>'))
    assert rows(made) == [(1, ["title"]), (2, ["One"])]


def test_the_one_sheet_with_content_is_read(path):
    assert rows(book(path, sheet(""), sheet(), sheet("<row><c/></row>")))[1] == (2, ["One"])
    hidden = book(path, sheet(), sheet(), states=("visible", "hidden"))
    assert rows(hidden)[1] == (2, ["One"])


def test_two_sheets_with_content_are_one_too_many(path):
    assert fault(book(path, sheet(), sheet())) == ("which_sheet", {"sheets": ["S1", "S2"]})


def test_content_on_hidden_sheets_only_is_told(path):
    assert fault(book(path, sheet(""), sheet(), states=("visible", "veryHidden")))[0] == "only_hidden_sheets"


def test_a_book_without_sheets_is_refused(path):
    made = book(path)
    other = zipfile.ZipFile(made).read("xl/workbook.xml").replace(b'r:id="rId1"', b'r:id="rId99"')
    entries = {name: zipfile.ZipFile(made).read(name) for name in zipfile.ZipFile(made).namelist()}
    assert fault(archive(path, {**entries, "xl/workbook.xml": other}))[0] == "no_sheet"


def test_a_book_that_lacks_a_part_is_damaged(path):
    made = book(path)
    entries = {name: zipfile.ZipFile(made).read(name) for name in zipfile.ZipFile(made).namelist()}
    del entries["xl/worksheets/sheet1.xml"]
    assert fault(archive(path, entries)) == ("damaged", {})


@pytest.mark.parametrize(
    ("code", "date"),
    [
        ("yyyy-mm-dd", True),
        ("[$-409]d. mmm;@", True),
        ("[h]:mm", True),
        ("0.00", False),
        ('0 "days"', False),
        ("#,##0\\d", False),
        ("General", False),
        ("[Red]0.00", False),
        ("0.00;[Red]-0.00;yyyy", False),
    ],
)
def test_a_format_shows_a_date_or_not(code, date):
    assert shows_date(code) is date


def test_styles_say_which_cells_are_dates(path):
    with opened(book(path, styles=STYLES), LIMITS) as entries:
        assert read_book(entries).dates == [False, True, True, False, False]


def test_columns_have_numbers():
    assert [column_number(letters) for letters in ("A", "Z", "AA", "XFD")] == [1, 26, 27, 16_384]


@pytest.mark.parametrize(
    ("entries", "code", "facts"),
    [
        ({"word/document.xml": "x"}, "other_kind", {"kind": "text_document"}),
        ({"ppt/presentation.xml": "x"}, "other_kind", {"kind": "slides"}),
        ({"xl/workbook.bin": "x"}, "other_kind", {"kind": "binary_workbook"}),
        ({"content.xml": "x"}, "other_kind", {"kind": "open_document"}),
        ({"thesis.pdf": "x"}, "other_kind", {"kind": "archive"}),
        ({"xl/workbook.xml": "x", "xl/vbaProject.bin": "x"}, "macros", {}),
        ({"xl/workbook.xml": b"\0" * 1_000_001}, "bomb", {"found": 1_000_001}),
    ],
)
def test_an_archive_that_is_no_workbook_is_told_before_it_is_unpacked(path, entries, code, facts):
    found, told = fault(archive(path, entries))
    assert found == code
    assert {name: told[name] for name in facts} == facts


def test_an_archive_of_too_much_is_refused(path):
    made = book(path)
    assert fault(made, Limits(entries=2))[0] == "bomb"
    assert fault(made, Limits(unpacked=100))[0] == "bomb"


def test_an_archive_with_a_doubled_name_is_damaged(path):
    with zipfile.ZipFile(path, "w") as out:
        out.writestr("xl/workbook.xml", "x")
        with pytest.warns(UserWarning, match="Duplicate name"):
            out.writestr("xl/workbook.xml", "y")
    assert fault(path) == ("damaged", {})


def test_a_locked_archive_is_told(path):
    book(path)
    content = bytearray(path.read_bytes())
    content[content.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(content)
    assert fault(path)[0] == "locked"


@pytest.mark.parametrize("content", [b"PK\x03\x04" + b"nonsense" * 20, b"PK\x05\x06"])
def test_an_archive_that_is_none_is_damaged(path, content):
    path.write_bytes(content)
    assert fault(path) == ("damaged", {})


def test_an_archive_whose_directory_begins_before_the_file_is_damaged(path):
    sound = book(path).read_bytes()
    for place in (12, 16):
        content = bytearray(sound)
        end = content.rindex(b"PK\x05\x06") + place
        content[end : end + 4] = b"\xff\xff\xff\x00"
        path.write_bytes(content)
        assert fault(path) == ("damaged", {})


def test_a_file_that_is_not_there_is_no_fault_of_the_workbook(path):
    with pytest.raises(FileNotFoundError):
        opened(path, LIMITS)


def test_content_that_was_harmed_is_damaged(path):
    book(path, sheet(TWO_ROWS + "<row/>" * 500))
    content = bytearray(path.read_bytes())
    content[60:80] = b"\xff" * 20
    path.write_bytes(content)
    assert fault(path)[0] == "damaged"


def lines_of(path: Path, limits: Limits = LIMITS) -> list[object]:
    out = io.StringIO()
    write_rows(path, limits, out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_the_child_writes_rows_and_how_it_ended(path):
    assert lines_of(book(path)) == [[1, ["title"]], [2, ["One"]], {}]
    assert lines_of(book(path, cell("<f>1</f>")))[-1] == {
        "code": "formula",
        "facts": {"row": 2, "column": "A", "sheet": "S1"},
    }


def test_memory_that_runs_out_is_told(path, monkeypatch):
    def exhausted(*arguments: object) -> Iterator[object]:
        raise MemoryError

    monkeypatch.setattr(child, "rows_of_book", exhausted)
    assert lines_of(book(path)) == [{"code": "too_heavy", "facts": {}}]


def test_the_child_confines_itself_and_runs_as_a_program(path, capsys, monkeypatch):
    before = {which: resource.getrlimit(which) for which in (resource.RLIMIT_CPU, resource.RLIMIT_AS)}
    monkeypatch.setattr(sys, "argv", arguments(book(path), ENDLESS)[1:])
    try:
        with pytest.warns(RuntimeWarning, match="found in sys.modules"), pytest.raises(SystemExit) as end:
            runpy.run_module("southsouth.tables.child", run_name="__main__")
        assert resource.getrlimit(resource.RLIMIT_CPU)[0] == 10**6
        assert resource.getrlimit(resource.RLIMIT_AS)[0] == 10**15
    finally:
        for which, limits in before.items():
            resource.setrlimit(which, limits)
    assert end.value.code == 0
    assert capsys.readouterr().out.splitlines()[-1] == "{}"


def test_rows_come_through_the_child_process(path):
    assert [(row.number, row.values) for row in read_workbook(book(path), LIMITS)] == [(2, {"title": "One"})]


def test_a_fault_comes_through_the_child_process(path):
    with pytest.raises(Unreadable) as raised:
        list(read_workbook(book(path, cell("<f>1</f>")), LIMITS))
    assert (raised.value.code, raised.value.facts) == ("formula", {"row": 2, "column": "A", "sheet": "S1"})


@pytest.mark.parametrize(
    ("limits", "code"),
    [(Limits(seconds=0), "too_slow"), (Limits(memory=1_000_000), "too_heavy")],
)
def test_a_child_that_is_stopped_is_told(path, limits, code):
    with pytest.raises(Unreadable) as raised:
        list(read_workbook(book(path, sheet("<row><c><v>1</v></c></row>" * 20_000)), limits))
    assert raised.value.code == code
