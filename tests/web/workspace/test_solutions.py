"""The page of a solution for its keepers, and every deed they may do to it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from southsouth.catalogue.lifecycle import SolutionState
from southsouth.catalogue.models import Solution
from southsouth.ledger.models import Entry
from southsouth.members.models import Person
from tests.makers import (
    make_country,
    make_interest,
    make_match,
    make_need,
    make_organisation,
    make_person,
    make_review,
    make_solution,
    make_whole_solution,
)
from tests.web.reading import said

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Person | None], Client]


@pytest.fixture
def owner() -> Person:
    return make_person(organisation=make_organisation(country=make_country("BGD")))


def solution_of(person: Person, state: SolutionState, **fields: object) -> Solution:
    return make_whole_solution(state, organisation=person.organisation, **fields)


def at(name: str, solution: Solution) -> str:
    return reverse(f"workspace:{name}", args=[solution.ref])


def deeds(solution: Solution) -> list[str]:
    return [entry.deed for entry in Entry.objects.about("solution", solution.ref)]


MOVES = [
    ("solution-submit", SolutionState.DRAFT, SolutionState.SUBMITTED, "solution.submitted", "two reviewers"),
    ("solution-take-back", SolutionState.SUBMITTED, SolutionState.DRAFT, "solution.taken_back", "It is a draft again."),
    ("solution-take-back", SolutionState.IN_REVIEW, SolutionState.DRAFT, "solution.taken_back", "It is a draft again."),
    ("solution-take-back", SolutionState.ARCHIVED, SolutionState.DRAFT, "solution.taken_back", "It is a draft again."),
    ("solution-confirm", SolutionState.DUE, SolutionState.PUBLISHED, "solution.confirmed", "Confirmed."),
    ("solution-confirm", SolutionState.PUBLISHED, SolutionState.PUBLISHED, "solution.confirmed", "Confirmed."),
    ("solution-archive", SolutionState.PUBLISHED, SolutionState.ARCHIVED, "solution.archived", "Archived."),
    ("solution-archive", SolutionState.DRAFT, SolutionState.ARCHIVED, "solution.archived", "Archived."),
]


@pytest.mark.parametrize(("name", "before", "after", "deed", "words"), MOVES)
def test_a_deed_is_done_once_and_said(
    signed_in: SignedIn, owner: Person, name: str, before: SolutionState, after: SolutionState, deed: str, words: str
) -> None:
    solution = solution_of(owner, before)
    answer = signed_in(owner).post(at(name, solution), follow=True)
    solution.refresh_from_db()
    assert answer.redirect_chain == [(at("solution", solution), 302)]
    assert (solution.state, deeds(solution)) == (after, [deed])
    assert words in said(answer)


@pytest.mark.parametrize(
    ("name", "state"),
    [
        ("solution-submit", SolutionState.PUBLISHED),
        ("solution-take-back", SolutionState.PUBLISHED),
        ("solution-confirm", SolutionState.DRAFT),
        ("solution-archive", SolutionState.IN_REVIEW),
    ],
)
def test_a_deed_at_the_wrong_time_changes_nothing_and_says_why(
    signed_in: SignedIn, owner: Person, name: str, state: SolutionState
) -> None:
    solution = solution_of(owner, state)
    answer = signed_in(owner).post(at(name, solution), follow=True)
    solution.refresh_from_db()
    assert (solution.state, deeds(solution)) == (state, [])
    assert "From there it cannot become" in said(answer)


def test_sending_twice_sends_once(signed_in: SignedIn, owner: Person) -> None:
    solution = solution_of(owner, SolutionState.DRAFT)
    for _ in range(2):
        signed_in(owner).post(at("solution-submit", solution))
    assert deeds(solution) == ["solution.submitted"]


def test_a_solution_without_its_essentials_is_not_sent(signed_in: SignedIn, owner: Person) -> None:
    solution = solution_of(owner, SolutionState.DRAFT, problem="", how_it_works="")
    answer = signed_in(owner).post(at("solution-submit", solution), follow=True)
    assert "Something is still missing: the problem and how it works." in said(answer)
    assert Solution.objects.get().state == SolutionState.DRAFT


def test_confirming_is_good_for_a_year(signed_in: SignedIn, owner: Person) -> None:
    solution = solution_of(owner, SolutionState.DUE, review_on=date(2020, 1, 1))
    signed_in(owner).post(at("solution-confirm", solution))
    solution.refresh_from_db()
    assert solution.confirmed_on == timezone.now().date()
    assert (solution.review_on - solution.confirmed_on).days == 365


def test_archiving_is_asked_first(signed_in: SignedIn, owner: Person) -> None:
    solution = solution_of(owner, SolutionState.PUBLISHED)
    assert "Archive this solution?" in said(signed_in(owner).get(at("solution-archive", solution)))
    assert Solution.objects.get().state == SolutionState.PUBLISHED


NEXT = {
    SolutionState.DRAFT: "then send it to review",
    SolutionState.SUBMITTED: "then hands it to two reviewers",
    SolutionState.IN_REVIEW: "Two reviewers read it",
    SolutionState.PUBLISHED: "Everybody who may see it finds it now.",
    SolutionState.DUE: "Is everything still true?",
    SolutionState.ARCHIVED: "Nothing is to be done now.",
}


@pytest.mark.parametrize("state", NEXT)
def test_the_page_names_the_next_step(signed_in: SignedIn, owner: Person, state: SolutionState) -> None:
    assert NEXT[state] in said(signed_in(owner).get(at("solution", solution_of(owner, state))))


def test_what_reviewers_would_miss_leads_to_its_step(signed_in: SignedIn, owner: Person) -> None:
    solution = make_solution(SolutionState.DRAFT, organisation=owner.organisation, problem="Known")
    page = signed_in(owner).get(at("solution", solution)).content.decode()
    links = {
        "How it works": "how",
        "Building blocks": "blocks",
        "What it needs to work": "preconditions",
        "Results": "proof",
        "Licence": "terms",
    }
    for words, slug in links.items():
        assert f'<a href="{reverse("workspace:solution-edit", args=[solution.ref, slug])}">{words}</a>' in page
    assert "The problem</a>" not in page


def test_who_might_need_it_stands_best_first_with_an_answer_each(signed_in: SignedIn, owner: Person) -> None:
    solution = solution_of(owner, SolutionState.PUBLISHED)
    weak = make_match(make_need(title="Weak need"), solution, score=20.0)
    strong = make_match(make_need(title="Strong need"), solution, score=90.0)
    make_interest(strong)
    page = signed_in(owner).get(at("solution", solution))
    words = said(page)
    assert words.index("Strong need") < words.index("Weak need")
    html = page.content.decode()
    assert f'id="match-{weak.pk}"' in html
    assert f'id="match-{strong.pk}"' in html
    assert html.count('name="side" value="exporter"') == 2


def test_a_need_that_is_not_shown_to_others_is_not_named(signed_in: SignedIn, owner: Person) -> None:
    solution = solution_of(owner, SolutionState.PUBLISHED)
    make_match(make_need(title="Confidential need", visibility="secretariat"), solution)
    make_match(make_need("draft", title="Draft need"), solution)
    words = said(signed_in(owner).get(at("solution", solution)))
    assert "Confidential need" not in words
    assert "Draft need" not in words
    assert "No open need has been found that it answers." in words


def test_reviews_are_shown_without_the_names_of_reviewers(signed_in: SignedIn, owner: Person) -> None:
    solution = solution_of(owner, SolutionState.DRAFT)
    review = make_review(solution, answer="return", comment="Which districts?")
    words = said(signed_in(owner).get(at("solution", solution)))
    assert "Reviewer 1, 2 March 2026 Send it back with comments Clear to a stranger 3 of 3" in words
    assert "Which districts?" in words
    assert review.reviewer.name not in words


def test_the_question_of_the_secretariat_is_shown(signed_in: SignedIn, owner: Person) -> None:
    solution = solution_of(owner, SolutionState.DRAFT, triage_reason="Who pays?")
    assert "The secretariat asks Who pays?" in said(signed_in(owner).get(at("solution", solution)))


def test_the_page_tells_what_is_not_said_about_capacity(signed_in: SignedIn, owner: Person) -> None:
    solution = solution_of(owner, SolutionState.PUBLISHED, visits_a_year=4, expert_days_a_year=None)
    words = said(signed_in(owner).get(at("solution", solution)))
    assert "Visits you can host in a year 4 Days of experts you can lend in a year Not said" in words


def test_the_secretariat_keeps_what_nobody_else_keeps(signed_in: SignedIn) -> None:
    officer = make_person("secretariat")
    recorded = make_solution(organisation=None, origin="recorded", exporters=False)
    browser = signed_in(officer)
    assert browser.get(at("solution", recorded)).status_code == 200
    assert browser.post(at("solution-archive", recorded)).status_code == 302
    recorded.refresh_from_db()
    assert recorded.state == SolutionState.ARCHIVED
