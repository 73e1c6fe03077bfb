"""Who sees and who may: one table each."""

from __future__ import annotations

import pytest

from southsouth.catalogue.lifecycle import NeedState, SolutionState, Visibility
from southsouth.matching.lifecycle import Answer, Side
from southsouth.matching.policies import (
    matchable_solutions,
    may_answer,
    may_ask_refresh,
    may_change_weights,
    may_see_quality,
    visible_interests,
    visible_matches,
)
from southsouth.members.lifecycle import Role
from tests.makers import make_interest, make_match, make_need, make_person, make_solution
from tests.matching.people import Cast

pytestmark = pytest.mark.django_db

STAFF = {"secretariat", "administrator"}
MEMBERS = {"importer", "exporter", "other", "expert", "funder", *STAFF}
ALL = {"visitor", "suspended", *MEMBERS}

SEEN = [
    ((NeedState.OPEN, Visibility.PUBLIC), (SolutionState.PUBLISHED, Visibility.PUBLIC), ALL),
    ((NeedState.ANSWERED, Visibility.PUBLIC), (SolutionState.DUE, Visibility.PUBLIC), ALL),
    ((NeedState.OPEN, Visibility.MEMBERS), (SolutionState.PUBLISHED, Visibility.PUBLIC), MEMBERS),
    ((NeedState.OPEN, Visibility.PUBLIC), (SolutionState.PUBLISHED, Visibility.MEMBERS), MEMBERS),
    ((NeedState.OPEN, Visibility.SECRETARIAT), (SolutionState.PUBLISHED, Visibility.PUBLIC), {"importer", *STAFF}),
    ((NeedState.DRAFT, Visibility.PUBLIC), (SolutionState.PUBLISHED, Visibility.PUBLIC), {"importer", *STAFF}),
    ((NeedState.SUBMITTED, Visibility.PUBLIC), (SolutionState.PUBLISHED, Visibility.PUBLIC), {"importer", *STAFF}),
    ((NeedState.OPEN, Visibility.PUBLIC), (SolutionState.PUBLISHED, Visibility.SECRETARIAT), {"exporter", *STAFF}),
    ((NeedState.OPEN, Visibility.PUBLIC), (SolutionState.ARCHIVED, Visibility.PUBLIC), {"exporter", *STAFF}),
    ((NeedState.OPEN, Visibility.SECRETARIAT), (SolutionState.PUBLISHED, Visibility.SECRETARIAT), STAFF),
]


@pytest.mark.parametrize(("need", "solution", "seen"), SEEN)
def test_who_sees_a_match(
    need: tuple[NeedState, Visibility], solution: tuple[SolutionState, Visibility], seen: set[str]
) -> None:
    cast = Cast()
    make_match(
        make_need(need[0], visibility=need[1], organisation=cast.importing),
        make_solution(solution[0], visibility=solution[1], organisation=cast.exporting),
    )

    assert {name for name, actor in cast.everybody().items() if visible_matches(actor).exists()} == seen


ANSWERS = [
    ([(Side.IMPORTER, Answer.YES)], {"importer": {"importer"}, "exporter": {"importer"}}),
    ([(Side.IMPORTER, Answer.LATER)], {"importer": {"importer"}, "exporter": {"importer"}}),
    ([(Side.IMPORTER, Answer.NO)], {"importer": {"importer"}, "exporter": set()}),
    (
        [(Side.IMPORTER, Answer.NO), (Side.EXPORTER, Answer.YES)],
        {"importer": {"importer", "exporter"}, "exporter": {"importer", "exporter"}},
    ),
    ([(Side.EXPORTER, Answer.NO)], {"importer": {"exporter"}, "exporter": {"exporter"}}),
]


@pytest.mark.parametrize(("answers", "seen"), ANSWERS)
def test_answers_are_for_the_two_sides_and_the_secretariat(
    answers: list[tuple[Side, Answer]], seen: dict[str, set[str]]
) -> None:
    cast = Cast()
    match = make_match(make_need(organisation=cast.importing), make_solution(organisation=cast.exporting))
    for side, answer in answers:
        make_interest(match, side=side, answer=answer, reason="law" if answer == Answer.NO else "")

    everything = {side.value for side, _ in answers}
    expected = {name: set() for name in ALL} | seen | dict.fromkeys(STAFF, everything)
    found = {
        name: set(visible_interests(actor).values_list("side", flat=True)) for name, actor in cast.everybody().items()
    }
    assert found == expected


def test_an_exporter_learns_nothing_of_a_confidential_need() -> None:
    cast = Cast()
    need = make_need(organisation=cast.importing, visibility=Visibility.SECRETARIAT)
    match = make_match(need, make_solution(organisation=cast.exporting))
    interest = make_interest(match)
    people = cast.everybody()

    assert not visible_interests(people["exporter"]).exists()
    assert list(visible_interests(people["importer"])) == [interest]
    assert not may_answer(people["exporter"], match, Side.EXPORTER)


def test_records_without_an_organisation_have_no_side() -> None:
    match = make_match(make_need(organisation=None, country=None), make_solution(organisation=None))
    make_interest(match)
    nobody = make_person(Role.EXPERT, organisation=None)

    assert not visible_interests(nobody).exists()
    assert not may_answer(nobody, match, Side.IMPORTER)
    assert not may_answer(nobody, match, Side.EXPORTER)


@pytest.mark.parametrize(("side", "who"), [(Side.IMPORTER, {"importer"}), (Side.EXPORTER, {"exporter"})])
def test_each_side_answers_for_itself(side: Side, who: set[str]) -> None:
    cast = Cast()
    match = make_match(make_need(organisation=cast.importing), make_solution(organisation=cast.exporting))

    assert {name for name, actor in cast.everybody().items() if may_answer(actor, match, side)} == who


def test_the_secretariat_has_the_weights_and_the_quality() -> None:
    people = Cast().everybody()

    for policy in (may_change_weights, may_see_quality, may_ask_refresh):
        assert {name for name, actor in people.items() if policy(actor)} == STAFF


def test_candidates_are_what_every_member_sees() -> None:
    public, members = make_solution(), make_solution(visibility=Visibility.MEMBERS)
    due = make_solution(SolutionState.DUE)
    make_solution(visibility=Visibility.SECRETARIAT)
    make_solution(SolutionState.DRAFT)
    make_solution(SolutionState.ARCHIVED)

    assert set(matchable_solutions()) == {public, members, due}
