"""Lists with facets, flows between countries, rows in the order of a ranking."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser

from southsouth.catalogue.models import Adoption, Need, Solution
from southsouth.catalogue.policies import visible_needs
from southsouth.catalogue.queries import (
    NEED_FACETS,
    SOLUTION_FACETS,
    Flow,
    facet_counts,
    flows,
    in_order_of,
    most_adopted,
    narrowed,
    newest_needs,
    with_import_counts,
)
from tests.makers import AT, make_adoption, make_area, make_country, make_exporter, make_goal, make_need, make_solution

pytestmark = pytest.mark.django_db


@pytest.fixture
def solutions() -> dict[str, Solution]:
    """``a`` and ``b`` of Bangladesh, ``c`` of Brazil and Bangladesh; Kenya took up two of them, Peru one."""
    finance, work = make_area("finance"), make_area("work")
    made = {
        "a": make_solution(ref="a", title="B", focus_area=finance, evidence="measured", goals=[make_goal(16)]),
        "b": make_solution(ref="b", title="A", focus_area=finance, goals=[make_goal(16), make_goal(1)]),
        "c": make_solution(ref="c", title="C", focus_area=work, evidence="studied"),
    }
    make_exporter(made["c"], country=make_country("BRA"))
    make_adoption(made["a"])
    make_adoption(made["a"], status="pilot")
    make_adoption(made["c"])
    make_adoption(made["c"], importer=make_country("PER"), exporter=make_country("BRA"))
    return made


def refs(rows: object) -> list[str]:
    return [row.ref for row in rows]  # type: ignore[attr-defined]


@pytest.mark.usefixtures("solutions")
def test_counts_of_each_facet_are_those_of_the_records() -> None:
    counts = facet_counts(Solution.objects.all(), SOLUTION_FACETS, {})
    assert counts == {
        "area": [("finance", 2), ("work", 1)],
        "evidence": [("measured", 1), ("studied", 1)],
        "exporter": [("BGD", 3), ("BRA", 1)],
        "importer": [("KEN", 2), ("PER", 1)],
        "goal": [("16", 2), ("1", 1)],
    }


@pytest.mark.usefixtures("solutions")
def test_counts_answer_what_a_click_would_show() -> None:
    chosen = {"area": ["finance"], "goal": ["16"]}
    counts = facet_counts(Solution.objects.all(), SOLUTION_FACETS, chosen)
    assert counts["area"] == [("finance", 2)]
    assert counts["goal"] == [("16", 2), ("1", 1)]
    assert counts["importer"] == [("KEN", 1)]
    for facet in SOLUTION_FACETS:
        for value, number in counts[facet]:
            clicked = narrowed(Solution.objects.all(), SOLUTION_FACETS, {**chosen, facet: [value]})
            assert clicked.count() == number, (facet, value)


@pytest.mark.usefixtures("solutions")
@pytest.mark.parametrize(
    ("chosen", "left"),
    [
        ({}, ["a", "b", "c"]),
        ({"area": []}, ["a", "b", "c"]),
        ({"area": ["finance"]}, ["a", "b"]),
        ({"area": ["finance", "work"]}, ["a", "b", "c"]),
        ({"area": ["finance"], "evidence": ["studied"]}, []),
        ({"exporter": ["BRA"]}, ["c"]),
        ({"importer": ["KEN"], "goal": ["16"]}, ["a"]),
        ({"area": ["no-such-area"]}, []),
    ],
)
def test_values_of_one_facet_are_alternatives(chosen: dict[str, list[str]], left: list[str]) -> None:
    assert sorted(refs(narrowed(Solution.objects.all(), SOLUTION_FACETS, chosen))) == left


def test_needs_are_narrowed_within_what_one_sees() -> None:
    make_need(ref="open", focus_area=make_area("work"), goals=[make_goal(8)])
    make_need("draft", ref="draft", focus_area=make_area("work"))
    rows = visible_needs(AnonymousUser())

    assert refs(narrowed(rows, NEED_FACETS, {"area": ["work"], "country": ["KEN"]})) == ["open"]
    assert facet_counts(rows, NEED_FACETS, {}) == {
        "area": [("work", 1)],
        "country": [("KEN", 1)],
        "goal": [("8", 1)],
        "state": [("open", 1)],
    }


@pytest.mark.usefixtures("solutions")
def test_flows_are_the_adoptions_between_two_countries() -> None:
    assert flows(Adoption.objects.all()) == [Flow("BGD", "KEN", 3, 2), Flow("BRA", "PER", 1, 1)]
    assert flows(Adoption.objects.none()) == []


@pytest.mark.usefixtures("solutions")
def test_most_adopted_counts_countries_once() -> None:
    counted = {each.ref: each.imports for each in with_import_counts(Solution.objects.all())}  # type: ignore[attr-defined]
    assert counted == {"a": 1, "b": 0, "c": 2}
    assert refs(most_adopted(Solution.objects.all(), 2)) == ["c", "a"]
    assert refs(most_adopted(Solution.objects.all(), 9)) == ["c", "a", "b"]


def test_newest_needs_come_first() -> None:
    for ref, days in (("b", 0), ("old", -5), ("a", 0)):
        make_need(ref=ref, opened_at=AT + timedelta(days=days))
    assert refs(newest_needs(Need.objects.all(), 2)) == ["a", "b"]


def test_rows_follow_a_ranking(solutions: dict[str, Solution]) -> None:
    assert refs(in_order_of(Solution.objects.all(), ["c", "a", "b"], "ref")) == ["c", "a", "b"]
    keys = [solutions[ref].pk for ref in ("b", "c", "a")]
    assert refs(in_order_of(Solution.objects.all(), keys)) == ["b", "c", "a"]
