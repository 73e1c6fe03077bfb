"""The engine of these tests: real, by words and context only, with an index of its own."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from tests.makers import make_country


@pytest.fixture(autouse=True)
def _words_only(settings: Settings, tmp_path: Path) -> None:
    """A language model that is not there leaves ranking by words: quick, and the same on every machine."""
    settings.LANGUAGE_MODEL = str(tmp_path / "no-model")
    settings.INDEX_DIR = tmp_path / "index"


@pytest.fixture
def kenya(db: None) -> object:
    return make_country("KEN")
