"""What the two sides say to a match, the facts a list asks for, and computing it anew."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from southsouth.catalogue.actions.needs import give_facts
from southsouth.matching.actions.answers import answer_match
from southsouth.matching.actions.refresh import refresh_need
from southsouth.matching.lifecycle import Answer, Side
from southsouth.matching.models import Match
from southsouth.matching.policies import may_answer, visible_matches
from southsouth.web.deeds import REFUSALS, attempt, form_page, sent
from southsouth.web.gates import members_only, person_of
from southsouth.web.words import said_in_words
from southsouth.web.workspace.candidates import asked_facts, candidate, candidates
from southsouth.web.workspace.forms.matches import AnswerMatch, GiveFacts
from southsouth.web.workspace.owned import own_need


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def facts(request: HttpRequest, ref: str) -> HttpResponse:
    """Yes, no or not known for every precondition the candidates ask about; then the list is computed anew."""
    need = own_need(request, ref)
    asked = asked_facts(need, candidates(need, request.user))
    form = GiveFacts(sent(request), asked=asked)
    if request.method != "POST" or not form.is_valid():
        return form_page(request, "workspace/need_facts.html", {"need": need, "form": form, "asked": asked})
    at = timezone.now()
    back = reverse("workspace:need", args=[ref])
    if not (answers := form.changed()):
        return HttpResponseRedirect(back)

    def deed() -> None:
        give_facts(need, answers, by=person_of(request), at=at)
        refresh_need(need, at=at)

    return attempt(request, deed, said=_("Saved. The list takes your answers into account."), back=back)


@require_POST
@members_only
def refresh(request: HttpRequest, ref: str) -> HttpResponse:
    """Compute the list now; where the index is just being made, the background worker does it."""
    need = own_need(request, ref)
    if refresh_need(need, at=timezone.now()) is None:
        messages.success(request, _("The list will be computed in a few minutes. You can leave this page."))
    else:
        messages.success(request, _("The list was computed anew."))
    return redirect("workspace:need", ref=ref)


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Say yes, no with a reason, or later; for the side the reader speaks for."""
    match = visible_matches(request.user).filter(pk=pk).select_related("need", "solution", "run").first()
    if match is None:
        return gone(request)
    side = side_of(request, match)
    back = page_of(match, side)
    form = AnswerMatch(sent(request), initial=earlier_of(match, side))
    if request.method == "POST" and form.is_valid():
        try:
            answer_match(match, side=side, **form.values(), by=person_of(request), at=timezone.now())
        except REFUSALS as refusal:
            form.add_error(None, said_in_words(refusal))
        else:
            messages.success(request, said_of(form.values()["answer"]))
            return HttpResponseRedirect(back)
    context = {"found": candidate(match, side), "form": form, "side": side.value, "back": back}
    return form_page(request, "workspace/answer.html", context)


def side_of(request: HttpRequest, match: Match) -> Side:
    """The side asked for, if the reader may speak for it; else the one it may speak for."""
    allowed = [side for side in Side if may_answer(request.user, match, side)]
    if not allowed:
        raise Http404
    wanted = request.POST.get("side") or request.GET.get("side")
    return next((side for side in allowed if side.value == wanted), allowed[0])


def page_of(match: Match, side: Side) -> str:
    """Where the reader saw the match."""
    if side == Side.IMPORTER:
        return f"{reverse('workspace:need', args=[match.need.ref])}#match-{match.pk}"
    return f"{reverse('workspace:solution', args=[match.solution.ref])}#match-{match.pk}"


def earlier_of(match: Match, side: Side) -> dict[str, str]:
    said = match.interests.filter(side=side).first()
    return {"answer": said.answer, "reason": said.reason, "note": said.note} if said else {}


def said_of(answer: object) -> str:
    if answer == Answer.YES:
        return _("Your yes is recorded. Contacts open once the other side says yes too.")
    if answer == Answer.NO:
        return _("Your no is recorded. Solutions like this one come lower from now on.")
    return _("Put off. It stays in your list.")


def gone(request: HttpRequest) -> HttpResponse:
    """A candidate that left the list while the page was open: back to the list it was in."""
    ref = request.POST.get("need", "")
    if not ref:
        raise Http404
    need = own_need(request, ref)
    messages.error(request, _("This candidate is no longer in the list, so your answer was not recorded."))
    return redirect("workspace:need", ref=need.ref)
