"""What a column may hold, and the nearest good value when it holds something else."""

from __future__ import annotations

import math
from datetime import date

import pytest

from southsouth.tables.fields import (
    Field,
    Wrong,
    address,
    choice,
    day,
    flag,
    listed,
    many,
    nearest,
    number,
    records,
    shown,
    text,
    understood,
    unknown_columns,
    whole,
)
from southsouth.tables.report import Refused, Report
from southsouth.tables.rows import Row

COUNTRY = Field("country", text(20), required=True, aliases=("iso3", "nation"))
YEAR = Field("year", whole(2000, 2030))


def wrong(parse, value) -> tuple[str, dict[str, object]]:
    with pytest.raises(Wrong) as raised:
        parse(value)
    return raised.value.code, raised.value.facts


def test_a_row_is_understood_by_names_and_other_names():
    assert understood(Row(2, {"nation": "Kenya", "year": "2018"}), (COUNTRY, YEAR)) == (
        {"country": "Kenya", "year": 2018},
        [],
    )


@pytest.mark.parametrize("cell", [None, "", "  "])
def test_an_empty_cell_is_none_and_a_missing_column_is_left_out(cell):
    assert understood(Row(2, {"country": "Kenya", "year": cell}), (COUNTRY, YEAR))[0] == {
        "country": "Kenya",
        "year": None,
    }
    assert understood(Row(2, {"country": "Kenya"}), (COUNTRY, YEAR))[0] == {"country": "Kenya"}


def test_each_cell_that_cannot_be_taken_is_named():
    values, refused = understood(Row(4, {"iso3": "", "year": "soon"}), (COUNTRY, YEAR))
    assert values == {}
    assert refused == [Refused(4, "country", "empty"), Refused(4, "year", "not_a_number", {"value": "soon"})]
    assert understood(Row(4, {}), (COUNTRY,))[1] == [Refused(4, "country", "no_column")]


def test_columns_nobody_takes_are_told():
    assert unknown_columns(Row(2, {"nation": "Kenya", "iso3": "KEN", "weather": "rain"}), (COUNTRY, YEAR)) == [
        "nation",
        "weather",
    ]


def test_a_value_is_shown_short():
    assert (shown("x" * 81), shown("x" * 80)) == ("x" * 79 + "…", "x" * 80)
    assert (shown([1, "é"]), shown(date(2026, 1, 2))) == ('[1, "é"]', '"2026-01-02"')


def test_text_is_trimmed_and_composed():
    assert text(10)("  e\u0301te\u0301 ") == "été"
    assert text(3)(404) == "404"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("four", ("too_long", {"found": 4, "limit": 3})),
        ([1], ("not_text", {"value": "[1]"})),
        ({"a": 1}, ("not_text", {"value": '{"a": 1}'})),
        (True, ("not_text", {"value": "true"})),
    ],
)
def test_what_is_no_short_text_is_refused(value, expected):
    assert wrong(text(3), value) == expected


@pytest.mark.parametrize(("value", "found"), [("12", 12), (" +12 ", 12), (12.0, 12), ("12.0", 12), ("-3", -3), (0, 0)])
def test_whole_numbers(value, found):
    assert whole(-5, 20)(value) == found
    assert type(whole(-5, 20)(value)) is int


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("21", "out_of_range"),
        (-6, "out_of_range"),
        ("1e308", "out_of_range"),
        (math.inf, "out_of_range"),
        ("9" * 30, "out_of_range"),
        (1.5, "not_whole"),
        ("1,5", "not_a_number"),
        ("", "not_a_number"),
        ("nan", "not_a_number"),
        (math.nan, "not_a_number"),
        (True, "not_a_number"),
        (None, "not_a_number"),
        ([1], "not_a_number"),
    ],
)
def test_what_is_no_whole_number_of_the_range_is_refused(value, code):
    assert wrong(whole(-5, 20), value)[0] == code


def test_numbers_of_a_range():
    assert number(-1, 1)("0.25") == 0.25
    assert type(number(-1, 1)(1)) is float
    assert wrong(number(-1, 1), "1.01") == ("out_of_range", {"value": "1.01", "low": -1, "high": 1})
    assert wrong(number(-1, 1), "x")[0] == "not_a_number"


@pytest.mark.parametrize(
    ("value", "answer"),
    [
        ("yes", True),
        (" OUI ", True),
        (True, True),
        (1, True),
        ("да", True),
        ("No", False),
        (False, False),
        ("لا", False),
    ],
)
def test_yes_and_no_in_several_languages(value, answer):
    assert flag(value) is answer


def test_what_is_neither_yes_nor_no_is_refused():
    assert wrong(flag, "perhaps") == ("not_yes_or_no", {"value": "perhaps"})


def test_days():
    assert day(" 2026-11-30 ") == day("2026-11-30T10:00:00") == date(2026, 11, 30)
    for value in ("30.11.2026", "2026-11-3012", "2026-11-31", "2026-11-30 noon", "soon", 46_000):
        assert wrong(day, value) == ("not_a_day", {"value": str(value)})


@pytest.mark.parametrize("value", ["https://example.org", "http://example.org/a?b=c#d", "HTTPS://Example.org/é"])
def test_addresses(value):
    assert address(value) == value


@pytest.mark.parametrize(
    "value",
    [
        "example.org",
        "javascript:alert(1)",
        "https://",
        "https://a b",
        'https://a/"x"',
        "https://a@b",
        "ftp://a",
        "//a.org",
    ],
)
def test_what_is_no_address_is_refused(value):
    assert wrong(address, value) == ("not_an_address", {"value": value})


def test_an_address_has_an_end():
    assert wrong(address, "https://example.org/" + "x" * 1000)[0] == "too_long"


def test_a_choice_is_found_whatever_its_case_and_marks():
    parse = choice(["side_event", "café"])
    assert (parse("Side-Event"), parse(" CAFE ")) == ("side_event", "café")
    assert choice({"Good": 1, "Bad": 2})("bad") == 2


def test_what_is_not_on_the_list_comes_with_the_nearest():
    assert wrong(choice(["workshop", "webinar"]), "workshp") == (
        "not_known",
        {"value": "workshp", "nearest": "workshop"},
    )
    assert wrong(choice({"workshop": 1}), 12) == ("not_known", {"value": "12", "nearest": None})
    assert nearest("Webinär", ["workshop", "webinar"]) == "webinar"


@pytest.mark.parametrize(
    ("cell", "items"),
    [
        ("a; b ;;c", ["a", "b", "c"]),
        (["a", "", None, "b"], ["a", "b"]),
        ('["a;b", "c"]', ["a;b", "c"]),
        (5, [5]),
        ("", []),
    ],
)
def test_lists_come_as_json_and_with_semicolons(cell, items):
    assert listed(cell) == items


@pytest.mark.parametrize("cell", ["[1, 2", "[" * 100_000])
def test_what_begins_like_a_list_and_is_none_is_refused(cell):
    assert wrong(listed, cell)[0] == "not_a_list"


def test_every_item_of_a_list_is_understood_and_doubles_are_kept_once():
    assert many(whole(0, 9))("3; 1; 3") == [3, 1]
    assert wrong(many(whole(0, 9)), "3; 10")[0] == "out_of_range"
    assert wrong(many(text(5), longest=2), "a;b;c") == ("too_many", {"found": 3, "limit": 2})


def test_entries_have_columns_of_their_own():
    parse = records((COUNTRY, YEAR), longest=2)
    assert parse([{"iso3": "Kenya", "year": 2018}, {"country": "Peru"}]) == [
        {"country": "Kenya", "year": 2018},
        {"country": "Peru"},
    ]
    assert wrong(parse, ["Kenya"]) == ("not_an_entry", {"value": "Kenya"})
    assert wrong(parse, [1, 2, 3]) == ("too_many", {"found": 3, "limit": 2})


def test_a_fault_inside_an_entry_is_named_with_its_place():
    places = Field("places", records((COUNTRY, YEAR)))
    values = {"places": [{"country": "Kenya"}, {"country": "Peru", "year": 1066}]}
    facts = {"value": "1066", "low": 2000, "high": 2030}
    assert understood(Row(3, values), (places,))[1] == [Refused(3, "places.2.year", "out_of_range", facts)]
    assert understood(Row(3, {"places": ["x"]}), (places,))[1] == [
        Refused(3, "places.1", "not_an_entry", {"value": "x"})
    ]


def test_a_report_is_good_when_nothing_is_refused():
    assert Report(created=("a",)).good
    assert not Report(refused=(Refused(2, "", "twice"),)).good
