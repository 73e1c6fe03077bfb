"""Headings into column names, numbered columns into lists, cells checked."""

from __future__ import annotations

import pytest

from southsouth.tables.headings import checked, column_name, columns_from, letters, rows_under, unfolded
from southsouth.tables.rows import LIMITS, Limits, Unreadable


def fault(call) -> tuple[str, dict[str, object]]:
    with pytest.raises(Unreadable) as raised:
        call()
    return raised.value.code, raised.value.facts


@pytest.mark.parametrize(("number", "name"), [(1, "A"), (26, "Z"), (27, "AA"), (702, "ZZ"), (703, "AAA"), (0, "")])
def test_columns_have_the_letters_of_a_spreadsheet(number, name):
    assert letters(number) == name


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("Solution ID", "solution_id"),
        ("  Focus-area / theme ", "focus_area_theme"),
        ("exporters.1.country", "exporters.1.country"),
        ("__x__", "x"),
        ("দেশের নাম", "দেশের_নাম"),
        ("Città", "città"),
    ],
)
def test_a_heading_becomes_a_name(heading, name):
    assert column_name(heading) == name


def test_empty_headings_at_the_end_are_no_columns():
    assert columns_from(["Title", 2024, None, " "], 1, LIMITS) == ("title", "2024")


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ([None, ""], ("empty_file", {})),
        (["a", None, "b"], ("heading_empty", {"row": 3, "column": "B"})),
        (["a", "b", "A "], ("heading_twice", {"row": 3, "column": "C", "heading": "a"})),
    ],
)
def test_a_heading_that_cannot_be_is_named(cells, expected):
    assert fault(lambda: columns_from(cells, 3, LIMITS)) == expected


def test_too_many_columns_are_refused():
    assert fault(lambda: columns_from(["a", "b", "c"], 1, Limits(columns=2))) == (
        "too_many_columns",
        {"row": 1, "found": 3, "limit": 2},
    )


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ([(2, ["1", "2", "3"])], ("cell_without_heading", {"row": 2, "column": "C"})),
        ([(2, ["1", "2"]), (5, ["A", " b "])], ("heading_repeated", {"row": 5})),
        ([(2, ["1"]), (3, [None]), (4, ["2"]), (9, ["3"])], ("too_many_rows", {"row": 9, "limit": 2})),
        ([(2, ["1", "a\x07"])], ("control_character", {"row": 2, "column": "b"})),
    ],
)
def test_a_row_that_cannot_be_is_named(body, expected):
    assert fault(lambda: list(rows_under(("a", "b"), iter(body), Limits(rows=2)))) == expected


def test_empty_rows_are_passed_over_and_empty_cells_beyond_the_heading_do_not_count():
    rows = list(rows_under(("a", "b"), iter([(2, [None, None]), (3, ["1", None, None]), (4, ["2"])]), LIMITS))
    assert [(row.number, row.values) for row in rows] == [(3, {"a": "1", "b": None}), (4, {"a": "2", "b": None})]


def test_one_column_may_hold_the_word_of_its_heading_only_in_the_heading():
    assert fault(lambda: list(rows_under(("a",), iter([(2, ["a"])]), LIMITS)))[0] == "heading_repeated"


@pytest.mark.parametrize("value", ["plain", "two\nlines\tand a tab", 5, None, True, 2.5])
def test_what_every_database_and_page_can_take_passes(value):
    assert checked(value, 2, "a", LIMITS) == value


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("\x00", "control_character"),
        ("a\x1f", "control_character"),
        ("\x7f", "control_character"),
        ("\ud800", "broken_character"),
    ],
)
def test_what_they_cannot_take_is_refused(value, code):
    assert fault(lambda: checked(value, 2, "a", LIMITS)) == (code, {"row": 2, "column": "a"})


def test_a_long_text_is_refused():
    facts = {"row": 2, "column": "a", "found": 6, "limit": 5}
    assert fault(lambda: checked("xxxxxx", 2, "a", Limits(cell=5))) == ("cell_too_long", facts)


def test_numbered_columns_become_entries_in_their_order_and_empty_ones_fall_out():
    values = {
        "title": "One",
        "exporters.2.country": "Kenya",
        "exporters.10.country": "Peru",
        "exporters.1.country": None,
        "exporters.2.organisation": "Ministry",
        "places.1.name": None,
        "version.1": "x",
    }
    assert unfolded(values) == {
        "title": "One",
        "version.1": "x",
        "exporters": [{"country": "Kenya", "organisation": "Ministry"}, {"country": "Peru"}],
        "places": None,
    }
