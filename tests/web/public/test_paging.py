"""Pages of a list and the addresses that keep what was chosen."""

from __future__ import annotations

import pytest
from django.http import QueryDict
from django.test import RequestFactory

from southsouth.web.paging import address, asked_number, page_of, without

ROWS = list(range(1, 106))


def page(query: str):
    return page_of(ROWS, RequestFactory().get(f"/?{query}"), size=10)


def test_the_first_page():
    found = page("q=a&q=b")
    assert (found.rows, found.number, found.pages, found.total) == (list(range(1, 11)), 1, 11, 105)
    assert (found.first, found.last) == (1, 10)
    assert (found.before, found.after) == ("", "?q=a&q=b&page=2")


def test_a_page_in_the_middle_names_those_around_it_and_the_ends():
    found = page("page=6")
    assert [number for number, _ in found.links] == [1, 0, 4, 5, 6, 7, 8, 0, 11]
    assert found.links[0] == (1, ".")
    assert found.links[1] == (0, "")
    assert found.before == "?page=5"


@pytest.mark.parametrize(
    ("asked", "number"), [("11", 11), ("99", 11), ("0", 1), ("-3", 1), ("x", 1), ("", 1), ("9" * 40, 1), ("٣", 1)]
)
def test_odd_numbers_give_a_page_that_is_there(asked, number):
    assert page(f"page={asked}").number == number


def test_the_last_page_may_be_short_and_a_list_empty():
    assert (page("page=11").first, page("page=11").last, page("page=11").after) == (101, 105, "")
    empty = page_of([], RequestFactory().get("/"))
    assert (empty.rows, empty.pages, empty.first, empty.last, empty.links) == ([], 1, 0, 0, ((1, "."),))


def test_rows_can_be_replaced_by_richer_ones():
    assert page("").with_rows(["a"]).rows == ["a"]


def test_addresses_keep_other_choices():
    query = QueryDict("area=health&area=trade&page=3")
    assert address(query, page=1) == "?area=health&area=trade"
    assert address(query, sort="title", page=None) == "?area=health&area=trade&sort=title"
    assert without(query, "area", "health") == "?area=trade"
    assert without(QueryDict("area=health&page=2"), "area", "health") == "."


def test_only_plain_numbers_are_numbers():
    assert [asked_number(text) for text in ("7", " 7", "7.0", "²")] == [7, 1, 1, 1]
