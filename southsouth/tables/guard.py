"""Cells that a spreadsheet would run as a formula, made harmless, and made themselves again."""

from __future__ import annotations

import re

TRIGGER = re.compile("^'*(?:[\\s\u200b\ufeff]*[=+\\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n])")
"""What spreadsheets take for the start of a formula, or cut in two, with any apostrophes before it."""


def guarded(text: str) -> str:
    """With an apostrophe before it, where a spreadsheet would run it."""
    return f"'{text}" if TRIGGER.match(text) else text


def restored(cell: str) -> str:
    """A cell as it was before ``guarded``."""
    return cell[1:] if cell.startswith("'") and TRIGGER.match(cell) else cell
