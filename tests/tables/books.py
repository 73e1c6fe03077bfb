"""Workbooks made by hand, so that they can be wrong in one way at a time."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from southsouth.tables.archive import opened
from southsouth.tables.rows import LIMITS, Limits, Unreadable
from southsouth.tables.sheet import rows_of_book

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
ROW = '<row r="1"><c r="A1" t="inlineStr"><is><t>title</t></is></c></row>'
TWO_ROWS = f'{ROW}<row r="2"><c r="A2" t="inlineStr"><is><t>One</t></is></c></row>'


def sheet(rows: str = TWO_ROWS, before: str = "", after: str = "") -> str:
    return f'<worksheet xmlns="{MAIN}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'


def cell(content: str, place: str = "A2", attributes: str = "") -> str:
    """One sheet with the heading ``title`` and one cell below it."""
    row = place.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return sheet(f'{ROW}<row r="{row}"><c r="{place}" {attributes}>{content}</c></row>')


def relations(targets: Mapping[str, tuple[str, str]]) -> str:
    links = "".join(
        f'<Relationship Id="{name}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for name, (kind, target) in targets.items()
    )
    outside = f'<Relationship Id="rId99" Type="{OFFICE}/worksheet" Target="http://x.org" TargetMode="External"/>'
    return f'<Relationships xmlns="{PACKAGE}">{links}{outside}</Relationships>'


def book(path: Path, *sheets: str, **parts: Any) -> Path:
    """A workbook of sheets. ``states``: visible or hidden; ``shared`` texts; ``styles``; ``properties``; ``more``."""
    sheets = sheets or (sheet(),)
    states = parts.get("states", ("visible",) * len(sheets))
    named = "".join(
        f'<sheet name="S{number}" sheetId="{number}" r:id="rId{number}" state="{state}"/>'
        for number, state in enumerate(states, start=1)
    )
    targets = {f"rId{number}": ("worksheet", f"worksheets/sheet{number}.xml") for number in range(1, len(sheets) + 1)}
    entries: dict[str, str | bytes] = {
        f"xl/worksheets/sheet{number}.xml": text for number, text in enumerate(sheets, start=1)
    }
    for part, kind, target in (
        ("shared", "sharedStrings", "sharedStrings.xml"),
        ("styles", "styles", "/xl/styles.xml"),
    ):
        if part in parts:
            targets[kind] = (kind, target)
            entries[f"xl/{target.rpartition('/')[2]}"] = str(parts[part])
    properties = parts.get("properties", "")
    entries["xl/workbook.xml"] = (
        f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{properties}<sheets>{named}</sheets></workbook>'
    )
    entries["xl/_rels/workbook.xml.rels"] = relations(targets)
    return archive(path, {**entries, **parts.get("more", {})})


def archive(path: Path, entries: Mapping[str, str | bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        for name, content in entries.items():
            out.writestr(name, content)
    return path


STYLES = f"""<styleSheet xmlns="{MAIN}"><numFmts><numFmt numFmtId="164" formatCode="yyyy-mm-dd"/>
<numFmt numFmtId="165" formatCode="0.00&quot;d&quot;"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>
<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf/></cellXfs></styleSheet>"""


def rows(path: Path, limits: Limits = LIMITS) -> list[tuple[int, list[object]]]:
    with opened(path, limits) as entries:
        return list(rows_of_book(entries, limits))


def fault(path: Path, limits: Limits = LIMITS) -> tuple[str, dict[str, object]]:
    with pytest.raises(Unreadable) as raised:
        rows(path, limits)
    return raised.value.code, raised.value.facts
