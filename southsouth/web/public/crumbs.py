"""Where a record stands: its list, and its focus area in that list."""

from __future__ import annotations

from django.urls import reverse

from southsouth.reference.models import FocusArea
from southsouth.web.words.numbers import language_now

Crumb = tuple[str, str]


def crumbs(address: str, words: str, area: FocusArea | None = None) -> list[Crumb]:
    """Addresses and words above a record."""
    steps = [(reverse(address), words)]
    if area is not None:
        steps.append((f"{reverse(address)}?area={area.slug}", area.name_in(language_now())))
    return steps
