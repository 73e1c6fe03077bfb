"""Arrays that grow row by row, in memory or straight into an ``.npy`` file, so that a build needs little memory."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import DTypeLike, NDArray

HEADER = 128
"""Bytes that the head of an ``.npy`` file takes, for any length: NumPy pads it to allow growing."""


class Column(Protocol):
    def append(self, values: NDArray[Any]) -> None: ...


class Columns(Protocol):
    """Where a build puts its arrays: ``grow`` in pieces, ``put`` whole, ``room`` to be filled."""

    def grow(self, name: str, dtype: DTypeLike, width: tuple[int, ...] = ()) -> Column: ...

    def put(self, name: str, values: NDArray[Any]) -> None: ...

    def room(self, name: str, dtype: DTypeLike, shape: tuple[int, ...]) -> NDArray[Any]: ...

    def arrays(self) -> dict[str, NDArray[Any]]: ...


class MemoryColumn:
    def __init__(self, dtype: DTypeLike, width: tuple[int, ...]) -> None:
        self.pieces: list[NDArray[Any]] = [np.empty((0, *width), dtype=dtype)]

    def append(self, values: NDArray[Any]) -> None:
        self.pieces.append(values.astype(self.pieces[0].dtype, copy=False))


class MemoryColumns:
    def __init__(self) -> None:
        self._growing: dict[str, MemoryColumn] = {}
        self._whole: dict[str, NDArray[Any]] = {}

    def grow(self, name: str, dtype: DTypeLike, width: tuple[int, ...] = ()) -> Column:
        return self._growing.setdefault(name, MemoryColumn(dtype, width))

    def put(self, name: str, values: NDArray[Any]) -> None:
        self._whole[name] = values

    def room(self, name: str, dtype: DTypeLike, shape: tuple[int, ...]) -> NDArray[Any]:
        return self._whole.setdefault(name, np.empty(shape, dtype=dtype))

    def arrays(self) -> dict[str, NDArray[Any]]:
        grown = {name: np.concatenate(column.pieces) for name, column in self._growing.items()}
        return self._whole | grown


def head(dtype: np.dtype[Any], shape: tuple[int, ...]) -> bytes:
    """The head of an ``.npy`` file, format 1.0."""
    written = io.BytesIO()
    described = {"descr": np.lib.format.dtype_to_descr(dtype), "fortran_order": False, "shape": shape}
    np.lib.format.write_array_header_1_0(written, described)
    return written.getvalue()


class FileColumn:
    def __init__(self, file: Path, dtype: DTypeLike, width: tuple[int, ...]) -> None:
        self._dtype = np.dtype(dtype)
        self._width = width
        self._rows = 0
        self._opened = file.open("wb")
        self._opened.write(bytes(HEADER))

    def append(self, values: NDArray[Any]) -> None:
        self._rows += len(values)
        self._opened.write(np.ascontiguousarray(values, dtype=self._dtype).tobytes())

    def close(self) -> None:
        if not self._opened.closed:
            self._opened.seek(0)
            self._opened.write(head(self._dtype, (self._rows, *self._width)))
            self._opened.close()


class FileColumns:
    """Every array an ``.npy`` file of ``folder``."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._growing: dict[str, FileColumn] = {}

    def file(self, name: str) -> Path:
        return self._folder / f"{name}.npy"

    def grow(self, name: str, dtype: DTypeLike, width: tuple[int, ...] = ()) -> Column:
        column = self._growing[name] = FileColumn(self.file(name), dtype, width)
        return column

    def put(self, name: str, values: NDArray[Any]) -> None:
        np.save(self.file(name), values, allow_pickle=False)

    def room(self, name: str, dtype: DTypeLike, shape: tuple[int, ...]) -> NDArray[Any]:
        if 0 in shape:
            self.put(name, np.empty(shape, dtype=dtype))
            return np.empty(shape, dtype=dtype)
        return np.lib.format.open_memmap(self.file(name), mode="w+", dtype=dtype, shape=shape)

    def close(self) -> None:
        for column in self._growing.values():
            column.close()

    def arrays(self) -> dict[str, NDArray[Any]]:
        self.close()
        return {file.stem: mapped(file) for file in sorted(self._folder.glob("*.npy"))}


def mapped(file: Path) -> NDArray[Any]:
    """An array of a file, read-only and mapped; a plain view, which is quicker to index than ``numpy.memmap``."""
    found: NDArray[Any] = np.load(file, mmap_mode="r", allow_pickle=False)
    return found.view(np.ndarray)


@contextmanager
def closing(columns: FileColumns) -> Iterator[FileColumns]:
    """Files are closed whatever happens."""
    try:
        yield columns
    finally:
        columns.close()
