"""Neither names nor the language of one test are remembered in the next."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.utils.translation import override

from southsouth.web.words import forget_names


@pytest.fixture(autouse=True)
def _nothing_kept() -> Iterator[None]:
    forget_names()
    with override("en"):
        yield
    forget_names()
