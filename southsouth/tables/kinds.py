"""What a file really is, told from its first bytes and never from its name."""

from __future__ import annotations

import codecs
from enum import StrEnum
from pathlib import Path

from southsouth.tables.rows import Unreadable

HEAD = 4096
SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old_office"),
    (b"%PDF", "pdf"),
    (b"\x1f\x8b", "gzip"),
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"{\\rtf", "rtf"),
    (b"SQLite format 3\x00", "database"),
    (b"PAR1", "parquet"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"Rar!", "archive"),
    (b"BZh", "archive"),
    (b"\xfd7zXZ", "archive"),
    (b"\x7fELF", "program"),
    (b"MZ\x90", "program"),
)
"""First bytes, and what such a file is."""


class Kind(StrEnum):
    """What can be read."""

    TEXT = "text"
    JSON_LINES = "json_lines"
    WORKBOOK = "workbook"


def kind_of(path: Path) -> Kind:
    """Tell the kind of a file. Raises ``Unreadable``: ``empty_file``, or ``other_kind`` with what it is."""
    with path.open("rb") as file:
        head = file.read(HEAD)
    if not head.strip(b" \t\r\n\x00\xef\xbb\xbf"):
        raise Unreadable("empty_file")
    for signature, kind in SIGNATURES:
        if head.startswith(signature):
            if kind == "zip":
                return Kind.WORKBOOK
            raise Unreadable("other_kind", kind=kind)
    return _kind_of_text(head)


def encoding_of(head: bytes) -> str:
    """``utf-16`` by its mark or by every second byte being zero, else ``utf-8-sig`` (the mark is optional)."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if len(head) >= 4 and not any(head[1:64:2]) and all(head[:64:2]):
        return "utf-16-le"
    if len(head) >= 4 and not any(head[:64:2]) and all(head[1:64:2]):
        return "utf-16-be"
    return "utf-8-sig"


def _kind_of_text(head: bytes) -> Kind:
    start = head.decode(encoding_of(head), "replace").lstrip().lower()
    if start.startswith("{"):
        return Kind.JSON_LINES
    if start.startswith("["):
        raise Unreadable("other_kind", kind="json_list")
    if start.startswith(("<!doctype html", "<html")):
        raise Unreadable("other_kind", kind="web_page")
    if start.startswith("<?xml"):
        raise Unreadable("other_kind", kind="xml")
    return Kind.TEXT
