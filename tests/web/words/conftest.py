"""Names of one test are not remembered in the next."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from southsouth.web.words import forget_names


@pytest.fixture(autouse=True)
def _no_names_kept() -> Iterator[None]:
    forget_names()
    yield
    forget_names()
