"""Journey 8, steps 2 to 4, and the heart of all: a need in the reader's own words finds what fits, and says why."""

from __future__ import annotations

import pytest

from southsouth.catalogue.models import Need
from southsouth.matching.models import Match, MatchRun
from tests.browser import DESK, PHONE, assert_accessible, assert_no_sideways_scroll
from tests.journeys.conftest import Network, Visit

pytestmark = [pytest.mark.browser, pytest.mark.slow]

NEEDS = {
    "en": (
        "Births are not registered in remote districts",
        "Parents walk two days to register a birth and many never do. Health posts have a signal on some days only.",
    ),
    "fr": (
        "Les naissances ne sont pas enregistrées",
        "Les parents marchent deux jours pour enregistrer une naissance au bureau du district. Beaucoup y renoncent.",
    ),
    "ar": (
        "تسجيل المواليد في المناطق النائية",
        "يسير الآباء يومين لتسجيل ولادة طفل في مكتب المنطقة، وكثيرون لا يسجلون.",
    ),
}


@pytest.mark.parametrize("code", sorted(NEEDS))
def test_a_visitor_describes_a_need_and_nothing_is_kept(visit: Visit, network: Network, code: str) -> None:
    title, problem = NEEDS[code]
    page = visit(f"/{code}/needs/try/", width=PHONE, script=False)
    page.fill("#id_problem", f"{title}. {problem}")
    page.select_option("#id_country", "KEN")
    page.click("main form .btn >> nth=0")
    first = page.locator(".match").first
    assert network.births.title in first.inner_text()
    assert first.locator(".score b").inner_text().strip()
    assert first.locator(".todo li").count() >= 1
    assert page.input_value("#id_problem") == f"{title}. {problem}"
    assert (Need.objects.count(), MatchRun.objects.count(), Match.objects.count()) == (0, 0, 0)
    assert_no_sideways_scroll(page)


@pytest.mark.parametrize(("code", "width", "scheme"), [("en", DESK, "dark"), ("ar", PHONE, "light")])
def test_an_explained_match_is_accessible(visit: Visit, network: Network, code: str, width: int, scheme: str) -> None:
    page = visit(f"/{code}/needs/try/", width=width, scheme=scheme)
    page.fill("#id_problem", ". ".join(NEEDS[code]))
    page.select_option("#id_country", "KEN")
    page.click("main form .btn >> nth=0")
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    assert_accessible(page)
    assert_no_sideways_scroll(page)


def test_an_empty_need_is_told_what_is_missing_and_keeps_the_rest(visit: Visit, network: Network) -> None:
    page = visit("/en/needs/try/")
    page.select_option("#id_country", "KEN")
    page.click("main form .btn >> nth=0")
    assert page.title().startswith("Error:")
    assert page.locator("#errors a").count() >= 1
    assert page.input_value("#id_country") == "KEN"
    assert_accessible(page)


def test_a_search_in_french_and_arabic_finds_english_records(visit: Visit, network: Network) -> None:
    for code, words in (("fr", "enregistrement des naissances"), ("ar", "تسجيل المواليد")):
        page = visit(f"/{code}/", script=False, width=PHONE)
        page.fill("input[name=q]", words)
        page.click(".find .btn")
        assert network.births.title in page.locator("main .hits li").first.inner_text()
