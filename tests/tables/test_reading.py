"""One door for every table from outside."""

from __future__ import annotations

import openpyxl
import pytest

from southsouth.tables.reading import read_rows
from southsouth.tables.rows import Form, Limits, Unreadable


def fault(path, **options) -> tuple[str, dict[str, object]]:
    with pytest.raises(Unreadable) as raised:
        list(read_rows(path, **options))
    return raised.value.code, raised.value.facts


def test_a_file_is_read_by_what_it_is_and_never_by_its_name(tmp_path):
    path = tmp_path / "table.pdf"
    path.write_text("title,country\nOne,Kenya\n")
    assert [row.values for row in read_rows(path)] == [{"title": "One", "country": "Kenya"}]
    path.write_text('{"title": "One", "country": "Kenya"}\n')
    assert [row.values for row in read_rows(path)] == [{"title": "One", "country": "Kenya"}]
    made = openpyxl.Workbook()
    made.active.append(["title", "country"])
    made.active.append(["One", "Kenya"])
    made.save(path)
    assert [row.values for row in read_rows(path)] == [{"title": "One", "country": "Kenya"}]


def test_a_fault_names_the_file(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("a,b\n1,2,3\n")
    assert fault(path) == ("cell_without_heading", {"file": "a.csv", "row": 2, "column": "C"})
    assert fault(path, name="mine.csv")[1]["file"] == "mine.csv"


def test_a_file_too_large_is_not_opened(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("a,b\n1,2\n")
    assert fault(path, limits=Limits(size=5)) == ("too_large", {"file": "a.csv", "found": 8, "limit": 5})


def test_what_cannot_be_opened_is_told(tmp_path):
    assert fault(tmp_path / "none.csv") == ("unopened", {"file": "none.csv", "why": "FileNotFoundError"})
    assert fault(tmp_path, name="folder") == ("unopened", {"file": "folder", "why": "IsADirectoryError"})


def test_the_forms_are_three():
    assert [form.value for form in Form] == ["csv", "xlsx", "jsonl"]
