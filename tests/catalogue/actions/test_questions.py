"""A member asks, the keeper answers once for everybody; what is refused, and what the ledger keeps."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from southsouth.catalogue.actions.questions import (
    MOST_OPEN,
    answer_question,
    ask_question,
    decline_question,
    mend_answer,
    withdraw_question,
)
from southsouth.catalogue.lifecycle import AskedBefore, NotNow, NotReady, QuestionState, TooManyOpen, Visibility
from southsouth.catalogue.models import Need, Question, Solution
from southsouth.members.lifecycle import Role
from southsouth.members.models import Person
from tests.catalogue.actions.ledger import facts, lines
from tests.makers import (
    AT,
    make_country,
    make_need,
    make_organisation,
    make_person,
    make_question,
    make_recorded_solution,
    make_solution,
)

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(days=1)


@pytest.fixture
def keeper() -> Person:
    return make_person()


@pytest.fixture
def solution(keeper: Person) -> Solution:
    return make_solution(organisation=keeper.organisation)


@pytest.fixture
def asker() -> Person:
    return make_person(organisation=make_organisation(country=make_country("KEN")))


def ask(kept: Need | Solution, by: Person, text: str = "How many clerks?") -> Question:
    return ask_question(kept, text=text, language="en", by=by, at=AT)


def test_a_question_is_kept_with_the_country_of_the_asker(solution: Solution, asker: Person) -> None:
    question = ask(solution, asker, " How many clerks? ")
    stored = Question.objects.get()
    assert (stored, stored.text, stored.state, stored.asked_at) == (question, "How many clerks?", "asked", AT)
    assert (stored.asker, stored.country_id, stored.kept, stored.need) == (asker, "KEN", solution, None)
    assert stored.ref == "question-2026-001"
    assert lines(question) == [("question.asked", "", "asked", asker)]
    assert lines(solution) == []


def test_a_need_is_asked_about_too_by_somebody_of_no_country(keeper: Person) -> None:
    need = make_need(organisation=keeper.organisation, visibility=Visibility.MEMBERS)
    question = ask(need, make_person(Role.EXPERT))
    assert (question.kept, question.solution, question.country) == (need, None, None)


def test_who_may_not_ask_and_nothing_to_ask(solution: Solution, keeper: Person, asker: Person) -> None:
    with pytest.raises(PermissionDenied):
        ask(solution, keeper)
    with pytest.raises(PermissionDenied):
        ask(make_solution("draft"), asker)
    with pytest.raises(NotReady) as refused:
        ask(solution, asker, "  ")
    assert refused.value.codes == ("question",)
    assert not Question.objects.exists()


def test_what_is_answered_already_is_not_asked_again(solution: Solution, asker: Person) -> None:
    said = make_question(solution, answer="Nine.", text="How many clerks?")
    with pytest.raises(AskedBefore) as refused:
        ask(solution, asker, "how many  CLERKS")
    assert (refused.value.ref, refused.value.answered) == (said.ref, True)


def test_the_own_question_is_not_asked_twice_and_that_of_another_stays_secret(
    solution: Solution, asker: Person
) -> None:
    make_question(solution, text="How many clerks?")
    own = ask(solution, asker)
    with pytest.raises(AskedBefore) as refused:
        ask(solution, asker)
    assert (refused.value.ref, refused.value.answered) == (own.ref, False)
    withdraw_question(own, by=asker, at=LATER)
    assert ask(solution, asker).state == QuestionState.ASKED


def test_one_person_has_few_questions_open_on_one_record(solution: Solution, asker: Person) -> None:
    questions = [ask(solution, asker, f"Question {number}?") for number in range(MOST_OPEN)]
    with pytest.raises(TooManyOpen) as refused:
        ask(solution, asker, "One more?")
    assert refused.value.most == MOST_OPEN
    assert ask(make_solution(), asker, "One more?")
    withdraw_question(questions[0], by=asker, at=LATER)
    assert ask(solution, asker, "One more?")


def test_the_keeper_answers_once(solution: Solution, keeper: Person, asker: Person) -> None:
    question = ask(solution, asker)
    answer_question(question, answer=" Nine. ", language="fr", by=keeper, at=LATER)
    stored = Question.objects.get()
    assert (stored.state, stored.answer, stored.answer_language) == ("answered", "Nine.", "fr")
    assert (stored.answered_by, stored.answered_at, stored.by_secretariat) == (keeper, LATER, False)
    assert lines(question)[-1] == ("question.answered", "asked", "answered", keeper)
    with pytest.raises(NotNow):
        answer_question(question, answer="Ten.", language="en", by=keeper, at=LATER)


def test_the_secretariat_answers_for_what_no_organisation_keeps(asker: Person) -> None:
    officer = make_person(Role.SECRETARIAT)
    recorded = ask(make_recorded_solution(), asker)
    assert answer_question(recorded, answer="See page 4.", language="en", by=officer, at=LATER).by_secretariat
    with pytest.raises(PermissionDenied):
        answer_question(ask(make_solution(), asker), answer="No.", language="en", by=officer, at=LATER)


def test_an_answer_is_mended_and_the_ledger_keeps_the_first(solution: Solution, keeper: Person, asker: Person) -> None:
    question = ask(solution, asker)
    with pytest.raises(NotNow):
        mend_answer(question, answer="Ten.", language="en", by=keeper, at=LATER)
    answer_question(question, answer="Nine.", language="en", by=keeper, at=AT)
    mend_answer(question, answer="Nine.", language="en", by=keeper, at=LATER)
    assert lines(question)[-1][0] == "question.answered"
    mend_answer(question, answer="Ten.", language="en", by=keeper, at=LATER)
    assert Question.objects.get().answer == "Ten."
    assert Question.objects.get().answered_at == AT
    assert lines(question)[-1] == ("question.answer_mended", "answered", "answered", keeper)
    assert facts(question) == {"before": "Nine."}
    with pytest.raises(NotReady):
        mend_answer(question, answer=" ", language="en", by=keeper, at=LATER)


def test_a_question_is_declined_with_a_reason(solution: Solution, keeper: Person, asker: Person) -> None:
    question = ask(solution, asker)
    with pytest.raises(NotReady) as refused:
        decline_question(question, reason="", by=keeper, at=LATER)
    assert refused.value.codes == ("reason",)
    assert decline_question(question, reason="It is confidential. ", by=keeper, at=LATER).state == "declined"
    assert Question.objects.get().reason == "It is confidential."
    assert lines(question)[-1] == ("question.declined", "asked", "declined", keeper)


def test_an_empty_answer_is_not_one(solution: Solution, keeper: Person, asker: Person) -> None:
    with pytest.raises(NotReady) as refused:
        answer_question(ask(solution, asker), answer=" ", language="en", by=keeper, at=LATER)
    assert refused.value.codes == ("answer",)


def test_the_asker_alone_withdraws_while_nobody_has_answered(solution: Solution, keeper: Person, asker: Person) -> None:
    question = ask(solution, asker)
    with pytest.raises(PermissionDenied):
        withdraw_question(question, by=keeper, at=LATER)
    answer_question(question, answer="Nine.", language="en", by=keeper, at=LATER)
    with pytest.raises(NotNow):
        withdraw_question(question, by=asker, at=LATER)


Deed = Callable[[Question, Person], object]
DEEDS: dict[str, Deed] = {
    "answer": lambda question, by: answer_question(question, answer="x", language="en", by=by, at=LATER),
    "mend": lambda question, by: mend_answer(question, answer="x", language="en", by=by, at=LATER),
    "decline": lambda question, by: decline_question(question, reason="x", by=by, at=LATER),
}


@pytest.mark.parametrize("deed", DEEDS)
def test_nobody_else_answers(deed: str, solution: Solution, asker: Person) -> None:
    question = make_question(solution, asker=asker)
    colleague = make_person(Role.EXPERT, organisation=solution.organisation)
    for person in (asker, colleague, make_person(), make_person(Role.SECRETARIAT)):
        with pytest.raises(PermissionDenied):
            DEEDS[deed](question, person)
