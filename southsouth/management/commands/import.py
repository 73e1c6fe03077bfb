"""Takes records in from a file: all rows or none."""

from pathlib import Path

from django.utils import timezone

from southsouth.management.kinds import KINDS, LATER
from southsouth.management.terminal import DataCommand, bad_input, counted
from southsouth.tables.reading import read_rows
from southsouth.tables.rows import Unreadable
from southsouth.web.words.tables import refused_texts, unreadable_text


class Command(DataCommand):
    help = (
        "Take records in from a CSV, XLSX or JSON Lines file. Either every row is taken or none. The same file can be "
        "imported again without doubling anything: a record that is there already is brought to what the file says, "
        "and columns the file does not have stay as they are."
    )

    def add_arguments(self, parser):
        parser.add_argument("kind", metavar="KIND", choices=[*KINDS, *LATER], help=f"one of {', '.join(KINDS)}")
        parser.add_argument("file", metavar="FILE", type=Path, help="the file to read")
        parser.add_argument("--dry-run", action="store_true", help="only show what would change")

    def handle(self, *args, **options):
        kind, path = options["kind"], options["file"]
        if kind in LATER:
            raise bad_input(f"The platform does not keep {kind} yet, so none can be imported.")
        rows = counted(read_rows(path), "Rows read", self.stderr)
        try:
            report = KINDS[kind].take(rows, by=None, at=timezone.now(), dry_run=options["dry_run"])
        except Unreadable as fault:
            raise bad_input(unreadable_text(fault)) from fault
        if report.ignored:
            self.stderr.write(f"Columns that are not read: {', '.join(report.ignored)}", style_func=str)
        if not report.good:
            raise bad_input("\n".join(["Nothing was imported.", *refused_texts(report.refused, file=path.name)]))
        self._tell(kind, report, options["dry_run"])

    def _tell(self, kind, report, dry_run):
        if dry_run:
            for sort, refs in (("new", report.created), ("changed", report.changed)):
                for ref in refs:
                    self.stdout.write(f"{sort}\t{ref}")
        counts = f"{len(report.created):,} new, {len(report.changed):,} changed, {len(report.unchanged):,} as before"
        self.stdout.write(f"{kind}: {counts}{' (nothing was written)' if dry_run else ''}")
