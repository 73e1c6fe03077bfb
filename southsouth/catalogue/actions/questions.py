"""Asking about a record, and answering once for everybody who reads it."""

from __future__ import annotations

import unicodedata
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from southsouth.catalogue.actions.moves import hold
from southsouth.catalogue.actions.numbering import next_ref
from southsouth.catalogue.lifecycle import AskedBefore, NotNow, NotReady, QuestionState, TooManyOpen, check_move
from southsouth.catalogue.models import Need, Question, Solution
from southsouth.catalogue.models.records import side
from southsouth.catalogue.policies import keeps, may_ask, visible_questions
from southsouth.ledger.actions import record
from southsouth.members.models import Person

MOST_OPEN = 3
"""Questions one person may have waiting on one record."""


@transaction.atomic
def ask_question(kept: Need | Solution, *, text: str, language: str, by: Person, at: datetime) -> Question:
    """Ask the keeper of a record. The record is held, so that two clicks at once make one question.

    Raises ``AskedBefore`` when the asker can read the same question there, and ``TooManyOpen``.
    """
    hold(kept)
    if not may_ask(by, kept):
        raise PermissionDenied
    if not text.strip():
        raise NotReady(("question",))
    seen = visible_questions(by).about(kept)
    live = [QuestionState.ASKED, QuestionState.ANSWERED]
    for each in seen.filter(state__in=live):
        if _plain(each.text) == _plain(text):
            raise AskedBefore(each.ref, each.state == QuestionState.ANSWERED)
    if seen.waiting().filter(asker=by).count() >= MOST_OPEN:
        raise TooManyOpen(MOST_OPEN)
    question = Question.objects.create(
        ref=next_ref("question", at=at),
        asker=by,
        country=by.organisation.country if by.organisation else None,
        asked_at=at,
        text=text.strip(),
        language=language,
        **side(kept),
    )
    record("question.asked", question, by=by, at=at, moved=("", question.state), facts={"on": kept.ref})
    return question


def _plain(text: str) -> str:
    """Letters and digits alone: a question is the same with another capital letter, blank or mark."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(letter for letter in folded if letter.isalnum())


@transaction.atomic
def answer_question(question: Question, *, answer: str, language: str, by: Person, at: datetime) -> Question:
    """The keeper answers, once for all; the secretariat where the record belongs to no organisation."""
    _hold_to_answer(question, by)
    check_move(question.state, QuestionState.ANSWERED)
    if not answer.strip():
        raise NotReady(("answer",))
    question.answered_by, question.answered_at, question.by_secretariat = by, at, by.is_secretariat
    question.answer, question.answer_language = answer.strip(), language
    return _move(question, QuestionState.ANSWERED, "question.answered", by=by, at=at)


@transaction.atomic
def mend_answer(question: Question, *, answer: str, language: str, by: Person, at: datetime) -> Question:
    """Put another answer in the place of the first; the ledger keeps what stood there."""
    _hold_to_answer(question, by)
    if question.state != QuestionState.ANSWERED:
        raise NotNow(QuestionState(question.state), QuestionState.ANSWERED)
    if not answer.strip():
        raise NotReady(("answer",))
    before = question.answer
    if (before, question.answer_language) == (answer.strip(), language):
        return question
    question.answered_by, question.by_secretariat = by, by.is_secretariat
    question.answer, question.answer_language = answer.strip(), language
    question.save()
    state = question.state
    record("question.answer_mended", question, by=by, at=at, moved=(state, state), facts={"before": before})
    return question


@transaction.atomic
def decline_question(question: Question, *, reason: str, by: Person, at: datetime) -> Question:
    """The keeper does not answer, and says why; only the asker reads it."""
    _hold_to_answer(question, by)
    check_move(question.state, QuestionState.DECLINED)
    if not reason.strip():
        raise NotReady(("reason",))
    question.reason = reason.strip()
    return _move(question, QuestionState.DECLINED, "question.declined", by=by, at=at)


@transaction.atomic
def withdraw_question(question: Question, *, by: Person, at: datetime) -> Question:
    """The asker takes a question back that nobody has answered."""
    hold(question)
    if question.asker_id != by.pk or not by.is_active:
        raise PermissionDenied
    check_move(question.state, QuestionState.WITHDRAWN)
    return _move(question, QuestionState.WITHDRAWN, "question.withdrawn", by=by, at=at)


def _hold_to_answer(question: Question, by: Person) -> None:
    hold(question)
    if not keeps(by, question.kept):
        raise PermissionDenied


def _move(question: Question, wanted: QuestionState, deed: str, *, by: Person, at: datetime) -> Question:
    before, question.state = question.state, wanted
    question.save()
    record(deed, question, by=by, at=at, moved=(before, wanted), facts={"on": question.kept.ref})
    return question
