from __future__ import annotations

import pytest
from pytest_django import DjangoAssertNumQueries

from southsouth.catalogue.lifecycle import Visibility
from southsouth.matching.lifecycle import Answer, Side
from southsouth.matching.models import Match
from southsouth.matching.queries import Measured, quality
from southsouth.members.lifecycle import Role
from southsouth.members.models import Person
from tests.makers import make_area, make_interest, make_match, make_need, make_person, make_run
from tests.matching.people import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer() -> Person:
    return make_person(Role.SECRETARIAT)


def answered(match: Match, answer: Answer, **fields: object) -> None:
    make_interest(match, answer=answer, reason="law" if answer == Answer.NO else "", **fields)


def test_without_an_answer_nothing_is_known(officer: Person) -> None:
    make_match()

    found = quality(officer)
    assert (found.needs, found.shown, found.yes, found.no, found.later) == (0, 0, 0, 0, 0)
    assert (found.share_yes, found.reciprocal_rank) == (None, None)
    assert (found.by_area, found.refusals) == ([], [])


def test_the_share_of_yes_and_the_rank_of_the_first_one(officer: Person) -> None:
    liked, refused = make_need(), make_need()
    for rank, answer in ((1, Answer.NO), (2, Answer.YES), (3, Answer.YES), (4, None)):
        match = make_match(liked, rank=rank)
        if answer:
            answered(match, answer)
    answered(make_match(refused, rank=1), Answer.LATER)
    answered(make_match(make_need(), rank=1), Answer.YES, side=Side.EXPORTER)

    found = quality(officer)
    assert (found.needs, found.shown, found.yes, found.no, found.later) == (2, 5, 2, 1, 1)
    assert found.share_yes == pytest.approx(2 / 5)
    assert found.reciprocal_rank == pytest.approx((1 / 2 + 0) / 2)


def test_the_rank_is_the_one_that_was_shown(officer: Person) -> None:
    match = make_match(rank=1)
    answered(match, Answer.YES, rank=4)

    assert quality(officer).reciprocal_rank == 0.25


def test_an_answered_candidate_counts_as_shown_after_it_dropped_out(officer: Person) -> None:
    need = make_need()
    old = make_run(need)
    answered(make_match(need, run=old), Answer.YES)
    make_match(need, run=old)
    make_match(need, run=make_run(need))

    found = quality(officer)
    assert (found.shown, found.yes, found.share_yes) == (2, 1, 0.5)


def test_each_focus_area_largest_first(officer: Person) -> None:
    civil, data = make_area("civil-service"), make_area("data-innovation")
    need = make_need(focus_area=data)
    answered(make_match(need, rank=2), Answer.YES)
    make_match(need, rank=1)
    answered(make_match(make_need(focus_area=civil)), Answer.NO)
    answered(make_match(make_need()), Answer.LATER)

    assert quality(officer).by_area == [
        ("data-innovation", Measured(1, 2, 1, 0, 0, 0.5, 0.5)),
        ("", Measured(1, 1, 0, 0, 1, 0.0, 0.0)),
        ("civil-service", Measured(1, 1, 0, 1, 0, 0.0, 0.0)),
    ]


def test_why_matches_die_most_first(officer: Person) -> None:
    for reason in ("law", "too_costly", "law", "no_owner"):
        make_interest(make_match(), answer=Answer.NO, reason=reason)
    make_interest(make_match(), side=Side.EXPORTER, answer=Answer.NO, reason="capacity_full")

    assert quality(officer).refusals == [("law", 2), ("no_owner", 1), ("too_costly", 1)]


def test_nobody_reads_in_the_figures_what_is_not_theirs() -> None:
    cast = Cast()
    answered(make_match(make_need(visibility=Visibility.SECRETARIAT, organisation=cast.importing)), Answer.NO)
    answered(make_match(make_need()), Answer.YES)
    people = cast.everybody()

    assert {name: (quality(actor).shown, quality(actor).yes, quality(actor).no) for name, actor in people.items()} == {
        **dict.fromkeys(people, (0, 0, 0)),
        "importer": (1, 0, 1),
        "secretariat": (2, 1, 1),
        "administrator": (2, 1, 1),
    }


def test_the_figures_cost_two_queries(officer: Person, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for _ in range(3):
        answered(make_match(make_need(focus_area=make_area("civil-service"))), Answer.YES)

    with django_assert_num_queries(2):
        assert quality(officer).yes == 3
