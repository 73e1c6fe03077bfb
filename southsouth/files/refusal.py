"""Why a file is not taken."""

from __future__ import annotations


class FileRefused(Exception):
    """``code``: empty, too_large, kind, not_it, damaged, locked, macros, active, bomb, encoding, pixels or heavy."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.code, self.facts = code, facts
