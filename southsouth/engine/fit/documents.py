"""What the index keeps of a record."""

from __future__ import annotations

from collections.abc import Iterable

from southsouth.engine.fit.index import Document
from southsouth.engine.fit.profiles import NeedProfile, SolutionProfile, Text
from southsouth.engine.fit.quotes import packed
from southsouth.engine.fit.reader import Reader


def document_of(solution: SolutionProfile, reader: Reader) -> Document:
    """What the index keeps of a solution."""
    return document(solution.ref, solution.texts, reader)


def need_document_of(need: NeedProfile, reader: Reader) -> Document:
    """What the index of needs keeps of a need."""
    return document(need.ref, need.texts, reader)


def document(ref: str, texts: Iterable[Text], reader: Reader) -> Document:
    reading = reader.read(texts)
    return Document(
        ref=ref,
        terms=reading.terms,
        vector=reader.whole(reading) if reader.width else None,
        sentences=[each.text for each in reading.sentences],
        sentence_vectors=reading.vectors,
        passage_vectors=reader.passages(reading),
        payload=packed(reading.sentences),
    )
