"""Parallel texts in a folder, as others publish them, into sentence pairs.

``…en-XX.tsv`` holds English, a tab and the other language on each line; ``….json`` maps a language to texts by their
keys. Either may be packed by gzip.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from southsouth.engine.fit.dictionary.learn import Pair

TSV = re.compile(r".*en-([a-z]{2})\.tsv(\.gz)?")
JSON = re.compile(r".*\.json(\.gz)?")


class WrongSource(Exception):
    """A file that is not what its name says; the text names file and line."""


def pairs_in(folder: Path, language: str) -> Iterator[Pair]:
    """All (foreign, English) pairs of a language, file by file in the order of their names."""
    for file in sorted(folder.iterdir()):
        named = TSV.fullmatch(file.name)
        if named and named[1] == language:
            yield from _lines(file)
        elif JSON.fullmatch(file.name):
            yield from _texts(file, language)


def _lines(file: Path) -> Iterator[Pair]:
    for number, line in enumerate(_content(file).splitlines(), start=1):
        english, tab, foreign = line.partition("\t")
        if not tab:
            raise WrongSource(f"{file}:{number}: English, a tab and the other language are wanted.")
        yield foreign.split("\t")[0], english


def _texts(file: Path, language: str) -> Iterator[Pair]:
    try:
        by_language: Mapping[str, Any] = json.loads(_content(file))
        english = by_language["en"]
        for code in sorted(by_language):
            if code.split("-")[0] == language:
                yield from ((text, english[key]) for key, text in by_language[code].items() if key in english)
    except (ValueError, KeyError, AttributeError, TypeError) as wrong:
        raise WrongSource(
            f"{file}: a mapping of languages to texts by key, English (en) among them, is wanted."
        ) from wrong


def _content(file: Path) -> str:
    try:
        raw = file.read_bytes()
        return (gzip.decompress(raw) if file.suffix == ".gz" else raw).decode()
    except (OSError, EOFError, UnicodeDecodeError) as wrong:
        raise WrongSource(f"{file}: {wrong}") from wrong
