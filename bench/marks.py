"""What is measured against what was promised, line by line."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field

ROOM = 58


@dataclass(slots=True)
class Marks:
    """Prints each figure as it comes and remembers the marks that were missed."""

    missed: list[str] = field(default_factory=list)

    def shown(self, what: str, value: float, unit: str = "") -> None:
        """A figure without a mark."""
        self._line(what, value, unit, "")

    def at_most(self, what: str, value: float, mark: float, unit: str = "") -> None:
        self._judged(what, value, unit, f"at most {number(mark)}", met=value <= mark)

    def at_least(self, what: str, value: float, mark: float, unit: str = "") -> None:
        self._judged(what, value, unit, f"at least {number(mark)}", met=value >= mark)

    def _judged(self, what: str, value: float, unit: str, mark: str, *, met: bool) -> None:
        if not met:
            self.missed.append(what)
        self._line(what, value, unit, f"{mark}: {'met' if met else 'MISSED'}")

    def _line(self, what: str, value: float, unit: str, mark: str) -> None:
        print(f"{what:<{ROOM}}{number(value):>10} {unit:<4} {mark}".rstrip(), flush=True)

    def exit_code(self) -> int:
        """0 when every mark was met; the missed ones are said once more."""
        if self.missed:
            print(f"Missed: {'; '.join(self.missed)}.", file=sys.stderr)
        return 1 if self.missed else 0


def number(value: float) -> str:
    """Three figures, more before the point where there are more."""
    return f"{value:,.0f}" if abs(value) >= 100 or value == int(value) else f"{value:.3g}"
