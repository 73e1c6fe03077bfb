"""Questions that wait for the reader's answer, and those the reader asked."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from southsouth.catalogue.actions.questions import answer_question, decline_question, mend_answer, withdraw_question
from southsouth.catalogue.lifecycle import QuestionState
from southsouth.catalogue.models import Question
from southsouth.catalogue.policies import keeps, visible_questions
from southsouth.catalogue.queries.questions import knows_asker
from southsouth.web.deeds import attempt, confirm_page, form_page, sent
from southsouth.web.gates import members_only, person_of
from southsouth.web.workspace.asked import own_questions, questions_waiting
from southsouth.web.workspace.forms.questions import AnswerQuestion, DeclineQuestion


def page_of(question: Question) -> str:
    return reverse("workspace:question", args=[question.ref])


@members_only
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    person = person_of(request)
    tasks = {"waiting": questions_waiting(person, timezone.now()), "own": own_questions(person)}
    return render(request, "workspace/questions.html", tasks)


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def detail(request: HttpRequest, ref: str) -> HttpResponse:
    """The question; for the keeper of the record with its asker and the form of the answer."""
    question = _seen(request, ref)
    keeper = keeps(request.user, question.kept)
    if request.method == "POST" and not keeper:
        raise Http404
    answered = question.state == QuestionState.ANSWERED
    first = {"answer": question.answer, "language": question.answer_language or get_language()}
    form = AnswerQuestion(sent(request), initial=first)
    if request.method == "POST" and form.is_valid():
        given, deed = form.cleaned_data, mend_answer if answered else answer_question
        return attempt(
            request,
            lambda: deed(question, **given, by=person_of(request), at=timezone.now()),
            said=_("Published on the page of the record."),
            back=page_of(question),
        )
    shown = {"keeper": keeper, "asker": question.asker_id == person_of(request).pk, "answered": answered}
    named = knows_asker(request.user, question)
    return form_page(request, "workspace/question.html", {"question": question, "form": form, "named": named, **shown})


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def decline(request: HttpRequest, ref: str) -> HttpResponse:
    question = _seen(request, ref)
    if not keeps(request.user, question.kept):
        raise Http404
    form = DeclineQuestion(sent(request))
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        return attempt(
            request,
            lambda: decline_question(question, reason=reason, by=person_of(request), at=timezone.now()),
            said=_("Declined with your reason."),
            back=page_of(question),
        )
    words = {"heading": _("Decline this question?"), "lines": [question.text], "button": _("Decline it")}
    return confirm_page(request, record=question.kept, form=form, back=page_of(question), **words)


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, ref: str) -> HttpResponse:
    question = _seen(request, ref)
    if question.asker_id != person_of(request).pk:
        raise Http404
    if request.method == "POST":
        return attempt(
            request,
            lambda: withdraw_question(question, by=person_of(request), at=timezone.now()),
            said=_("Taken back. Nobody is asked any more."),
            back=page_of(question),
        )
    words = {"heading": _("Take this question back?"), "lines": [question.text], "button": _("Take it back")}
    return confirm_page(request, record=question.kept, back=page_of(question), **words)


def _seen(request: HttpRequest, ref: str) -> Question:
    rows = visible_questions(request.user).for_lists().select_related("solution__organisation", "need__organisation")
    return get_object_or_404(rows, ref=ref)
