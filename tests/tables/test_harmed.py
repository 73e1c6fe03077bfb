"""A workbook harmed anywhere ends in rows or in a fault with a name, never in anything else."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from southsouth.tables.archive import opened
from southsouth.tables.rows import LIMITS, Unreadable
from southsouth.tables.sheet import rows_of_book
from tests.tables.books import MAIN, ROW, STYLES, archive, book, cell, fault, rows, sheet

KNOWN = {
    *("damaged", "bomb", "locked", "macros", "other_kind", "no_sheet", "empty_file", "only_hidden_sheets"),
    *("too_deep", "document_type", "which_sheet", "merged_cells", "formula", "far_cell", "hidden_row"),
    *("hidden_column", "error_cell", "not_a_number", "not_a_day", "rows"),
}
"""Everything that can become of a small workbook."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "book.xlsx"


def outcome(path: Path) -> str:
    """The code of the fault, or whether there were as many rows as there can be at most."""
    try:
        with opened(path, LIMITS) as entries:
            found = list(rows_of_book(entries, LIMITS))
    except Unreadable as wrong:
        return wrong.code
    return "rows" if len(found) <= 3 else "too many rows"


@pytest.fixture(scope="module")
def sound(tmp_path_factory) -> bytes:
    """A small workbook as a program writes it."""
    path = tmp_path_factory.mktemp("sound") / "book.xlsx"
    made = openpyxl.Workbook()
    for each in (["title", "n", "on"], ["One", 1.5, datetime.fromisoformat("2026-01-02T00:00:00")], ["Two", 2, None]):
        made.active.append(each)
    made.save(path)
    return path.read_bytes()


@settings(deadline=None, max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 255)), min_size=1, max_size=6), st.integers(0, 10_000))
def test_bytes_turned_in_a_workbook_end_in_rows_or_a_named_fault(path, sound, turned, cut):
    harmed = bytearray(sound)
    for place, byte in turned:
        harmed[place % len(harmed)] = byte
    path.write_bytes(harmed[: len(harmed) - cut] if cut < 200 else harmed)
    assert outcome(path) in KNOWN


@settings(deadline=None, max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_markup_turned_in_a_workbook_ends_in_rows_or_a_named_fault(path, sound, data):
    with zipfile.ZipFile(io.BytesIO(sound)) as whole:
        entries = {name: whole.read(name) for name in whole.namelist()}
    name = data.draw(st.sampled_from(sorted(each for each in entries if each.startswith("xl/"))))
    place = data.draw(st.integers(0, len(entries[name])))
    new = data.draw(st.sampled_from([b"", b"<", b">", b'"', b"0", b"-", b"9" * 12, b"\x00", b"&a;", b"<c>", b"</row>"]))
    gone = data.draw(st.integers(0, 9))
    harmed = entries[name][:place] + new + entries[name][place + gone :]
    assert outcome(archive(path, {**entries, name: harmed})) in KNOWN


def test_cells_without_a_place_follow_one_another(path):
    text = '<row><c t="inlineStr"><is><t>a</t></is></c><c t="inlineStr"><is><t>b</t></is></c></row>'
    assert rows(book(path, sheet(text + "<row><c><v>1</v></c><c/><c><v>3</v></c></row>"))) == [
        (1, ["a", "b"]),
        (2, [1, None, 3]),
    ]


def test_an_empty_shared_text_is_no_value(path):
    shared = f'<sst xmlns="{MAIN}"><si><t/></si></sst>'
    made = book(path, sheet(f'{ROW}<row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2"><v>1</v></c></row>'), shared=shared)
    assert rows(made)[1] == (2, [None, 1])


@pytest.mark.parametrize(
    ("text", "code", "facts"),
    [
        (cell("<f>1+1</f><v>2</v>"), "formula", {"row": 2, "column": "A", "sheet": "S1"}),
        (cell("<f>1+1</f>"), "formula", {"row": 2, "column": "A", "sheet": "S1"}),
        (cell("<v>#DIV/0!</v>", attributes='t="e"'), "error_cell", {"row": 2, "column": "A", "value": "#DIV/0!"}),
        (cell("<v>1e999</v>"), "not_a_number", {"row": 2, "column": "A", "value": "1e999"}),
        (cell("<v>1e12</v>", attributes='s="1"'), "not_a_day", {"row": 2, "column": "A", "value": "1e+12"}),
        (cell("<v>-1</v>", attributes='s="1"'), "not_a_day", {"row": 2, "column": "A", "value": "-1"}),
        (cell("<v>60</v>", attributes='s="1"'), "not_a_day", {"row": 2, "column": "A", "value": "60"}),
        (cell("<v>1</v>", place="ZZZ2"), "far_cell", {"row": 2, "column": "ZZZ"}),
        (cell("<v>1</v>", place="A200000"), "far_cell", {"row": 200_000, "column": "A"}),
        (sheet(f'{ROW}<row r="2" hidden="1"><c r="A2"><v>1</v></c></row>'), "hidden_row", {"row": 2, "column": "A"}),
        (sheet(before='<cols><col min="1" max="2" hidden="true"/></cols>'), "hidden_column", {"row": 1, "column": "A"}),
        (sheet(after='<mergeCells><mergeCell ref="A1:B1"/></mergeCells>'), "merged_cells", {"cells": "A1:B1"}),
        (cell("<v>9</v>", attributes='t="s"'), "damaged", {}),
        (cell("<v>x</v>", attributes='t="s"'), "damaged", {}),
        (cell("<v>one</v>"), "damaged", {}),
        (cell("<v>1</v>", place="2"), "damaged", {}),
        (sheet(f'{ROW}<row r="2"><c r="A3"><v>1</v></c></row>'), "damaged", {}),
        (sheet(f'{ROW}<row r="1"><c r="A1"><v>1</v></c></row>'), "damaged", {}),
        (sheet(before='<cols><col max="2" hidden="1"/></cols>'), "damaged", {}),
        ("<worksheet>", "damaged", {}),
        (f'<!DOCTYPE x [<!ENTITY a "b">]>{sheet()}', "document_type", {}),
        ("<a>" * 41 + "</a>" * 41, "too_deep", {}),
        (sheet(""), "empty_file", {}),
    ],
)
def test_what_cannot_be_a_plain_value_is_refused_with_its_place(path, text, code, facts):
    found, told = fault(book(path, text, styles=STYLES))
    assert found == code
    assert {name: told[name] for name in facts} == facts
