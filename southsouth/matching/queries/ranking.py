"""Ranking as the product asks for it: which solutions may be candidates, and for whom."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from django.utils import timezone

from southsouth.catalogue.models import Need, Solution
from southsouth.catalogue.models.needs import NeedQuerySet
from southsouth.catalogue.models.solutions import SolutionQuerySet
from southsouth.catalogue.policies import visible_needs, visible_solutions
from southsouth.engine.fit import Note, Ranking, Weights, rank, rank_needs
from southsouth.engine.fit.profiles import NeedProfile, SolutionProfile
from southsouth.matching.queries.memory import searchable_needs, searchable_solutions
from southsouth.matching.queries.profiles import Contexts, need_profile, solution_profile, with_what_ranks
from southsouth.matching.queries.shelf import shelf
from southsouth.matching.queries.weights import active_weights, weights_in
from southsouth.members.policies import Actor

TOP = 10
"""Candidates in a list."""
NO_INDEX = "no_index"


class Ranker:
    """Ranks needs against one set of solutions, which says what the reader may see. Made once for many needs."""

    def __init__(
        self, solutions: SolutionQuerySet, *, today: date, exposure: Mapping[str, float] | None = None
    ) -> None:
        self._shelf = shelf()
        self._solutions = solutions
        self._today = today
        self._exposure = exposure
        self._count = solutions.count()

    def rank(self, need: Need, *, weights: Weights, top: int = TOP) -> Ranking:
        """``considered`` counts the set's own solutions, whatever else the index holds."""
        found = searchable_solutions()
        if found is None:
            return Ranking((), 0, (Note(NO_INDEX),), "")
        ranking = rank(
            need_profile(need, self._shelf.contexts),
            found.index,
            self._candidates_of(need),
            reader=found.reader,
            weights=weights,
            top=top,
            exposure=self._exposure,
        )
        return replace(ranking, considered=self._count, model=found.model)

    def _candidates_of(self, need: Need) -> Callable[[Sequence[str]], list[SolutionProfile]]:
        """Not the own organisation's solutions, and not what only the need's own country exports: that is no import."""

        def profiles(refs: Sequence[str]) -> list[SolutionProfile]:
            seen = self._solutions.filter(ref__in=refs).order_by("ref").values_list("ref", flat=True)
            found = self._shelf.of(list(seen), today=self._today).values()
            return [each.profile for each in found if from_elsewhere(need, each.organisation, each.exporters)]

        return profiles


def from_elsewhere(need: Need, organisation: int | None, exporters: frozenset[str]) -> bool:
    if organisation is not None and organisation == need.organisation_id:
        return False
    return need.country_id is None or exporters != {need.country_id}


def trial(need: Need, *, actor: Actor, top: int = TOP, today: date | None = None) -> Ranking:
    """Candidates for a need that is not kept, out of the solutions the reader sees.

    While the index is being made and there are many solutions: nothing, with the note ``no_index``.
    """
    ranker = Ranker(visible_solutions(actor).shown(), today=today or timezone.localdate())
    return ranker.rank(need, weights=weights_in(active_weights()), top=top)


def trial_needs(solution: Solution, *, actor: Actor, top: int = TOP, today: date | None = None) -> Ranking:
    """Who might need this solution, also one not yet published: out of the shown needs the reader sees."""
    found = searchable_needs()
    if found is None:
        return Ranking((), 0, (Note(NO_INDEX),), "")
    contexts = shelf().contexts
    row = with_what_ranks(Solution.objects.filter(pk=solution.pk)).get()
    profile = solution_profile(row, contexts, today=today or timezone.localdate())
    needs = visible_needs(actor).shown()
    ranking = rank_needs(
        profile,
        found.index,
        needs_elsewhere(needs, row, contexts),
        reader=found.reader,
        weights=weights_in(active_weights()),
        top=top,
    )
    return replace(ranking, considered=needs.count(), model=found.model)


def needs_elsewhere(
    needs: NeedQuerySet, solution: Solution, contexts: Contexts
) -> Callable[[Sequence[str]], Iterable[NeedProfile]]:
    """The profiles of those needs for which the solution would be an import."""
    exporters = frozenset(each.country_id for each in solution.exporters.all())

    def profiles(refs: Sequence[str]) -> list[NeedProfile]:
        rows = needs.filter(ref__in=refs).in_full()
        found = (row for row in rows if from_elsewhere(row, solution.organisation_id, exporters))
        return [need_profile(row, contexts) for row in found]

    return profiles
