"""A need as its keepers see it, and what they may do with it."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from southsouth.catalogue.actions.endorsements import ask_endorsement
from southsouth.catalogue.actions.needs import (
    answer_need,
    missing_for_submission,
    reopen_need,
    submit_need,
    take_back_need,
    withdraw_need,
)
from southsouth.catalogue.lifecycle import EDITABLE_NEEDS, NeedState
from southsouth.catalogue.models import Need
from southsouth.catalogue.queries.translations import coverage
from southsouth.catalogue.queries.versions import latest_version
from southsouth.ledger.models import Entry
from southsouth.matching.queries import earlier_answers, is_stale
from southsouth.web.deeds import REFUSALS, attempt, confirm_page, form_page, sent
from southsouth.web.gates import members_only, person_of
from southsouth.web.words import said_in_words
from southsouth.web.workspace.asked import challenges
from southsouth.web.workspace.candidates import asked_facts, candidates
from southsouth.web.workspace.flow import note_of
from southsouth.web.workspace.forms.needs import AskEndorsement, Reopen, Withdraw
from southsouth.web.workspace.need_form import FLOW
from southsouth.web.workspace.owned import own_need

EDITABLE = [each.value for each in EDITABLE_NEEDS]
TO_WITHDRAW = [*EDITABLE, NeedState.SUBMITTED.value, NeedState.OPEN.value]
TO_TAKE_BACK = [NeedState.SUBMITTED.value, NeedState.DECLINED.value, NeedState.WITHDRAWN.value]
TO_REOPEN = [NeedState.ANSWERED.value, NeedState.LAPSED.value]


def page_of(need: Need) -> str:
    return reverse("workspace:need", args=[need.ref])


@members_only
@require_safe
def detail(request: HttpRequest, ref: str) -> HttpResponse:
    """State, next step, explained candidates with their answers, history."""
    need = own_need(request, ref)
    found = candidates(need, request.user)
    context = {
        "need": need,
        "deeds": deeds_for(need),
        "coverage": coverage(need, dict(settings.LANGUAGES)),
        "edit": FLOW.url(need, FLOW.first_open(need)) if need.state in EDITABLE else "",
        "missing": missing_for_submission(need),
        "endorsements": list(need.endorsements.all()),
        "found": found,
        "earlier": list(earlier_answers(need, request.user)),
        "asked": len([each for each in asked_facts(need, found) if each.there is None]),
        "stale": is_stale(need),
        "challenges": challenges(need, request.user),
        "version": latest_version(need, request.user),
        "history": list(Entry.objects.about("need", ref).select_related("by")),
    }
    return render(request, "workspace/need.html", context)


def deeds_for(need: Need) -> dict[str, bool]:
    """Which buttons make sense in this state."""
    return {
        "edit": need.state in EDITABLE,
        "withdraw": need.state in TO_WITHDRAW,
        "take_back": need.state in TO_TAKE_BACK,
        "answered": need.state == NeedState.OPEN,
        "reopen": need.state in TO_REOPEN,
    }


@require_POST
@members_only
def submit(request: HttpRequest, ref: str) -> HttpResponse:
    need = own_need(request, ref)
    return attempt(
        request,
        lambda: submit_need(need, by=person_of(request), at=timezone.now(), note=note_of(request)),
        said=_("Sent. The secretariat answers within ten working days."),
        back=page_of(need),
    )


@require_POST
@members_only
def take_back(request: HttpRequest, ref: str) -> HttpResponse:
    need = own_need(request, ref)
    return attempt(
        request,
        lambda: take_back_need(need, by=person_of(request), at=timezone.now()),
        said=_("It is a draft again. You can change it and send it once more."),
        back=page_of(need),
    )


@require_POST
@members_only
def answered(request: HttpRequest, ref: str) -> HttpResponse:
    need = own_need(request, ref)
    return attempt(
        request,
        lambda: answer_need(need, by=person_of(request), at=timezone.now()),
        said=_("Marked as answered. It looks for no other solution."),
        back=page_of(need),
    )


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def reopen(request: HttpRequest, ref: str) -> HttpResponse:
    """Open an answered or lapsed need again, with a new day to decide by."""
    need = own_need(request, ref)
    form = Reopen(sent(request), initial={"deadline": need.deadline})
    if request.method == "POST" and form.is_valid():
        until = form.cleaned_data["deadline"]
        return attempt(
            request,
            lambda: reopen_need(need, by=person_of(request), at=timezone.now(), deadline=until),
            said=_("It is open again."),
            back=page_of(need),
        )
    lines = [_("It is shown again, and the search for solutions goes on.")]
    words = {"heading": _("Open this need again?"), "lines": lines, "button": _("Open it again")}
    return confirm_page(request, record=need, form=form, back=page_of(need), **words)


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, ref: str) -> HttpResponse:
    need = own_need(request, ref)
    form = Withdraw(sent(request))
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        return attempt(
            request,
            lambda: withdraw_need(need, by=person_of(request), at=timezone.now(), reason=reason),
            said=_("Withdrawn. Nobody looks for solutions any more. You can take it up again."),
            back=page_of(need),
        )
    lines = [
        _("It is no longer shown, and no solutions are looked for."),
        _("What you wrote is kept. You can take it up again as a draft."),
    ]
    words = {"heading": _("Withdraw this need?"), "lines": lines, "button": _("Withdraw it")}
    return confirm_page(request, record=need, form=form, back=page_of(need), **words)


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def endorsement(request: HttpRequest, ref: str) -> HttpResponse:
    """Name the official; the link to hand over is shown once, since only its digest is kept."""
    need = own_need(request, ref)
    form = AskEndorsement(sent(request))
    if request.method != "POST" or not form.is_valid():
        return form_page(request, "workspace/endorsement.html", {"need": need, "form": form})
    try:
        secret = ask_endorsement(need, **form.cleaned_data, by=person_of(request), at=timezone.now())
    except REFUSALS as refusal:
        form.add_error(None, said_in_words(refusal))
        return form_page(request, "workspace/endorsement.html", {"need": need, "form": form})
    link = request.build_absolute_uri(reverse("public:endorse", args=[secret]))
    return render(request, "workspace/endorsement.html", {"need": need, "link": link, **form.cleaned_data})
