"""Answering once for all, declining, taking back; challenges as the keeper of a record reads them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from southsouth.catalogue.lifecycle import FlagState, QuestionState
from southsouth.catalogue.models import Question, Solution
from southsouth.members.lifecycle import Role
from southsouth.members.models import Person
from southsouth.web.words.numbers import day_text
from tests.makers import (
    AT,
    make_adoption,
    make_country,
    make_flag,
    make_match,
    make_need,
    make_organisation,
    make_person,
    make_question,
    make_recorded_solution,
    make_solution,
)
from tests.web.reading import errors_of, said, value_of

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Person | None], Client]
HOME = "/en/workspace/"


@pytest.fixture
def asker(db: None) -> Person:
    return make_person(
        name="Amina Asker", organisation=make_organisation(name="Bureau of Peru", country=make_country("PER"))
    )


@pytest.fixture
def solution(exporter: Person) -> Solution:
    return make_solution(organisation=exporter.organisation, title="One counter")


@pytest.fixture
def question(solution: Solution, asker: Person) -> Question:
    return make_question(solution, asker=asker, country=make_country("PER"), text="How many clerks?")


def page(question: Question, deed: str = "") -> str:
    return reverse(f"workspace:question{deed}", args=[question.ref])


def test_the_keeper_reads_who_asks_and_answers(signed_in: SignedIn, exporter: Person, question: Question) -> None:
    browser = signed_in(exporter)
    words = said(browser.get(page(question)))
    assert "Amina Asker , Bureau of Peru , Peru · 2 March 2026" in words
    answer = browser.post(page(question), {"answer": "Nine.", "language": "en"}, follow=True)
    question.refresh_from_db()
    assert (question.state, question.answer, question.answered_by) == (QuestionState.ANSWERED, "Nine.", exporter)
    assert "Published on the page of the record." in said(answer)
    assert "Nine." in said(Client().get(f"/en/solutions/{question.kept.ref}/"))


def test_an_answer_is_mended(signed_in: SignedIn, exporter: Person, solution: Solution) -> None:
    question = make_question(solution, answer="Nine.")
    browser = signed_in(exporter)
    first = browser.get(page(question))
    assert (value_of(first, "answer"), "Mend the answer" in said(first)) == ("Nine.", True)
    browser.post(page(question), {"answer": "Ten.", "language": "en"})
    question.refresh_from_db()
    assert (question.answer, question.state) == ("Ten.", "answered")


def test_an_empty_answer_is_asked_for(signed_in: SignedIn, exporter: Person, question: Question) -> None:
    answer = signed_in(exporter).post(page(question), {"answer": "", "language": "en"})
    assert (answer.status_code, errors_of(answer)) == (422, [("id_answer", "Write your answer")])


def test_the_asker_sees_it_wait_and_takes_it_back(signed_in: SignedIn, asker: Person, question: Question) -> None:
    browser = signed_in(asker)
    words = said(browser.get(page(question)))
    assert "You asked this on 2 March 2026." in words
    assert "The organisation that keeps the record has been asked." in words
    assert browser.post(page(question), {"answer": "Mine", "language": "en"}).status_code == 404
    assert "How many clerks?" in said(browser.get(page(question, "-withdraw")))
    answer = browser.post(page(question, "-withdraw"), follow=True)
    question.refresh_from_db()
    assert question.state == "withdrawn"
    assert "Taken back." in said(answer)
    again = browser.post(page(question, "-withdraw"), follow=True)
    assert "The question is in the state “taken back”." in said(again)


def test_the_keeper_declines_and_only_the_asker_reads_why(
    signed_in: SignedIn, exporter: Person, asker: Person, question: Question
) -> None:
    browser = signed_in(exporter)
    assert browser.post(page(question, "-decline"), {"reason": ""}).status_code == 422
    browser.post(page(question, "-decline"), {"reason": "It is confidential."})
    assert "Not answered, for this reason It is confidential." in said(signed_in(asker).get(page(question)))
    assert signed_in(make_person()).get(page(question)).status_code == 404
    assert "Answer, for everybody" not in said(browser.get(page(question)))


def test_others_are_told_a_country_and_no_more(signed_in: SignedIn, asker: Person, solution: Solution) -> None:
    question = make_question(solution, asker=asker, country=make_country("PER"), answer="Nine.")
    nameless = make_question(solution, asker=None, country=None, answer="Nine.")
    for person in (make_person(), make_person(Role.SECRETARIAT)):
        browser = signed_in(person)
        words = said(browser.get(page(question)))
        assert "Asked by a member from Peru on 2 March 2026" in words
        assert "Amina" not in words
        assert "Bureau of Peru" not in words
        assert "Asked by a member on 2 March 2026" in said(browser.get(page(nameless)))


def test_the_keeper_of_an_erased_asker_is_told_a_country(
    signed_in: SignedIn, exporter: Person, solution: Solution
) -> None:
    question = make_question(solution, asker=None, country=make_country("PER"))
    assert "Asked by a member from Peru" in said(signed_in(exporter).get(page(question)))
    lonely = make_question(solution, asker=make_person(Role.FUNDER, name="Lone Funder"), country=None)
    assert "Lone Funder · 2 March 2026" in said(signed_in(exporter).get(page(lonely)))


def test_what_waits_stands_on_the_first_page_of_the_keeper(
    signed_in: SignedIn, exporter: Person, asker: Person, solution: Solution
) -> None:
    now = timezone.now()
    make_question(solution, asker=asker, text="Late one?", asked_at=now - timedelta(days=15))
    make_question(solution, asker=asker, text="x" * 200, asked_at=now)
    for address in (HOME, reverse("workspace:questions")):
        words = said(signed_in(exporter).get(address))
        assert f"Late one? About “One counter” Late: waits since {day_text(now - timedelta(days=15))}" in words
        assert f"{'x' * 159}… About “One counter” Waits since {day_text(now)}" in words
        assert "Your questions to others Late" not in words
        own = said(signed_in(asker).get(address))
        assert "Your questions to others" in own
        assert "Late one? About “One counter” Waits for an answer" in own
    assert "Questions waiting" not in said(signed_in(make_person()).get(HOME))


def test_the_secretariat_answers_for_what_no_organisation_keeps(signed_in: SignedIn, asker: Person) -> None:
    question = make_question(make_recorded_solution(), asker=asker, text="Is it free?")
    officer = signed_in(make_person(Role.SECRETARIAT))
    assert "Questions waiting Is it free?" in said(officer.get(HOME))
    officer.post(page(question), {"answer": "It is.", "language": "en"})
    question.refresh_from_db()
    assert question.by_secretariat
    words = said(signed_in(asker).get(page(make_question(make_recorded_solution(), asker=asker))))
    assert "The secretariat has been asked." in words


def test_an_expert_finds_the_own_questions(signed_in: SignedIn) -> None:
    expert = make_person(Role.EXPERT)
    make_question(make_need(title="Births"), asker=expert, text="Which law?", answer="The act of 2011.")
    words = said(signed_in(expert).get(HOME))
    assert "Your questions to others Which law? About “Births” Answered" in words
    assert "You have asked nothing yet." in said(signed_in(make_person()).get(reverse("workspace:questions")))


def test_the_importer_asks_from_the_list_of_candidates(signed_in: SignedIn, kenyan: Person) -> None:
    need = make_need(organisation=kenyan.organisation)
    other, own = make_solution(), make_solution(organisation=kenyan.organisation)
    make_match(need, other)
    make_match(need, own, rank=2)
    body = signed_in(kenyan).get(reverse("workspace:need", args=[need.ref])).content.decode()
    assert reverse("public:ask-solution", args=[other.ref]) in body
    assert reverse("public:ask-solution", args=[own.ref]) not in body


def test_the_keeper_reads_challenges_and_replies(signed_in: SignedIn, exporter: Person, solution: Solution) -> None:
    flag = make_flag(make_adoption(solution), by=make_person(name="Frank Flagger"), url="https://example.org/x")
    make_flag(solution, state=FlagState.DISMISSED, decision="It is right.")
    browser = signed_in(exporter)
    words = said(browser.get(reverse("workspace:solution", args=[solution.ref])))
    assert "Challenges to this record" in words
    assert "A wrong figure It is right. Dismissed" in words
    assert "A wrong figure The report says 14, not 45. Being checked" in words
    address = reverse("workspace:flag", args=[flag.ref])
    shown = said(browser.get(address))
    assert "About the import by Kenya. The report says 14, not 45. Source: example.org" in shown
    assert "Frank" not in shown
    assert browser.post(address, {"reply": ""}).status_code == 422
    answer = browser.post(address, {"reply": "It was 45 in 2019."}, follow=True)
    assert "The owner replies It was 45 in 2019." in said(answer)
    assert value_of(browser.get(address), "reply") == "It was 45 in 2019."


def test_challenges_without_a_reply_stand_on_the_first_page(
    signed_in: SignedIn, exporter: Person, solution: Solution
) -> None:
    now = timezone.now()
    make_flag(solution, at=now)
    make_flag(make_adoption(solution), kind="stopped", at=now - timedelta(days=15))
    make_flag(make_need(organisation=exporter.organisation, title="Births"), kind="link", reply="It works.")
    make_flag(make_solution(title="Of others"), by=exporter)
    words = said(signed_in(exporter).get(HOME))
    late = "One counter Does not run any more Reply before it is decided"
    assert f"Challenges to your records {late} One counter A wrong figure Reply before it is decided" in words
    assert "Births A broken link" not in words
    assert "Of others" not in words
    assert "Challenges to your records" not in said(signed_in(make_person(Role.SECRETARIAT)).get(HOME))


def test_whoever_raised_a_challenge_reads_the_decision(signed_in: SignedIn) -> None:
    person, need = make_person(), make_need()
    flag = make_flag(need, by=person, state=FlagState.UPHELD, outcome="corrected", decision="Mended.")
    address = reverse("workspace:flag", args=[flag.ref])
    browser = signed_in(person)
    words = said(browser.get(address))
    assert "Upheld · the record is corrected · 2 March 2026 Mended." in words
    assert browser.post(address, {"reply": "x"}).status_code == 404
    keeper = signed_in(make_person(organisation=need.organisation))
    late = keeper.post(address, {"reply": "Too late"}, follow=True)
    assert "The challenge is in the state “upheld”." in said(late)
    assert "Challenges to this record" in said(keeper.get(reverse("workspace:need", args=[need.ref])))


def test_three_questions_cost_as_many_queries_as_one(signed_in: SignedIn, exporter: Person) -> None:
    counts = []
    for rows in (1, 3):
        person = make_person(organisation=make_organisation(country=make_country("KEN")))
        for _ in range(rows):
            solution = make_solution(organisation=person.organisation)
            make_question(solution, asked_at=AT)
            make_question(make_solution(), asker=person)
            make_flag(solution)
        browser = signed_in(person)
        for address in (HOME, reverse("workspace:questions"), reverse("workspace:solution", args=[solution.ref])):
            browser.get(address)
            with CaptureQueriesContext(connection) as found:
                assert browser.get(address).status_code == 200
            counts.append((address.split("/")[3], len(found)))
    assert counts[:3] == counts[3:]
