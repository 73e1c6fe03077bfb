"""Asking on a record's page, reading the answers, and what is told of who asked."""

from __future__ import annotations

import pytest
from django.core.cache import caches
from django.urls import reverse

from southsouth.catalogue.actions.questions import MOST_OPEN, answer_question
from southsouth.catalogue.lifecycle import SolutionState, Visibility
from southsouth.catalogue.models import Question
from southsouth.members.lifecycle import Role
from tests.makers import (
    AT,
    PASSWORD,
    make_country,
    make_need,
    make_organisation,
    make_person,
    make_question,
    make_recorded_solution,
    make_solution,
)
from tests.web.public.pages import attributes, links, texts
from tests.web.reading import errors_of, form_of, said, value_of

pytestmark = pytest.mark.django_db
NOBODY = "Nobody has asked yet."


def asker():
    return make_person(
        name="Amina Secret", organisation=make_organisation(name="Hidden bureau", country=make_country("PER"))
    )


def pages(kept):
    kind = "need" if kept._meta.model_name == "need" else "solution"
    return reverse(f"public:{kind}", args=[kept.ref]), reverse(f"public:ask-{kind}", args=[kept.ref])


@pytest.mark.parametrize("make", [make_solution, make_need])
def test_the_answer_is_read_by_everybody_and_the_asker_is_a_country(client, make):
    kept = make()
    make_question(
        kept, asker=asker(), country=make_country("PER"), text="How many clerks?", answer="Nine.\n\nThen six."
    )
    make_question(kept, asker=None, country=None, text="And the law?", answer="A decree.", by_secretariat=True)
    page, ask = pages(kept)
    for person in (None, make_person(Role.EXPERT), kept.organisation.people.first() or make_person()):
        if person is not None:
            client.force_login(person)
        for address in (page, ask):
            words = said(client.get(address))
            assert "How many clerks? Asked by a member from Peru on 2 March 2026 Nine. Then six." in words
            assert "The organisation that keeps this record answered on 2 March 2026" in words
            assert "And the law? Asked by a member on 2 March 2026 A decree. The secretariat answered on" in words
            body = client.get(address).content.decode()
            assert "Amina" not in body
            assert "Hidden bureau" not in body


def test_what_waits_is_seen_by_the_two_sides_only(client):
    solution, person = make_solution(), asker()
    make_question(solution, asker=person, text="Who pays?")
    page, _ask = pages(solution)
    assert "Who pays?" not in said(client.get(page))
    client.force_login(make_person())
    assert "Who pays?" not in said(client.get(page))
    keeper = make_person(organisation=solution.organisation)
    for reader in (person, keeper):
        client.force_login(reader)
        assert "Waiting for an answer Who pays?" in said(client.get(page))
        assert "Amina" not in said(client.get(page))


def test_questions_on_what_members_see_are_invisible_to_visitors(client):
    need = make_need(visibility=Visibility.MEMBERS)
    make_question(need, text="Which districts?", answer="Turkana.")
    for address in pages(need):
        assert client.get(address).status_code == 404
    assert client.post(pages(need)[1], {"text": "x"}).status_code == 404
    client.force_login(make_person(Role.FUNDER))
    assert "Turkana." in said(client.get(pages(need)[0]))


def test_where_one_asks_and_where_one_does_not(client):
    solution = make_solution()
    page, ask = pages(solution)
    assert ask in links(client.get(page))
    assert NOBODY in said(client.get(page))
    client.force_login(make_person())
    assert ask in links(client.get(page))
    client.force_login(make_person(organisation=solution.organisation))
    assert ask not in links(client.get(page))
    assert "No question is answered yet." in said(client.get(page))
    draft = make_solution(SolutionState.DRAFT)
    client.force_login(make_person(organisation=draft.organisation))
    assert pages(draft)[1] not in links(client.get(pages(draft)[0]))
    assert client.get(pages(draft)[1]).status_code == 404


def test_a_member_asks(client):
    solution, person = make_solution(title="Counter"), asker()
    client.force_login(person)
    _page, ask = pages(solution)
    answer = client.get(ask)
    assert texts(answer, "h1") == ["Ask about this solution"]
    assert "The organisation that keeps this record answers" in said(answer)
    assert "asked to sign in" not in said(answer)
    assert value_of(answer, "language") == "en"
    sent = client.post(ask, {"text": "How many clerks?", "language": "fr"})
    question = Question.objects.get()
    assert sent["Location"] == reverse("workspace:question", args=[question.ref])
    assert (question.text, question.language, question.asker, question.solution) == (
        *("How many clerks?", "fr"),
        *(person, solution),
    )
    assert "Sent. The answer will stand on the page of the record" in said(client.get(sent["Location"]))


def test_a_record_of_no_organisation_is_answered_by_the_secretariat(client):
    assert "so the secretariat answers" in said(client.get(pages(make_recorded_solution())[1]))
    assert texts(client.get(pages(make_need())[1]), "h1") == ["Ask about this need"]


def test_a_visitor_signs_in_and_what_was_typed_comes_along(client):
    solution, person = make_solution(), asker()
    _page, ask = pages(solution)
    assert "what you typed comes along" in said(client.get(ask))
    first = client.post(ask, {"text": "How many clerks?", "language": "en"})
    assert first.status_code == 403
    assert "Nothing you typed is lost" in said(first)
    fields = {name: values[0] for name, values in form_of(first).items()}
    second = client.post(
        reverse("public:sign-in"), {**fields, "email": person.email, "password": PASSWORD}, follow=True
    )
    again = form_of(second)
    assert (again["text"], again["language"]) == (["How many clerks?"], ["en"])
    assert attributes(second, "form", "action")[-1] == ask
    client.post(ask, {"text": "How many clerks?", "language": "en"})
    assert Question.objects.get().asker == person


def test_the_answered_ones_are_searched_while_asking(client):
    solution = make_solution()
    make_question(solution, text="How many clerks?", answer="Nine.")
    make_question(solution, text="What does it cost?", answer="Little money.")
    _page, ask = pages(solution)
    assert texts(client.get(ask), "h2")[:2] == ["Already answered", "Ask something else"]
    page = client.get(ask, {"q": "MONEY"})
    assert texts(page, "h3") == ["What does it cost?"]
    assert value_of(page, "text") == "MONEY"
    assert "No answered question has these words." in said(client.get(ask, {"q": "law"}))


def test_refusals_stand_beside_the_question_with_what_was_typed(client):
    solution = make_solution()
    make_question(solution, text="What does it cost?", answer="Little money.", answered_at=AT)
    make_question(solution, text="How many clerks?", answer="Nine.", answered_at=AT)
    client.force_login(asker())
    _page, ask = pages(solution)
    empty = client.post(ask, {"text": " ", "language": "en"})
    assert (empty.status_code, errors_of(empty)) == (422, [("id_text", "Write your question")])
    same = client.post(ask, {"text": "what does it cost", "language": "en"})
    assert "This question is answered already." in said(same)
    assert texts(same, "h3") == ["What does it cost?", "How many clerks?"]
    assert value_of(same, "text") == "what does it cost"
    for number in range(MOST_OPEN):
        client.post(ask, {"text": f"Question {number}", "language": "en"})
    waiting = client.post(ask, {"text": "question 0!", "language": "en"})
    assert "This question is asked already and waits for its answer." in said(waiting)
    many = client.post(ask, {"text": "One more", "language": "en"})
    assert "3 of yours are open on this record." in said(many)


def test_an_answer_appears_at_once_on_a_page_that_is_kept_ready(client, settings):
    settings.CACHES = {
        **settings.CACHES,
        "pages": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "pages-with-answers"},
    }
    caches["pages"].clear()
    solution = make_solution()
    question = make_question(solution, text="How many clerks?")
    page, _ask = pages(solution)
    assert NOBODY in said(client.get(page))
    keeper = make_person(organisation=solution.organisation)
    answer_question(question, answer="Nine.", language="en", by=keeper, at=AT)
    assert "Nine." in said(client.get(page))
    caches["pages"].clear()


@pytest.mark.parametrize("make", [make_solution, make_need])
def test_three_answers_cost_as_many_queries_as_one(queries, make):
    counts = []
    for rows in (1, 3):
        kept = make()
        for number in range(rows):
            make_question(kept, text=f"Question {number}", answer="Yes.")
        counts.append([queries(address) for address in pages(kept)])
    assert counts[0] == counts[1]
