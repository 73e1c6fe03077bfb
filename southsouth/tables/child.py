"""The process of its own in which a workbook from outside is taken apart, with little memory and little time.

Writes one line of JSON for each row, ``[number, cells]``, and at the end ``{}``, or the fault that stopped it.
"""

from __future__ import annotations

import json
import resource
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TextIO

from southsouth.tables.archive import opened
from southsouth.tables.rows import Limits, Unreadable
from southsouth.tables.sheet import rows_of_book


def arguments(path: Path, limits: Limits) -> list[str]:
    """How this module is called: the file, and the limits."""
    return ["-m", "southsouth.tables.child", str(path), json.dumps(asdict(limits))]


def confine(limits: Limits) -> None:
    """From here on, this process is stopped when it takes more time or memory than allowed."""
    for which, wanted in ((resource.RLIMIT_CPU, limits.seconds), (resource.RLIMIT_AS, limits.memory)):
        hard = resource.getrlimit(which)[1]
        resource.setrlimit(which, (wanted if hard == resource.RLIM_INFINITY else min(wanted, hard), hard))


def write_rows(path: Path, limits: Limits, out: TextIO) -> None:
    """Write the rows of a workbook, then how it ended."""
    end: dict[str, object] = {}
    try:
        with opened(path, limits) as archive:
            for row in rows_of_book(archive, limits):
                out.write(json.dumps(row) + "\n")
    except Unreadable as wrong:
        end = {"code": wrong.code, "facts": wrong.facts}
    except MemoryError:
        end = {"code": "too_heavy", "facts": {}}
    out.write(json.dumps(end) + "\n")


def main(argv: list[str], out: TextIO) -> int:
    limits = Limits(**json.loads(argv[2]))
    confine(limits)
    write_rows(Path(argv[1]), limits, out)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv, sys.stdout))
