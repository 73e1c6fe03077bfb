"""The first page after signing in: what waits, for each kind of person."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from southsouth.catalogue.lifecycle import NeedState, SolutionState
from southsouth.members.lifecycle import Role
from southsouth.members.models import Person
from southsouth.web.words.numbers import day_text
from tests.makers import (
    make_country,
    make_interest,
    make_match,
    make_need,
    make_organisation,
    make_person,
    make_result,
    make_review,
    make_run,
    make_solution,
    make_whole_solution,
)
from tests.web.reading import said

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Person | None], Client]
HOME = "/en/workspace/"


@pytest.fixture
def focal_point() -> Person:
    return make_person(organisation=make_organisation(name="Ministry of Births", country=make_country("KEN")))


def section(browser: Client, heading: str, after: str) -> str:
    """The words of the page between two headings."""
    words = said(browser.get(HOME))
    start = words.index(heading)
    return words[start + len(heading) : words.index(after, start)].strip()


ANSWERS, NEW, PROMISES, DRAFTS = "Answers others wait for", "New candidates for your needs", "Open promises", "Drafts"
IMPROVE, NEEDS, SOLUTIONS = "What to improve next", "Your needs", "Your solutions"


def test_an_empty_workspace_says_what_will_be_there(signed_in: SignedIn, focal_point: Person) -> None:
    browser = signed_in(focal_point)
    assert said(browser.get(HOME)).count("Ministry of Births") == 1
    assert section(browser, ANSWERS, NEW) == "Nobody waits for an answer of yours."
    assert section(browser, NEW, PROMISES) == "No open need has candidates that you have not answered."
    assert section(browser, PROMISES, DRAFTS) == "You have said yes to nothing yet."
    assert section(browser, DRAFTS, NEEDS) == "Everything is sent."
    assert "You have written no need yet" in section(browser, NEEDS, SOLUTIONS)
    assert "You have published no solution yet" in said(browser.get(HOME))


def test_an_importer_who_waits_is_named_with_the_day_to_answer_by(signed_in: SignedIn, focal_point: Person) -> None:
    mine = make_solution(organisation=focal_point.organisation, title="Mine")
    at = timezone.now()
    fresh = make_match(make_need(title="Fresh"), mine)
    make_interest(fresh, at=at)
    late = make_match(make_need(title="Waits long"), mine)
    make_interest(late, at=at - timedelta(days=15))
    answered = make_match(make_need(title="Answered"), mine)
    make_interest(answered, at=at)
    make_interest(answered, side="exporter", answer="later", at=at)
    browser = signed_in(focal_point)
    found = section(browser, ANSWERS, NEW)
    until = day_text(at + timedelta(days=14))
    assert found == f"Waits long Asks for “Mine” Late Fresh Asks for “Mine” Answer by {until}"
    assert (
        f'href="{reverse("workspace:match-answer", args=[late.pk])}?side=exporter"'
        in browser.get(HOME).content.decode()
    )


def test_promises_say_how_far_they_are(signed_in: SignedIn, focal_point: Person) -> None:
    need = make_need(organisation=focal_point.organisation, title="My need")
    run = make_run(need)
    for title, theirs in (("Mutual", "yes"), ("Refused", "no"), ("Waiting", None)):
        match = make_match(need, make_solution(title=title), run=run)
        make_interest(match)
        if theirs:
            make_interest(match, side="exporter", answer=theirs, reason="law" if theirs == "no" else "")
    mine = make_solution(organisation=focal_point.organisation, title="Mine")
    offered = make_match(make_need(title="Their need"), mine)
    make_interest(offered, side="exporter")
    found = section(signed_in(focal_point), PROMISES, DRAFTS)
    for line in (
        "Mutual For your need “My need” Both said yes",
        "Refused For your need “My need” The other side said no",
        "Waiting For your need “My need” Waiting for the other side",
        "Their need From your “Mine” Waiting for the other side",
    ):
        assert line in found


def test_drafts_that_came_back_with_a_question_come_first(signed_in: SignedIn, focal_point: Person) -> None:
    own = focal_point.organisation
    make_need(NeedState.DRAFT, organisation=own, title="Plain draft")
    make_need(NeedState.ENDORSED, organisation=own, title="Endorsed")
    make_need(NeedState.DRAFT, organisation=own, title="Came back", triage_reason="Which districts?")
    make_solution(SolutionState.DRAFT, organisation=own, title="Draft solution")
    make_need(NeedState.SUBMITTED, organisation=own, title="Sent need")
    found = section(signed_in(focal_point), DRAFTS, IMPROVE)
    assert found.startswith("Came back Which districts? Sent back with a question")
    for line in ("Plain draft Need Draft", "Endorsed Need Endorsed", "Draft solution Solution Draft"):
        assert line in found
    assert "Sent need" not in found


def test_candidates_not_yet_answered_are_counted(signed_in: SignedIn, focal_point: Person) -> None:
    need = make_need(organisation=focal_point.organisation, title="My need")
    run = make_run(need)
    for rank in range(1, 4):
        match = make_match(need, make_solution(), rank=rank, run=run)
    make_interest(match, answer="later")
    done = make_need(organisation=focal_point.organisation, title="All answered")
    make_interest(make_match(done))
    assert section(signed_in(focal_point), NEW, PROMISES) == "My need 2 candidates"


def test_what_would_bring_most_is_named(signed_in: SignedIn, focal_point: Person) -> None:
    own = focal_point.organisation
    whole = {"budget_usd": 1, "deadline": "2099-01-01", "owner": "We", "success": "Soon"}
    make_need(organisation=own, title="Nothing found", **whole)
    make_need(NeedState.DRAFT, organisation=own, title="Not owned", success="Soon")
    make_need(NeedState.DRAFT, organisation=own, title="No success", **{**whole, "success": ""})
    make_whole_solution(SolutionState.DUE, organisation=own, title="Due")
    make_result(make_solution(organisation=own, title="No capacity"))
    make_solution(organisation=own, title="No result", visits_a_year=1)
    found = section(signed_in(focal_point), IMPROVE, NEEDS)
    lines = [
        "Due A year has passed. Is it still true? Confirm it",
        "No capacity Importers see first whether you have time. Say what you can give",
        "No result Time, cost and visits saved weigh most. Add a result",
        "Nothing found Say more about the problem, or ask the secretariat to look. No candidate yet",
        "Not owned Such needs are answered first. Add owner, money and date",
        "No success Exporters read this before they answer. Say what success looks like",
    ]
    for line in lines:
        assert found.count(line) == 1
        found = found.replace(line, "")
    assert found.split() == []


def test_records_of_others_are_not_listed(signed_in: SignedIn, focal_point: Person) -> None:
    make_need(title="Public need of others")
    make_solution(title="Public solution of others")
    words = said(signed_in(focal_point).get(HOME))
    assert "of others" not in words


def test_an_expert_sees_what_waits_for_a_review_and_the_newest_needs(signed_in: SignedIn) -> None:
    expert = make_person(Role.EXPERT)
    make_solution(SolutionState.IN_REVIEW, title="To review")
    done = make_solution(SolutionState.IN_REVIEW, title="Reviewed")
    make_review(done, reviewer=expert)
    make_need(title="Newest need")
    words = said(signed_in(expert).get(HOME))
    assert "To review" in words
    assert "Reviewed" not in words
    assert "Newest need" in words
    assert "Describe a need" not in words


def test_a_funder_sees_open_needs_and_no_reviews(signed_in: SignedIn) -> None:
    make_solution(SolutionState.IN_REVIEW, title="To review")
    words = said(signed_in(make_person(Role.FUNDER)).get(HOME))
    assert "To review" not in words
    assert "No need is open now." in words


def test_the_secretariat_is_led_to_its_desk(signed_in: SignedIn) -> None:
    page = signed_in(make_person(Role.SECRETARIAT)).get(HOME)
    assert "Go to the desk" in said(page)
    assert f'href="{reverse("desk:home")}"' in page.content.decode()
