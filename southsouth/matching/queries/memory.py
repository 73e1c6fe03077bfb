"""Searching without the index on disk, while it is being made: few records are read into memory, by words alone."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from django.utils import timezone

from southsouth.engine.fit import Reader
from southsouth.engine.fit.index import Index, IndexFolder
from southsouth.matching.queries.documents import (
    need_documents,
    need_stamps,
    solution_documents,
    solution_stamps,
)
from southsouth.matching.queries.engine import Engine, engine, index_of, model_name

FEW = 2_000
"""Records up to which a page does not wait for the index."""


@dataclass(frozen=True, slots=True, eq=False)
class Searchable:
    """An index with the reader that reads as it was made."""

    index: Index
    reader: Reader
    model: str


def searchable_solutions() -> Searchable | None:
    """The published index; else, of few solutions, one in memory; else ``None``."""
    made = engine()
    return _published(made.solutions, made) or _of_few("solutions", solution_stamps())


def searchable_needs() -> Searchable | None:
    made = engine()
    return _published(made.needs, made) or _of_few("needs", need_stamps())


def _published(folder: IndexFolder, made: Engine) -> Searchable | None:
    index = index_of(folder)
    return None if index is None else Searchable(index, made.reader, made.model)


def _of_few(kind: str, stamps: dict[str, str]) -> Searchable | None:
    return _in_memory(kind, tuple(stamps.items())) if len(stamps) <= FEW else None


@lru_cache(maxsize=2)
def _in_memory(kind: str, stamps: tuple[tuple[str, str], ...]) -> Searchable:
    """Kept until a record changes. Without the sentence model, which would let a page wait for a minute."""
    dictionary = engine().dictionary
    reader = Reader(None, dictionary)
    refs = [ref for ref, _ in stamps]
    if kind == "needs":
        documents = need_documents(refs, reader)
    else:
        documents = solution_documents(refs, reader, today=timezone.localdate())
    return Searchable(Index.of(documents, model=reader.name), reader, model_name(reader, dictionary))
