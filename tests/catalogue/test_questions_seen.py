"""Who sees which questions, flags and challenges; and what is told of who asked."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction

from southsouth.catalogue import policies
from southsouth.catalogue.actions.evidence import set_evidence
from southsouth.catalogue.lifecycle import FlagKind, FlagOutcome, FlagState, QuestionState, Visibility
from southsouth.catalogue.models import Flag, Question
from southsouth.catalogue.queries.challenges import challenges_to, evidence_history, flags_to_answer
from southsouth.catalogue.queries.questions import asked_by, found_in, knows_asker, questions_for, questions_on
from southsouth.engine.fit.profiles import Evidence
from southsouth.ledger.actions import record
from southsouth.members.lifecycle import Role
from southsouth.members.models import Organisation, Person
from southsouth.members.policies import Actor
from tests.makers import (
    AT,
    make_adoption,
    make_flag,
    make_need,
    make_organisation,
    make_person,
    make_question,
    make_recorded_solution,
    make_solution,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def home() -> Organisation:
    return make_organisation()


@pytest.fixture
def asker() -> Person:
    return make_person(Role.EXPERT)


@pytest.fixture
def people(home: Organisation, asker: Person) -> dict[str, Actor]:
    return {
        "visitor": AnonymousUser(),
        "suspended": make_person(organisation=home, is_active=False),
        "asker": asker,
        "keeper": make_person(organisation=home),
        "colleague": make_person(Role.EXPERT, organisation=home),
        "other": make_person(),
        "funder": make_person(Role.FUNDER),
        "officer": make_person(Role.SECRETARIAT),
    }


def seeing(question: Question, people: dict[str, Actor]) -> set[str]:
    return {name for name, who in people.items() if policies.visible_questions(who).filter(pk=question.pk).exists()}


@pytest.mark.parametrize("make", [make_solution, make_need])
@pytest.mark.parametrize("state", [QuestionState.ASKED, QuestionState.DECLINED, QuestionState.WITHDRAWN])
def test_without_an_answer_the_two_sides_see_it(
    make: object, state: str, home: Organisation, asker: Person, people: dict[str, Actor]
) -> None:
    question = make_question(make(organisation=home), asker=asker, state=state)
    assert seeing(question, people) == {"asker", "keeper", "officer"}


def test_an_answer_is_seen_by_whoever_sees_the_record(
    home: Organisation, asker: Person, people: dict[str, Actor]
) -> None:
    members = set(people) - {"visitor", "suspended"}
    public = make_question(make_need(organisation=home), asker=asker, answer="Nine.")
    inside = make_question(make_need(organisation=home, visibility=Visibility.MEMBERS), asker=asker, answer="Nine.")
    secret = make_question(make_need(organisation=home, visibility=Visibility.SECRETARIAT), asker=asker, answer="Nine.")
    assert seeing(public, people) == set(people)
    assert seeing(inside, people) == members
    assert seeing(secret, people) == {"keeper", "officer"}


def test_what_is_no_longer_shown_takes_its_questions_along(
    home: Organisation, asker: Person, people: dict[str, Actor]
) -> None:
    question = make_question(make_solution("archived", organisation=home), asker=asker, answer="Nine.")
    assert seeing(question, people) == {"keeper", "officer"}


def test_only_members_who_see_a_record_ask_about_it_and_flag_it(home: Organisation, people: dict[str, Actor]) -> None:
    outside = {"visitor", "suspended"}
    for visibility, who in (
        (Visibility.PUBLIC, set(people) - {"keeper"}),
        (Visibility.MEMBERS, set(people) - {"keeper", *outside}),
        (Visibility.SECRETARIAT, {"officer"}),
    ):
        need = make_need(organisation=home, visibility=visibility)
        assert {name for name, each in people.items() if policies.may_flag(each, need)} == who
        assert {name for name, each in people.items() if policies.may_ask(each, need)} == who - outside


def test_the_secretariat_keeps_what_nobody_keeps_so_it_answers_and_does_not_ask(people: dict[str, Actor]) -> None:
    recorded = make_recorded_solution()
    asked = make_question(recorded)
    assert not policies.may_ask(people["officer"], recorded)
    assert policies.may_flag(people["officer"], recorded)
    assert list(questions_for(people["officer"])) == [asked]  # type: ignore[arg-type]
    assert knows_asker(people["officer"], asked)


def test_what_waits_for_whom(home: Organisation, asker: Person, people: dict[str, Actor]) -> None:
    later = make_question(make_need(organisation=home), asker=asker)
    make_question(make_solution(organisation=home), asker=asker, answer="Nine.")
    make_question(make_solution(), asker=asker)
    waiting = {name: list(questions_for(who)) for name, who in people.items() if isinstance(who, Person)}
    assert {name for name, rows in waiting.items() if rows} == {"keeper"}
    assert waiting["keeper"] == [later]
    assert asked_by(asker).count() == 3


def test_the_keeper_alone_knows_who_asked(home: Organisation, asker: Person, people: dict[str, Actor]) -> None:
    question = make_question(make_solution(organisation=home), asker=asker)
    assert {name for name, who in people.items() if knows_asker(who, question)} == {"keeper"}


def test_questions_on_a_record_in_their_order(home: Organisation, people: dict[str, Actor]) -> None:
    solution = make_solution(organisation=home)
    first = make_question(solution, answer="Nine.")
    second = make_question(solution, answer="Three weeks.", text="How long?")
    open_one = make_question(solution)
    make_question(make_solution(organisation=home), answer="Elsewhere")
    shown = questions_on(solution, people["visitor"])
    assert (list(shown.answered), list(shown.waiting)) == ([second, first], [])
    assert list(questions_on(solution, people["keeper"]).waiting) == [open_one]
    assert found_in(shown.answered, "LONG weeks") == [second]
    assert found_in(shown.answered, "") == [second, first]
    assert found_in(shown.answered, "money") == []


def test_who_sees_a_flag(home: Organisation, asker: Person, people: dict[str, Actor]) -> None:
    flags = [
        make_flag(make_solution(organisation=home), by=asker),
        make_flag(make_need(organisation=home), by=asker, state=FlagState.UPHELD),
        make_flag(make_adoption(make_solution(organisation=home)), by=asker),
    ]
    for flag in flags:
        seen = {name for name, who in people.items() if policies.visible_flags(who).filter(pk=flag.pk).exists()}
        assert seen == {"asker", "keeper", "officer"}


def test_the_keeper_is_asked_for_a_reply_once(home: Organisation, people: dict[str, Actor]) -> None:
    waiting = make_flag(make_adoption(make_solution(organisation=home)))
    make_flag(make_need(organisation=home), reply="It is right.")
    make_flag(make_solution(organisation=home), state=FlagState.UPHELD)
    asked = {name: list(flags_to_answer(who)) for name, who in people.items() if isinstance(who, Person)}
    assert {name: rows for name, rows in asked.items() if rows} == {"keeper": [waiting]}


def test_the_page_is_told_that_and_not_what_is_checked(home: Organisation) -> None:
    solution = make_solution(organisation=home)
    make_flag(solution)
    make_flag(make_adoption(solution))
    make_flag(solution, state=FlagState.DISMISSED)
    make_flag(solution, state=FlagState.UPHELD, outcome=FlagOutcome.CORRECTED, decision="The figure was mended.")
    make_flag(make_solution())
    told = challenges_to(solution)
    assert told.open == 2
    assert [(each.decision, each.outcome, each.at) for each in told.upheld] == [
        ("The figure was mended.", "corrected", AT)
    ]
    need = make_need()
    make_flag(need, kind=FlagKind.LINK)
    assert (challenges_to(need).open, challenges_to(make_need()).open) == (1, 0)


def test_history_of_the_proof_tells_roles_and_reasons() -> None:
    solution = make_solution(evidence=Evidence.MEASURED)
    officer = make_person(Role.SECRETARIAT)
    record("solution.published", solution, by=officer, at=AT)
    record("solution.published", solution, by=officer, at=AT, facts={"evidence_after": "measured"})
    set_evidence(solution, Evidence.STUDIED, reason="A study was found.", by=officer, at=AT)
    told = [(each.before, each.after, each.setter, each.reason) for each in evidence_history(solution)]
    assert told == [
        ("", "measured", "reviewers", ""),
        ("measured", "studied", "secretariat", "A study was found."),
    ]


def test_a_question_and_a_flag_stand_on_exactly_one_record() -> None:
    question, flag = make_question(), make_flag()
    assert (str(question), str(flag)) == (question.ref, flag.ref)
    for wrong in (
        lambda: make_question(make_need(), solution=make_solution()),
        lambda: Question.objects.filter(pk=question.pk).update(solution=None),
        lambda: Question.objects.filter(pk=question.pk).update(state="answered"),
        lambda: make_flag(make_need(), solution=make_solution()),
        lambda: Flag.objects.filter(pk=flag.pk).update(solution=None),
        lambda: Flag.objects.filter(pk=flag.pk).update(state="upheld"),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            wrong()


def test_questions_and_flags_outlive_the_person_who_wrote_them() -> None:
    asker, flagger = make_person(Role.FUNDER), make_person(Role.FUNDER)
    question, flag = make_question(asker=asker, answer="Nine."), make_flag(by=flagger)
    asker.delete()
    flagger.delete()
    question.refresh_from_db()
    flag.refresh_from_db()
    assert (question.asker, question.answer, flag.by) == (None, "Nine.", None)
