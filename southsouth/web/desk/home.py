"""The desk of the secretariat: what waits, how long, and where to begin."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import cast

from django.db.models import Count, Min
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from southsouth.catalogue.lifecycle import NeedState, SolutionState
from southsouth.catalogue.policies import visible_flags, visible_needs, visible_solutions
from southsouth.catalogue.queries.questions import questions_for
from southsouth.ledger.models import Entry
from southsouth.matching.queries import active_weights, progress, waiting
from southsouth.members.models import Person
from southsouth.members.policies import Actor
from southsouth.web.gates import secretariat_only

RECENT = 12


@dataclass(frozen=True, slots=True)
class Queue:
    """One pile of work: how much, and since when the oldest waits."""

    name: str | Promise
    url: str
    count: int
    oldest: datetime | None = None


@secretariat_only
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    at = timezone.now()
    stale = waiting()
    context = {
        "queues": queues(request.user),
        "stale": stale,
        "progress": progress(at),
        "weights": active_weights(),
        "recent": Entry.objects.select_related("by").order_by("-pk")[:RECENT],
    }
    return render(request, "desk/home.html", context)


def queues(actor: Actor) -> list[Queue]:
    needs = visible_needs(actor).filter(state=NeedState.SUBMITTED)
    sent = visible_solutions(actor).filter(state=SolutionState.SUBMITTED)
    reviewed = visible_solutions(actor).filter(state=SolutionState.IN_REVIEW)
    due = visible_solutions(actor).filter(state=SolutionState.DUE)
    triage, reviews, desk = reverse("desk:triage"), reverse("workspace:reviews"), reverse("desk:triage")
    piles = (
        (_("Needs to decide on"), f"{triage}#needs", needs),
        (_("Solutions to look at"), f"{desk}#solutions", sent),
        (_("Solutions in review"), reviews, reviewed),
        (_("Solutions due for confirmation"), f"{triage}#due", due),
    )
    return [*voices(actor), *(_queue(name, url, rows) for name, url, rows in piles)]


def voices(actor: Actor) -> list[Queue]:
    """Statements that somebody challenged, and questions on records that no organisation keeps."""
    flags, asked = visible_flags(actor).open(), questions_for(cast(Person, actor))
    return [
        _queue(_("Challenged statements"), reverse("desk:flags"), flags, since="at"),
        _queue(_("Questions to answer"), reverse("workspace:questions"), asked, since="asked_at"),
    ]


def _queue(name: str | Promise, url: str, rows, since: str = "changed_at") -> Queue:
    found = rows.order_by().aggregate(count=Count("pk"), oldest=Min(since))
    return Queue(name, url, found["count"], found["oldest"])
