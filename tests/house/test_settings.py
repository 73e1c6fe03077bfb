"""Settings come from the environment only; a wrong one stops the start with advice."""

from __future__ import annotations

import runpy
import sqlite3
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from tests.house.reading import PACKAGE

SETTINGS = str(PACKAGE / "settings.py")
LONG = "a secret of more than thirty-two letters"


def read(monkeypatch: pytest.MonkeyPatch, folder: Path, **environment: str) -> dict[str, object]:
    monkeypatch.setenv("SOUTHSOUTH_VAR", str(folder))
    for name in ("SECRET_KEY", "DATABASE_URL", "SITE_URL"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    return runpy.run_path(SETTINGS)


def test_a_secret_is_made_once_and_kept_for_its_owner(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    first = read(monkeypatch, tmp_path / "new")
    again = read(monkeypatch, tmp_path / "new")
    assert first["SECRET_KEY"] == again["SECRET_KEY"]
    assert len(str(first["SECRET_KEY"])) >= 50
    assert (tmp_path / "new" / "secret-key").stat().st_mode & 0o777 == 0o600


def test_a_short_secret_stops_the_start(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with pytest.raises(ImproperlyConfigured, match="SECRET_KEY is too short"):
        read(monkeypatch, tmp_path, SECRET_KEY="short")


def test_the_embedded_database_waits_and_never_reads_before_it_writes(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    database = read(monkeypatch, tmp_path, SECRET_KEY=LONG)["DATABASES"]["default"]  # type: ignore[index]
    assert database["NAME"] == str(tmp_path / "southsouth.sqlite3")
    assert (database["OPTIONS"]["transaction_mode"], database["OPTIONS"]["timeout"]) == ("IMMEDIATE", 20)


def test_postgresql_keeps_its_connections(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    found = read(monkeypatch, tmp_path, SECRET_KEY=LONG, DATABASE_URL="postgres://one@localhost/name")
    database = found["DATABASES"]["default"]  # type: ignore[index]
    assert (database["CONN_MAX_AGE"], database["CONN_HEALTH_CHECKS"]) == (300, True)


@pytest.mark.parametrize(
    ("version", "mode"),
    [((3, 40, 1), "DELETE"), ((3, 44, 6), "WAL"), ((3, 45, 0), "DELETE"), ((3, 50, 7), "WAL"), ((3, 51, 2), "DELETE"),
     ((3, 51, 3), "WAL")],
)  # fmt: skip
def test_write_ahead_logging_needs_the_fixed_library(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, version: tuple[int, int, int], mode: str
) -> None:
    monkeypatch.setattr(sqlite3, "sqlite_version_info", version)
    options = read(monkeypatch, tmp_path, SECRET_KEY=LONG)["DATABASES"]["default"]["OPTIONS"]  # type: ignore[index]
    assert f"journal_mode={mode};" in options["init_command"]


def test_an_address_with_tls_turns_every_protection_on(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    found = read(monkeypatch, tmp_path, SECRET_KEY=LONG, SITE_URL="https://example.org")
    assert (found["SECURE_SSL_REDIRECT"], found["SESSION_COOKIE_SECURE"], found["SECURE_HSTS_SECONDS"]) == (
        True,
        True,
        31536000,
    )
