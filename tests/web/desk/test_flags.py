"""The queue of challenges, the decision, and the level of proof."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from southsouth.catalogue.lifecycle import FlagState, SolutionState
from southsouth.catalogue.models import Flag, Solution
from southsouth.ledger.models import Entry
from southsouth.members.lifecycle import Role
from southsouth.members.models import Person
from southsouth.web.words.numbers import day_text
from tests.makers import (
    make_adoption,
    make_flag,
    make_need,
    make_person,
    make_question,
    make_recorded_solution,
    make_solution,
)
from tests.web.reading import errors_of, said, value_of

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Person | None], Client]
QUEUE = "/en/desk/flags/"


@pytest.fixture
def officer() -> Person:
    return make_person(Role.SECRETARIAT)


@pytest.fixture
def solution() -> Solution:
    return make_solution(evidence="studied", title="One counter")


def page(flag: Flag) -> str:
    return reverse("desk:flag", args=[flag.ref])


def level_page(solution: Solution) -> str:
    return reverse("desk:evidence", args=[solution.ref])


def test_the_queue_puts_the_longest_wait_first(signed_in: SignedIn, officer: Person, solution: Solution) -> None:
    now = timezone.now()
    make_flag(solution, at=now, kind="link")
    make_flag(solution, at=now - timedelta(days=15), reply="It is right.")
    make_flag(make_need(), state=FlagState.UPHELD, kind="rights", outcome="corrected")
    browser = signed_in(officer)
    words = said(browser.get(QUEUE))
    late = f"One counter The owner has replied Late: waits since {day_text(now - timedelta(days=15))}"
    assert words.index("A wrong figure") < words.index(late) < words.index("A broken link")
    assert words.index("Decided lately") < words.index("A concern about rights or safety")
    assert "Challenged statements The longest waits since" in said(browser.get("/en/desk/"))


def test_an_empty_queue_says_what_comes_here(signed_in: SignedIn, officer: Person) -> None:
    browser = signed_in(officer)
    assert "No statement is challenged" in said(browser.get(QUEUE))
    assert "Challenged statements None Questions to answer None" in said(browser.get("/en/desk/"))
    make_question(make_recorded_solution())
    make_question(make_solution())
    assert "Questions to answer The longest waits since 2 March 2026 1" in said(browser.get("/en/desk/"))


DECISIONS = [
    ({"outcome": "corrected", "decision": "Mended."}, "upheld", "studied", "published"),
    ({"outcome": "lowered", "level": "described", "decision": "No study."}, "upheld", "described", "published"),
    ({"outcome": "due", "decision": "It stopped."}, "upheld", "studied", "due_for_confirmation"),
    ({"outcome": "dismiss", "decision": "It is right."}, "dismissed", "studied", "published"),
]


@pytest.mark.parametrize(("sent", "state", "level", "left"), DECISIONS)
def test_a_decision_is_done_and_said(
    signed_in: SignedIn, officer: Person, solution: Solution, sent: dict[str, str], state: str, level: str, left: str
) -> None:
    flag = make_flag(make_adoption(solution))
    answer = signed_in(officer).post(page(flag), sent, follow=True)
    flag.refresh_from_db()
    solution.refresh_from_db()
    assert answer.redirect_chain == [(QUEUE, 302)]
    assert "Decided." in said(answer)
    assert (flag.state, flag.decision, flag.decided_by) == (state, sent["decision"], officer)
    assert (solution.evidence, solution.state) == (level, left)


def test_who_raised_it_is_known_at_the_desk(signed_in: SignedIn, officer: Person, solution: Solution) -> None:
    member, expert = make_person(name="Frank Flagger"), make_person(Role.EXPERT, name="Eve Expert")
    browser = signed_in(officer)
    assert member.organisation is not None
    assert f"Frank Flagger , {member.organisation.name}" in said(browser.get(page(make_flag(solution, by=member))))
    assert "Eve Expert" in said(browser.get(page(make_flag(solution, by=expert))))
    assert "raised without an account" in said(browser.get(page(make_flag(solution))))


def test_only_what_the_record_can_come_to_is_offered(signed_in: SignedIn, officer: Person) -> None:
    browser = signed_in(officer)
    lower, anew = "lower the level of proof", "the owner has to confirm the record anew"
    for what, offered in (
        (make_need(), (False, False)),
        (make_solution(evidence=""), (False, True)),
        (make_solution(evidence="described"), (False, True)),
        (make_solution(SolutionState.DUE, evidence="measured"), (True, False)),
    ):
        words = said(browser.get(page(make_flag(what))))
        assert (lower in words, anew in words) == offered


def test_what_is_missing_is_asked_for(signed_in: SignedIn, officer: Person, solution: Solution) -> None:
    flag = make_flag(solution)
    browser = signed_in(officer)
    empty = browser.post(page(flag), {"outcome": "lowered", "decision": ""})
    assert errors_of(empty) == [
        ("id_level_0", "Choose the level it is lowered to"),
        ("id_decision", "Write your decision in words"),
    ]
    wrong = browser.post(page(flag), {"outcome": "lowered", "level": "worked_again", "decision": "So."})
    assert wrong.status_code == 422
    flag.refresh_from_db()
    assert flag.state == "open"


def test_a_decision_that_comes_too_late_keeps_what_was_typed(
    signed_in: SignedIn, officer: Person, solution: Solution
) -> None:
    flag = make_flag(solution, state=FlagState.DISMISSED)
    answer = signed_in(officer).post(page(flag), {"outcome": "corrected", "decision": "Kept"})
    assert errors_of(answer) == [
        ("", "The challenge is in the state “dismissed”. From there it cannot become “upheld”.")
    ]
    assert "What you wrote: Kept" in said(answer)
    assert "Your decision" not in said(signed_in(officer).get(page(flag)))


def test_the_level_is_set_with_a_reason(signed_in: SignedIn, officer: Person, solution: Solution) -> None:
    browser = signed_in(officer)
    for address in (reverse("desk:triage-solution", args=[solution.ref]), page(make_flag(solution))):
        assert level_page(solution) in browser.get(address).content.decode()
    answer = browser.post(level_page(solution), {"level": "worked_again", "reason": "It runs in Kenya."}, follow=True)
    solution.refresh_from_db()
    assert solution.evidence == "worked_again"
    words = said(answer)
    assert "Set. The page of the solution tells from where to where" in words
    assert "From “studied by others” to “worked again elsewhere” · the secretariat It runs in Kenya." in words
    assert Entry.objects.about("solution", solution.ref).last().deed == "solution.evidence_set"  # type: ignore[union-attr]


def test_a_level_without_a_reason_or_of_a_draft_is_not_set(
    signed_in: SignedIn, officer: Person, solution: Solution
) -> None:
    browser = signed_in(officer)
    answer = browser.post(level_page(solution), {"level": "studied", "reason": "Kept"})
    assert (answer.status_code, value_of(answer, "reason")) == (422, "Kept")
    assert errors_of(browser.post(level_page(solution), {})) == [
        ("id_level_0", "Choose the level of proof"),
        ("id_reason", "Write the reason"),
    ]
    draft = make_solution(SolutionState.DRAFT)
    assert browser.get(level_page(draft)).status_code == 404
    triage = browser.get(reverse("desk:triage-solution", args=[draft.ref])).content.decode()
    assert level_page(draft) not in triage
    assert "Nobody has set it yet." in said(browser.get(level_page(make_solution(evidence=""))))


def test_three_flags_cost_as_many_queries_as_one(signed_in: SignedIn, officer: Person) -> None:
    browser = signed_in(officer)
    counts = []
    for rows in (1, 2):
        for _ in range(rows):
            for what in (make_solution(), make_need(), make_adoption()):
                make_flag(what)
                make_flag(what, state=FlagState.DISMISSED)
        browser.get(QUEUE)
        with CaptureQueriesContext(connection) as found:
            browser.get(QUEUE)
        counts.append(len(found))
    assert counts[0] == counts[1]
