"""Every database test meets each database once; every other test runs once."""

from __future__ import annotations

import os

import pytest
from hypothesis import given
from hypothesis import strategies as some

from tests.sharing import part_of

PAIRS = some.integers(1, 4)


@given(name=some.text(max_size=40), pairs=PAIRS)
def test_a_test_on_both_runs_once_on_each_database(name: str, pairs: int) -> None:
    workers = 2 * pairs
    takers = [n for n in range(workers) if part_of(name, both=True, worker=n, workers=workers, databases=2)]
    assert [n % 2 for n in takers] == [0, 1]


@given(name=some.text(max_size=40), pairs=PAIRS)
def test_any_other_test_runs_once(name: str, pairs: int) -> None:
    workers = 2 * pairs
    takers = [n for n in range(workers) if part_of(name, both=False, worker=n, workers=workers, databases=2)]
    assert len(takers) == 1


@pytest.mark.django_db
def test_this_process_speaks_to_the_database_it_was_given(on_postgres: bool) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT version()" if on_postgres else "SELECT sqlite_version()")
        (answer,) = cursor.fetchone()
    assert answer.startswith("PostgreSQL" if on_postgres else "3.")
    assert connection.vendor == ("postgresql" if on_postgres else "sqlite")


@pytest.mark.postgres
def test_races_run_on_postgres_only() -> None:
    assert os.environ["DATABASE_URL"].startswith("postgres")
