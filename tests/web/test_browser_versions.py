"""Versions and paper in a real browser: accessible, without sideways scroll, readable on paper."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from southsouth.catalogue.actions.solutions import save_solution
from southsouth.catalogue.lifecycle import SolutionState
from southsouth.catalogue.models import Solution
from tests.browser import DESK, PHONE, assert_accessible, assert_no_sideways_scroll
from tests.makers import AT, make_organisation, make_person, make_whole_solution
from tests.web.staging import no_engine, words_only

__all__ = ["no_engine", "words_only"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Visit = Callable[..., Page]


def changed() -> Solution:
    """A published solution whose text, value and rows changed once."""
    home = make_organisation()
    solution = make_whole_solution(SolutionState.PUBLISHED, organisation=home)
    block = solution.blocks.get()
    values = {"how_it_works": "One desk takes the papers; the offices behind it do the rest.", "visits_a_year": 9}
    rows = {"blocks": [{"id": block.pk, "title": block.title, "text": "Takes most papers."}, {"title": "Training"}]}
    save_solution(solution, values, children=rows, by=make_person(organisation=home), at=AT, note="Counted again")
    return solution


@pytest.mark.parametrize(("code", "width", "scheme"), [("ar", PHONE, "dark"), ("en", DESK, "light")])
def test_pages_of_versions_and_paper_are_accessible(visit: Visit, code: str, width: int, scheme: str) -> None:
    versions = f"solutions/{changed().ref}/versions/"
    for path in (versions, f"{versions}compare/", f"{versions}2/", "needs/paper/", "solutions/paper/"):
        page = visit(f"/{code}/{path}", width=width, scheme=scheme)
        assert_accessible(page)
        assert_no_sideways_scroll(page)


def test_two_versions_are_chosen_and_compared_without_a_script(visit: Visit) -> None:
    page = visit(f"/en/solutions/{changed().ref}/")
    page.get_by_role("link", name="Version 2 · what changed").click()
    page.get_by_role("button", name="Compare").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What changed")
    expect(page.get_by_role("insertion").filter(has_text="desk")).to_be_visible()
    expect(page.get_by_role("deletion").filter(has_text="counter")).to_be_visible()


def test_on_paper_there_is_no_navigation_and_signs_say_what_colour_said(visit: Visit) -> None:
    page = visit(f"/en/solutions/{changed().ref}/versions/compare/")
    page.emulate_media(media="print")
    for hidden in (".menu", ".lang", ".foot", ".crumbs", "form"):
        assert not any(each.is_visible() for each in page.locator(hidden).all()), hidden
    decoration = "each => getComputedStyle(each).textDecorationLine"
    assert page.locator("del").first.evaluate(decoration) == "line-through"
    assert page.locator("ins").first.evaluate(decoration) == "underline"
