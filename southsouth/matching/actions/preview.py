"""What other weights would change, before they are used."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from southsouth.catalogue.models import Need, Solution
from southsouth.engine.fit import Ranking, Weights
from southsouth.matching.policies import matchable_solutions, may_change_weights
from southsouth.matching.queries.ranking import Ranker
from southsouth.matching.queries.weights import active_weights, weights_in
from southsouth.members.models import Person


class Moved(StrEnum):
    UP = "up"
    DOWN = "down"
    SAME = "same"
    NEW = "new"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Change:
    """One candidate; ranks are ``None`` where it is not among the first ten."""

    ref: str
    title: str
    before: int | None
    after: int | None

    @property
    def moved(self) -> Moved:
        if self.before is None:
            return Moved.NEW
        if self.after is None:
            return Moved.GONE
        if self.before == self.after:
            return Moved.SAME
        return Moved.UP if self.after < self.before else Moved.DOWN


@dataclass(frozen=True, slots=True)
class NeedPreview:
    """A need with its candidates as they would stand, then those that would be gone."""

    ref: str
    title: str
    changes: Sequence[Change]


@dataclass(frozen=True, slots=True)
class Preview:
    """``unchanged``: the share of candidates that keep their rank; ``None`` when there is no candidate at all."""

    needs: Sequence[NeedPreview]
    unchanged: float | None


def preview(values: Mapping[str, float], *, by: Person, needs: int = 20) -> Preview:
    """The first ten of the newest shown needs with the weights in use and with these. Nothing is kept.

    Raises ``WrongWeights`` and ``PermissionDenied``.
    """
    if not may_change_weights(by):
        raise PermissionDenied
    ours, theirs = weights_in(active_weights()), Weights.of(values)
    ranker = Ranker(matchable_solutions(), today=timezone.localdate())
    rows = Need.objects.shown().in_full()
    found = [
        (need, ranker.rank(need, weights=ours), ranker.rank(need, weights=theirs))
        for need in rows.order_by("-opened_at", "ref")[:needs]
    ]
    titles = _titles(ranking for _, *both in found for ranking in both)
    told = [
        NeedPreview(need.ref, need.title, changes(ranks(before), ranks(after), titles)) for need, before, after in found
    ]
    return Preview(told, _unchanged([change for each in told for change in each.changes]))


def _titles(rankings: Iterable[Ranking]) -> dict[str, str]:
    refs = {fit.solution for ranking in rankings for fit in ranking.fits}
    return dict(Solution.objects.filter(ref__in=refs).values_list("ref", "title"))


def ranks(ranking: Ranking) -> dict[str, int]:
    return {fit.solution: fit.rank for fit in ranking.fits}


def changes(before: Mapping[str, int], after: Mapping[str, int], titles: Mapping[str, str]) -> list[Change]:
    """Both lists as one: the new one in its order, then what is gone."""
    refs = [*after, *(ref for ref in before if ref not in after)]
    return [Change(ref, titles[ref], before.get(ref), after.get(ref)) for ref in refs]


def _unchanged(told: Sequence[Change]) -> float | None:
    kept = sum(change.moved == Moved.SAME for change in told)
    return kept / len(told) if told else None
