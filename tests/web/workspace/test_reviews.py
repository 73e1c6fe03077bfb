"""Reviewing solutions: who sees which, what is recorded, what happens when somebody was quicker."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from southsouth.catalogue.lifecycle import SolutionState
from southsouth.catalogue.models import Review, Solution
from southsouth.members.lifecycle import Role
from southsouth.members.models import Person
from tests.makers import (
    make_country,
    make_exporter,
    make_organisation,
    make_person,
    make_review,
    make_solution,
    make_whole_solution,
)
from tests.web.reading import errors_of, form_of, said, value_of

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Person | None], Client]
SENT = {
    "clarity": "3",
    "results": "2",
    "transfer": "1",
    "safeguards": "0",
    "evidence": "measured",
    "answer": "publish",
    "comment": "Good.",
}


@pytest.fixture
def expert() -> Person:
    return make_person(Role.EXPERT, organisation=make_organisation(country=make_country("PER")))


@pytest.fixture
def solution() -> Solution:
    return make_whole_solution(SolutionState.IN_REVIEW, title="Births in one visit")


def page(solution: Solution) -> str:
    return reverse("workspace:review", args=[solution.ref])


def test_a_review_is_recorded_as_it_was_given(signed_in: SignedIn, expert: Person, solution: Solution) -> None:
    answer = signed_in(expert).post(page(solution), SENT, follow=True)
    review = Review.objects.get()
    assert answer.redirect_chain == [(reverse("workspace:reviews"), 302)]
    assert (review.clarity, review.results, review.transfer, review.safeguards) == (3, 2, 1, 0)
    assert (review.evidence, review.answer, review.comment, review.reviewer) == ("measured", "publish", "Good.", expert)
    assert "the solution waits for another one" in said(answer)


def test_the_second_yes_publishes(signed_in: SignedIn, expert: Person, solution: Solution) -> None:
    make_review(solution, evidence="studied")
    answer = signed_in(expert).post(page(solution), SENT, follow=True)
    solution.refresh_from_db()
    assert (solution.state, solution.evidence) == (SolutionState.PUBLISHED, "measured")
    assert "Two reviewers agree: the solution is published." in said(answer)


def test_a_return_sends_it_back_at_once(signed_in: SignedIn, expert: Person, solution: Solution) -> None:
    answer = signed_in(expert).post(page(solution), {**SENT, "answer": "return"}, follow=True)
    solution.refresh_from_db()
    assert solution.state == SolutionState.DRAFT
    assert "goes back to its writers with your comment" in said(answer)


def test_every_question_must_be_answered(signed_in: SignedIn, expert: Person, solution: Solution) -> None:
    answer = signed_in(expert).post(page(solution), {"comment": "Kept", "clarity": "4"})
    assert answer.status_code == 422
    mark = "Choose a mark from 0 to 3 for each of the four questions"
    assert errors_of(answer) == [
        ("id_clarity_0", "Select a valid choice. 4 is not one of the available choices."),
        ("id_results_0", mark),
        ("id_transfer_0", mark),
        ("id_safeguards_0", mark),
        ("id_evidence_0", "Choose the level of proof"),
        ("id_answer_0", "Choose your answer"),
    ]
    assert value_of(answer, "comment") == "Kept"
    assert not Review.objects.exists()


def test_a_return_needs_a_comment(signed_in: SignedIn, expert: Person, solution: Solution) -> None:
    answer = signed_in(expert).post(page(solution), {**SENT, "answer": "return", "comment": " "})
    assert errors_of(answer) == [("id_comment", "Write what is missing, so that the writers can mend it")]
    assert form_of(answer)["clarity"] == ["3"]


def test_an_earlier_answer_is_shown_and_replaced(signed_in: SignedIn, expert: Person, solution: Solution) -> None:
    make_review(solution, reviewer=expert, clarity=1, comment="First thoughts")
    browser = signed_in(expert)
    shown = form_of(browser.get(page(solution)))
    assert (shown["clarity"], shown["comment"]) == (["1"], ["First thoughts"])
    browser.post(page(solution), SENT)
    assert [review.comment for review in Review.objects.all()] == ["Good."]


def test_an_answer_of_an_earlier_round_is_not_shown(signed_in: SignedIn, expert: Person, solution: Solution) -> None:
    make_review(solution, reviewer=expert, comment="Of the first round", closed=True)
    shown = form_of(signed_in(expert).get(page(solution)))
    assert shown["comment"] == [""]
    assert "clarity" not in shown


def test_the_comment_is_given_back_when_somebody_was_quicker(
    signed_in: SignedIn, expert: Person, solution: Solution
) -> None:
    browser = signed_in(expert)
    Solution.objects.update(state=SolutionState.DRAFT)
    answer = browser.post(page(solution), {**SENT, "comment": "An hour of <work>"})
    assert answer.status_code == 409
    assert "An hour of &lt;work&gt;" in answer.content.decode()
    assert solution.title not in said(answer)
    assert not Review.objects.exists()


def test_the_list_shows_what_waits_first(signed_in: SignedIn, expert: Person, solution: Solution) -> None:
    answered = make_solution(SolutionState.IN_REVIEW, title="Already answered")
    make_review(answered, reviewer=expert)
    make_solution(SolutionState.SUBMITTED, title="Not yet in review")
    words = said(signed_in(expert).get(reverse("workspace:reviews")))
    assert words.index("Births in one visit") < words.index("Waits for you") < words.index("Already answered")
    assert "You have answered" in words
    assert "Not yet in review" not in words


def test_nobody_reviews_the_own_work(signed_in: SignedIn, expert: Person) -> None:
    kept = make_solution(SolutionState.IN_REVIEW, title="Kept by us", organisation=expert.organisation)
    exported = make_solution(SolutionState.IN_REVIEW, title="Exported by us")
    make_exporter(exported, country=make_country("PER"), organisation=expert.organisation)
    written = make_solution(SolutionState.IN_REVIEW, title="Written by me", author=expert)
    browser = signed_in(expert)
    words = said(browser.get(reverse("workspace:reviews")))
    assert "No solution waits for a review." in words
    for each in (kept, exported, written):
        assert each.title not in words
        assert browser.get(page(each)).status_code == 404


def test_the_page_shows_the_whole_text(signed_in: SignedIn, expert: Person, solution: Solution) -> None:
    make_review(solution)
    words = said(signed_in(expert).get(page(solution)))
    for part in (
        "One counter takes the papers",
        "The first counter had no trained staff.",
        "CC BY 4.0",
        "1 of 2 reviews given",
    ):
        assert part in words


def test_a_solution_nobody_knows_is_missing(signed_in: SignedIn, expert: Person) -> None:
    assert signed_in(expert).get(reverse("workspace:review", args=["no-such"])).status_code == 404
