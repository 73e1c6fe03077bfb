"""The helpers of the journeys see the faults they are there to see."""

from __future__ import annotations

from playwright.sync_api import Browser, Page

from tests.browser import assert_accessible, assert_no_sideways_scroll, sideways, violations

GOOD = """<!doctype html><html lang="en"><head><title>Good</title></head><body><main><h1>Good</h1>
<p>Text <a href="/x">and a link with words</a></p></main></body></html>"""


def opened(browser: Browser, html: str) -> Page:
    page = browser.new_page(viewport={"width": 360, "height": 600})
    page.set_content(html)
    return page


def test_a_good_page_passes(browser: Browser) -> None:
    page = opened(browser, GOOD)
    assert_accessible(page)
    assert_no_sideways_scroll(page)
    page.close()


def test_text_without_contrast_and_an_unnamed_field_are_found(browser: Browser) -> None:
    page = opened(browser, GOOD.replace("<p>", '<input type="text"><p style="color:#ddd;background:#fff">'))
    assert {each.split(":")[0] for each in violations(page)} == {"color-contrast", "label"}
    page.close()


def test_a_page_wider_than_the_window_is_found(browser: Browser) -> None:
    page = opened(browser, GOOD.replace("<p>", '<p style="width:500px">'))
    assert sideways(page) > 0
    page.close()


def test_letters_have_a_height(browser: Browser) -> None:
    page = opened(browser, GOOD)
    box = page.get_by_text("and a link").bounding_box()
    assert box is not None and box["height"] > 8
    page.close()


def test_the_browser_reaches_nothing_outside(browser: Browser) -> None:
    page = opened(browser, GOOD)
    said = page.evaluate("() => fetch('http://outside.example/').then(() => 'reached', error => String(error))")
    assert said == "TypeError: Failed to fetch"
    page.close()
