"""A folder that holds the index: readers follow one pointer file, one writer at a time switches it.

``current.json`` names the base segment and the delta. A new segment is written beside the old one and the pointer is
replaced in one step, so a reader has the whole of the old or the whole of the new. Folders no longer named are removed;
a process that still maps their files keeps them until it lets go.
"""

from __future__ import annotations

import fcntl
import json
import re
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from southsouth.engine.fit.index.batch import Batch
from southsouth.engine.fit.index.build import Builder
from southsouth.engine.fit.index.columns import FileColumns, closing
from southsouth.engine.fit.index.document import Document
from southsouth.engine.fit.index.errors import Damaged, NotBuilt
from southsouth.engine.fit.index.index import NOBODY, Index
from southsouth.engine.fit.index.ragged import Rows
from southsouth.engine.fit.index.segment import Segment
from southsouth.engine.fit.index.store import Kind, seal, sync, unseal, verify
from southsouth.engine.fit.index.strings import encoded

POINTER = "current.json"
BUILDING = "building"
NAME = re.compile(r"segment-\d{6,}\Z")
MERGE_SHARE = 0.05
"""A delta (with the rows it hides) above this share of the base is merged into a new base."""
SLICE = 8_192
"""Documents carried over into a new segment at a time."""
PATIENCE = 8
"""How often a reader begins anew when segments are switched under its hands."""


@dataclass(frozen=True, slots=True)
class Pointer:
    base: str
    delta: str | None = None

    def names(self) -> list[str]:
        return [self.base] if self.delta is None else [self.base, self.delta]


@dataclass(frozen=True, slots=True, eq=False)
class Parts:
    """What an index consists of, before it is one."""

    pointer: Pointer
    base: Segment
    delta: Segment | None
    dead: Rows


class IndexFolder:
    """The index of one set of documents, kept in ``path``.

    ``model`` and ``width`` are the sentence model's name and width, ``note`` the caller's own rules (see ``Kind``):
    an index of another kind is refused with ``WrongIndex``. ``compiled`` as in ``kernels``.
    """

    def __init__(
        self, path: Path, *, model: str = "", width: int = 0, note: str = "", compiled: bool | None = None
    ) -> None:
        self.path = path
        self._kind = Kind(model, width, note)
        self._compiled = compiled
        self._held: tuple[tuple[int, int], Index] | None = None

    def current(self) -> Index:
        """The index as last published; opened again only when another was. Raises ``NotBuilt``, ``WrongIndex``,
        ``Damaged``.
        """
        for _ in range(PATIENCE):
            stamp = self._stamp()
            held = self._held
            if held is not None and held[0] == stamp:
                return held[1]
            try:
                index = self._index_of(self._parts())
            except Damaged:
                if self._stamp() == stamp:
                    raise
            else:
                self._held = stamp, index
                return index
        raise Damaged(f"{self.path} changes faster than it can be read.")

    def rebuild(self, documents: Iterable[Document | Batch]) -> Index:
        """A new base from all documents, read once and not kept in memory; batches are quicker. Other writers wait."""
        with self._writing():
            name = self._write(documents, [], average=None)
            self._switch(Pointer(name))
        return self.current()

    def update(self, changed: Iterable[Document], removed: Iterable[str] = ()) -> Index:
        """New, edited and removed documents into the delta, or into a new base once the delta is large.

        Unknown references in ``removed`` are passed over. Raises ``ValueError`` when ``changed`` names one twice.
        """
        with self._writing():
            parts = self._parts()
            documents = list(changed)
            gone = [encoded(document.ref) for document in documents] + [encoded(ref) for ref in removed]
            dead = np.union1d(parts.dead, found_in(parts.base, gone))
            kept = NOBODY if parts.delta is None else others(len(parts.delta), found_in(parts.delta, gone))
            old = [] if parts.delta is None else [(parts.delta, kept)]
            self._publish(parts, old, documents, dead)
        return self.current()

    def merge(self) -> Index:
        """Base and delta into one new base."""
        with self._writing():
            parts = self._parts()
            old = [] if parts.delta is None else [(parts.delta, np.arange(len(parts.delta)))]
            self._merge(parts, old, [], parts.dead)
        return self.current()

    def verify(self) -> None:
        """Reads every byte of the published index. Raises ``Damaged`` or ``NotBuilt``."""
        for name in self._pointer().names():
            verify(self.path / name)

    def _publish(self, parts: Parts, old: list[tuple[Segment, Rows]], documents: list[Document], dead: Rows) -> None:
        size = sum(len(rows) for _, rows in old) + len(documents)
        if max(size, len(dead)) > MERGE_SHARE * len(parts.base):
            self._merge(parts, old, documents, dead)
            return
        name = self._write(documents, old, average=parts.base.average, dead=dead)
        self._switch(Pointer(parts.pointer.base, name))

    def _merge(self, parts: Parts, old: list[tuple[Segment, Rows]], documents: list[Document], dead: Rows) -> None:
        alive = others(len(parts.base), dead)
        self._switch(Pointer(self._write(documents, [(parts.base, alive), *old], average=None)))

    def _write(
        self,
        documents: Iterable[Document | Batch],
        old: list[tuple[Segment, Rows]],
        *,
        average: float | None,
        dead: Rows | None = None,
    ) -> str:
        """A sealed segment under a new name: first the old rows, then the documents."""
        building = self.path / BUILDING
        shutil.rmtree(building, ignore_errors=True)
        building.mkdir()
        with closing(FileColumns(building)) as columns:
            builder = Builder(columns, self._kind.width)
            for segment, rows in old:
                for first in range(0, len(rows), SLICE):
                    builder.put(segment.batch(rows[first : first + SLICE]))
            for document in documents:
                builder.take(document)
            used = builder.finish(average=average, compiled=self._compiled)
            if dead is not None:
                columns.put("dead", dead)
        seal(building, self._kind, {"average": used})
        name = self._free_name()
        building.rename(self.path / name)
        sync(self.path)
        return name

    def _free_name(self) -> str:
        taken = [int(each.name[8:]) for each in self.path.glob("segment-[0-9]*")]
        return f"segment-{max(taken, default=0) + 1:06d}"

    def _switch(self, pointer: Pointer) -> None:
        """Publishes, then removes what nothing names any more."""
        text = json.dumps({"base": pointer.base, "delta": pointer.delta})
        new = self.path / f"{POINTER}.new"
        new.write_text(text + "\n", encoding="utf-8")
        sync(new)
        new.replace(self.path / POINTER)
        sync(self.path)
        for folder in self.path.glob("segment-*"):
            if folder.name not in pointer.names():
                shutil.rmtree(folder, ignore_errors=True)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """One writer at a time, in all processes; a dead process lets go by itself."""
        self.path.mkdir(parents=True, exist_ok=True)
        with (self.path / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _stamp(self) -> tuple[int, int]:
        try:
            told = (self.path / POINTER).stat()
        except FileNotFoundError as fault:
            raise NotBuilt(f"There is no index in {self.path} yet.") from fault
        return told.st_ino, told.st_mtime_ns

    def _pointer(self) -> Pointer:
        self._stamp()
        file = self.path / POINTER
        try:
            told: Mapping[str, Any] = json.loads(file.read_text(encoding="utf-8"))
            pointer = Pointer(told["base"], told["delta"])
        except (OSError, ValueError, KeyError, TypeError) as fault:
            raise Damaged(f"{file} cannot be read.") from fault
        if not all(isinstance(name, str) and NAME.match(name) for name in pointer.names()):
            raise Damaged(f"{file} names no segment.")
        return pointer

    def _parts(self) -> Parts:
        pointer = self._pointer()
        opened = [unseal(self.path / name, self._kind) for name in pointer.names()]
        base, *delta = [Segment(each.arrays, average=each.facts["average"]) for each in opened]
        dead = np.array(opened[-1].arrays["dead"]) if delta else NOBODY
        return Parts(pointer, base, delta[0] if delta else None, dead)

    def _index_of(self, parts: Parts) -> Index:
        return Index(parts.base, parts.delta, dead=parts.dead, model=self._kind.model, compiled=self._compiled)


def found_in(segment: Segment, refs: list[bytes]) -> Rows:
    """The rows of those references that stand in the segment."""
    rows = segment.find(refs)
    return np.unique(rows[rows >= 0])


def others(size: int, rows: Rows) -> Rows:
    """All rows but these."""
    return np.delete(np.arange(size, dtype=np.int64), rows)
