"""Files past the limit reach no disk, and the form hears of their size."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from django.test import RequestFactory
from pytest_django.fixtures import Settings


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch, settings: Settings, tmp_path: Path) -> None:
    monkeypatch.setattr("southsouth.web.large.MOST", 200_000)
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 1000


OPEN: list[Any] = []
"""What a server would close at the end of the request."""


@pytest.fixture(autouse=True)
def _closed() -> Iterator[None]:
    yield
    while OPEN:
        OPEN.pop().close()


def sent(*sizes: int):
    files = {f"file{place}": SimpleUploadedFile(f"{place}.csv", b"x" * size) for place, size in enumerate(sizes)}
    request = RequestFactory().post("/en/desk/import/", files)
    found = request.FILES
    OPEN.extend(found.values())
    return found


def test_a_file_within_the_limit_arrives_whole() -> None:
    (file,) = sent(150_000).values()
    assert isinstance(file, TemporaryUploadedFile)
    assert (file.size, file.name, len(file.read())) == (150_000, "0.csv", 150_000)


def test_a_file_past_the_limit_arrives_empty_with_its_size(tmp_path: Path) -> None:
    (file,) = sent(500_000).values()
    assert (file.size, file.name, file.read()) == (500_000, "0.csv", b"")
    assert all(path.stat().st_size <= 200_000 for path in tmp_path.iterdir())


def test_many_files_count_together() -> None:
    first, second = sent(150_000, 150_000).values()
    assert (first.size, len(first.read())) == (150_000, 150_000)
    assert (second.size, second.read()) == (300_000, b"")
