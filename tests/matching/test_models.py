from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from southsouth.catalogue.lifecycle import NeedState, SolutionState
from southsouth.catalogue.models import Need, Solution
from southsouth.matching.lifecycle import Answer, Side
from southsouth.matching.models import Match, MatchRun, Refresh
from tests.makers import AT, make_interest, make_match, make_need, make_run, make_solution, make_weights

pytestmark = pytest.mark.django_db


def test_only_the_newest_run_of_each_need_is_the_latest() -> None:
    need, other = make_need(), make_need()
    make_run(need)
    newest, only = make_run(need), make_run(other)

    assert set(MatchRun.objects.latest_each()) == {newest, only}


def test_a_match_of_an_older_run_is_not_live() -> None:
    need = make_need()
    make_match(need, run=make_run(need))
    now = make_match(need, run=make_run(need))

    assert list(Match.objects.live()) == [now]


@pytest.mark.parametrize("state", SolutionState)
def test_a_match_lives_while_its_solution_is_shown(state: SolutionState) -> None:
    match = make_match()
    Solution.objects.filter(pk=match.solution_id).update(state=state, published_at=AT)

    assert Match.objects.live().exists() is (state in (SolutionState.PUBLISHED, SolutionState.DUE))


@pytest.mark.parametrize("state", NeedState)
def test_a_match_lives_while_its_need_is_not_closed(state: NeedState) -> None:
    match = make_match()
    Need.objects.filter(pk=match.need_id).update(state=state)

    closed = {NeedState.DECLINED, NeedState.MERGED, NeedState.WITHDRAWN, NeedState.LAPSED}
    assert Match.objects.live().exists() is (state not in closed)


@pytest.mark.parametrize(
    ("importer", "exporter", "mutual"),
    [("yes", "yes", True), ("yes", "no", False), ("later", "yes", False), ("yes", None, False), (None, "yes", False)],
)
def test_a_match_is_mutual_when_both_sides_said_yes(importer: str | None, exporter: str | None, mutual: bool) -> None:
    match = make_match()
    for side, answer in ((Side.IMPORTER, importer), (Side.EXPORTER, exporter)):
        if answer:
            make_interest(match, side=side, answer=answer, reason="law" if answer == Answer.NO else "")

    assert Match.objects.mutual().exists() is mutual


def test_orders_of_the_two_sides() -> None:
    need, other = make_need(ref="a"), make_need(ref="b")
    solution = make_solution()
    second = make_match(need, rank=2, score=60)
    first = make_match(need, solution, rank=1, score=80)
    elsewhere = make_match(other, solution, rank=1, score=80)

    assert list(Match.objects.filter(need=need).best_first()) == [first, second]
    assert list(Match.objects.best_needs_first()) == [first, elsewhere, second]


def test_one_version_of_the_weights_is_in_use() -> None:
    make_weights(active=True)

    with pytest.raises(IntegrityError), transaction.atomic():
        make_weights(active=True)


def test_a_refusal_has_a_reason() -> None:
    match = make_match()

    with pytest.raises(IntegrityError), transaction.atomic():
        make_interest(match, answer=Answer.NO)


def test_a_match_is_there_once() -> None:
    match = make_match()

    with pytest.raises(IntegrityError), transaction.atomic():
        make_match(match.need, match.solution)


def test_the_worker_has_one_row() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Refresh.objects.create(pk=2)


def test_how_records_name_themselves() -> None:
    match = make_match()
    interest = make_interest(match)

    assert str(make_weights(version=7_000)) == "7000"
    assert str(match.run) == f"{match.need_id} 2026-03-02 09:00"
    assert str(match) == f"{match.need_id} {match.solution_id}"
    assert str(interest) == f"{match.pk} importer yes"
    assert str(Refresh(step="needs", done=2, total=5)) == "needs 2/5"
