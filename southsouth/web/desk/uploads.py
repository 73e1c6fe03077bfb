"""A file between its dry run and its import: kept for a day under a name nobody can guess, for one person."""

from __future__ import annotations

import json
import secrets
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from southsouth.tables.report import Refused, Report
from southsouth.tables.rows import Unreadable

KEPT_FOR = timedelta(days=1)
FILE, NOTE = "file", "note.json"


@dataclass(frozen=True, slots=True)
class Upload:
    """Where it lies, what it is called and what its rows are; ``person`` who brought it."""

    folder: Path
    name: str
    kind: str
    person: int

    @property
    def token(self) -> str:
        return self.folder.name

    @property
    def file(self) -> Path:
        return self.folder / FILE


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a dry run found or an import did: a report, or why the file cannot be read."""

    done: bool
    report: Report | None = None
    unreadable: Unreadable | None = None


def keep(file: UploadedFile, *, kind: str, person: int, at: datetime) -> Upload:
    """Write an upload down; what is older than a day goes."""
    root = uploads()
    root.mkdir(parents=True, exist_ok=True)
    clear(root, before=at - KEPT_FOR)
    folder = root / secrets.token_urlsafe(24)
    folder.mkdir(mode=0o700)
    with (folder / FILE).open("wb") as kept:
        for chunk in file.chunks():
            kept.write(chunk)
    upload = Upload(folder, Path(file.name or "file").name[:200], kind, person)
    note(upload, {})
    return upload


def uploads() -> Path:
    return Path(settings.VAR_DIR) / "uploads"


def clear(root: Path, *, before: datetime) -> None:
    for folder in root.iterdir():
        if folder.stat().st_mtime < before.timestamp():
            shutil.rmtree(folder, ignore_errors=True)


def note(upload: Upload, outcome: Mapping[str, Any]) -> None:
    facts = {"name": upload.name, "kind": upload.kind, "person": upload.person, "outcome": outcome}
    (upload.folder / NOTE).write_text(json.dumps(facts, default=str), encoding="utf-8")


def find(token: str, *, person: int) -> tuple[Upload, Outcome] | None:
    """The upload behind a token, if this person brought it and it is still there."""
    folder = uploads() / token
    try:
        facts = json.loads((folder / NOTE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    if facts["person"] != person or folder.parent != uploads():
        return None
    return Upload(folder, facts["name"], facts["kind"], person), _outcome(facts["outcome"])


def write_down(upload: Upload, outcome: Outcome) -> None:
    """Keep what came of it; an imported file is no longer needed."""
    plain: dict[str, Any] = {"done": outcome.done}
    if outcome.unreadable is not None:
        plain["unreadable"] = [outcome.unreadable.code, outcome.unreadable.facts]
    if outcome.report is not None:
        plain["report"] = _plain(outcome.report)
    note(upload, plain)
    if outcome.done:
        upload.file.unlink(missing_ok=True)


def _plain(report: Report) -> dict[str, Any]:
    refused = [[each.row, each.column, each.code, dict(each.facts)] for each in report.refused]
    lists = {name: list(getattr(report, name)) for name in ("created", "changed", "unchanged", "ignored")}
    return {**lists, "refused": refused}


def _outcome(plain: Mapping[str, Any]) -> Outcome:
    unreadable = Unreadable(plain["unreadable"][0], **plain["unreadable"][1]) if "unreadable" in plain else None
    report = None
    if "report" in plain:
        lists = {name: tuple(plain["report"][name]) for name in ("created", "changed", "unchanged", "ignored")}
        refused = tuple(Refused(*each) for each in plain["report"]["refused"])
        report = Report(**lists, refused=refused)
    return Outcome(bool(plain.get("done")), report, unreadable)
