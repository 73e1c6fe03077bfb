"""Text with separators, as spreadsheets of different countries write it."""

from __future__ import annotations

from pathlib import Path

import pytest

from southsouth.tables.delimited import read_delimited, separator_of
from southsouth.tables.rows import LIMITS, Limits, Row, Unreadable


def read(tmp_path: Path, content: str | bytes, limits: Limits = LIMITS) -> list[Row]:
    path = tmp_path / "rows.csv"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return list(read_delimited(path, limits))


def fault(tmp_path: Path, content: str | bytes, limits: Limits = LIMITS) -> tuple[str, dict[str, object]]:
    with pytest.raises(Unreadable) as raised:
        read(tmp_path, content, limits)
    return raised.value.code, raised.value.facts


@pytest.mark.parametrize(
    "content",
    [
        "title,country\nOne,Kenya\n",
        "title;country\r\nOne;Kenya\r\n",
        "title\tcountry\rOne\tKenya",
        "title|country\nOne|Kenya",
        "\ufefftitle,country\nOne,Kenya\n",
        "\n\nTitle , COUNTRY\n\nOne,Kenya\n,\n",
        '"title","country"\n"One","Kenya"\n',
        "title,country\nOne,Kenya\n".encode("utf-16"),
        "title,country\nOne,Kenya\n".encode("utf-16-le"),
        "sep=;\r\ntitle;country\r\nOne;Kenya\r\n",
        "\ufeffSEP=,\ntitle,country\nOne,Kenya\n",
    ],
)
def test_every_manner_of_writing_is_read(tmp_path, content):
    assert [row.values for row in read(tmp_path, content)] == [{"title": "One", "country": "Kenya"}]


def test_a_row_has_the_number_a_spreadsheet_shows(tmp_path):
    rows = read(tmp_path, 'a,b\n\n1,"two\nlines"\n,\n3,\n')
    assert rows == [Row(3, {"a": "1", "b": "two\nlines"}), Row(5, {"a": "3", "b": None})]


def test_a_line_that_tells_the_separator_counts_as_a_row(tmp_path):
    assert read(tmp_path, "sep=|\na|b\n1,5|2\n") == [Row(3, {"a": "1,5", "b": "2"})]


def test_a_short_row_has_empty_cells_and_numbered_columns_are_lists(tmp_path):
    rows = read(tmp_path, "title,exporters.1.country,exporters.2.country\nOne,Kenya\n")
    assert rows[0].values == {"title": "One", "exporters": [{"country": "Kenya"}]}


def test_what_was_guarded_is_itself_again(tmp_path):
    assert read(tmp_path, "a,b\n'=1+1,'text\n")[0].values == {"a": "=1+1", "b": "'text"}


def test_one_column_is_a_table(tmp_path):
    assert [row.values for row in read(tmp_path, "title\nOne\nTwo\n")] == [{"title": "One"}, {"title": "Two"}]


def test_a_heading_alone_has_no_rows(tmp_path):
    assert read(tmp_path, "title,country\n") == []


def test_a_line_of_text_is_no_table(tmp_path):
    assert fault(tmp_path, "To whom it may concern") == ("not_a_table", {})


def test_another_encoding_is_named_with_its_place(tmp_path):
    content = "title,country\nOne,Côte".encode("cp1252")
    assert fault(tmp_path, content) == ("encoding", {"row": 2, "byte": 19, "value": "F4"})


def test_a_nul_is_named_with_its_place(tmp_path):
    assert fault(tmp_path, b"title,b\nO\x00ne,x\n") == ("nul", {"row": 2, "byte": 9})


@pytest.mark.parametrize("line", ['"open,1', '"a"b,1'])
def test_quotes_that_do_not_close_are_named(tmp_path, line):
    assert fault(tmp_path, f"a,b\n{line}\n") == ("quotes", {"row": 2, "limit": LIMITS.cell})


def test_a_cell_too_long_is_named(tmp_path):
    assert fault(tmp_path, f"a,b\n1,{'x' * 1_000_001}\n") == ("cell_too_long", {"row": 2, "limit": 1_000_000})
    assert fault(tmp_path, "a,b\n1,xxxxxx\n", Limits(cell=5)) == (
        "cell_too_long",
        {"row": 2, "column": "b", "found": 6, "limit": 5},
    )


def test_faults_come_at_the_latest_at_their_row(tmp_path):
    path = tmp_path / "rows.csv"
    path.write_text("a,b\n1,2\n3,4,5\n")
    rows = read_delimited(path, LIMITS)
    assert next(rows).number == 2
    with pytest.raises(Unreadable):
        next(rows)


@pytest.mark.parametrize(
    ("text", "separator"),
    [
        ("a,b;c\n1,2;3\n", ","),
        ("a;b,c;d\n1;2;3\n", ";"),
        ("a\tb\n", "\t"),
        ("title\n", ","),
        ("", ","),
        ("a;b\n" + "1;2\n" * 30_000 + "3", ";"),
    ],
)
def test_the_separator_cuts_evenly_into_most_columns(text, separator):
    assert separator_of(text) == separator
