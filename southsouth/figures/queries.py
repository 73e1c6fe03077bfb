"""Every published number: what it counts, the rows behind it, and what was published before the platform beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Q, QuerySet

from southsouth.catalogue.lifecycle import NeedState
from southsouth.catalogue.models import Adoption, Need, Solution
from southsouth.catalogue.policies import visible_adoptions, visible_needs, visible_solutions
from southsouth.events.lifecycle import EventKind
from southsouth.events.policies import visible_events
from southsouth.figures.models import RecordedTotal
from southsouth.members.lifecycle import Origin
from southsouth.members.policies import Actor
from southsouth.reference.models import Country

Rows = QuerySet[Any, Any]

SAMPLE = Q(origin=Origin.SAMPLE)


@dataclass(frozen=True, slots=True)
class Counted:
    """How a number is counted.

    ``kind`` and ``chosen`` name the list that opens its rows, and the values of that list's filters. ``rows`` gives the
    rows a reader may open; for ``None``, all that count. ``recorded`` is the total published before the platform that
    stands beside it. Samples are no part of any number; rows without an origin were chosen accordingly.
    """

    kind: str
    rows: Callable[[Actor | None], Rows]
    chosen: Mapping[str, str] = field(default_factory=dict)
    recorded: str = ""
    have_origin: bool = True


@dataclass(frozen=True, slots=True)
class Figure:
    """A published number. ``value`` is ``None`` where the platform does not count it (yet).

    ``masked`` of its rows are counted but not open to this reader; ``samples`` are left out of the value.
    ``recorded`` was published before the platform, has a source of its own, and is never added to the value.
    """

    name: str
    value: int | None
    masked: int = 0
    samples: int = 0
    kind: str = ""
    chosen: Mapping[str, str] = field(default_factory=dict)
    recorded: RecordedTotal | None = None


def _solutions(actor: Actor | None) -> QuerySet[Solution]:
    shown = Solution.objects.shown()
    return shown if actor is None else shown.filter(pk__in=visible_solutions(actor).values("pk"))


def _open_needs(actor: Actor | None) -> QuerySet[Need]:
    needs = Need.objects.all() if actor is None else visible_needs(actor)
    return needs.filter(state=NeedState.OPEN)


def _adoptions(actor: Actor | None) -> QuerySet[Adoption]:
    """Adoptions of the solutions that are shown."""
    adoptions = Adoption.objects.filter(solution__in=Solution.objects.shown())
    return adoptions if actor is None else adoptions.filter(pk__in=visible_adoptions(actor).values("pk"))


def _running(actor: Actor | None) -> QuerySet[Adoption]:
    return _adoptions(actor).filter(pk__in=Adoption.objects.running().values("pk"))


def _involved(actor: Actor | None) -> QuerySet[Country]:
    """Countries with a part in an adoption that is no sample, on either side."""
    adoptions = _adoptions(actor).exclude(SAMPLE).order_by()
    return Country.objects.filter(Q(pk__in=adoptions.values("exporter")) | Q(pk__in=adoptions.values("importer")))


def _events(kind: EventKind, recorded: str) -> Counted:
    return Counted("events", lambda actor: visible_events(actor).filter(kind=kind), {"kind": kind.value}, recorded)


COUNTED: Mapping[str, Counted] = {
    "solutions_shown": Counted("solutions", _solutions),
    "needs_open": Counted("needs", _open_needs, {"state": NeedState.OPEN.value}),
    "adoptions_recorded": Counted("adoptions", _adoptions),
    "adoptions_running": Counted("adoptions", _running, {"running": "yes"}),
    "countries_involved": Counted(
        "countries", _involved, {"involved": "yes"}, "countries_and_organisations", have_origin=False
    ),
    "workshops": _events(EventKind.WORKSHOP, "international_workshops"),
    "field_visits": _events(EventKind.FIELD_VISIT, "field_visits"),
    "webinars": _events(EventKind.WEBINAR, "webinar_series"),
}
"""The numbers the platform counts, in the order of the page."""


def recorded_totals() -> list[RecordedTotal]:
    """What was published before the platform, in its order; each has its source."""
    return list(RecordedTotal.objects.all())


def figures(actor: Actor) -> list[Figure]:
    """Every published number: first those the platform counts, then those only recorded."""
    totals = {total.name: total for total in recorded_totals()}
    live = [_figure(name, actor, totals.get(counted.recorded)) for name, counted in COUNTED.items()]
    beside = {counted.recorded for counted in COUNTED.values()}
    return live + [Figure(name, None, recorded=total) for name, total in totals.items() if name not in beside]


def live_figures(actor: Actor) -> list[Figure]:
    """The numbers that grow with the work on the platform, without what was recorded before."""
    return [_figure(name, actor, None) for name, counted in COUNTED.items() if counted.kind != "events"]


def _figure(name: str, actor: Actor, recorded: RecordedTotal | None) -> Figure:
    counted = COUNTED[name]
    real = ~SAMPLE if counted.have_origin else Q()
    counts = counted.rows(None).aggregate(
        value=Count("pk", filter=real),
        seen=Count("pk", filter=real & Q(pk__in=counted.rows(actor).order_by().values("pk"))),
        samples=Count("pk", filter=SAMPLE if counted.have_origin else Q(pk__in=[])),
    )
    masked = counts["value"] - counts["seen"]
    return Figure(name, counts["value"], masked, counts["samples"], counted.kind, counted.chosen, recorded)


def rows_of(name: str, actor: Actor) -> Rows:
    """The rows behind a number that this reader may open: as many as ``value`` less ``masked``."""
    counted = COUNTED[name]
    rows = counted.rows(actor)
    return rows.exclude(SAMPLE) if counted.have_origin else rows
