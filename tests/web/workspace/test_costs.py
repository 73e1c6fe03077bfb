"""A page asks the database as often for three records as for one."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from southsouth.catalogue.lifecycle import NeedState, SolutionState
from southsouth.catalogue.models import Need, Solution
from southsouth.members.lifecycle import Role
from southsouth.members.models import Person
from tests.makers import (
    make_country,
    make_endorsement,
    make_exporter,
    make_interest,
    make_match,
    make_need,
    make_organisation,
    make_person,
    make_precondition,
    make_review,
    make_run,
    make_solution,
    make_topic,
)

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Person | None], Client]
MOST = 24
"""Queries of the heaviest page."""


def queries(browser: Client, address: str) -> int:
    browser.get(address)
    with CaptureQueriesContext(connection) as found:
        assert browser.get(address).status_code == 200
    return len(found)


def home(person: Person, rows: int) -> str:
    for _ in range(rows):
        solution = make_solution(organisation=person.organisation)
        need = make_need(organisation=person.organisation, topics=[make_topic()])
        make_need(NeedState.DRAFT, organisation=person.organisation)
        make_interest(make_match(need, make_solution()))
        make_interest(make_match(make_need(), solution))
        make_match(need, make_solution(), rank=2)
    return reverse("workspace:home")


def need_page(person: Person, rows: int) -> str:
    need = make_need(organisation=person.organisation)
    make_endorsement(need)
    run = make_run(need)
    for _ in range(rows):
        solution = make_solution()
        make_exporter(solution, country=make_country("IND"))
        row = make_precondition(solution)
        facts = {"ref": str(row.pk), "kind": "law", "text": row.text, "fact": None}
        missing = [{"code": "precondition_unknown", "facts": facts, "low": 40.0, "high": 60.0}]
        match = make_match(need, solution, run=run, missing=missing)
        make_interest(match)
        make_interest(match, side="exporter")
    return reverse("workspace:need", args=[need.ref])


def facts_page(person: Person, rows: int) -> str:
    need_page(person, rows)
    return reverse(
        "workspace:need-facts", args=[Need.objects.filter(organisation=person.organisation).latest("pk").ref]
    )


def check_page(person: Person, rows: int) -> str:
    need = make_need(NeedState.DRAFT, organisation=person.organisation)
    need.topics.set([make_topic(f"topic-{number}") for number in range(rows)])
    return reverse("workspace:need-edit", args=[need.ref, "check"])


def solution_page(person: Person, rows: int) -> str:
    solution = make_solution(organisation=person.organisation)
    for _ in range(rows):
        make_interest(make_match(make_need(), solution))
        make_review(solution)
    return reverse("workspace:solution", args=[Solution.objects.get(pk=solution.pk).ref])


def reviews_page(person: Person, rows: int) -> str:
    for _ in range(rows):
        make_solution(SolutionState.IN_REVIEW)
    return reverse("workspace:reviews")


@pytest.mark.parametrize(
    ("page", "role"),
    [
        (home, Role.FOCAL_POINT),
        (need_page, Role.FOCAL_POINT),
        (facts_page, Role.FOCAL_POINT),
        (check_page, Role.FOCAL_POINT),
        (solution_page, Role.FOCAL_POINT),
        (reviews_page, Role.EXPERT),
        (reviews_page, Role.SECRETARIAT),
    ],
)
def test_one_record_costs_as_many_queries_as_three(
    signed_in: SignedIn, page: Callable[[Person, int], str], role: Role
) -> None:
    counts = []
    for rows in (1, 3):
        person = make_person(role, organisation=make_organisation(country=make_country("KEN")))
        counts.append(queries(signed_in(person), page(person, rows)))
    assert counts[0] == counts[1]
    assert counts[0] <= MOST
