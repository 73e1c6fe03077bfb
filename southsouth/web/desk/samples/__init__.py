"""Made-up contents for the parts gallery: every part of the pages, in every state it can be in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from southsouth.web.desk.samples import forms, frame, lists, matches, records, versions, voices

States = Mapping[str, Mapping[str, object]]
SAMPLES: Mapping[str, Callable[[], States]] = {
    **frame.SAMPLES,
    **lists.SAMPLES,
    **matches.SAMPLES,
    **records.SAMPLES,
    **versions.SAMPLES,
    **voices.SAMPLES,
    **forms.SAMPLES,
}
"""Name of a part → its states, each with what it takes."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One part in one state, as the page shows it."""

    part: str
    state: str
    html: SafeString

    @property
    def is_row(self) -> bool:
        """Whether the part stands in a list."""
        return self.html.lstrip().startswith("<li")


def shown(only: str = "") -> Iterator[Shown]:
    """Every part in every state, or those of one part (``match``), or one state (``match.folded``)."""
    for part, states in sorted(SAMPLES.items()):
        for state, context in states().items():
            if only in ("", part, f"{part}.{state}"):
                yield Shown(part, state, render_to_string(f"parts/{part}.html", dict(context)))
