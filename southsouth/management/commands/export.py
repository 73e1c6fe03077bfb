"""Gives records out as a file that can be imported again."""

import io
import os
import tempfile
from pathlib import Path

from southsouth.management.kinds import KINDS, LATER
from southsouth.management.terminal import DataCommand, bad_input, counted
from southsouth.tables.rows import Form
from southsouth.tables.writing import TooLong, write_table
from southsouth.web.words.tables import too_long_text

FORMS = [each.value for each in Form]


class Command(DataCommand):
    help = (
        "Write all records of a kind as CSV, XLSX or JSON Lines, confidential ones included: whoever runs this command "
        "runs the platform. What is written can be imported again and then changes nothing."
    )

    def add_arguments(self, parser):
        parser.add_argument("kind", metavar="KIND", choices=[*KINDS, *LATER], help=f"one of {', '.join(KINDS)}")
        parser.add_argument("--format", choices=FORMS, help="csv unless the name of the file says otherwise")
        parser.add_argument("--out", metavar="FILE", type=Path, help="where to write; standard output without it")

    def handle(self, *args, **options):
        kind, path = options["kind"], options["out"]
        if kind in LATER:
            raise bad_input(f"The platform does not keep {kind} yet, so there are none to export.")
        form = Form(options["format"] or form_of(path))
        if path is None and form is Form.XLSX and self.stdout.isatty():
            raise bad_input("A workbook is nothing for a terminal. Name a file: --out FILE.xlsx")
        rows = counted(KINDS[kind].give(None), "Rows written", self.stderr)
        content = io.BytesIO()
        try:
            write_table(rows, form, content, KINDS[kind].columns)
        except TooLong as fault:
            raise bad_input(too_long_text(fault, file=str(path or kind))) from fault
        self._give(content.getvalue(), path)

    def _give(self, content, path):
        if path is None:
            binary = getattr(self.stdout._out, "buffer", None)
            binary.write(content) if binary else self.stdout.write(content.decode("utf-8"), ending="")
            return
        try:
            write_whole(path, content)
        except OSError as fault:
            raise bad_input(f"{path} cannot be written: {fault.strerror}. Name another file.") from fault


def form_of(path):
    """The form that the name of a file asks for."""
    ending = path.suffix.lower().removeprefix(".") if path else ""
    return ending if ending in FORMS else Form.CSV


def write_whole(path, content):
    """Write a file whole or not at all."""
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}-", delete=False) as half:
        try:
            half.write(content)
            half.flush()
            os.fsync(half.fileno())
            Path(half.name).chmod(0o644)
            Path(half.name).replace(path)
        except BaseException:
            Path(half.name).unlink(missing_ok=True)
            raise
