"""``southsouth backup`` and ``restore``: whole or not at all, and nothing is lost by mistake."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from southsouth.management.backups import back_up, checked, known_migrations, restore
from southsouth.management.stores import Postgres, Sqlite, Unusable, is_empty
from tests.house.reading import ROOT

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
MIGRATION = "southsouth.0001_begin"


def written(path: Path, *names: str, migration: str = "0001_begin") -> Path:
    """A database with people in it."""
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        database.execute("CREATE TABLE django_migrations (id INTEGER PRIMARY KEY, app TEXT, name TEXT)")
        database.execute("INSERT INTO django_migrations (app, name) VALUES ('southsouth', ?)", (migration,))
        database.execute("CREATE TABLE person (name TEXT)")
        database.executemany("INSERT INTO person VALUES (?)", [(name,) for name in names])
    return path


def people(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as database:
        return [name for (name,) in database.execute("SELECT name FROM person ORDER BY name")]


@pytest.fixture
def place(tmp_path: Path) -> Sqlite:
    return Sqlite(written(tmp_path / "live.sqlite3", "Ama", "Binh"))


@pytest.fixture
def backup(place: Sqlite, tmp_path: Path) -> Path:
    back_up(place, tmp_path / "backup", at=AT)
    return tmp_path / "backup"


def refused(place: Sqlite, folder: Path, *, replace: bool = True) -> str:
    with pytest.raises(Unusable) as raised:
        restore(place, folder, replace=replace, at=AT)
    return str(raised.value)


def test_a_backup_says_what_it_holds(place, backup):
    manifest = checked(backup)
    assert (manifest.database, manifest.migrations, manifest.made_at) == ("sqlite", [MIGRATION], AT.isoformat())
    assert (manifest.tables, manifest.rows) == ({"django_migrations": 1, "person": 2}, 3)
    assert manifest.size == (backup / "southsouth.sqlite3").stat().st_size
    assert {path.name for path in backup.iterdir()} == {"manifest.json", "southsouth.sqlite3"}
    assert (backup.stat().st_mode & 0o777, (backup / "southsouth.sqlite3").stat().st_mode & 0o777) == (0o700, 0o600)


def test_a_backup_needs_a_new_folder(place, tmp_path):
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "thesis.txt").write_text("three years")
    for folder in (tmp_path / "full", place.path):
        with pytest.raises(Unusable, match="is there already and not empty"):
            back_up(place, folder, at=AT)
    (tmp_path / "empty").mkdir()
    back_up(place, tmp_path / "empty", at=AT)
    assert (tmp_path / "full" / "thesis.txt").read_text() == "three years"
    assert checked(tmp_path / "empty").rows == 3


def test_where_nothing_can_be_written_nothing_is_left(place, tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(Unusable, match="cannot be written: Not a directory"):
        back_up(place, tmp_path / "file" / "backup", at=AT)
    with pytest.raises(Unusable, match="There is no database at"):
        back_up(Sqlite(tmp_path / "none.sqlite3"), tmp_path / "backup", at=AT)
    assert {path.name for path in tmp_path.iterdir()} == {"file", "live.sqlite3"}


def test_a_backup_made_while_somebody_writes_is_of_one_moment(place, tmp_path):
    with closing(sqlite3.connect(place.path, isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("INSERT INTO person VALUES ('Chidi')")
        back_up(place, tmp_path / "backup", at=AT)
        writer.execute("COMMIT")
    assert people(tmp_path / "backup" / "southsouth.sqlite3") == ["Ama", "Binh"]
    assert people(place.path) == ["Ama", "Binh", "Chidi"]


def test_a_backup_comes_back_into_a_database_that_is_not_there(backup, tmp_path):
    target = Sqlite(tmp_path / "new" / "live.sqlite3")
    manifest, aside = restore(target, backup, replace=False, at=AT)
    assert (manifest.rows, aside) == (3, None)
    assert people(target.path) == ["Ama", "Binh"]


def test_content_is_replaced_only_when_asked_and_is_kept_aside(place, backup):
    with closing(sqlite3.connect(place.path, isolation_level=None)) as database:
        database.execute("INSERT INTO person VALUES ('Chidi')")
    assert refused(place, backup, replace=False) == (
        "The database is not empty. Say --replace to put the backup in its place."
    )
    assert people(place.path) == ["Ama", "Binh", "Chidi"]
    _, aside = restore(place, backup, replace=True, at=AT)
    assert people(place.path) == ["Ama", "Binh"]
    assert aside == place.path.with_name("live.sqlite3.before-20260302T090000")
    assert people(aside) == ["Ama", "Binh", "Chidi"]


def test_who_has_the_database_open_sees_what_came_back(place, backup):
    with closing(sqlite3.connect(place.path, isolation_level=None)) as reader:
        reader.execute("DELETE FROM person")
        restore(place, backup, replace=True, at=AT)
        assert reader.execute("SELECT count(*) FROM person").fetchone() == (2,)


def test_a_database_that_is_damaged_is_kept_aside_as_it_is(place, backup):
    place.path.write_bytes(b"not a database at all, " * 200)
    place.path.with_name("live.sqlite3-shm").write_bytes(b"left over")
    assert not is_empty(place)
    _, aside = restore(place, backup, replace=True, at=AT)
    assert people(place.path) == ["Ama", "Binh"]
    assert aside.read_bytes().startswith(b"not a database")
    assert aside.with_name(f"{aside.name}-shm").read_bytes() == b"left over"
    assert not place.path.with_name("live.sqlite3-shm").exists()


@pytest.mark.parametrize(
    ("harm", "message"),
    [
        (lambda folder: (folder / "manifest.json").unlink(), "is no backup: its manifest.json is missing"),
        (lambda folder: (folder / "manifest.json").write_text("{}"), "is no backup"),
        (lambda folder: (folder / "manifest.json").write_text("[1]"), "is no backup"),
        (lambda folder: (folder / "manifest.json").write_bytes(b"\xff"), "is no backup"),
        (lambda folder: rewrite(folder, files=[]), "is no backup"),
        (lambda folder: rewrite(folder, files={"southsouth.sqlite3": {}}), "is no backup"),
        (lambda folder: rewrite(folder, files={}), "holds no database"),
        (lambda folder: (folder / "southsouth.sqlite3").unlink(), "southsouth.sqlite3 is missing"),
        (lambda folder: (folder / "southsouth.sqlite3").write_bytes(b"short"), "is damaged"),
        (lambda folder: flip(folder / "southsouth.sqlite3"), "is damaged"),
        (lambda folder: rewrite(folder, format=2), "was written by version"),
        (lambda folder: rewrite(folder, database="postgresql"), "The backup is of postgresql"),
        (lambda folder: rewrite(folder, migrations=["southsouth.9999_later"]), "southsouth.9999_later is not known"),
    ],
)
def test_a_folder_that_is_not_whole_or_not_of_here_is_refused(place, backup, harm, message):
    harm(backup)
    assert message in refused(place, backup)
    assert people(place.path) == ["Ama", "Binh"]
    assert not list(place.path.parent.glob("*.before-*"))


def flip(path: Path) -> None:
    """One bit is another, the length is the same."""
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(content)


def rewrite(folder: Path, **values: object) -> None:
    manifest = json.loads((folder / "manifest.json").read_text())
    (folder / "manifest.json").write_text(json.dumps({**manifest, **values}))


def test_a_manifest_that_tells_other_rows_is_noticed(place, backup):
    rewrite(backup, tables={"django_migrations": 1, "person": 5})
    assert refused(place, backup) == "After the restore these tables are not what was written: person."


def test_a_database_somebody_writes_to_is_not_replaced(place, backup, monkeypatch):
    monkeypatch.setattr("southsouth.management.stores.PATIENCE", 0.1)
    with closing(sqlite3.connect(place.path, isolation_level=None)) as writer:
        writer.execute("BEGIN EXCLUSIVE")
        assert "database is locked" in refused(place, backup)
        writer.execute("ROLLBACK")
    assert people(place.path) == ["Ama", "Binh"]


def test_an_empty_database_is_one_nobody_wrote_to(tmp_path):
    assert is_empty(Sqlite(tmp_path / "none.sqlite3"))
    (tmp_path / "touched.sqlite3").touch()
    assert is_empty(Sqlite(tmp_path / "touched.sqlite3"))
    assert is_empty(Sqlite(written(tmp_path / "migrated.sqlite3")))
    assert not is_empty(Sqlite(written(tmp_path / "used.sqlite3", "Ama")))


def test_a_database_without_migrations_can_be_dumped(tmp_path):
    with closing(sqlite3.connect(tmp_path / "bare.sqlite3")) as database:
        database.execute("CREATE TABLE person (name TEXT)")
    held = Sqlite(tmp_path / "bare.sqlite3").dump(tmp_path / "copy.sqlite3")
    assert (held.tables, held.migrations) == ({"person": 0}, [])


def test_migrations_of_this_version_are_known():
    assert MIGRATION in known_migrations()


def test_the_programs_of_postgresql_get_the_address_without_the_password():
    place = Postgres({"host": "db", "port": 5433, "user": "ss", "dbname": "net work", "password": "secret", "x": 1})
    assert place.command("pg_dump", ["--file=a"]) == [
        "pg_dump",
        "--dbname=host=db port=5433 user=ss dbname='net work'",
        "--file=a",
    ]


def test_without_the_programs_of_postgresql_it_says_so(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Unusable, match="pg_restore is not on this machine"):
        Postgres({}).take(tmp_path / "dump", at=AT)


@pytest.mark.slow
def test_the_commands_end_with_the_right_code(tmp_path):
    live, folder = written(tmp_path / "live.sqlite3", "Ama", "Binh"), tmp_path / "backup"

    def southsouth(*arguments: object) -> tuple[int, str, str]:
        done = subprocess.run(
            [sys.executable, "-m", "southsouth", *map(str, arguments)],
            cwd=ROOT,
            env={**os.environ, "DATABASE_URL": f"sqlite:///{live}"},
            capture_output=True,
            text=True,
            check=False,
        )
        return done.returncode, done.stdout, done.stderr.strip()

    code, out, _ = southsouth("backup", folder)
    assert (code, out.startswith(f"Backup written to {folder}: 3 rows in 2 tables")) == (0, True)
    assert southsouth("backup", folder) == (
        2,
        "",
        f"CommandError: {folder} is there already and not empty. Name a new folder.",
    )
    assert southsouth("restore", folder)[0] == 2
    code, out, _ = southsouth("restore", folder, "--replace")
    assert code == 0
    said = out.splitlines()
    assert [said[0].split(",")[0], said[2], said[3]] == [
        f"Restored from {folder}",
        "The backup is of an older version. Next: southsouth migrate",
        "The matches are brought up to date by: southsouth refresh_matches",
    ]
    assert said[1].startswith(f"What was there before is kept in {live}.before-")
    assert people(live) == ["Ama", "Binh"]
