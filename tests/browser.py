"""What journeys ask of a page: sizes, languages, accessibility, no sideways scroll."""

from __future__ import annotations

import os
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

PHONE, DESK = 360, 1280
SIZES = (PHONE, DESK)
"""Widths of the window, in CSS pixels."""
LANGUAGES = ("en", "fr", "ar")
"""Languages that are complete: left to right, with accents, right to left."""
SCHEMES = ("light", "dark")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
NO_OUTSIDE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1"


def launch_options() -> dict[str, Any]:
    """How to start the browser that ``dev.py test`` found (``CHROMIUM``). A missing one is an error."""
    program = os.environ.get("CHROMIUM")
    if not program:
        raise RuntimeError("No browser: run the tests with 'python3 dev.py test', or set CHROMIUM to a Chromium.")
    return {"executable_path": program, "args": ["--no-sandbox", "--disable-gpu", "--hide-scrollbars", NO_OUTSIDE]}


def violations(page: Page) -> list[str]:
    """What axe-core finds on the page, one line for each rule and element."""
    found = Axe().run(page, options={"runOnly": RULES}).response["violations"]
    return [f"{rule['id']}: {rule['help']}: {node['html'][:200]}" for rule in found for node in rule["nodes"]]


def assert_accessible(page: Page) -> None:
    assert violations(page) == []


def sideways(page: Page) -> int:
    """By how many pixels the page is wider than the window."""
    return int(page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth"))


def assert_no_sideways_scroll(page: Page) -> None:
    assert sideways(page) <= 0
