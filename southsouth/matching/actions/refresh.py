"""Computing the lists of needs anew: one, or all that are stale."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import partial

from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from southsouth.catalogue.models import Need, Solution
from southsouth.engine.fit import Ranking
from southsouth.ledger.actions import record
from southsouth.matching.actions.index import IndexChange, refresh_index
from southsouth.matching.actions.lease import Clock, OnProgress, Work, leased
from southsouth.matching.actions.weights import ensure_weights
from southsouth.matching.lifecycle import RefreshStep
from southsouth.matching.models import Interest, Match, MatchRun, Refresh, WeightSet
from southsouth.matching.policies import matchable_solutions, may_ask_refresh
from southsouth.matching.queries.exposure import exposure_by_exporter
from southsouth.matching.queries.kept import columns_of
from southsouth.matching.queries.ranking import NO_INDEX, Ranker
from southsouth.matching.queries.staleness import refresh_row, stale_needs
from southsouth.matching.queries.weights import weights_in
from southsouth.members.models import Person

logger = logging.getLogger(__name__)

FITS = ("run", "rank", "score", "band", "parts", "shares", "reasons", "gaps", "missing", "known", "asked")
"""What a new run writes over in a match that is there already."""


@dataclass(frozen=True, slots=True)
class Done:
    """``index``: what changed in it, ``None`` when another worker had the work."""

    index: IndexChange | None
    needs: int


def refresh_need(need: Need, *, at: datetime) -> MatchRun | None:
    """Compute the list of one need now, and keep it. ``None`` while the index is made: then the worker will do it."""
    return _refresh(need.pk, ranker_for_all(at=at), ensure_weights(at=at), at=at)


def ranker_for_all(*, at: datetime) -> Ranker:
    """Over the solutions every member sees, with what each exporter's place in the lists is today."""
    return Ranker(matchable_solutions(), today=at.date(), exposure=exposure_by_exporter(Match.objects.all()))


def refresh_waiting(
    *, at: datetime, on_progress: OnProgress | None = None, limit: int | None = None, clock: Clock = timezone.now
) -> int:
    """Compute the lists of all needs that are stale, or of ``limit`` of them, last changed first. Returns how many.

    None when another worker is at it. Stopped at any moment, it goes on where it was.
    """
    with leased(at=at, clock=clock, on_progress=on_progress) as work:
        return 0 if work is None else _refresh_stale(work, at=at, limit=limit)


def refresh_all(*, at: datetime, on_progress: OnProgress | None = None, clock: Clock = timezone.now) -> Done:
    """One round of the background worker: first the index, then the needs."""
    with leased(at=at, clock=clock, on_progress=on_progress) as work:
        if work is None:
            return Done(None, 0)
        change = refresh_index(at=at, told=partial(work.tell, RefreshStep.INDEX))
        return Done(change, _refresh_stale(work, at=at, limit=None))


@transaction.atomic
def ask_refresh(*, by: Person | None, at: datetime) -> None:
    """Have every list computed anew in the background. ``None``: asked at the command line."""
    if by is not None and not may_ask_refresh(by):
        raise PermissionDenied
    row, _ = Refresh.objects.update_or_create(pk=Refresh.ONLY, defaults={"wanted_at": at})
    record("matches.refresh_asked", row, by=by, at=at)


def _refresh_stale(work: Work, *, at: datetime, limit: int | None) -> int:
    weights = ensure_weights(at=at)
    waiting = list(stale_needs().order_by("-changed_at", "pk").values_list("pk", flat=True)[:limit])
    if not waiting:
        return 0
    ranker = ranker_for_all(at=at)
    return sum(_each(waiting, ranker, weights, work))


def _each(waiting: Sequence[int], ranker: Ranker, weights: WeightSet, work: Work) -> Iterable[bool]:
    for done, pk in enumerate(waiting):
        work.tell(RefreshStep.NEEDS, done, len(waiting))
        yield _refreshed(pk, ranker, weights, at=work.clock())
    work.tell(RefreshStep.NEEDS, len(waiting), len(waiting))


def _refreshed(pk: int, ranker: Ranker, weights: WeightSet, *, at: datetime) -> bool:
    """False when the need was deleted in between, or cannot be ranked now; one that fails does not stop the others."""
    try:
        return _refresh(pk, ranker, weights, at=at) is not None
    except Need.DoesNotExist:
        return False
    except DatabaseError:
        raise
    except Exception:
        logger.exception("The need with the number %s could not be ranked; the others go on.", pk)
        return False


def _refresh(pk: int, ranker: Ranker, weights: WeightSet, *, at: datetime) -> MatchRun | None:
    """Read, rank, then write in one short transaction: nobody waits for the ranking."""
    catalogue = refresh_row().catalogue
    need = Need.objects.in_full().get(pk=pk)
    ranking = ranker.rank(need, weights=weights_in(weights))
    if any(note.code == NO_INDEX for note in ranking.notes):
        return None
    return _keep(need, ranking, weights, catalogue=catalogue, at=at)


@transaction.atomic
def _keep(need: Need, ranking: Ranking, weights: WeightSet, *, catalogue: str, at: datetime) -> MatchRun:
    """Store a run with its matches. Answered matches that dropped out stay with their answers; the others go."""
    Need.objects.select_for_update(of=("self",)).get(pk=need.pk)
    run = MatchRun.objects.create(
        need=need,
        weights=weights,
        catalogue=catalogue,
        model=ranking.model,
        need_seen=need.changed_at,
        considered=ranking.considered,
        notes=[asdict(note) for note in ranking.notes],
        at=at,
    )
    solutions = dict(Solution.objects.filter(ref__in=[fit.solution for fit in ranking.fits]).values_list("ref", "pk"))
    matches = [
        Match(need=need, solution_id=solutions[fit.solution], run=run, **columns_of(fit))
        for fit in ranking.fits
        if fit.solution in solutions
    ]
    Match.objects.bulk_create(
        matches, update_conflicts=True, unique_fields=["need", "solution"], update_fields=list(FITS)
    )
    _clear(run)
    return run


def _clear(run: MatchRun) -> None:
    """What neither the newest list nor an answer refers to."""
    answers = Interest.objects.filter(match=OuterRef("pk"))
    Match.objects.filter(~Exists(answers), need=run.need_id).exclude(run=run).delete()
    shown = Interest.objects.filter(run=OuterRef("pk"))
    matches = Match.objects.filter(run=OuterRef("pk"))
    MatchRun.objects.filter(~Exists(shown), ~Exists(matches), need=run.need_id).exclude(pk=run.pk).delete()
