"""The gate of ``dev.py test``: branch coverage over both databases. Every branch below ``web/``, 95 % over all.

Judged after the last test and shown before pytest's closing line; a shortfall makes the run fail.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Generator, Mapping
from pathlib import Path
from typing import Any

import coverage
import pytest

ALL_MUST = 95.0
BELOW_MUST = 100.0
SHOWN = 12
ABOVE = ("southsouth/web/", "southsouth/management/", "southsouth/templatetags/", "southsouth/__main__.py")
"""What counts for the whole but is not below ``web/``."""


def share(summary: Mapping[str, int]) -> float:
    """Lines and branches taken, in percent of all."""
    wanted = summary["num_statements"] + summary["num_branches"]
    return 100.0 * (summary["covered_lines"] + summary["covered_branches"]) / wanted if wanted else 100.0


def shortfalls(report: Mapping[str, Any]) -> list[str]:
    """One line for each file, and for the whole, that misses its mark. ``report``: coverage's JSON."""
    files = report["files"]
    shares = {name: share(of["summary"]) for name, of in files.items()}
    found = [
        f"{name}: {part:.1f} %, must be {BELOW_MUST:.0f} %: {missing(files[name])}"
        for name, part in sorted(shares.items())
        if part < BELOW_MUST and not name.startswith(ABOVE)
    ]
    whole = share(report["totals"])
    return found + ([f"everything together: {whole:.1f} %, must be {ALL_MUST:.0f} %"] if whole < ALL_MUST else [])


def missing(of: Mapping[str, Any]) -> str:
    """The first lines and branches that no test took."""
    branches = [f"{start}->{end}" for start, end in of.get("missing_branches", [])]
    places = [str(line) for line in of.get("missing_lines", [])] + branches
    return ", ".join(places[:SHOWN]) + (f" and {len(places) - SHOWN} more" if len(places) > SHOWN else "")


def measured(root: Path) -> Mapping[str, Any]:
    data = coverage.Coverage(data_file=str(root / ".coverage"), config_file=str(root / "pyproject.toml"))
    data.load()
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "report.json"
        data.json_report(outfile=str(out))
        report: Mapping[str, Any] = json.loads(out.read_text(encoding="utf-8"))
        return report


def pytest_configure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(Gate(), "southsouth-gate")


class Gate:
    """Asks in the process that gathers the workers' results."""

    def __init__(self) -> None:
        self.found: list[str] = []

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> Generator[None, object, object]:
        result = yield
        self.found = shortfalls(measured(session.config.rootpath))
        if self.found:
            session.testsfailed += 1
        return result

    @pytest.hookimpl(trylast=True)
    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        terminalreporter.section("coverage gate")
        for line in self.found or ["every branch below web/, and enough over all"]:
            terminalreporter.write_line(line)
