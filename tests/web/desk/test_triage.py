"""Deciding on what was sent in: every decision with its exact effect, refusals, what stands beside."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from southsouth.catalogue.lifecycle import NeedState, SolutionState
from southsouth.catalogue.models import Need, Solution
from southsouth.ledger.models import Entry
from southsouth.members.lifecycle import Role
from southsouth.members.models import Person
from southsouth.web.words.numbers import day_text
from tests.makers import make_match, make_need, make_person, make_solution, make_whole_solution
from tests.web.reading import errors_of, form_of, said, value_of

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Person | None], Client]


@pytest.fixture
def officer() -> Person:
    return make_person(Role.SECRETARIAT)


@pytest.fixture
def need() -> Need:
    return make_need(NeedState.SUBMITTED, title="Register births", problem="Parents walk two days to register births.")


@pytest.fixture
def solution() -> Solution:
    return make_whole_solution(SolutionState.SUBMITTED)


def page(record: Need | Solution) -> str:
    kind = "need" if isinstance(record, Need) else "solution"
    return reverse(f"desk:triage-{kind}", args=[record.ref])


DECISIONS = [
    ({"decision": "open", "reason": ""}, NeedState.OPEN, "", "need.opened", "Opened."),
    ({"decision": "return", "reason": "How many?"}, NeedState.DRAFT, "How many?", "need.returned", "Sent back"),
    ({"decision": "decline", "reason": "No service."}, NeedState.DECLINED, "No service.", "need.declined", "Declined"),
]


@pytest.mark.parametrize(("sent", "state", "reason", "deed", "words"), DECISIONS)
def test_a_decision_on_a_need_is_done_and_said(
    signed_in: SignedIn,
    officer: Person,
    need: Need,
    sent: dict[str, str],
    state: str,
    reason: str,
    deed: str,
    words: str,
) -> None:
    answer = signed_in(officer).post(page(need), sent, follow=True)
    need.refresh_from_db()
    assert answer.redirect_chain == [(reverse("desk:triage"), 302)]
    assert (need.state, need.triage_reason) == (state, reason)
    assert [(entry.deed, entry.by) for entry in Entry.objects.about("need", need.ref)] == [(deed, officer)]
    assert words in said(answer)


def test_a_need_is_joined_with_a_like_one(signed_in: SignedIn, officer: Person, need: Need) -> None:
    like = make_need(title="Births in the north", problem="Mothers walk far to register births.")
    browser = signed_in(officer)
    assert like.ref in browser.get(page(need)).content.decode()
    browser.post(page(need), {"decision": "merge", "into": like.ref})
    need.refresh_from_db()
    assert (need.state, need.merged_into) == (NeedState.MERGED, like)


def test_only_like_needs_that_could_stand_for_it_are_offered(signed_in: SignedIn, officer: Person, need: Need) -> None:
    words = {"problem": "Mothers walk far to register births."}
    make_need(title="Births open", **words)
    make_need(NeedState.ANSWERED, title="Births answered", **words)
    make_need(title="Taxes", problem="Firms queue to pay taxes.")
    shown = said(signed_in(officer).get(page(need)))
    assert "Births open" in shown
    assert "Births answered" not in shown
    assert "Taxes" not in shown


MISTAKES = [
    ({}, [("id_decision_0", "Choose a decision")]),
    ({"decision": "return", "reason": " "}, [("id_reason", "Write the question or the reason")]),
    ({"decision": "decline"}, [("id_reason", "Write the question or the reason")]),
    ({"decision": "merge", "reason": "Kept"}, [("id_decision_0", "Choose the need to join it with")]),
]


@pytest.mark.parametrize(("sent", "errors"), MISTAKES)
def test_a_mistake_names_the_field_and_keeps_the_text(
    signed_in: SignedIn, officer: Person, need: Need, sent: dict[str, str], errors: list[tuple[str, str]]
) -> None:
    answer = signed_in(officer).post(page(need), sent)
    need.refresh_from_db()
    assert answer.status_code == 422
    assert errors_of(answer) == errors
    assert value_of(answer, "reason") == sent.get("reason", "")
    assert need.state == NeedState.SUBMITTED


def test_a_join_without_a_choice_leads_to_the_choices(signed_in: SignedIn, officer: Person, need: Need) -> None:
    make_need(title="Births in the north", problem="Mothers walk far to register births.")
    answer = signed_in(officer).post(page(need), {"decision": "merge"})
    assert errors_of(answer) == [("id_into_0", "Choose the need to join it with")]


def test_what_an_officer_wrote_stays_when_another_was_quicker(signed_in: SignedIn, officer: Person, need: Need) -> None:
    Need.objects.update(state=NeedState.OPEN, opened_at=timezone.now())
    answer = signed_in(officer).post(page(need), {"decision": "decline", "reason": "A long <reason>"})
    assert answer.status_code == 422
    assert errors_of(answer) == [("", "The need is in the state “open”. From there it cannot become “declined”.")]
    assert "What you wrote: A long <reason>" in said(answer)
    assert "decision" not in form_of(answer)


@pytest.mark.parametrize(
    ("sent", "state", "reason", "deed"),
    [
        ({"decision": "review"}, SolutionState.IN_REVIEW, "", "solution.sent_to_review"),
        ({"decision": "return", "reason": "Who pays?"}, SolutionState.DRAFT, "Who pays?", "solution.returned"),
    ],
)
def test_a_decision_on_a_solution_is_done(
    signed_in: SignedIn, officer: Person, solution: Solution, sent: dict[str, str], state: str, reason: str, deed: str
) -> None:
    answer = signed_in(officer).post(page(solution), sent)
    solution.refresh_from_db()
    assert answer["Location"] == reverse("desk:triage")
    assert (solution.state, solution.triage_reason) == (state, reason)
    assert [entry.deed for entry in Entry.objects.about("solution", solution.ref)] == [deed]


def test_a_solution_is_not_sent_back_without_a_word(signed_in: SignedIn, officer: Person, solution: Solution) -> None:
    answer = signed_in(officer).post(page(solution), {"decision": "return"})
    assert errors_of(answer) == [("id_reason", "Write the question or the reason")]


def test_a_decision_on_a_solution_comes_too_late(signed_in: SignedIn, officer: Person, solution: Solution) -> None:
    Solution.objects.update(state=SolutionState.DRAFT)
    answer = signed_in(officer).post(page(solution), {"decision": "review", "reason": "Kept"})
    assert errors_of(answer) == [("", "The solution is in the state “draft”. From there it cannot become “in review”.")]
    assert "What you wrote: Kept" in said(answer)


def test_the_page_of_a_solution_names_what_reviewers_would_miss(signed_in: SignedIn, officer: Person) -> None:
    bare = make_solution(SolutionState.SUBMITTED, problem="Known")
    words = said(signed_in(officer).get(page(bare)))
    assert "What reviewers would miss How it works Building blocks" in words
    whole = make_whole_solution(SolutionState.SUBMITTED)
    assert "Everything reviewers ask for is there." in said(signed_in(officer).get(page(whole)))


def test_what_was_found_for_a_need_stands_beside(signed_in: SignedIn, officer: Person, need: Need) -> None:
    make_match(need, make_solution(title="A candidate"), score=71.2, band="good")
    assert "What was found for it A candidate 71 · Good fit" in said(signed_in(officer).get(page(need)))


def test_the_list_puts_the_longest_wait_first_and_calls_late_what_is_late(signed_in: SignedIn, officer: Person) -> None:
    now = timezone.now()
    make_need(NeedState.SUBMITTED, title="Fresh need", changed_at=now)
    make_need(NeedState.SUBMITTED, title="Late need", changed_at=now - timedelta(days=15))
    make_need(NeedState.DRAFT, title="Draft need")
    make_solution(SolutionState.SUBMITTED, title="Fresh solution", changed_at=now)
    make_solution(SolutionState.DUE, title="Due solution", review_on=now.date())
    words = said(signed_in(officer).get(reverse("desk:triage")))
    assert (
        words.index("Late need")
        < words.index("Fresh need")
        < words.index("Fresh solution")
        < words.index("Due solution")
    )
    assert f"Late: waits since {day_text(now - timedelta(days=15))}" in words
    assert words.count(f"Waits since {day_text(now)}") == 2
    assert "Draft need" not in words


def test_an_empty_list_says_what_comes_here(signed_in: SignedIn, officer: Person) -> None:
    words = said(signed_in(officer).get(reverse("desk:triage")))
    assert "No need waits for a decision" in words
    assert "No solution waits for a look" in words
    assert "due for confirmation" not in words


@pytest.mark.parametrize("place", ["desk:triage", "desk:home"])
def test_three_records_cost_as_many_queries_as_one(signed_in: SignedIn, officer: Person, place: str) -> None:
    browser = signed_in(officer)
    counts = []
    for rows in (1, 2):
        for _ in range(rows):
            make_need(NeedState.SUBMITTED)
            make_solution(SolutionState.SUBMITTED)
            make_solution(SolutionState.DUE)
        browser.get(reverse(place))
        with CaptureQueriesContext(connection) as found:
            browser.get(reverse(place))
        counts.append(len(found))
    assert counts[0] == counts[1]
