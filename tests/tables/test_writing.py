"""Tables on their way out: nothing for a spreadsheet to run, and back again the same."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from southsouth.tables.guard import guarded, restored
from southsouth.tables.reading import read_rows
from southsouth.tables.rows import Form
from southsouth.tables.writing import TooLong, flattened, write_table

RECORDS = [
    {"ref": "one", "title": "First", "n": 5, "share": 0.5, "ok": True, "none": None, "tags": ["a", "b"]},
    {"ref": "two", "exporters": [{"country": "Kenya", "organisation": "Ministry"}, {"country": "Peru"}]},
]
DANGEROUS = ["=1+1", "+1", "-1", "@x", "\t=1", " =1", "\u200b=1", "＝1", "'=1", "''=1", "\rx", "\nx"]


def written(records, form: Form, columns=()) -> bytes:
    file = io.BytesIO()
    write_table(iter(records), form, file, columns)
    return file.getvalue()


def read_again(tmp_path, records, form: Form) -> list[dict[str, object]]:
    path = tmp_path / "out"
    path.write_bytes(written(records, form))
    return [{name: value for name, value in row.values.items() if value is not None} for row in read_rows(path)]


def test_csv_has_the_mark_and_the_columns_in_order():
    assert written(RECORDS, Form.CSV, ("title", "ref")).decode() == (
        "\ufefftitle,ref,n,share,ok,none,tags,exporters.1.country,exporters.1.organisation,exporters.2.country\r\n"
        "First,one,5,0.5,true,,a; b,,,\r\n"
        ",two,,,,,,Kenya,Ministry,Peru\r\n"
    )


def test_entries_of_one_list_stand_beside_each_other():
    records = [{"a": [{"x": 1}], "b": 1}, {"a": [{"x": 1}, {"x": 2, "y": 3}] * 6, "b": 2}]
    heading = written(records, Form.CSV).decode().splitlines()[0].lstrip("\ufeff").split(",")
    assert heading == [
        *(f"a.{n}.{part}" for n in range(1, 13) for part in ("x", "y") if part == "x" or n % 2 == 0),
        "b",
    ]


def test_json_lines_keep_lists_and_leave_out_what_is_empty():
    assert written(RECORDS, Form.JSONL).decode().splitlines() == [
        '{"ref": "one", "title": "First", "n": 5, "share": 0.5, "ok": true, "tags": ["a", "b"]}',
        '{"ref": "two", "exporters": [{"country": "Kenya", "organisation": "Ministry"}, {"country": "Peru"}]}',
    ]


def test_a_workbook_holds_texts_as_texts_and_numbers_as_numbers():
    sheet = openpyxl.load_workbook(io.BytesIO(written([{"a": "=1+1", "b": 5, "c": None}], Form.XLSX))).active
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [["a", "b", "c"], ["=1+1", 5, None]]
    assert sheet["A2"].data_type == "s"
    assert sheet.freeze_panes == "A2"


def test_in_the_xml_of_a_workbook_no_cell_is_a_formula():
    content = zipfile.ZipFile(io.BytesIO(written([{"a": text} for text in DANGEROUS], Form.XLSX)))
    assert b"<f>" not in content.read("xl/worksheets/sheet1.xml")


@pytest.mark.parametrize(
    ("value", "flat"),
    [
        (["a", "b"], {"x": "a; b"}),
        ([1, 2.5], {"x": "1; 2.5"}),
        ([], {"x": None}),
        (["a;b"], {"x": '["a;b"]'}),
        (["", "b"], {"x": '["", "b"]'}),
        ([" a"], {"x": '[" a"]'}),
        (["[a"], {"x": '["[a"]'}),
        ([True], {"x": "[true]"}),
        ([["a"]], {"x": '[["a"]]'}),
        ({"k": "é"}, {"x": '{"k": "é"}'}),
        ([{"a": ["b", "c"]}], {"x.1.a": "b; c"}),
        (("a", "b"), {"x": "a; b"}),
    ],
)
def test_a_value_takes_one_plain_cell_or_numbered_columns(value, flat):
    assert flattened({"x": value}) == flat


@pytest.mark.parametrize("form", Form)
def test_what_goes_out_comes_in_the_same(tmp_path, form):
    records = [
        {"ref": text, "text": f'{text}\nand, more; "quoted" _x000D_ _x0041_ €', "n": 3, "tags": ["a;b", "c"]}
        for text in DANGEROUS
        if "\r" not in text and not text.startswith("\n")
    ]
    found = read_again(tmp_path, records, form)
    assert [row["ref"] for row in found] == [record["ref"] for record in records]
    assert [row["text"] for row in found] == [record["text"] for record in records]
    assert {str(row["n"]) for row in found} == {"3"}


@pytest.mark.parametrize("form", Form)
def test_days_are_written_as_text(tmp_path, form):
    record = {"on": date(2026, 1, 2).isoformat() if form is Form.JSONL else date(2026, 1, 2), "b": "x"}
    assert read_again(tmp_path, [record], form) == [{"on": "2026-01-02", "b": "x"}]


def test_a_text_no_cell_can_hold_is_named():
    with pytest.raises(TooLong) as raised:
        written([{"a": "x"}, {"b": "y", "a": "x" * 32_768}], Form.XLSX)
    assert (raised.value.row, raised.value.column, raised.value.found) == (3, "a", 32_768)
    with pytest.raises(TooLong) as raised:
        written([{"a" * 32_768: "x"}], Form.XLSX)
    assert raised.value.row == 1
    assert len(written([{"a": "x" * 32_768}], Form.CSV)) > 32_768


def test_a_cell_at_the_limit_is_written():
    assert written([{"a": "x" * 32_767}], Form.XLSX).startswith(b"PK")


@pytest.mark.parametrize("text", DANGEROUS)
def test_what_a_spreadsheet_would_run_is_guarded(text):
    assert guarded(text) == f"'{text}"


@pytest.mark.parametrize("text", ["plain", "a=b", "'quoted'", "", "5-3", "’=1"])
def test_what_it_would_not_run_is_left(text):
    assert guarded(text) == text


@given(st.text(max_size=20))
def test_a_guarded_text_is_itself_again(text):
    assert restored(guarded(text)) == text
    assert guarded(text) in (text, f"'{text}")
