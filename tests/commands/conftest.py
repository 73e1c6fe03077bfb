"""Running commands and reading what they say."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command


@dataclass(frozen=True)
class Said:
    """What a command wrote, and the exit code it would end with."""

    out: str
    err: str
    code: int = 0


class Terminal(io.StringIO):
    """Somebody sits before it."""

    def isatty(self) -> bool:
        return True


Run = Callable[..., Said]


@pytest.fixture
def run() -> Run:
    """Runs a command; ``terminal=True``: as if somebody watched."""

    def run_command(*arguments: object, terminal: bool = False) -> Said:
        out, err = (Terminal() if terminal else io.StringIO() for _ in range(2))
        try:
            call_command(*map(str, arguments), stdout=out, stderr=err, no_color=True)
        except CommandError as fault:
            return Said(out.getvalue(), err.getvalue() + str(fault), fault.returncode)
        except SystemExit as end:
            return Said(out.getvalue(), err.getvalue(), int(end.code or 0))
        return Said(out.getvalue(), err.getvalue())

    return run_command


@pytest.fixture
def file(tmp_path: Path) -> Callable[..., Path]:
    """Writes a file of lines."""

    def write(name: str, *lines: str) -> Path:
        path = tmp_path / name
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return path

    return write
