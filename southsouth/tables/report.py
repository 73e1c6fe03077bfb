"""What became of the rows of a file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Refused:
    """A row that cannot be taken, and why: a code with facts. ``column`` is empty when the whole row is meant."""

    row: int
    column: str
    code: str
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Report:
    """What an import did, or would do: references in the order of the file.

    ``ignored`` names the columns nothing was done with. Where anything is refused nothing was done at all, and the
    three other lists say what would have been.
    """

    created: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    refused: tuple[Refused, ...] = ()
    ignored: tuple[str, ...] = ()

    @property
    def good(self) -> bool:
        return not self.refused
