"""Texts kept as one run of UTF-8 bytes with offsets, and a table that finds a text's place: both mappable files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

import numpy as np
from numpy.typing import NDArray

from southsouth.engine.fit.index.ragged import starts_of

Arrays = Mapping[str, NDArray[Any]]


def encoded(text: str) -> bytes:
    """UTF-8; half of a surrogate pair, which UTF-8 has no bytes for, becomes a question mark."""
    return text.encode("utf-8", "replace")


@dataclass(frozen=True, slots=True, eq=False)
class Strings:
    """``blob`` uint8 and ``starts`` int64, one longer than there are texts."""

    blob: NDArray[np.uint8]
    starts: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.starts) - 1

    def bytes_at(self, place: int) -> bytes:
        return self.blob[self.starts[place] : self.starts[place + 1]].tobytes()

    def __getitem__(self, place: int) -> str:
        return self.bytes_at(place).decode()

    def between(self, first: int, end: int) -> list[str]:
        return [self[place] for place in range(first, end)]


def pack(texts: Sequence[bytes]) -> Strings:
    blob = np.frombuffer(b"".join(texts), dtype=np.uint8)
    return Strings(blob, starts_of([len(each) for each in texts]))


def fingerprint(text: bytes) -> int:
    """64 bits that depend on the text alone, in every process."""
    return int.from_bytes(blake2b(text, digest_size=8).digest(), "little")


def fingerprints(texts: Iterable[bytes]) -> NDArray[np.uint64]:
    joined = b"".join(blake2b(each, digest_size=8).digest() for each in texts)
    return np.frombuffer(joined, dtype="<u8").astype(np.uint64, copy=False)


@dataclass(frozen=True, slots=True, eq=False)
class Lookup:
    """Finds the place of a text: fingerprints sorted, with their places, and the texts themselves to be sure."""

    strings: Strings
    hashes: NDArray[np.uint64]
    places: NDArray[np.int32]

    def find(self, texts: Sequence[bytes]) -> NDArray[np.int64]:
        """The place of each text, -1 where it is unknown."""
        found = np.full(len(texts), -1, dtype=np.int64)
        hashes = fingerprints(texts)
        slots = np.searchsorted(self.hashes, hashes)
        for number, (slot, text) in enumerate(zip(slots.tolist(), texts, strict=True)):
            found[number] = self._probe(slot, hashes[number], text)
        return found

    def _probe(self, slot: int, wanted: np.uint64, text: bytes) -> int:
        while slot < len(self.hashes) and self.hashes[slot] == wanted:
            place = int(self.places[slot])
            if self.strings.bytes_at(place) == text:
                return place
            slot += 1
        return -1


def table(hashes: NDArray[np.uint64]) -> tuple[NDArray[np.uint64], NDArray[np.int32]]:
    """Sorted fingerprints and the places they came from."""
    order = np.argsort(hashes, kind="stable")
    return hashes[order], order.astype(np.int32)


def twice(strings: Strings, hashes: NDArray[np.uint64], places: NDArray[np.int32]) -> Iterator[str]:
    """The texts of a table that stand at two places."""
    for slot in np.flatnonzero(hashes[1:] == hashes[:-1]).tolist():
        one, other = (strings.bytes_at(int(places[each])) for each in (slot, slot + 1))
        if one == other:
            yield one.decode()
