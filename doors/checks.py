"""``dev.py check`` and ``dev.py fix``: the laws a machine can hold, outside the tests."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from doors import packages
from doors.places import PYTHON, ROOT, VENV, surroundings
from doors.screen import Steps, call, say

AS_IN_PRODUCTION = {
    "SITE_URL": "https://example.org",
    "ALLOWED_HOSTS": "example.org",
    "SECRET_KEY": "never used: this key only lets the deployment checks look at everything else",
}


@dataclass(frozen=True)
class Check:
    title: str
    command: Sequence[str]
    environment: dict[str, str] = field(default_factory=dict)


def module(name: str, *arguments: str) -> list[str]:
    return [str(PYTHON), "-m", name, *arguments]


CHECKS = (
    Check("Format", module("ruff", "format", "--check", ".")),
    Check("Lint", module("ruff", "check", ".")),
    Check("Types", module("mypy")),
    Check("Import contracts", [str(VENV / "bin" / "lint-imports")]),
    Check("Templates", module("djlint", "--lint", "--quiet", "southsouth/templates")),
    Check("Translations", module("doors.texts", "check")),
    Check("Migrations", module("southsouth", "makemigrations", "--check", "--dry-run")),
    Check(
        "Settings",
        module("southsouth", "check", "--deploy", "--fail-level", "WARNING"),
        AS_IN_PRODUCTION,
    ),
)


def check(arguments: Sequence[str]) -> int:
    """Run every check, also after one failed; 1 when any did."""
    packages.set_up(Steps(packages.SETUP_STEPS), "test")
    failed = [each.title for each in CHECKS if not passes(each)]
    mend = "Much of it is mended by: python3 dev.py fix"
    say(f"\nNot in order: {', '.join(failed)}. {mend}" if failed else "\nAll in order.")
    return 1 if failed else 0


def passes(wanted: Check) -> bool:
    """Show one line, and all the tool said when it complains."""
    say(f"{wanted.title} …", end="")
    start = time.monotonic()
    done = subprocess.run(
        wanted.command, cwd=ROOT, env=surroundings(**wanted.environment), capture_output=True, text=True, check=False
    )
    say(f" {'good' if done.returncode == 0 else 'NOT IN ORDER'}, {time.monotonic() - start:.1f} s")
    if done.returncode:
        say((done.stdout + done.stderr).rstrip())
    return done.returncode == 0


def fix(arguments: Sequence[str]) -> int:
    """Format and sort, gather and compile the texts."""
    steps = Steps(packages.SETUP_STEPS + 2)
    packages.set_up(steps, "test")
    with steps.step("Format and imports"):
        call(module("ruff", "check", "--fix", "--exit-zero", "--quiet", "."), what="mending the lint")
        call(module("ruff", "format", "--quiet", "."), what="formatting")
    with steps.step("Texts to translate"):
        call(module("doors.texts", "gather"), what="gathering the texts")
    return 0
