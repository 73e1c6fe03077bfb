"""Where things stand: everything that is made lies beside the code."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TOOLS = ROOT / ".tools"
VENV = ROOT / ".venv"
VAR = ROOT / "var"
LOGS = TOOLS / "logs"
LISTS = ROOT / "requirements"
PYTHON = VENV / "bin" / "python"


def own_settings() -> dict[str, str]:
    """The ``NAME=value`` lines of ``.env``, if there is one."""
    file = ROOT / ".env"
    lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    pairs = (line.split("=", 1) for line in lines if "=" in line and not line.lstrip().startswith("#"))
    return {name.strip(): value.strip().strip("\"'") for name, value in pairs}


def surroundings(**more: str) -> dict[str, str]:
    """The environment of what is started: the shell's own, ``.env`` beneath it, the project's programs first."""
    environment = own_settings() | dict(os.environ) | more
    environment["PATH"] = f"{VENV / 'bin'}{os.pathsep}{environment.get('PATH', '')}"
    environment["VIRTUAL_ENV"] = str(VENV)
    environment["PYTHONUNBUFFERED"] = "1"
    environment.pop("PYTHONHOME", None)
    environment.pop("PYTHONPATH", None)
    return environment
