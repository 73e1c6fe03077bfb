"""Public pages as a visitor sees them; matching goes by words only, quick and the same everywhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override
from pytest_django.fixtures import Settings

from southsouth.matching.actions import refresh_index
from southsouth.web.words import forget_names
from tests.makers import AT


@pytest.fixture(autouse=True)
def _own_surroundings(settings: Settings, tmp_path: Path) -> Iterator[None]:
    """No sentence model, an index of its own, no name, no language and no try remembered from another test."""
    settings.LANGUAGE_MODEL = str(tmp_path / "no-model")
    settings.INDEX_DIR = tmp_path / "index"
    forget_names()
    cache.clear()
    with override("en"):
        yield
    forget_names()
    cache.clear()


@pytest.fixture
def indexed(db: None) -> Callable[[], None]:
    """Brings the index up to date with the records of the test."""

    def bring() -> None:
        refresh_index(at=AT)

    return bring


@pytest.fixture
def queries(client: Client) -> Callable[[str], int]:
    """How many queries a page takes once names are known."""

    def count(path: str) -> int:
        client.get(path)
        with CaptureQueriesContext(connection) as seen:
            assert client.get(path).status_code == 200
        return len(seen)

    return count
