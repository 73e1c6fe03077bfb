"""The XML inside workbooks, read as a stream of events: no tree, no entities, no document types, no depth."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from xml.parsers import expat

from southsouth.tables.rows import Unreadable

DEPTH = 40
PIECE = 65536

Opened = Callable[[str, Mapping[str, str]], None]
Closed = Callable[[str, str], None]


class Stream:
    """Calls ``opened(tag, attributes)`` and ``closed(tag, text)`` for every element, names without namespace."""

    def __init__(self, opened: Opened, closed: Closed) -> None:
        self._opened = opened
        self._closed = closed
        self._depth = 0
        self._text: list[str] = []
        parser = expat.ParserCreate(namespace_separator="}")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text.append
        parser.StartDoctypeDeclHandler = _refuse
        parser.EntityDeclHandler = _refuse
        self._parser = parser

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > DEPTH:
            raise Unreadable("too_deep")
        self._text.clear()
        self._opened(tag.rpartition("}")[2], attributes)

    def _end(self, tag: str) -> None:
        self._depth -= 1
        text = "".join(self._text)
        self._text.clear()
        self._closed(tag.rpartition("}")[2], text)

    def feed(self, piece: bytes, *, last: bool = False) -> None:
        try:
            self._parser.Parse(piece, last)
        except expat.ExpatError as wrong:
            raise Unreadable("damaged") from wrong


def _refuse(*_: object) -> None:
    raise Unreadable("document_type")


def fed(archive: zipfile.ZipFile, name: str, stream: Stream) -> Iterator[None]:
    """Send one entry of the archive through a stream, coming back after every piece of it."""
    try:
        with archive.open(name) as entry:
            while piece := entry.read(PIECE):
                stream.feed(piece)
                yield
    except (KeyError, zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as wrong:
        raise Unreadable("damaged") from wrong
    stream.feed(b"", last=True)


def send(archive: zipfile.ZipFile, name: str, stream: Stream) -> None:
    """Send one whole entry of the archive through a stream."""
    for _ in fed(archive, name, stream):
        pass
