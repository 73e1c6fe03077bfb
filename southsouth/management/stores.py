"""The two databases as files: what each can write down, count and take back."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from psycopg.conninfo import make_conninfo

PATIENCE = 20.0
"""Seconds a database that is in use is waited for."""
MADE_BY_MIGRATIONS = frozenset({"django_migrations", "django_content_type", "auth_permission", "sqlite_sequence"})
"""Tables with rows before anybody wrote anything."""

ADDRESS = ("host", "port", "user", "dbname", "sslmode", "sslrootcert", "sslcert", "sslkey", "service", "options")
"""What libpq calls the parts of an address that are no secret."""
MIGRATIONS = "SELECT app, name FROM django_migrations ORDER BY id"

Counts = dict[str, int]


@dataclass(frozen=True, slots=True)
class Held:
    """Rows in each table, and the migrations that made them."""

    tables: Counts
    migrations: list[str]


def named(rows: Iterable[tuple[str, str]]) -> list[str]:
    return [f"{app}.{name}" for app, name in rows]


class Unusable(Exception):
    """A backup, or the database it is for, cannot be used. The words say why and what to do."""


def _count(database: Any, quoted: str) -> int:
    answer = database.execute("SELECT count(*) FROM " + quoted)  # noqa: S608
    found: int = (answer or database).fetchone()[0]
    return found


@dataclass(frozen=True, slots=True)
class Sqlite:
    """The embedded database: one file."""

    path: Path
    kind = "sqlite"
    file = "southsouth.sqlite3"

    def dump(self, target: Path) -> Held:
        """Write a copy as of one moment, while others write."""
        if not self.path.exists():
            raise Unusable(f"There is no database at {self.path}. Make one with: southsouth migrate")
        with opened(self.path) as database:
            database.execute("VACUUM INTO ?", (str(target),))
        return Sqlite(target).held()

    def held(self) -> Held:
        """Raises ``sqlite3.DatabaseError`` where the file is damaged."""
        with opened(self.path) as database:
            if (found := database.execute("PRAGMA quick_check").fetchone()) != ("ok",):
                raise sqlite3.DatabaseError(found[0])
            tables = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
            counts = {each: _count(database, f'"{each}"') for each in sorted(tables)}
            return Held(counts, named(database.execute(MIGRATIONS) if "django_migrations" in counts else ()))

    def take(self, dump: Path, *, at: datetime) -> Path | None:
        """Bring the database to what was dumped, in one step; the path under which what was there is kept aside."""
        aside = self._put_aside(at) if self.path.exists() else None
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with opened(dump) as source, opened(self.path) as target:
            source.backup(target)
        return aside

    def _put_aside(self, at: datetime) -> Path:
        aside = self.path.with_name(f"{self.path.name}.before-{at:%Y%m%dT%H%M%S}")
        try:
            with opened(self.path) as database:
                database.execute("VACUUM INTO ?", (str(aside),))
            shutil.copymode(self.path, aside)
        except sqlite3.DatabaseError:
            self._move_to(aside)
        return aside

    def _move_to(self, aside: Path) -> None:
        """What cannot be read is kept as it is, with the journals that belong to it."""
        for ending in ("", "-wal", "-shm", "-journal"):
            file = self.path.with_name(self.path.name + ending)
            if file.exists():
                file.replace(aside.with_name(aside.name + ending))


@contextmanager
def opened(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection of one's own. A lock that lasts, or a disk without room, is told as unusable."""
    try:
        with closing(sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)) as database:
            yield database
    except sqlite3.OperationalError as fault:
        raise Unusable(f"{path}: {fault}. Stop the platform, see that there is room on the disk, try again.") from fault


@dataclass(frozen=True, slots=True)
class Postgres:
    """A PostgreSQL database, by way of the programs that come with it."""

    address: Mapping[str, Any]
    kind = "postgresql"
    file = "southsouth.dump"

    def dump(self, target: Path) -> Held:
        """Write a copy as of one moment, and count what is in it as of the same."""
        wanted = ["--format=custom", "--no-owner", "--no-privileges", f"--file={target}"]
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            cursor.execute("SELECT pg_export_snapshot()")
            self._run("pg_dump", [*wanted, f"--snapshot={cursor.fetchone()[0]}"])
            return self.held()

    def held(self) -> Held:
        with connection.cursor() as cursor:
            tables = sorted(connection.introspection.table_names(cursor))
            counts = {name: _count(cursor, connection.ops.quote_name(name)) for name in tables}
            if "django_migrations" in counts:
                cursor.execute(MIGRATIONS)
            return Held(counts, named(cursor.fetchall() if "django_migrations" in counts else ()))

    def take(self, dump: Path, *, at: datetime) -> Path | None:
        """Bring the database to what was dumped, in one transaction."""
        connection.close()
        wanted = ["--clean", "--if-exists", "--no-owner", "--no-privileges", "--single-transaction", "--exit-on-error"]
        self._run("pg_restore", [*wanted, str(dump)])
        return None

    def command(self, program: str, arguments: Sequence[str]) -> list[str]:
        """The program with the address of the database; the password stays out of it."""
        place = {name: self.address[name] for name in ADDRESS if self.address.get(name)}
        return [program, f"--dbname={make_conninfo(**place)}", *arguments]

    def _run(self, program: str, arguments: Sequence[str]) -> None:
        if shutil.which(program) is None:
            raise Unusable(f"{program} is not on this machine. Install the client programs of PostgreSQL.")
        environment = {**os.environ, "PGPASSWORD": str(self.address.get("password") or "")}
        done = subprocess.run(
            self.command(program, arguments), env=environment, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise Unusable(f"{program} ended with code {done.returncode}: {done.stderr.strip()}")


Store = Sqlite | Postgres


def store() -> Store:
    """The database of the settings."""
    if connection.vendor == "postgresql":
        return Postgres(connection.get_connection_params())
    return Sqlite(Path(connection.settings_dict["NAME"]))


def is_empty(place: Store) -> bool:
    """Whether nobody has written anything yet. A file that is no database is not empty."""
    if isinstance(place, Sqlite) and not (place.path.exists() and place.path.stat().st_size):
        return True
    with suppress(sqlite3.DatabaseError):
        return not any(count for name, count in place.held().tables.items() if name not in MADE_BY_MIGRATIONS)
    return False
