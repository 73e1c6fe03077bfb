"""Files that are what they say, and files that are not."""

from __future__ import annotations

import io
import random
import struct
import zipfile
import zlib
from collections.abc import Iterator

from PIL import Image

TYPES = "[Content_Types].xml"


def picture(kind: str = "PNG", size: tuple[int, int] = (40, 30), mode: str = "RGB", **more: object) -> bytes:
    out = io.BytesIO()
    Image.new(mode, size, 128 if mode == "L" else None).save(out, kind, **more)  # type: ignore[arg-type]
    return out.getvalue()


def office(main: str = "word/document.xml", parts: dict[str, bytes] | None = None, *, types: bool = True) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        if types:
            archive.writestr(TYPES, "<Types/>")
        archive.writestr(main, "<document>words</document>")
        for name, data in (parts or {}).items():
            archive.writestr(name, data)
    return out.getvalue()


def open_document(kind: str = "text", mark: bytes | None = None) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", mark or f"application/vnd.oasis.opendocument.{kind}".encode())
        archive.writestr("content.xml", "<office/>")
    return out.getvalue()


def pdf(inside: bytes = b"", *, tail: bytes = b"%%EOF\n") -> bytes:
    return b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\n" + inside + b"\ntrailer<</Root 1 0 R>>\n" + tail


def hidden(code: bytes) -> bytes:
    """Something inside a compressed stream of a PDF."""
    return pdf(b"2 0 obj<</Filter/FlateDecode>>stream\n" + zlib.compress(code) + b"\nendstream endobj")


def huge_png(side: int = 30_000) -> bytes:
    """A small file that says it is a huge picture."""
    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    body = zlib.compress(b"\0" * 1000)
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*each) for each in ((b"IHDR", head), (b"IDAT", body), (b"IEND", b"")))


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def bomb() -> bytes:
    return office(parts={"word/media/image1.xml": b"\0" * 40_000_000})


BASES: tuple[tuple[str, bytes], ...] = (
    ("a.pdf", pdf()),
    ("a.docx", office()),
    ("a.xlsx", office("xl/workbook.xml")),
    ("a.odt", open_document()),
    ("a.txt", b"words"),
    ("a.csv", b"a,b\n1,2\n"),
    ("a.png", picture()),
    ("a.jpg", picture("JPEG")),
    ("a.webp", picture("WEBP")),
)
NAMES = ("../../etc/passwd", "a\u202egpj.exe", "a.php.png", "x" * 300 + ".pdf", "\x00.pdf", "con", "a.svg", ".pdf")
PAGES = (b"<svg onload=alert(1)>", b"<html><script>1</script>", b"#!/bin/sh\nrm -rf /\n", b"MZ\x90\0" * 50)


def hostile(count: int, seed: int = 1) -> Iterator[tuple[str, bytes]]:
    """Names with contents that lie, are cut, turned over, swapped, packed or grown; the same for the same seed."""
    chance = random.Random(seed)
    for _ in range(count):
        name, data = chance.choice(BASES)
        other, content = chance.choice(BASES)
        way = chance.randrange(9)
        if way == 0:
            yield name, content
        elif way == 1:
            yield name, data[: chance.randrange(len(data))]
        elif way == 2:
            yield name, turned(data, chance)
        elif way == 3:
            yield chance.choice(NAMES), content
        elif way == 4:
            yield name, chance.choice(PAGES) + data
        elif way == 5:
            yield name, data + chance.choice(PAGES)
        elif way == 6:
            yield other, chance.randbytes(chance.randrange(1, 2000))
        elif way == 7:
            yield "a.pdf", hidden(chance.choice((b"/JavaScript", b"/Launch", b"/J#53 (x)", b"harmless")))
        else:
            yield (
                "a.docx",
                office(parts={chance.choice(("word/vbaProject.bin", "../x", "word/embeddings/a.bin")): b"x"}),
            )


def turned(data: bytes, chance: random.Random) -> bytes:
    """Some bytes of it are others."""
    harmed = bytearray(data)
    for _ in range(chance.randrange(1, 8)):
        harmed[chance.randrange(len(harmed))] = chance.randrange(256)
    return bytes(harmed)
