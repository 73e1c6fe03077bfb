"""One name in several languages."""

from __future__ import annotations

from collections.abc import Mapping


def in_language(names: Mapping[str, str], language: str) -> str:
    """The name in a language (``pt-br`` falls back to ``pt``), else in English, else any."""
    wanted = (language, language.partition("-")[0], "en")
    return next((names[each] for each in wanted if names.get(each)), "") or next(iter(names.values()), "")
