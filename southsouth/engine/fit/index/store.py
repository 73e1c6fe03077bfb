"""A segment as a folder of ``.npy`` files and one manifest: written whole or not at all, checked when opened."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from numpy.typing import NDArray

from southsouth.engine.fit.index.columns import mapped
from southsouth.engine.fit.index.errors import Damaged, WrongIndex
from southsouth.engine.fit.index.lexical import K1, B

FORMAT = 2
"""Raised whenever the meaning of a file changes; an older folder is then refused and built anew."""
MANIFEST = "manifest.json"
END = 65_536
"""Bytes at each end of a file that are checked on every opening: a torn write shows there first."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What two segments must share to be read by the same program with the same needs.

    ``model``: name of the sentence model, empty for none; ``width`` of its vectors; ``note``: the caller's own rules
    (stemmer and its version, what the payload holds).
    """

    model: str = ""
    width: int = 0
    note: str = ""

    def described(self) -> dict[str, Any]:
        return {"format": FORMAT, "model": self.model, "width": self.width, "note": self.note, "k1": K1, "b": B}


@dataclass(frozen=True, slots=True, eq=False)
class Opened:
    """A folder's arrays with what the manifest says of them."""

    arrays: Mapping[str, NDArray[Any]]
    facts: Mapping[str, Any]


def seal(folder: Path, kind: Kind, facts: Mapping[str, Any]) -> None:
    """Writes the manifest over all arrays of ``folder`` and forces everything onto the disk."""
    files = {file.stem: _written(file) for file in sorted(folder.glob("*.npy"))}
    manifest = {"kind": kind.described(), "facts": dict(facts), "files": files}
    text = json.dumps({**manifest, "digest": _digest(manifest)}, sort_keys=True, indent=1)
    (folder / MANIFEST).write_text(text + "\n", encoding="utf-8")
    sync(folder / MANIFEST)
    sync(folder)


def unseal(folder: Path, kind: Kind) -> Opened:
    """Opens a sealed folder, mapped read-only. Raises ``WrongIndex`` or ``Damaged``, naming the folder or file."""
    manifest = _manifest(folder)
    _check_kind(folder, manifest["kind"], kind)
    arrays = {name: _array(folder / f"{name}.npy", told) for name, told in manifest["files"].items()}
    return Opened(arrays, manifest["facts"])


def verify(folder: Path) -> None:
    """Reads every byte of a sealed folder and compares it with what was written. Raises ``Damaged``."""
    for name, told in _manifest(folder)["files"].items():
        file = folder / f"{name}.npy"
        if not file.exists() or _whole(file) != told["whole"]:
            raise Damaged(f"{file} is not what was written.")


def sync(path: Path) -> None:
    """Forces a file or folder onto the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _written(file: Path) -> dict[str, Any]:
    sync(file)
    return {"size": file.stat().st_size, "ends": _ends(file), "whole": _whole(file)}


def _manifest(folder: Path) -> dict[str, Any]:
    file = folder / MANIFEST
    try:
        manifest: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
        told = manifest.pop("digest")
    except (OSError, ValueError, KeyError, AttributeError, TypeError) as fault:
        raise Damaged(f"{file} cannot be read.") from fault
    if told != _digest(manifest):
        raise Damaged(f"{file} is not what was written.")
    return manifest


def _check_kind(folder: Path, told: Mapping[str, Any], kind: Kind) -> None:
    wanted = kind.described()
    for name, value in wanted.items():
        if told.get(name) != value:
            raise WrongIndex(
                f"The index in {folder} was built with {name} {told.get(name)!r}, "
                f"but {value!r} is in use now: build it anew."
            )


def _array(file: Path, told: Mapping[str, Any]) -> NDArray[Any]:
    try:
        size = file.stat().st_size
        if size != told["size"]:
            raise Damaged(f"{file} has {size} bytes where {told['size']} were written.")
        if _ends(file) != told["ends"]:
            raise Damaged(f"{file} is not what was written.")
        return mapped(file)
    except FileNotFoundError as fault:
        raise Damaged(f"{file} is missing.") from fault


def _ends(file: Path) -> str:
    with file.open("rb") as opened:
        first = opened.read(END)
        opened.seek(max(file.stat().st_size - END, 0))
        return hashlib.sha256(first + opened.read(END)).hexdigest()


def _whole(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _digest(manifest: Mapping[str, Any]) -> str:
    return hashlib.sha256(json.dumps(manifest, sort_keys=True).encode()).hexdigest()
