"""The project's own Python: uv, the virtual environment, and exactly the packages of the requirement lists."""

from __future__ import annotations

import hashlib
import importlib.util
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from doors.places import LISTS, PYTHON, ROOT, TOOLS, VENV, surroundings
from doors.screen import Steps, Stop, call

UV = "0.13.9"
STAMP = VENV / "synced"
SETUP_STEPS = 2


def set_up(steps: Steps, purpose: str) -> None:
    """Two steps: the tools, then the packages for ``run`` or ``test``. Done already: a few milliseconds."""
    with steps.step(f"Tools: uv {UV}"):
        uv = find_uv()
    count = (LISTS / f"{purpose}.txt").read_text(encoding="utf-8").count("==")
    with steps.step(f"Packages: {count}, each checked against its hash"):
        sync(uv, purpose)


def find_uv() -> Path:
    """uv of the pinned version: on the path, in the tools folder, or newly put there."""
    own = TOOLS / "venv" / "bin" / "uv"
    for found in (own, shutil.which("uv")):
        if found and is_pinned(Path(found)):
            return Path(found)
    make_tools()
    return own


def is_pinned(uv: Path) -> bool:
    try:
        said = subprocess.run([uv, "--version"], capture_output=True, text=True, check=False).stdout
    except OSError:
        return False
    return said.split()[1:2] == [UV]


def make_tools() -> None:
    if importlib.util.find_spec("ensurepip") is None:
        raise Stop("This Python cannot make virtual environments. On Debian or Ubuntu: apt install python3-venv")
    call([sys.executable, "-m", "venv", "--clear", TOOLS / "venv"], what="making the tools folder")
    pip = [TOOLS / "venv" / "bin" / "python", "-m", "pip", "install", "--disable-pip-version-check"]
    call([*pip, "--require-hashes", "-r", LISTS / "tools.txt"], what="installing uv")


def digest(purpose: str) -> str:
    """What the installed set depends on: the lists, this folder, the Python."""
    parts = [sys.version, str(ROOT), *((LISTS / f"{name}.txt").read_text("utf-8") for name in (purpose, "build"))]
    return f"{purpose} {hashlib.sha256(chr(10).join(parts).encode()).hexdigest()}"


def is_synced(purpose: str) -> bool:
    """What the tests need holds all that running needs."""
    stamp = STAMP.read_text(encoding="utf-8") if STAMP.exists() else ""
    return stamp in {digest(each) for each in {purpose, "test"}} and PYTHON.exists()


def sync(uv: Path, purpose: str) -> None:
    if is_synced(purpose):
        return
    advice = "Delete .venv and try again; if it fails the same way, the lists may be wrong for this machine."
    if not usable(PYTHON):
        call([uv, "venv", "--quiet", "--clear", "--python", sys.executable, VENV], what="making the environment")
    target = ["--quiet", "--python", PYTHON]
    STAMP.unlink(missing_ok=True)
    lists = LISTS / f"{purpose}.txt"
    call([uv, "pip", "sync", *target, "--require-hashes", lists], what="installing the packages", advice=advice)
    build = ["--no-deps", "--build-constraint", LISTS / "build.txt", "--editable", ROOT]
    call([uv, "pip", "install", *target, *build], what="installing the project", advice=advice)
    STAMP.write_text(digest(purpose), encoding="utf-8")


def usable(python: Path) -> bool:
    """It starts, and is of the same version as the one that asks."""
    ask = [str(python), "-c", "import sys; print(sys.version)"]
    try:
        return subprocess.run(ask, capture_output=True, text=True, check=False).stdout.strip() == sys.version
    except OSError:
        return False


def lock(arguments: Sequence[str]) -> int:
    """Resolve anew and write the requirement lists: names, versions and hashes, no addresses."""
    steps = Steps(3)
    with steps.step(f"Tools: uv {UV}"):
        uv = find_uv()
    with steps.step("Resolving"):
        call([uv, "lock", "--quiet"], what="resolving the packages", environment=surroundings(UV_PYTHON=sys.executable))
    with steps.step("Writing the lists"):
        write_lists(uv)
    return 0


def write_lists(uv: Path) -> None:
    export = [uv, "export", "--quiet", "--frozen", "--no-emit-project", "--no-annotate", "--no-header"]
    for purpose, more in (("run", ["--no-dev"]), ("test", [])):
        target = LISTS / f"{purpose}.txt"
        call([*export, *more, "--format", "requirements-txt", "--output-file", target], what=f"writing {purpose}.txt")
    plain = ["--quiet", "--generate-hashes", "--no-annotate", "--no-header", "--universal", "--python-version", "3.11"]
    for name in ("build", "tools"):
        wanted = LISTS / f"{name}.in"
        call([uv, "pip", "compile", *plain, wanted, "--output-file", LISTS / f"{name}.txt"], what=f"writing {name}.txt")
