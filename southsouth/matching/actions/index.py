"""Bringing the two indexes up to date with the catalogue: what changed goes into a small delta."""

from __future__ import annotations

import fcntl
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from django.conf import settings

from southsouth.engine.fit.index import Document, IndexFolder
from southsouth.matching.models import Refresh
from southsouth.matching.queries.documents import (
    catalogue_digest,
    need_documents,
    need_stamps,
    solution_documents,
    solution_stamps,
)
from southsouth.matching.queries.engine import engine, index_of, opened_anew

NOTE = "stamps.json"
"""Beside the index: which change of each record stands in it."""
AT_ONCE = 2_000
"""Changed documents that go into the delta together."""

Told = Callable[[int, int], None]
Documents = Callable[[Sequence[str]], Iterable[Document]]


@dataclass(frozen=True, slots=True)
class Brought:
    """How many documents were written and taken out. ``anew``: there was no index that fits, so all of them were."""

    written: int
    removed: int
    anew: bool


@dataclass(frozen=True, slots=True)
class IndexChange:
    solutions: Brought
    needs: Brought
    catalogue: str


def refresh_index(*, at: datetime, told: Told | None = None) -> IndexChange:
    """Make both indexes hold what is shown now. Can be repeated: without a change nothing is written.

    ``told`` hears how many documents are done, of how many. The digest of the catalogue goes into the worker's row:
    from then on runs over an older catalogue are stale.
    """
    made = engine()
    root = Path(settings.INDEX_DIR)
    today = at.date()
    with _alone(root):
        stamps, needs = solution_stamps(), need_stamps()
        digest = catalogue_digest(stamps, today=today)
        solutions = partial(solution_documents, reader=made.reader, today=today)
        folders = [opened_anew(each.path, made.reader, made.dictionary) for each in (made.solutions, made.needs)]
        change = IndexChange(
            _bring(folders[0], stamps, solutions, told),
            _bring(folders[1], needs, partial(need_documents, reader=made.reader), told),
            digest,
        )
        values = {"catalogue": digest, "model": made.model, "indexed_at": at}
        Refresh.objects.update_or_create(pk=Refresh.ONLY, defaults=values)
    return change


@contextmanager
def _alone(root: Path) -> Iterator[None]:
    """One process at a time compares and writes: else an older reading could be written over a newer one."""
    root.mkdir(parents=True, exist_ok=True)
    with (root / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _bring(folder: IndexFolder, stamps: Mapping[str, str], documents: Documents, told: Told | None) -> Brought:
    known = _known(folder)
    if known is None:
        folder.rebuild(_counted(documents(sorted(stamps)), 0, len(stamps), told))
        _write(folder, stamps)
        return Brought(len(stamps), 0, anew=True)
    changed = sorted(ref for ref, stamp in stamps.items() if known.get(ref) != stamp)
    removed = sorted(known.keys() - stamps.keys())
    for first in range(0, max(len(changed), 1) if changed or removed else 0, AT_ONCE):
        some = changed[first : first + AT_ONCE]
        folder.update(_counted(documents(some), first, len(changed), told), removed if first == 0 else ())
    if changed or removed:
        _write(folder, stamps)
    return Brought(len(changed), len(removed), anew=False)


def _known(folder: IndexFolder) -> Mapping[str, str] | None:
    """The stamps of what stands in the index; ``None`` when there is no index that fits, or nobody knows."""
    if index_of(folder) is None:
        return None
    try:
        known: Mapping[str, str] = json.loads((folder.path / NOTE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return known


def _write(folder: IndexFolder, stamps: Mapping[str, str]) -> None:
    """After the index itself: a process that dies in between writes the same documents once more, and no harm done."""
    new = folder.path / f"{NOTE}.new"
    new.write_text(json.dumps(stamps), encoding="utf-8")
    new.replace(folder.path / NOTE)


def _counted(documents: Iterable[Document], done: int, total: int, told: Told | None) -> Iterator[Document]:
    for number, document in enumerate(documents, start=done + 1):
        yield document
        if told is not None:
            told(number, total)
