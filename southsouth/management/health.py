"""Whether this installation is well: what was looked at, what was found, and what to do where it is not."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import ERROR, run_checks
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from southsouth.ledger.models import Entry
from southsouth.management.stores import Sqlite, store
from southsouth.matching.queries import engine, index_ready, last_indexed, waiting
from southsouth.members.lifecycle import Role
from southsouth.members.models import Person
from southsouth.reference.models import Country

ROOM = 500_000_000
"""Bytes free below which the disk is called full."""
SKEW = timedelta(minutes=2)
"""How far two clocks may differ."""
HERE = frozenset({"127.0.0.1", "localhost", "::1"})


class State(StrEnum):
    GOOD = "good"
    NOTE = "note"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at. ``remedy`` says what to do where the state is not good."""

    what: str
    state: State
    said: str
    remedy: str = ""


def good(what: str, said: str) -> Finding:
    return Finding(what, State.GOOD, said)


def examine(at: datetime) -> list[Finding]:
    """Look at everything. What needs the database is left out where that does not answer."""
    findings = [configuration(), addresses(), disk(), model()]
    answer = database()
    findings.insert(2, answer)
    if answer.state is State.WRONG:
        return findings
    looks: Iterable[Callable[[], Finding]] = (lists, administrators, lambda: clock(at), index)
    return findings + [look() for look in looks]


def configuration() -> Finding:
    """Django's own checks, and what must not be left on in production."""
    faults = [fault for fault in run_checks(include_deployment_checks=False) if fault.level >= ERROR]
    if faults:
        return Finding("configuration", State.WRONG, faults[0].msg, faults[0].hint or "Correct the settings.")
    if settings.DEBUG:
        return Finding("configuration", State.NOTE, "DEBUG is on", "Leave DEBUG out of the environment.")
    if settings.DEMO:
        return Finding("configuration", State.NOTE, "this is the demonstration edition", "Leave out SOUTHSOUTH_DEMO.")
    return good("configuration", "the settings are consistent")


def addresses() -> Finding:
    """The address people use is one that is answered, and over TLS unless it is this machine."""
    address = urlsplit(settings.SITE_URL)
    host = address.hostname or ""
    if host not in settings.ALLOWED_HOSTS and "*" not in settings.ALLOWED_HOSTS:
        remedy = f"Set ALLOWED_HOSTS={host}."
        return Finding("address", State.WRONG, f"{settings.SITE_URL} is not among ALLOWED_HOSTS", remedy)
    if address.scheme != "https" and host not in HERE:
        remedy = "Serve it over TLS and set SITE_URL to the https address."
        return Finding("address", State.WRONG, f"{settings.SITE_URL} is open to listeners", remedy)
    return good("address", settings.SITE_URL)


def database() -> Finding:
    """It answers, it is whole, and it has every migration."""
    try:
        executor = MigrationExecutor(connection)
        missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
        place = store()
        damage = damage_of(place) if isinstance(place, Sqlite) else ""
    except DatabaseError as fault:
        remedy = "See that DATABASE_URL is right and that the database runs."
        return Finding("database", State.WRONG, f"it does not answer: {str(fault).strip()}", remedy)
    if damage:
        return Finding("database", State.WRONG, f"it is damaged: {damage}", "Restore a backup: southsouth restore DIR")
    if missing:
        return Finding("database", State.WRONG, f"{len(missing)} migrations are missing", "Run southsouth migrate.")
    return good("database", f"{connection.display_name} {version()}, every migration is there")


def damage_of(place: Sqlite) -> str:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA quick_check(1)")
        found = str(cursor.fetchone()[0])
    return "" if found == "ok" else found


def version() -> str:
    return ".".join(map(str, connection.get_database_version()))


def lists() -> Finding:
    count = Country.objects.count()
    if not count:
        return Finding("lists", State.WRONG, "there are no countries", "Run southsouth load_reference.")
    return good("lists", f"{count} countries and territories")


def administrators() -> Finding:
    if not Person.objects.filter(role=Role.ADMINISTRATOR, is_active=True).exists():
        return Finding("people", State.NOTE, "nobody can administer the platform", "Run southsouth createsuperuser.")
    return good("people", f"{Person.objects.filter(is_active=True).count()} people may sign in")


def disk() -> Finding:
    """Room, and the right to write, where everything is written."""
    place = Path(settings.VAR_DIR)
    if not (place.is_dir() and os.access(place, os.W_OK | os.X_OK)):
        remedy = "Make the folder, owned by who runs the platform, or set SOUTHSOUTH_VAR."
        return Finding("disk", State.WRONG, f"{place} cannot be written", remedy)
    free = shutil.disk_usage(place).free
    if free < ROOM:
        return Finding("disk", State.WRONG, f"{free / 1e6:,.0f} MB are free at {place}", "Make room.")
    return good("disk", f"{free / 1e9:,.1f} GB are free at {place}")


def clock(at: datetime) -> Finding:
    """The clock is not behind what was written already, and agrees with that of the database."""
    newest = Entry.objects.newest().values_list("at", flat=True).first()
    if newest is not None and newest > at + SKEW:
        remedy = "Set the clock of this machine, or find out who wrote with a wrong one."
        said = f"it is {at:%Y-%m-%d %H:%M}, and the ledger has {newest:%Y-%m-%d %H:%M} already"
        return Finding("clock", State.WRONG, said, remedy)
    with connection.cursor() as cursor:
        cursor.execute("SELECT CURRENT_TIMESTAMP")
        there = cursor.fetchone()[0]
    there = datetime.fromisoformat(f"{there}+00:00") if isinstance(there, str) else there
    if abs(there - at) > SKEW:
        said = f"this machine says {at:%H:%M:%S}, the database {there:%H:%M:%S} UTC"
        return Finding("clock", State.WRONG, said, "Set both clocks by a time server.")
    return good("clock", f"{at:%Y-%m-%d %H:%M} UTC")


def model() -> Finding:
    fault = engine().fault
    if fault and settings.LANGUAGE_MODEL:
        remedy = "Correct SOUTHSOUTH_LANGUAGE_MODEL, or leave it out to use the model that is installed."
        return Finding("sentence model", State.WRONG, fault, remedy)
    if fault:
        remedy = "Install the packages anew (python3 dev.py run); until then matching goes by words and context only."
        return Finding("sentence model", State.WRONG, fault, remedy)
    return good("sentence model", engine().reader.name)


def index() -> Finding:
    """The matching index is there, and nothing waits that nobody works on."""
    if not index_ready():
        remedy = "Run southsouth refresh_matches; in production keep it running with --loop."
        return Finding("matching index", State.WRONG, "there is none that fits the model", remedy)
    made = last_indexed()
    behind = waiting()
    said = f"brought up to date {made:%Y-%m-%d %H:%M} UTC" if made else "there"
    if behind:
        return Finding("matching index", State.NOTE, f"{said}; {behind} needs wait", "Run southsouth refresh_matches.")
    return good("matching index", said)
