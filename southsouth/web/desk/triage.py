"""Deciding on needs and solutions that were sent in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from django.contrib import messages
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from southsouth.catalogue.actions.needs import MERGEABLE, decline_need, merge_need, open_need, return_need
from southsouth.catalogue.actions.solutions import missing_for_review, return_solution, send_to_review
from southsouth.catalogue.lifecycle import MERGEABLE_SOLUTIONS, SHOWN_SOLUTIONS, NeedState, SolutionState
from southsouth.catalogue.models import Need, Solution
from southsouth.catalogue.policies import visible_needs, visible_solutions
from southsouth.catalogue.queries import in_order_of
from southsouth.ledger.models import Entry
from southsouth.matching.actions import join_solutions
from southsouth.matching.queries import found_needs, found_solutions, like_solutions, matches_of
from southsouth.matching.queries import like_needs as like_needs_of
from southsouth.members.models import Person
from southsouth.members.policies import Actor
from southsouth.web.deeds import REFUSALS, form_page, sent
from southsouth.web.desk.forms.triage import DECLINE, MERGE, OPEN, RETURN, TriageNeed, TriageSolution
from southsouth.web.gates import person_of, secretariat_only
from southsouth.web.words import said_in_words

WITHIN = timedelta(days=14)
"""Ten working days."""
LIKE = 5
"""Like needs shown beside the one to decide on."""


@secretariat_only
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """What was sent in, the longest wait first."""
    late = timezone.now() - WITHIN
    needs = visible_needs(request.user).filter(state=NeedState.SUBMITTED).for_lists().order_by("changed_at", "pk")
    solutions = visible_solutions(request.user).for_lists()
    submitted = solutions.filter(state=SolutionState.SUBMITTED).order_by("changed_at", "pk")
    due = solutions.filter(state=SolutionState.DUE).order_by("review_on", "pk")
    context = {"needs": with_wait(needs, late), "solutions": with_wait(submitted, late), "due": list(due)}
    return render(request, "desk/triage.html", context)


def with_wait(rows: models.QuerySet, late: datetime) -> list[tuple[models.Model, bool]]:
    """Each record, and whether it has waited longer than it should."""
    return [(row, row.changed_at < late) for row in rows]


@secretariat_only
@require_http_methods(["GET", "HEAD", "POST"])
def need(request: HttpRequest, ref: str) -> HttpResponse:
    """One need with needs like it, and the decision."""
    kept = get_object_or_404(visible_needs(request.user).in_full(), ref=ref)
    like = like_needs(kept, request.user)
    form = TriageNeed(sent(request), like=like)
    if request.method == "POST" and form.is_valid():
        into = form.like.get(form.cleaned_data.get("into", ""))
        deed, said = need_deed(form.cleaned_data["decision"])
        if answer := decided(request, form, lambda by, at: deed(kept, form.cleaned_data["reason"], into, by, at), said):
            return answer
    context = {
        "need": kept,
        "form": form,
        "like": like,
        "same": [each.ref for each in like_needs_of(kept, request.user, most=LIKE)],
        "matches": list(matches_of(kept, request.user)[:LIKE]),
        "history": list(Entry.objects.about("need", ref).select_related("by")),
        "open": kept.state == NeedState.SUBMITTED,
    }
    return form_page(request, "desk/triage_need.html", context)


NeedDeed = Callable[[Need, str, Need | None, Person, datetime], object]


def need_deed(decision: str) -> tuple[NeedDeed, str]:
    """The deed behind a decision, and what is said when it is done."""
    deeds: dict[str, tuple[NeedDeed, str]] = {
        OPEN: (lambda need, _reason, _into, by, at: open_need(need, by=by, at=at), _("Opened.")),
        RETURN: (
            lambda need, reason, _into, by, at: return_need(need, reason=reason, by=by, at=at),
            _("Sent back with your question."),
        ),
        DECLINE: (
            lambda need, reason, _into, by, at: decline_need(need, reason=reason, by=by, at=at),
            _("Declined with your reason."),
        ),
        MERGE: (lambda need, _reason, into, by, at: merge_need(need, into=into or need, by=by, at=at), _("Joined.")),
    }
    return deeds[decision]


def like_needs(kept: Need, actor: Actor) -> list[Need]:
    """Needs that speak of the same and could stand for this one."""
    refs = [ref for ref in found_needs(f"{kept.title}. {kept.problem}", actor, kept.language) if ref != kept.ref]
    mergeable = [state.value for state in MERGEABLE]
    rows = visible_needs(actor).filter(ref__in=refs, state__in=mergeable).for_lists()
    return in_order_of(rows, refs, "ref")[:LIKE]


@secretariat_only
@require_http_methods(["GET", "HEAD", "POST"])
def solution(request: HttpRequest, ref: str) -> HttpResponse:
    """One solution, what reviewers would miss in it, and the decision."""
    kept = get_object_or_404(visible_solutions(request.user).in_full(), ref=ref)
    waiting = kept.state == SolutionState.SUBMITTED
    like = found_like(kept, request.user)
    form = TriageSolution(sent(request), like=like, waiting=waiting or request.method == "POST")
    if request.method == "POST" and form.is_valid():
        deed, said = solution_deed(kept, form)
        if answer := decided(request, form, deed, said):
            return answer
    context = {
        "solution": kept,
        "form": form,
        "like": like,
        "same": [each.ref for each in like_solutions(kept, request.user, most=LIKE)],
        "missing": missing_for_review(kept),
        "history": list(Entry.objects.about("solution", ref).select_related("by")),
        "open": waiting,
        "joinable": bool(like) and kept.state in MERGEABLE_SOLUTIONS,
        "shown": kept.state in SHOWN_SOLUTIONS,
    }
    return form_page(request, "desk/triage_solution.html", context)


def found_like(kept: Solution, actor: Actor) -> list[Solution]:
    """Shown solutions that speak of the same, the nearest first: the officer decides which is the same."""
    refs = [ref for ref in found_solutions(f"{kept.title}. {kept.summary}", actor, kept.language) if ref != kept.ref]
    return in_order_of(visible_solutions(actor).shown().filter(ref__in=refs).for_lists(), refs, "ref")[:LIKE]


def solution_deed(kept: Solution, form: TriageSolution) -> tuple[Callable[[Person, datetime], object], str]:
    decision, reason = form.cleaned_data["decision"], form.cleaned_data["reason"]
    if decision == MERGE:
        into = form.like[form.cleaned_data["into"]]
        return lambda by, at: join_solutions(kept, into=into, by=by, at=at), _("Joined.")
    if decision == RETURN:
        return lambda by, at: return_solution(kept, reason=reason, by=by, at=at), _("Sent back with your question.")
    return lambda by, at: send_to_review(kept, by=by, at=at), _("Handed to the reviewers.")


def decided(
    request: HttpRequest, form: TriageNeed | TriageSolution, deed: Callable[[Person, datetime], object], said: str
) -> HttpResponse | None:
    """Do it and go back to the pile; ``None`` when it was refused, and the form says why."""
    try:
        deed(person_of(request), timezone.now())
    except REFUSALS as refusal:
        form.add_error(None, said_in_words(refusal))
        return None
    messages.success(request, said)
    return HttpResponseRedirect(reverse("desk:triage"))
