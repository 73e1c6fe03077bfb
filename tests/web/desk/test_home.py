"""The first page of the desk: queues with counts, and what happened last."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from southsouth.catalogue.actions.needs import open_need
from southsouth.catalogue.lifecycle import NeedState, SolutionState
from southsouth.matching.models import Refresh
from southsouth.members.lifecycle import Role
from southsouth.members.models import Person
from tests.makers import make_need, make_person, make_solution
from tests.web.reading import said

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Person | None], Client]
HOME = "/en/desk/"


@pytest.fixture
def officer() -> Person:
    return make_person(Role.SECRETARIAT)


def test_every_queue_has_its_count_and_its_oldest(signed_in: SignedIn, officer: Person) -> None:
    for _ in range(2):
        make_need(NeedState.SUBMITTED)
    make_solution(SolutionState.SUBMITTED)
    for _ in range(3):
        make_solution(SolutionState.IN_REVIEW)
    words = said(signed_in(officer).get(HOME))
    day = "The longest waits since 2 March 2026"
    assert f"Needs to decide on {day} 2 Solutions to look at {day} 1 Solutions in review {day} 3" in words
    assert "Solutions due for confirmation None Lists of candidates to compute anew 2" in words


def test_an_empty_desk_says_so(signed_in: SignedIn, officer: Person) -> None:
    words = said(signed_in(officer).get(HOME))
    assert "Needs to decide on None Solutions to look at None" in words
    assert "Lists of candidates to compute anew None" in words
    assert "What happened last Nothing yet." in words


def test_the_worker_at_its_work_is_seen(signed_in: SignedIn, officer: Person) -> None:
    now = timezone.now()
    Refresh.objects.create(worker="w", beat=now, since=now, step="needs", done=1, total=4)
    assert "The background worker is at it." in said(signed_in(officer).get(HOME))


def test_what_happened_last_is_told_with_who_did_it(signed_in: SignedIn, officer: Person) -> None:
    need = make_need(NeedState.SUBMITTED)
    open_need(need, by=officer, at=timezone.now())
    assert f"What happened last Opened by the secretariat {need.ref} · {officer.name}" in said(
        signed_in(officer).get(HOME)
    )


@pytest.mark.parametrize("name", ["triage", "flags", "quality", "weights", "refresh", "areas", "import", "parts"])
def test_every_room_of_the_desk_is_one_click_away(signed_in: SignedIn, officer: Person, name: str) -> None:
    assert f'href="{reverse(f"desk:{name}")}' in signed_in(officer).get(HOME).content.decode()
