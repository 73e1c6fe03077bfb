"""``dev.py bench``: the measured claims, one after the other so that none disturbs another."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence

from doors import packages
from doors.places import PYTHON, ROOT, surroundings
from doors.screen import Steps, Stop, say

PARTS = ("quality", "speed", "languages", "meetings", "hostile", "pages")


def bench(arguments: Sequence[str]) -> int:
    """Run the named parts, or all; 1 when one of them fails or misses its mark."""
    unknown = [each for each in arguments if each not in PARTS]
    if unknown:
        raise Stop(f"There is no measurement {unknown[0]!r}. There are: {', '.join(PARTS)}.")
    packages.set_up(Steps(packages.SETUP_STEPS), "run")
    failed = []
    for part in arguments or PARTS:
        say(f"\n== {part}")
        done = subprocess.run([PYTHON, "-m", f"bench.{part}"], cwd=ROOT, env=surroundings(), check=False)
        if done.returncode:
            failed.append(part)
    say(f"\nMissed: {', '.join(failed)}." if failed else "\nAll measurements met their marks.")
    return 1 if failed else 0
