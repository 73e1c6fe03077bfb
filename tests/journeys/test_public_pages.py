"""Every public page in a real browser: accessible, no wider than the window, in each direction and theme, on paper."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils.translation import override

from tests.browser import DESK, PHONE, assert_no_sideways_scroll, violations
from tests.journeys.conftest import Network, Visit

pytestmark = [pytest.mark.browser, pytest.mark.slow]
LOOKS = [("en", PHONE, "light"), ("ar", PHONE, "dark"), ("ar", DESK, "light"), ("fr", DESK, "dark")]
STILL = ("home", "solutions", "needs", "trial", "countries", "events", "figures", "data", "method", "credits")
SMALLEST = 320


def addresses(code: str, network: Network) -> list[str]:
    with override(code):
        return [
            *(reverse(f"public:{name}") for name in (*STILL, "accessibility", "privacy", "help", "sign-in")),
            reverse("public:solution", args=[network.births.ref]),
            reverse("public:ask-solution", args=[network.births.ref]),
            reverse("public:flag", args=["solution", network.births.ref]),
            reverse("public:country", args=["KEN"]),
            reverse("public:country", args=["KEN"]) + "?with=BGD",
            reverse("public:solutions") + "?q=births&area=public-service",
            reverse("public:solutions") + "?q=zzzzzz",
            reverse("public:figure", args=["solutions_shown"]),
        ]


@pytest.mark.parametrize(("code", "width", "scheme"), LOOKS)
def test_every_public_page_is_accessible(visit: Visit, network: Network, code: str, width: int, scheme: str) -> None:
    page = visit(f"/{code}/", width=width, scheme=scheme)
    found = {}
    for address in addresses(code, network):
        answer = page.goto(address)
        assert answer is not None and answer.status == 200, address
        page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
        if wrong := violations(page):
            found[address] = wrong
        assert_no_sideways_scroll(page)
    assert found == {}


@pytest.mark.parametrize("code", ["en", "ar"])
def test_nothing_is_wider_than_the_smallest_phone(visit: Visit, network: Network, code: str) -> None:
    page = visit(f"/{code}/", width=SMALLEST)
    for address in addresses(code, network):
        page.goto(address)
        page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
        assert_no_sideways_scroll(page)


def test_pages_fit_on_paper(visit: Visit, network: Network) -> None:
    page = visit(f"/en/solutions/{network.births.ref}/")
    page.emulate_media(media="print")
    assert not page.locator(".menu").is_visible()
    assert page.get_by_text("Health workers may act as registrars").is_visible()
