"""Brings the database to what a backup holds."""

from pathlib import Path

from django.db import connection
from django.utils import timezone

from southsouth.management.backups import known_migrations, restore
from southsouth.management.stores import Unusable, store
from southsouth.management.terminal import DataCommand, bad_input


class Command(DataCommand):
    help = (
        "Bring the database to what a backup holds, in one step. A folder that is not whole is refused, and so is a "
        "database with content unless --replace is given; an embedded database is then kept aside. Stop the platform "
        "before."
    )

    def add_arguments(self, parser):
        parser.add_argument("dir", metavar="DIR", type=Path, help="a folder written by southsouth backup")
        parser.add_argument("--replace", action="store_true", help="also when the database has content")

    def handle(self, *args, **options):
        place = store()
        connection.close()
        try:
            manifest, aside = restore(place, options["dir"], replace=options["replace"], at=timezone.now())
        except Unusable as fault:
            raise bad_input(str(fault)) from fault
        self.stdout.write(f"Restored from {options['dir']}, made {manifest.made_at}: {manifest.rows:,} rows.")
        if aside:
            self.stdout.write(f"What was there before is kept in {aside}.")
        if known_migrations() - set(manifest.migrations):
            self.stdout.write("The backup is of an older version. Next: southsouth migrate")
        self.stdout.write("The matches are brought up to date by: southsouth refresh_matches")
