"""Challenges that wait for a decision, and the level of proof of a solution."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from southsouth.catalogue.actions.evidence import set_evidence
from southsouth.catalogue.actions.flags import dismiss_flag, uphold_flag
from southsouth.catalogue.lifecycle import SHOWN_SOLUTIONS, FlagOutcome, FlagState
from southsouth.catalogue.models import Flag, Solution
from southsouth.catalogue.policies import visible_flags, visible_solutions
from southsouth.catalogue.queries.challenges import evidence_history
from southsouth.engine.fit.profiles import Evidence
from southsouth.ledger.queries import history
from southsouth.web.deeds import REFUSALS, attempt, form_page, sent
from southsouth.web.desk.forms.flags import DISMISS, DecideFlag, SetEvidence
from southsouth.web.desk.triage import WITHIN
from southsouth.web.gates import person_of, secretariat_only
from southsouth.web.words import said_in_words

LATELY = 10


@secretariat_only
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Open ones, the longest wait first; and what was decided last."""
    late = timezone.now() - WITHIN
    rows = visible_flags(request.user).for_lists()
    decided = rows.exclude(state=FlagState.OPEN).order_by("-decided_at", "-pk")[:LATELY]
    context = {"flags": [(flag, flag.at < late) for flag in rows.open()], "decided": list(decided)}
    return render(request, "desk/flags.html", context)


@secretariat_only
@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: HttpRequest, ref: str) -> HttpResponse:
    """What is said, what the owner replies, and the decision, which can lower the proof in the same step."""
    flag = get_object_or_404(visible_flags(request.user).for_lists().select_related("by__organisation"), ref=ref)
    form = DecideFlag(sent(request), kept=flag.kept)
    if request.method == "POST" and form.is_valid():
        try:
            _deed(request, flag, form)()
        except REFUSALS as refusal:
            form.add_error(None, said_in_words(refusal))
        else:
            messages.success(request, _("Decided. The page of the record says so."))
            return HttpResponseRedirect(reverse("desk:flags"))
    context = {"flag": flag, "form": form, "open": flag.state == FlagState.OPEN, "history": list(history(flag))}
    solution = flag.kept if isinstance(flag.kept, Solution) else None
    return form_page(request, "desk/flag.html", {**context, "solution": solution})


def _deed(request: HttpRequest, flag: Flag, form: DecideFlag) -> Callable[[], object]:
    given, by, at = form.cleaned_data, person_of(request), timezone.now()
    if given["outcome"] == DISMISS:
        return lambda: dismiss_flag(flag, decision=given["decision"], by=by, at=at)
    outcome = FlagOutcome(given["outcome"])
    level = Evidence(given["level"]) if outcome == FlagOutcome.LOWERED else None
    return lambda: uphold_flag(flag, decision=given["decision"], by=by, at=at, outcome=outcome, level=level)


@secretariat_only
@require_http_methods(["GET", "HEAD", "POST"])
def evidence(request: HttpRequest, ref: str) -> HttpResponse:
    """Place a published solution on another step of the ladder, with the reason everybody reads."""
    shown = [each.value for each in SHOWN_SOLUTIONS]
    solution = get_object_or_404(visible_solutions(request.user).for_lists().filter(state__in=shown), ref=ref)
    form = SetEvidence(sent(request), solution=solution)
    if request.method == "POST" and form.is_valid():
        level, reason = Evidence(form.cleaned_data["level"]), form.cleaned_data["reason"]
        return attempt(
            request,
            lambda: set_evidence(solution, level, reason=reason, by=person_of(request), at=timezone.now()),
            said=_("Set. The page of the solution tells from where to where, and why."),
            back=reverse("desk:evidence", args=[ref]),
        )
    context = {"solution": solution, "form": form, "history": evidence_history(solution)}
    return form_page(request, "desk/evidence.html", context)
