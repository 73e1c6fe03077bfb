"""PDF, office files and plain text, looked through without running or unpacking more than is needed."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator

from southsouth.files.refusal import FileRefused

ACTIVE = re.compile(rb"/(?:JavaScript|JS|Launch|EmbeddedFiles?|RichMedia|XFA|SubmitForm|ImportData|GoToE)(?![A-Za-z])")
"""Names of PDF that make a document do something."""
ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
STREAMS = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)
MOST_UNPACKED = 60_000_000
MOST_ENTRIES = 2_000
MOST_RATIO = 150
SMALL = 1_000_000
"""Parts up to this may be as dense as they like."""
LEAST_TAIL = 2_048
MAIN_PARTS = {
    "docx": "word/document.xml",
    "xlsx": "xl/workbook.xml",
    "pptx": "ppt/presentation.xml",
    "odt": "content.xml",
    "ods": "content.xml",
}
OPEN_DOCUMENT = {
    "odt": b"application/vnd.oasis.opendocument.text",
    "ods": b"application/vnd.oasis.opendocument.spreadsheet",
}
MACROS = re.compile(r"(^|/)(vbaProject\.bin|vbaData\.xml|macrosheets/|activeX/|Basic/|Scripts/)", re.IGNORECASE)
EMBEDDED = re.compile(r"(^|/)(embeddings/|Object [0-9]+/)", re.IGNORECASE)
MARKUP = ("<!doctype", "<html", "<svg", "<?xml", "<script", "<body", "%pdf", "{\\rtf", "mz\x90", "#!")
"""How a text begins that is a page, a program or another document."""


def check_pdf(data: bytes, _ending: str) -> bytes:
    """A whole PDF that is not locked and does nothing by itself."""
    if not data.startswith(b"%PDF-"):
        raise FileRefused("not_it")
    if b"%%EOF" not in data[-LEAST_TAIL:]:
        raise FileRefused("damaged")
    if b"/Encrypt" in data:
        raise FileRefused("locked")
    for piece in _pieces(data):
        if ACTIVE.search(ESCAPED.sub(lambda found: bytes([int(found.group(1), 16)]), piece)):
            raise FileRefused("active")
    return data


def _pieces(data: bytes) -> Iterator[bytes]:
    """The file as it is, and what its compressed streams hold, up to a bound."""
    yield data
    left = MOST_UNPACKED
    for found in STREAMS.finditer(data):
        unpacking = zlib.decompressobj()
        try:
            piece = unpacking.decompress(found.group(1), max(left, 1))
        except zlib.error:
            continue
        left -= len(piece)
        if left <= 0:
            raise FileRefused("bomb")
        yield piece


def check_office(data: bytes, ending: str) -> bytes:
    """A document of Office or OpenDocument: the right parts, no macros, nothing embedded, no bomb."""
    if not data.startswith(b"PK\x03\x04"):
        raise FileRefused("locked" if data.startswith(b"\xd0\xcf\x11\xe0") else "not_it")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            _check_entries(entries)
            _check_parts(archive, [entry.filename for entry in entries], ending)
    except FileRefused:
        raise
    except (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError, RuntimeError, OSError, zlib.error) as wrong:
        raise FileRefused("damaged") from wrong
    return data


def _check_entries(entries: list[zipfile.ZipInfo]) -> None:
    names = [entry.filename for entry in entries]
    if len(entries) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > MOST_UNPACKED:
        raise FileRefused("bomb")
    if any(entry.file_size > max(SMALL, entry.compress_size * MOST_RATIO) for entry in entries):
        raise FileRefused("bomb")
    if any(entry.flag_bits & 1 for entry in entries):
        raise FileRefused("locked")
    if len(set(names)) < len(names) or any(name.startswith(("/", "\\")) or ".." in name.split("/") for name in names):
        raise FileRefused("damaged")
    if any(MACROS.search(name) for name in names):
        raise FileRefused("macros")
    if any(EMBEDDED.search(name) for name in names):
        raise FileRefused("active")


def _check_parts(archive: zipfile.ZipFile, names: list[str], ending: str) -> None:
    if MAIN_PARTS[ending] not in names:
        raise FileRefused("not_it")
    if ending in OPEN_DOCUMENT:
        if "mimetype" not in names or archive.read("mimetype").strip() != OPEN_DOCUMENT[ending]:
            raise FileRefused("not_it")
    elif "[Content_Types].xml" not in names:
        raise FileRefused("not_it")
    main = archive.read(MAIN_PARTS[ending])
    if b"<!DOCTYPE" in main or b"<!ENTITY" in main:
        raise FileRefused("active")


def check_text(data: bytes, _ending: str) -> bytes:
    """Plain text in UTF-8, or in UTF-16 with its mark; kept as UTF-8."""
    try:
        text = data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError as wrong:
        raise FileRefused("encoding") from wrong
    if text.lstrip().lower().startswith(MARKUP):
        raise FileRefused("not_it")
    if any(ord(each) < 32 and each not in "\t\r\n\f" for each in text):
        raise FileRefused("not_it")
    return text.encode()
