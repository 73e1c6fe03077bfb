"""Fixtures of the whole suite: plain static files, quick passwords, the browser."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator

import pytest
from django.conf import settings
from django.test import override_settings
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from tests.browser import DESK, launch_options

PLAIN = "django.contrib.staticfiles.storage.StaticFilesStorage"


@pytest.fixture(scope="session", autouse=True)
def _quick_settings() -> Iterator[None]:
    """No hashing of static files, no slow passwords, no pages kept ready; everything else as in production."""
    storages = {
        "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
        "staticfiles": {"BACKEND": PLAIN},
    }
    hashers = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    caches = {**settings.CACHES, "pages": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
    with override_settings(STORAGES=storages, PASSWORD_HASHERS=hashers, CACHES=caches, WHITENOISE_AUTOREFRESH=True):
        yield


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A real browser, once a worker."""
    with sync_playwright() as driver:
        opened = driver.chromium.launch(**launch_options())
        yield opened
        opened.close()


def is_fault(said: ConsoleMessage) -> bool:
    """An error on the console, but for the status of a page that refuses, asks for a sign-in or is meant not to be."""
    answered = re.search(r"responded with a status of (403|404|409|422|429) ", said.text)
    return said.type == "error" and not (answered and "/static/" not in said.location["url"])


@pytest.fixture
def visit(browser: Browser, live_server: LiveServer) -> Iterator[Callable[..., Page]]:
    """Opens an address of the running site: ``visit("/en/", width=360, scheme="dark", script=False)``.

    Errors on the page's console (a breach of the content policy, a missing file, a script that fails) fail the test.
    """
    faults: list[str] = []
    contexts = []

    def open_page(path: str, *, width: int = DESK, scheme: str = "light", script: bool = True) -> Page:
        context = browser.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": 800},
            color_scheme="dark" if scheme == "dark" else "light",
            java_script_enabled=script,
        )
        context.set_default_timeout(10_000)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda said: faults.append(f"{said.type}: {said.text}") if is_fault(said) else None)
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert faults == []


@pytest.fixture
def on_postgres() -> bool:
    """Whether this process tests on PostgreSQL."""
    return os.environ["DATABASE_URL"].startswith("postgres")
