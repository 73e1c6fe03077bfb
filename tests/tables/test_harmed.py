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
from tests.tables.books import archive

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
