"""Profiles of solutions, each read once, kept by a process as long as the catalogue does not change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from southsouth.catalogue.models import Solution
from southsouth.engine.fit.profiles import SolutionProfile
from southsouth.matching.queries.profiles import Contexts, solution_profiles
from southsouth.matching.queries.staleness import refresh_row

KEPT = 5_000
"""Profiles kept at most."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A profile with what says whether it would be an import."""

    profile: SolutionProfile
    organisation: int | None
    exporters: frozenset[str]


class Shelf:
    """Of every shown solution, whoever may see it: who asks must keep to what the reader sees."""

    def __init__(self) -> None:
        self.contexts = Contexts()
        self._kept: dict[str, Kept] = {}

    def of(self, refs: Sequence[str], *, today: date) -> dict[str, Kept]:
        found = {ref: kept for ref in refs if (kept := self._kept.get(ref)) is not None}
        wanted = [ref for ref in refs if ref not in found]
        if wanted:
            fresh = self._read(wanted, today=today)
            found |= fresh
            self._keep(fresh)
        return found

    def _read(self, refs: Sequence[str], *, today: date) -> dict[str, Kept]:
        rows = Solution.objects.shown().filter(ref__in=refs).order_by("ref")
        profiles = solution_profiles(rows, self.contexts, today=today)
        keepers = dict(rows.values_list("ref", "organisation"))
        return {
            each.ref: Kept(each, keepers.get(each.ref), frozenset(country.iso3 for country in each.exporters))
            for each in profiles
        }

    def _keep(self, fresh: dict[str, Kept]) -> None:
        """A new mapping each time: another thread goes on with the one it has. When it is full, the older half goes."""
        kept = list(self._kept.items())
        if len(kept) + len(fresh) > KEPT:
            kept = kept[len(kept) // 2 :]
        self._kept = {**dict(kept), **fresh}


def shelf() -> Shelf:
    """The process's own, for the catalogue as indexed last; before the first index a new one each time."""
    catalogue = refresh_row().catalogue
    return _of_catalogue(catalogue) if catalogue else Shelf()


@lru_cache(maxsize=1)
def _of_catalogue(catalogue: str) -> Shelf:
    """The digest covers countries and facts, too, so what is kept under it stays true."""
    return Shelf()
