"""Stored matches as the pages read them: rights, order, answers, and no more queries for longer lists."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from southsouth.catalogue.lifecycle import NeedState, SolutionState, Visibility
from southsouth.catalogue.models import Need, Solution
from southsouth.matching.lifecycle import Answer, Side
from southsouth.matching.models import Match
from southsouth.matching.queries import (
    earlier_answers,
    fit_of,
    match_counts,
    matches_of,
    needs_for,
    waiting_for_exporter,
)
from southsouth.members.lifecycle import Role
from tests.makers import AT, make_interest, make_match, make_need, make_person, make_run, make_solution
from tests.matching.people import VISITOR, Cast

pytestmark = pytest.mark.django_db


def test_candidates_of_a_need_best_first() -> None:
    need = make_need()
    second, first = make_match(need, rank=2), make_match(need, rank=1)
    make_match(make_need())

    assert list(matches_of(need, VISITOR)) == [first, second]


def test_candidates_one_does_not_see_leave_no_trace() -> None:
    cast = Cast()
    need = make_need(organisation=cast.importing)
    for rank, visibility in enumerate(Visibility, 1):
        make_match(need, make_solution(visibility=visibility, organisation=cast.exporting), rank=rank)

    found = {
        name: (
            [match.solution.visibility for match in matches_of(need, actor)],
            match_counts([need], actor).get(need.pk),
        )
        for name, actor in cast.everybody().items()
    }
    public, members, everything = ["public"], ["public", "members"], ["public", "members", "secretariat"]
    assert found == {
        "visitor": (public, 1),
        "suspended": (public, 1),
        "importer": (members, 2),
        "exporter": (everything, 3),
        "other": (members, 2),
        "expert": (members, 2),
        "funder": (members, 2),
        "secretariat": (everything, 3),
        "administrator": (everything, 3),
    }


def test_the_reader_finds_only_the_answers_it_may_know() -> None:
    cast = Cast()
    need = make_need(organisation=cast.importing)
    match = make_match(need, make_solution(organisation=cast.exporting))
    make_interest(match)
    make_interest(match, side=Side.EXPORTER, answer=Answer.LATER)

    found = {
        name: [each.side for each in matches_of(need, actor)[0].interests.all()]
        for name, actor in cast.everybody().items()
    }
    both = ["exporter", "importer"]
    expected: dict[str, list[str]] = {name: [] for name in found}
    assert found == expected | dict.fromkeys(("importer", "exporter", "secretariat", "administrator"), both)


def test_an_answered_candidate_that_dropped_out_is_kept_apart() -> None:
    cast = Cast()
    need = make_need(organisation=cast.importing)
    old = make_run(need)
    answered, forgotten = make_match(need, run=old), make_match(need, run=old)
    make_interest(answered)
    now = make_match(need, run=make_run(need))
    make_interest(now)
    owner = make_person(organisation=cast.importing)

    assert list(matches_of(need, owner)) == [now]
    assert list(earlier_answers(need, owner)) == [answered]
    assert list(earlier_answers(need, make_person())) == []
    assert forgotten.pk not in {match.pk for match in earlier_answers(need, owner)}


def test_who_might_need_a_solution() -> None:
    solution = make_solution()
    near = make_match(make_need(), solution, score=80)
    far = make_match(make_need(), solution, score=50)
    make_match(make_need(NeedState.DRAFT), solution, score=90)
    make_match(make_need(visibility=Visibility.SECRETARIAT), solution, score=95)
    archived = make_solution(SolutionState.ARCHIVED)
    make_match(make_need(), archived)

    assert list(needs_for(solution, VISITOR)) == [near, far]
    assert [match.score for match in needs_for(solution, make_person(Role.SECRETARIAT))] == [95, 80, 50]
    assert not needs_for(archived, make_person(Role.SECRETARIAT)).exists()


def test_a_confidential_need_never_reaches_an_exporter() -> None:
    cast = Cast()
    solution = make_solution(organisation=cast.exporting)
    need = make_need(visibility=Visibility.SECRETARIAT, organisation=cast.importing)
    make_interest(make_match(need, solution))
    people = cast.everybody()
    seeing = {"importer", "secretariat", "administrator"}

    assert {name for name, actor in people.items() if needs_for(solution, actor).exists()} == seeing
    assert {name for name, actor in people.items() if matches_of(need, actor).exists()} == seeing
    assert {name for name, actor in people.items() if match_counts([need], actor)} == seeing
    assert {name for name, actor in people.items() if waiting_for_exporter(actor).exists()} == set()


def test_requests_that_wait_for_an_exporter_longest_first() -> None:
    cast = Cast()
    solution = make_solution(organisation=cast.exporting)

    def asked(minutes: int, **answer: object) -> Match:
        match = make_match(make_need(organisation=cast.importing), solution)
        make_interest(match, at=AT + timedelta(minutes=minutes), **answer)
        return match

    late, early = asked(9), asked(1)
    asked(2, answer=Answer.LATER)
    answered = asked(3)
    make_interest(answered, side=Side.EXPORTER, answer=Answer.LATER)
    make_interest(make_match(make_need(), make_solution()))
    people = cast.everybody()

    assert {name: list(waiting_for_exporter(actor)) for name, actor in people.items()} == {
        name: [early, late] if name == "exporter" else [] for name in people
    }
    first = waiting_for_exporter(people["exporter"])[0]
    assert first.asked_at == AT + timedelta(minutes=1)  # type: ignore[attr-defined]
    assert [each.answer for each in first.interests.all()] == ["yes"]


def test_counts_leave_out_needs_without_a_list() -> None:
    need, empty, older = make_need(), make_need(), make_need()
    make_match(need)
    make_match(need)
    make_match(older, run=make_run(older))
    make_run(older)

    assert match_counts([need, empty, older], VISITOR) == {need.pk: 2}


def read_candidates(need: Need, solution: Solution) -> None:
    for match in matches_of(need, make_person(organisation=need.organisation)):
        fit_of(match)
        str(match.solution.focus_area)
        [f"{each.country} {each.organisation}" for each in match.solution.exporters.all()]
        [each.answer for each in match.interests.all()]
        str(match.run.weights)


def read_needs(need: Need, solution: Solution) -> None:
    for match in needs_for(solution, make_person(organisation=solution.organisation)):
        f"{match.need.country} {match.need.focus_area} {match.need.organisation} {match.run.weights}"
        [each.answer for each in match.interests.all()]


@pytest.mark.parametrize("read", [read_candidates, read_needs])
def test_a_longer_list_costs_no_more_queries(
    read: Callable[[Need, Solution], None], django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    need, solution = make_need(), make_solution()
    make_interest(make_match(need, solution))
    with django_assert_max_num_queries(20) as one:
        read(need, solution)
    for _ in range(3):
        make_interest(make_match(need, make_solution(), run=need.runs.first()))
        make_interest(make_match(make_need(), solution))
    with django_assert_max_num_queries(20) as many:
        read(need, solution)

    assert len(one) == len(many)
