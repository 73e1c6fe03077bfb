"""Programs that draft translations. None is needed; what they write is marked until people approve it."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import httpx
from django.conf import settings

PATIENCE = httpx.Timeout(30.0, connect=5.0)


class TranslatorFailed(Exception):
    """The program gave no translation: ``code`` is ``unreachable``, ``slow``, ``refused`` or ``unreadable``."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Translator(Protocol):
    """Texts in one language into another; one answer for each text, empty where there is none."""

    name: str

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[str]: ...


class HttpTranslator:
    """A server that speaks the interface of LibreTranslate: POST /translate with q, source, target, api_key."""

    def __init__(self, address: str, key: str = "") -> None:
        self.address, self.key = address.rstrip("/"), key
        self.name = httpx.URL(address).host

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[str]:
        asked = {"q": list(texts), "source": source, "target": target, "format": "text", "api_key": self.key}
        try:
            answer = httpx.post(f"{self.address}/translate", json=asked, timeout=PATIENCE)
            answer.raise_for_status()
            found = answer.json()["translatedText"]
        except httpx.TimeoutException as late:
            raise TranslatorFailed("slow") from late
        except httpx.HTTPStatusError as refused:
            raise TranslatorFailed("refused") from refused
        except httpx.HTTPError as absent:
            raise TranslatorFailed("unreachable") from absent
        except (ValueError, KeyError, TypeError) as odd:
            raise TranslatorFailed("unreadable") from odd
        if not isinstance(found, list) or len(found) != len(texts) or not all(isinstance(each, str) for each in found):
            raise TranslatorFailed("unreadable")
        return found


class FileTranslator:
    """A table of what was translated before: CSV with a column for each language, by its code."""

    def __init__(self, path: Path) -> None:
        self.path, self.name = path, path.name

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[str]:
        try:
            with self.path.open(encoding="utf-8", newline="") as opened:
                known = {row[source]: row[target] or "" for row in csv.DictReader(opened)}
        except (OSError, UnicodeDecodeError) as absent:
            raise TranslatorFailed("unreachable") from absent
        except KeyError as odd:
            raise TranslatorFailed("unreadable") from odd
        return [known.get(text, "") for text in texts]


def translator() -> Translator | None:
    """The program named in the settings, if there is one."""
    named = settings.TRANSLATOR
    if not named:
        return None
    if named.startswith(("http://", "https://")):
        return HttpTranslator(named, settings.TRANSLATOR_KEY)
    return FileTranslator(Path(named))
