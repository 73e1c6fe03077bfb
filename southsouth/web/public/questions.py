"""Asking about a record. What was answered already comes first; a visitor signs in when the question is sent."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from southsouth.catalogue.actions.questions import ask_question
from southsouth.catalogue.lifecycle import AskedBefore
from southsouth.catalogue.models import Need, Question, Solution
from southsouth.catalogue.models.records import kind_of
from southsouth.catalogue.policies import may_ask, may_flag, visible_needs, visible_solutions
from southsouth.catalogue.queries.questions import found_in, questions_on
from southsouth.web.deeds import REFUSALS, form_page, sent
from southsouth.web.gates import person_of, sign_in_first
from southsouth.web.public.crumbs import crumbs
from southsouth.web.public.writing import LONGEST_QUESTION, AskForm
from southsouth.web.words import said_in_words


@require_http_methods(["GET", "HEAD", "POST"])
def ask_solution(request: HttpRequest, ref: str) -> HttpResponse:
    return ask(request, get_object_or_404(visible_solutions(request.user).for_lists(), ref=ref))


@require_http_methods(["GET", "HEAD", "POST"])
def ask_need(request: HttpRequest, ref: str) -> HttpResponse:
    return ask(request, get_object_or_404(visible_needs(request.user).for_lists(), ref=ref))


def ask(request: HttpRequest, kept: Need | Solution) -> HttpResponse:
    """The answered questions, searched with ``q``, and the form below them."""
    signed_in = request.user.is_authenticated
    if not (may_ask if signed_in else may_flag)(request.user, kept):
        raise Http404
    if request.method == "POST" and not signed_in:
        return sign_in_first(request)
    words = request.GET.get("q", "").strip()[:LONGEST_QUESTION]
    form = AskForm(sent(request), initial={"text": words, "language": get_language()})
    if request.method == "POST" and form.is_valid() and (answer := _asked(request, kept, form)):
        return answer
    answered = questions_on(kept, request.user).answered
    context = {"kept": kept, "kind": kind_of(kept), "form": form, "words": words, "crumbs": _crumbs(kept)}
    found = _same_first(found_in(answered, words), getattr(form, "same", ""))
    return form_page(request, "public/ask.html", {**context, "answered": answered, "found": found})


def _asked(request: HttpRequest, kept: Need | Solution, form: AskForm) -> HttpResponse | None:
    try:
        question = ask_question(kept, **form.cleaned_data, by=person_of(request), at=timezone.now())
    except REFUSALS as refusal:
        form.add_error("text", said_in_words(refusal))
        form.same = refusal.ref if isinstance(refusal, AskedBefore) else ""  # type: ignore[attr-defined]
        return None
    messages.success(request, _("Sent. The answer will stand on the page of the record, for everybody who reads it."))
    return HttpResponseRedirect(reverse("workspace:question", args=[question.ref]))


def _same_first(questions: Sequence[Question], ref: str) -> list[Question]:
    return sorted(questions, key=lambda each: each.ref != ref)


def _crumbs(kept: Need | Solution) -> list[tuple[str, str]]:
    kind = kind_of(kept)
    steps = crumbs(f"public:{kind}s", _("Needs") if kind == "need" else _("Solutions"))
    return [*steps, (reverse(f"public:{kind}", args=[kept.ref]), kept.title)]
