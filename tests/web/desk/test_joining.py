"""The secretariat joins a solution with a like one."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from southsouth.catalogue.lifecycle import SolutionState
from southsouth.catalogue.models import Solution
from southsouth.members.lifecycle import Role
from southsouth.members.models import Person
from tests.makers import make_adoption, make_person, make_solution, make_whole_solution
from tests.web.reading import errors_of, form_of, said

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Person | None], Client]
BIRTHS = "A health worker registers births on a phone."


@pytest.fixture
def officer() -> Person:
    return make_person(Role.SECRETARIAT)


@pytest.fixture
def sent() -> Solution:
    return make_whole_solution(SolutionState.SUBMITTED, title="Births by phone", summary=BIRTHS)


@pytest.fixture
def stays() -> Solution:
    return make_solution(title="Births at the health post", summary=BIRTHS)


def page(solution: Solution) -> str:
    return reverse("desk:triage-solution", args=[solution.ref])


def test_like_solutions_stand_beside_the_decision(
    signed_in: SignedIn, officer: Person, sent: Solution, stays: Solution
):
    answer = signed_in(officer).get(page(sent))
    assert "Solutions like it Births at the health post Bangladesh · published perhaps the same" in said(answer)
    assert stays.ref in answer.content.decode()


def test_a_solution_is_joined_and_its_address_leads_on(
    client: Client, signed_in: SignedIn, officer: Person, sent: Solution, stays: Solution
):
    adoption = make_adoption(sent)
    answer = signed_in(officer).post(page(sent), {"decision": "merge", "into": stays.ref})
    assert answer["Location"] == reverse("desk:triage")
    sent.refresh_from_db()
    adoption.refresh_from_db()
    assert (sent.state, sent.merged_into, adoption.solution) == (SolutionState.MERGED, stays, stays)
    assert client.get(reverse("public:solution", args=[sent.ref]))["Location"].endswith(f"/{stays.ref}/")
    assert "Joined with a like solution" in said(signed_in(officer).get(page(sent)))


def test_two_published_ones_are_joined_too_and_nothing_else_is_asked(
    signed_in: SignedIn, officer: Person, stays: Solution
):
    other = make_solution(title="Births again", summary=BIRTHS)
    answer = signed_in(officer).get(page(other))
    words = said(answer)
    assert "Join it with a like solution" in words and "Hand it to two reviewers" not in words
    assert "reason" not in form_of(answer)
    signed_in(officer).post(page(other), {"decision": "merge", "into": stays.ref})
    assert Solution.objects.get(pk=other.pk).state == SolutionState.MERGED


def test_the_page_of_a_solution_leads_the_secretariat_there(
    client: Client, signed_in: SignedIn, officer: Person, stays: Solution
):
    public = reverse("public:solution", args=[stays.ref])
    assert page(stays) in signed_in(officer).get(public).content.decode()
    assert page(stays) not in client.get(public).content.decode()


def test_which_one_must_be_said(signed_in: SignedIn, officer: Person, sent: Solution, stays: Solution):
    answer = signed_in(officer).post(page(sent), {"decision": "merge"})
    assert errors_of(answer)[0][1] == "Choose the solution to join it with"
    Solution.objects.filter(pk=stays.pk).update(state=SolutionState.ARCHIVED)
    answer = signed_in(officer).post(page(sent), {"decision": "merge", "into": stays.ref})
    assert errors_of(answer)[0][1] == "Choose the solution to join it with"


def test_a_solution_with_nothing_like_it_has_nothing_to_decide(signed_in: SignedIn, officer: Person):
    alone = make_solution(title="Boats", summary="Nets hold.")
    words = said(signed_in(officer).get(page(alone)))
    assert "No published solution speaks of the same." in words and "Nothing is to be decided" in words


def test_the_keeper_is_told_where_it_went(signed_in: SignedIn, stays: Solution):
    gone = make_solution(SolutionState.MERGED, merged_into=stays)
    keeper = make_person(organisation=gone.organisation)
    words = said(signed_in(keeper).get(reverse("workspace:solution", args=[gone.ref])))
    assert "Joined with a like solution Births at the health post" in words
