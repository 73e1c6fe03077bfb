from __future__ import annotations

import pytest
from pytest_django import DjangoAssertNumQueries

from southsouth.catalogue.lifecycle import SolutionState, Visibility
from southsouth.catalogue.models import Solution
from southsouth.matching.models import Match
from southsouth.matching.queries import Share, exposure
from southsouth.matching.queries.exposure import exposure_by_exporter, seen
from southsouth.members.lifecycle import Role
from tests.makers import make_country, make_exporter, make_match, make_need, make_organisation, make_person, make_run
from tests.makers import make_solution as make_plain_solution
from tests.matching.people import VISITOR

pytestmark = pytest.mark.django_db


def make_solution(iso3: str, state: str = SolutionState.PUBLISHED, **fields: object) -> Solution:
    return make_plain_solution(state, organisation=make_organisation(country=make_country(iso3)), **fields)


def test_lower_places_are_seen_less() -> None:
    assert [round(seen(rank), 3) for rank in (1, 2, 3, 10)] == [1.0, 0.631, 0.5, 0.289]


def test_without_solutions_and_lists_everything_is_zero() -> None:
    found = exposure(VISITOR)

    assert found.exporters == []
    assert found.groups == (Share("ldc", 0, 0.0, 0.0), Share("single", 0, 0.0, 0.0))
    assert [each.ratio for each in found.groups] == [None, None]


def test_the_share_of_places_beside_the_share_of_solutions() -> None:
    make_country("BGD", ldc=True)
    make_country("IND", ldc=False)
    first, second, third = make_solution("IND"), make_solution("IND"), make_solution("BGD")
    make_solution("IND", SolutionState.DRAFT)
    need, other = make_need(), make_need()
    make_match(need, first, rank=1)
    make_match(need, third, rank=3)
    make_match(other, second, rank=3)

    found = exposure(make_person(Role.SECRETARIAT))

    assert found.exporters == [Share("IND", 2, 2 / 3, 0.75), Share("BGD", 1, 1 / 3, 0.25)]
    assert [each.ratio for each in found.exporters] == [pytest.approx(1.125), pytest.approx(0.75)]
    assert found.groups == (Share("ldc", 1, 1 / 3, 0.25), Share("single", 1, 1 / 3, 0.25))


def test_an_exporter_nobody_sees_is_in_the_list() -> None:
    make_match(make_need(), make_solution("IND"), rank=1)
    make_solution("BGD")

    assert [(each.name, each.of_exposure) for each in exposure(VISITOR).exporters] == [("IND", 1.0), ("BGD", 0.0)]


def test_the_first_country_is_the_exporter_and_records_without_one_do_not_count() -> None:
    shared = make_solution("IND")
    make_exporter(shared, country=make_country("BGD"), position=1)
    make_match(make_need(), shared)
    make_match(make_need(), make_plain_solution(organisation=None))

    assert [(each.name, each.solutions) for each in exposure(VISITOR).exporters] == [("IND", 1)]
    assert exposure_by_exporter(Match.objects.all()) == {"IND": 1.0}


def test_only_the_lists_of_now_count() -> None:
    need, solution = make_need(), make_solution("IND")
    make_match(need, solution, run=make_run(need))
    make_run(need)

    assert exposure_by_exporter(Match.objects.all()) == {}


def test_lists_and_solutions_one_does_not_see_do_not_count() -> None:
    hidden = make_solution("IND", visibility=Visibility.SECRETARIAT)
    make_match(make_need(), hidden)
    make_match(make_need(visibility=Visibility.SECRETARIAT), make_solution("BGD"))

    assert [(each.name, each.of_exposure) for each in exposure(VISITOR).exporters] == [("BGD", 0.0)]
    officer = make_person(Role.SECRETARIAT)
    assert [(each.name, each.of_exposure) for each in exposure(officer).exporters] == [("BGD", 0.5), ("IND", 0.5)]


def test_exposure_costs_three_queries(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    officer = make_person(Role.SECRETARIAT)
    for iso3 in ("BGD", "IND", "KEN"):
        make_match(make_need(), make_solution(iso3))

    with django_assert_num_queries(3):
        assert len(exposure(officer).exporters) == 3
