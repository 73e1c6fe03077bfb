"""Shares the tests among the workers of ``dev.py test``: every database test once on each database, all others once.

Each worker collects everything and keeps its part. The part follows from the test's own name, so it does not change
with order or selection, and about half of the journeys meet each database.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Protocol
from zlib import crc32

import pytest

from tests.surroundings import DATABASES, WORKER

WORKERS = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
DATABASE_FIXTURES = frozenset({"db", "transactional_db", "django_db_reset_sequences", "live_server"})


class Named(Protocol):
    nodeid: str


def part_of(nodeid: str, *, both: bool, worker: int, workers: int, databases: int) -> bool:
    """Whether this worker runs the test. Worker ``n`` speaks to database ``n % databases``."""
    number = crc32(nodeid.encode())
    if both:
        return number % (workers // databases) == worker // databases
    return number % workers == worker


def on_both(item: pytest.Item) -> bool:
    """Whether a test must be seen on each database."""
    if item.get_closest_marker("browser"):
        return False
    if item.get_closest_marker("postgres"):
        return True
    wanted = DATABASE_FIXTURES.intersection(getattr(item, "fixturenames", ()))
    return bool(wanted) or item.get_closest_marker("django_db") is not None


def runs_here(item: pytest.Item) -> bool:
    if item.get_closest_marker("browser") and "NO_BROWSER" in os.environ:
        return False
    if item.get_closest_marker("postgres") and not os.environ["DATABASE_URL"].startswith("postgres"):
        return False
    databases = len(DATABASES)
    return not databases or part_of(
        item.nodeid, both=on_both(item), worker=WORKER, workers=WORKERS, databases=databases
    )


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    kept: Sequence[pytest.Item] = [item for item in items if runs_here(item)]
    elsewhere = [item for item in items if item not in set(kept)]
    if elsewhere:
        config.hook.pytest_deselected(items=elsewhere)
        items[:] = kept


def pytest_itemcollected(item: pytest.Item) -> None:
    """Whoever asks for the browser is a browser test."""
    if "browser" in getattr(item, "fixturenames", ()):
        item.add_marker(pytest.mark.browser)
