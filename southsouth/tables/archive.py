"""The directory of a workbook's zip archive, looked at before a single byte is unpacked."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from pathlib import Path

from southsouth.tables.rows import Limits, Unreadable

WORTH_A_RATIO = 1_000_000
"""Smaller entries may be as dense as they like."""
ENCRYPTED = 0x1
BOOK = "xl/workbook.xml"
OTHERS: tuple[tuple[str, str], ...] = (
    ("word/document.xml", "text_document"),
    ("ppt/presentation.xml", "slides"),
    ("xl/workbook.bin", "binary_workbook"),
    ("content.xml", "open_document"),
)


def opened(path: Path, limits: Limits) -> zipfile.ZipFile:
    """The archive of a workbook. Raises ``Unreadable`` when it is none, or would unpack to too much."""
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as wrong:
        raise Unreadable("damaged") from wrong
    try:
        check(archive.infolist(), limits)
    except Unreadable:
        archive.close()
        raise
    return archive


def check(entries: Sequence[zipfile.ZipInfo], limits: Limits) -> None:
    """Count, sizes and ratios of the entries, and whether they are those of a workbook."""
    if len(entries) > limits.entries:
        raise Unreadable("bomb", found=len(entries), limit=limits.entries)
    if sum(entry.file_size for entry in entries) > limits.unpacked:
        raise Unreadable("bomb", found=sum(entry.file_size for entry in entries), limit=limits.unpacked)
    for entry in entries:
        if entry.file_size > max(WORTH_A_RATIO, entry.compress_size * limits.ratio):
            raise Unreadable("bomb", found=entry.file_size, limit=entry.compress_size * limits.ratio)
        if entry.flag_bits & ENCRYPTED:
            raise Unreadable("locked")
    _check_names([entry.filename for entry in entries])


def _check_names(names: Sequence[str]) -> None:
    if len(set(names)) < len(names):
        raise Unreadable("damaged")
    if BOOK in names:
        if any(name.endswith("vbaProject.bin") for name in names):
            raise Unreadable("macros")
        return
    for name, kind in OTHERS:
        if name in names:
            raise Unreadable("other_kind", kind=kind)
    raise Unreadable("other_kind", kind="archive")
