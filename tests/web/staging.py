"""What the pages are tested with: the real engine by words alone, without an index on disk; nothing left over."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils.translation import override
from pytest_django.fixtures import Settings

from southsouth.members.models import Person
from southsouth.web.words import forget_names


@pytest.fixture(scope="session")
def no_engine(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, object]:
    folder = tmp_path_factory.mktemp("engine")
    return str(folder / "no-model"), folder / "no-index"


@pytest.fixture(autouse=True)
def words_only(settings: Settings, no_engine: tuple[str, object], tmp_path: object) -> Iterator[None]:
    """A sentence model that is not there leaves ranking by words: quick, and the same on every machine."""
    settings.LANGUAGE_MODEL, settings.INDEX_DIR = no_engine
    settings.VAR_DIR = tmp_path
    forget_names()
    cache.clear()
    with override("en"):
        yield
    forget_names()


@pytest.fixture
def signed_in() -> Callable[[Person | None], Client]:
    """A browser in which somebody is signed in; ``None`` for a visitor."""

    def client(person: Person | None) -> Client:
        browser = Client()
        if person is not None:
            browser.force_login(person)
        return browser

    return client
