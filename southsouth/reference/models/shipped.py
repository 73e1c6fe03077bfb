"""The lists that come with the platform, in ``reference/data``, with their sources beside them."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

DATA = Path(__file__).resolve().parent.parent / "data"
LANGUAGES = ("en", "fr", "es", "pt", "ar", "ru", "zh", "bn")
"""The languages names are shipped in."""


def table(name: str) -> list[dict[str, str]]:
    """The rows of a CSV file as text; an empty cell is an empty text, and ``NA`` is Namibia."""
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def document(name: str) -> Any:
    """A JSON file."""
    return json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))


def names_of(row: Mapping[str, str]) -> dict[str, str]:
    """``name_en``, ``name_fr`` … of a row as one mapping; languages without a name are left out."""
    return {language: row[f"name_{language}"] for language in LANGUAGES if row.get(f"name_{language}")}
