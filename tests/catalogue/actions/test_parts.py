"""Lists of a solution's parts, as a form sends them."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from southsouth.catalogue.actions.parts import PARTS, set_parts
from southsouth.catalogue.models import Precondition, Solution
from tests.makers import (
    SOURCE,
    make_block,
    make_country,
    make_organisation,
    make_place,
    make_precondition,
    make_solution,
    make_source,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def solution() -> Solution:
    return make_solution("draft", exporters=False)


def titles(solution: Solution) -> list[str]:
    return [block.title for block in solution.blocks.all()]


def test_rows_replace_the_list_in_their_order(solution: Solution) -> None:
    first, second, gone = (make_block(solution, title=title, position=place) for place, title in enumerate("abc"))

    assert set_parts(solution, "blocks", [{"title": "new"}, {"id": second.pk, "title": "b"}, {"id": first.pk}])

    assert titles(solution) == ["new", "b", "a"]
    assert not solution.blocks.filter(pk=gone.pk).exists()
    assert [block.position for block in solution.blocks.all()] == [0, 1, 2]


def test_same_rows_change_nothing(solution: Solution) -> None:
    block = make_block(solution, title="a")
    assert not set_parts(solution, "blocks", [{"id": block.pk, "title": "a"}])
    assert not set_parts(solution, "results", [])


def test_empty_list_takes_all_away(solution: Solution) -> None:
    make_block(solution)
    assert set_parts(solution, "blocks", [])
    assert titles(solution) == []


def test_places_have_an_order_of_their_own(solution: Solution) -> None:
    rows = [{"country": make_country(), "name": "Dhaka", "since": 2015}, {"country": make_country(), "name": "Sylhet"}]
    assert set_parts(solution, "places", rows)
    assert {place.name for place in solution.places.all()} == {"Dhaka", "Sylhet"}


@pytest.mark.parametrize("name", PARTS)
def test_parts_of_another_solution_are_refused(name: str, solution: Solution) -> None:
    make = {"blocks": make_block, "preconditions": make_precondition, "places": make_place, "sources": make_source}
    foreign = make[name]().pk if name in make else 987654

    with pytest.raises(PermissionDenied):
        set_parts(solution, name, [{"id": foreign}])


def test_block_of_another_solution_is_refused(solution: Solution) -> None:
    rows = [{"kind": "law", "text": "A law", "block": make_block()}]
    with pytest.raises(PermissionDenied):
        set_parts(solution, "preconditions", rows)
    with pytest.raises(PermissionDenied):
        set_parts(solution, "preconditions", [{"kind": "law", "text": "A law", "block": "1"}])
    assert not Precondition.objects.exists()


def test_precondition_belongs_to_a_block_of_its_solution(solution: Solution) -> None:
    block = make_block(solution)
    set_parts(solution, "preconditions", [{"kind": "law", "text": "A law", "block": block}])
    assert solution.preconditions.get().block == block


def test_row_cannot_name_another_solution(solution: Solution) -> None:
    set_parts(solution, "blocks", [{"title": "a", "solution": make_solution()}])
    assert titles(solution) == ["a"]


def test_same_statement_is_kept_once(solution: Solution) -> None:
    organisation = make_organisation()
    country = organisation.country
    exporter = {"country": country, "organisation": organisation}

    set_parts(solution, "exporters", [exporter, {"country": country, "organisation": None}, exporter])
    set_parts(solution, "sources", [{"url": SOURCE}, {"url": SOURCE}])

    assert [each.organisation for each in solution.exporters.all()] == [organisation, None]
    assert [each.url for each in solution.sources.all()] == [SOURCE]
