"""How good matching is: the measured numbers as the page shows them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from southsouth.members.lifecycle import Role
from southsouth.members.models import Person
from tests.makers import (
    make_area,
    make_country,
    make_interest,
    make_match,
    make_need,
    make_organisation,
    make_person,
    make_run,
    make_solution,
)
from tests.web.reading import said

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Person | None], Client]
QUALITY = "/en/desk/quality/"


def answered_need(area: str = "finance") -> None:
    """Three candidates: the first refused, the second accepted, the third not answered."""
    need = make_need(focus_area=make_area(area))
    run = make_run(need)
    matches = [make_match(need, make_solution(), rank=rank, run=run) for rank in (1, 2, 3)]
    make_interest(matches[0], answer="no", reason="too_costly", rank=1)
    make_interest(matches[1], rank=2)


@pytest.fixture
def browser(signed_in: SignedIn) -> Client:
    return signed_in(make_person(Role.SECRETARIAT))


def test_shares_ranks_and_reasons_are_shown(browser: Client) -> None:
    answered_need()
    words = said(browser.get(QUALITY))
    assert "Candidates that got a yes 33%" in words
    assert "Mean of one by the rank of the first yes 0.5" in words
    assert "Yes, no, later 1 · 1 · 0" in words
    assert "Finance 1 3 1 33% 0.5" in words
    assert "Too costly 1" in words


def test_refusals_have_bars_beside_their_numbers(browser: Client) -> None:
    answered_need()
    make_interest(make_match(), answer="no", reason="too_costly")
    make_interest(make_match(), answer="no", reason="law")
    html = browser.get(QUALITY).content.decode()
    assert html.index('style="--v:100"') < html.index('style="--v:50"')


def test_without_answers_the_page_says_what_will_be_there(browser: Client) -> None:
    words = said(browser.get(QUALITY))
    assert "Nobody has answered a candidate yet" in words
    assert "Candidates that got a yes" not in words


def test_who_is_seen_stands_beside_what_there_is(browser: Client) -> None:
    nepal = make_organisation(country=make_country("NPL", ldc=True))
    seen, unseen = make_solution(organisation=nepal), make_solution()
    make_match(make_need(), seen)
    words = said(browser.get(QUALITY))
    assert unseen.exporters.get().country_id == "BGD"
    assert "Least developed countries 1 50% 100% 2" in words
    assert "Nepal 1 50% 100% 2" in words
    assert "Bangladesh 1 50% 0% 0" in words


def test_a_need_without_an_area_has_a_line_of_its_own(browser: Client) -> None:
    make_interest(make_match())
    assert "No focus area 1 1 1 100% 1" in said(browser.get(QUALITY))


def test_three_needs_cost_as_many_queries_as_one(browser: Client) -> None:
    counts = []
    for area in ("finance", "work"):
        answered_need(area)
        browser.get(QUALITY)
        with CaptureQueriesContext(connection) as found:
            browser.get(QUALITY)
        counts.append(len(found))
    assert counts[0] == counts[1]
