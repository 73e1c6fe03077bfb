"""Writes the whole database into a folder."""

from pathlib import Path

from django.utils import timezone

from southsouth.management.backups import back_up
from southsouth.management.stores import Unusable, store
from southsouth.management.terminal import DataCommand, bad_input


class Command(DataCommand):
    help = (
        "Write the database as of this moment into a new folder, with a manifest of sizes and digests. The platform "
        "may go on working meanwhile. The folder holds password hashes and confidential needs: keep it as safe as the "
        "database. The matching index is not in it; it is made anew from the database."
    )

    def add_arguments(self, parser):
        parser.add_argument("dir", metavar="DIR", type=Path, help="a folder that is not there yet")

    def handle(self, *args, **options):
        try:
            manifest = back_up(store(), options["dir"], at=timezone.now())
        except Unusable as fault:
            raise bad_input(str(fault)) from fault
        held = f"{manifest.rows:,} rows in {len(manifest.tables)} tables, {manifest.size / 1e6:,.1f} MB"
        self.stdout.write(f"Backup written to {options['dir']}: {held}.")
