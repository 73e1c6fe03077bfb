"""Matches of a solution that is joined with another one."""

from __future__ import annotations

import pytest

from southsouth.matching.actions import join_solutions
from southsouth.matching.models import Interest, Match
from southsouth.members.lifecycle import Role
from southsouth.members.models import Person
from tests.makers import AT, make_interest, make_match, make_need, make_organisation, make_person, make_solution

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer() -> Person:
    return make_person(Role.SECRETARIAT)


def answers(match: Match) -> dict[str, str]:
    return dict(Interest.objects.filter(match=match).values_list("side", "answer"))


def test_a_need_of_the_one_is_a_need_of_the_other(officer):
    home = make_organisation()
    goes, stays = make_solution(organisation=home), make_solution(organisation=home)
    match = make_match(make_need(), goes, score=61.0)
    make_interest(match, side="importer", answer="yes")
    make_interest(match, side="exporter", answer="later")
    join_solutions(goes, into=stays, by=officer, at=AT)
    moved = Match.objects.get(solution=stays)
    assert (moved.need, moved.score) == (match.need, 61.0)
    assert answers(moved) == {"importer": "yes", "exporter": "later"}


def test_an_answer_given_to_the_one_that_stays_counts(officer):
    home, need = make_organisation(), make_need()
    goes, stays = make_solution(organisation=home), make_solution(organisation=home)
    left, kept = make_match(need, goes), make_match(need, stays)
    make_interest(left, side="importer", answer="yes")
    make_interest(left, side="exporter", answer="yes")
    make_interest(kept, side="importer", answer="later")
    join_solutions(goes, into=stays, by=officer, at=AT)
    assert answers(kept) == {"importer": "later", "exporter": "yes"}
    assert answers(left) == {"importer": "yes"}


def test_nobody_says_yes_for_another_organisation(officer):
    goes, stays = make_solution(), make_solution()
    match = make_match(make_need(), goes)
    make_interest(match, side="importer", answer="yes")
    make_interest(match, side="exporter", answer="yes")
    join_solutions(goes, into=stays, by=officer, at=AT)
    assert answers(Match.objects.get(solution=stays)) == {"importer": "yes"}
    assert answers(match) == {"exporter": "yes"}
    assert not Match.objects.filter(solution=stays).mutual().exists()
