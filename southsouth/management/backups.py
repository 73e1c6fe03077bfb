"""A backup: a folder with the database as of one moment, and a manifest that says what must be in it."""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from django.db.migrations.loader import MigrationLoader

import southsouth
from southsouth.management.stores import Counts, Store, Unusable, is_empty

MANIFEST = "manifest.json"
FORMAT = 1
PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds: the kind of database, its migrations, rows a table, and size and digest of each file."""

    format: int
    made_at: str
    version: str
    database: str
    migrations: list[str]
    tables: Counts
    files: dict[str, dict[str, int | str]]

    @property
    def rows(self) -> int:
        return sum(self.tables.values())

    @property
    def size(self) -> int:
        return sum(int(file["bytes"]) for file in self.files.values())


def back_up(place: Store, folder: Path, *, at: datetime) -> Manifest:
    """Write a backup into a new folder, whole or not at all, open to nobody else. Raises ``Unusable``."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Unusable(f"{folder} is there already and not empty. Name a new folder.")
    half = folder.with_name(f".{folder.name}.half")
    shutil.rmtree(half, ignore_errors=True)
    try:
        half.mkdir(parents=True, mode=0o700)
        manifest = _fill(place, half, at)
        half.replace(folder)
    except OSError as fault:
        raise Unusable(f"{folder} cannot be written: {fault.strerror}. Name another folder.") from fault
    finally:
        shutil.rmtree(half, ignore_errors=True)
    return manifest


def _fill(place: Store, folder: Path, at: datetime) -> Manifest:
    dump = folder / place.file
    held = place.dump(dump)
    dump.chmod(0o600)
    files: dict[str, dict[str, int | str]] = {dump.name: {"bytes": dump.stat().st_size, "sha256": digest(dump)}}
    manifest = Manifest(FORMAT, at.isoformat(), southsouth.__version__, place.kind, held.migrations, held.tables, files)
    (folder / MANIFEST).write_text(json.dumps(asdict(manifest), indent=1) + "\n", encoding="utf-8")
    return manifest


def digest(path: Path) -> str:
    found = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            found.update(piece)
    return found.hexdigest()


def checked(folder: Path) -> Manifest:
    """The manifest of a backup that is whole. Raises ``Unusable`` for any other folder."""
    try:
        manifest = Manifest(**json.loads((folder / MANIFEST).read_text(encoding="utf-8")))
        files = {folder / Path(name).name: (told["bytes"], told["sha256"]) for name, told in manifest.files.items()}
    except (OSError, ValueError, TypeError, AttributeError, KeyError) as fault:
        raise Unusable(f"{folder} is no backup: its {MANIFEST} is missing or cannot be read.") from fault
    if manifest.format != FORMAT:
        raise Unusable(f"{folder} was written by version {manifest.version}, in a form this version does not read.")
    for file, told in files.items():
        _check_file(file, *told)
    return manifest


def _check_file(file: Path, size: int | str, sha256: int | str) -> None:
    if not file.is_file():
        raise Unusable(f"{file} is missing. Take another backup.")
    if file.stat().st_size != size or digest(file) != sha256:
        raise Unusable(f"{file} is damaged: it is not what was written. Take another backup.")


def restore(place: Store, folder: Path, *, replace: bool, at: datetime) -> tuple[Manifest, Path | None]:
    """Bring the database to a backup; where what was there is kept aside, its path. Raises ``Unusable``."""
    manifest = checked(folder)
    if manifest.database != place.kind:
        raise Unusable(f"The backup is of {manifest.database}, the database is {place.kind}; they must be the same.")
    if place.file not in manifest.files:
        raise Unusable(f"{folder} holds no database. Take another backup.")
    newer = sorted(set(manifest.migrations) - known_migrations())
    if newer:
        raise Unusable(f"The backup is of a newer version: {newer[0]} is not known. Update the platform first.")
    if not replace and not is_empty(place):
        raise Unusable("The database is not empty. Say --replace to put the backup in its place.")
    aside = place.take(folder / place.file, at=at)
    _compare(place, manifest)
    return manifest, aside


def known_migrations() -> set[str]:
    disk = MigrationLoader(None, ignore_no_migrations=True).disk_migrations
    return {f"{app}.{name}" for app, name in disk or {}}


def _compare(place: Store, manifest: Manifest) -> None:
    """Every row is back."""
    try:
        found = place.held().tables
    except sqlite3.DatabaseError as fault:
        raise Unusable(f"The database is damaged after the restore: {fault}. Check the disk.") from fault
    if found != manifest.tables:
        different = sorted(name for name in {*found, *manifest.tables} if found.get(name) != manifest.tables.get(name))
        raise Unusable(f"After the restore these tables are not what was written: {', '.join(different)}.")
