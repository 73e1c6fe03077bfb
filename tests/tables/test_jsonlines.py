"""One object a line."""

from __future__ import annotations

from pathlib import Path

import pytest

from southsouth.tables.jsonlines import read_json_lines
from southsouth.tables.rows import LIMITS, Limits, Row, Unreadable


def read(tmp_path: Path, *lines: str, limits: Limits = LIMITS) -> list[Row]:
    path = tmp_path / "rows.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    return list(read_json_lines(path, limits))


def fault(tmp_path: Path, *lines: str, limits: Limits = LIMITS) -> tuple[str, dict[str, object]]:
    with pytest.raises(Unreadable) as raised:
        read(tmp_path, *lines, limits=limits)
    return raised.value.code, raised.value.facts


def test_each_line_is_a_row_and_empty_lines_are_passed_over(tmp_path):
    rows = read(tmp_path, '{"Title": "One", "n": 1, "ok": true, "none": null, "empty": ""}', "", '{"title": "Two"}')
    assert rows == [
        Row(1, {"title": "One", "n": 1, "ok": True, "none": None, "empty": None}),
        Row(3, {"title": "Two"}),
    ]


def test_lists_and_entries_keep_their_form(tmp_path):
    rows = read(tmp_path, '{"a": [1, "x", {"b": [2.5, ""]}], "c": []}')
    assert rows[0].values == {"a": [1, "x", {"b": [2.5, None]}], "c": None}


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ('{"a": 1', ("not_json", {"row": 2, "position": 8})),
        ("[1]", ("not_an_object", {"row": 2})),
        ('"text"', ("not_an_object", {"row": 2})),
        ('{"a": NaN}', ("not_a_number", {"row": 2, "value": "NaN"})),
        ('{"a": -Infinity}', ("not_a_number", {"row": 2, "value": "-Infinity"})),
        ('{"a": 1e999}', ("not_a_number", {"row": 2, "column": "a", "value": "inf"})),
        ('{"a": 1, "a": 2}', ("heading_twice", {"row": 2, "column": "a", "heading": "a"})),
        ('{"x": {"a": 1, "a": 2}}', ("heading_twice", {"row": 2, "column": "a", "heading": "a"})),
        ('{"a b": 1, "A-B": 2}', ("heading_twice", {"row": 2, "column": "a_b", "heading": "a_b"})),
        ('{"a": ' + "[" * 9 + "1" + "]" * 9 + "}", ("too_deep", {"row": 2, "column": "a"})),
        ('{"a": ' + "[" * 100_000 + "]" * 100_000 + "}", ("too_deep", {"row": 2})),
        ('{"a": ' + "9" * 5_000 + "}", ("number_too_long", {"row": 2})),
        ('{"a": "\\u0007"}', ("control_character", {"row": 2, "column": "a"})),
        ('{"a": "\\ud800"}', ("broken_character", {"row": 2, "column": "a"})),
        ('{"a": {"\\u0007": 1}}', ("control_character", {"row": 2, "column": "a"})),
    ],
)
def test_a_line_that_cannot_be_read_is_named(tmp_path, line, expected):
    assert fault(tmp_path, '{"a": 1}', line) == expected


def test_too_many_rows_and_columns_are_refused(tmp_path):
    assert fault(tmp_path, '{"a": 1}', '{"a": 1}', limits=Limits(rows=1)) == ("too_many_rows", {"row": 2, "limit": 1})
    assert fault(tmp_path, '{"a": 1, "b": 2}', limits=Limits(columns=1)) == (
        "too_many_columns",
        {"row": 1, "found": 2, "limit": 1},
    )
