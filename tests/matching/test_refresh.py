from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction

from southsouth.catalogue.lifecycle import NeedState, SolutionState, Visibility
from southsouth.catalogue.models import Need, Solution
from southsouth.ledger.models import Entry
from southsouth.matching.actions import (
    answer_match,
    ask_refresh,
    refresh_all,
    refresh_index,
    refresh_need,
    refresh_waiting,
    save_weights,
    use_weights,
)
from southsouth.matching.actions.lease import LeaseLost
from southsouth.matching.lifecycle import Answer, RefreshStep, Side
from southsouth.matching.models import Interest, Match, MatchRun, Refresh, WeightSet
from southsouth.matching.queries import Progress, engine, is_stale, matches_of, progress, waiting
from southsouth.members.lifecycle import Role
from tests.makers import AT, make_country, make_need, make_organisation, make_person, make_solution
from tests.matching.people import VISITOR

pytestmark = pytest.mark.django_db

AFTER = AT + timedelta(minutes=1)


def ticking(start: datetime = AT) -> Callable[[], datetime]:
    """A clock that goes on by a second at every look."""
    seconds = iter(range(1, 100_000))
    return lambda: start + timedelta(seconds=next(seconds))


def birth_solution(number: int = 1, **fields: object) -> Solution:
    return make_solution(title=f"Birth registration {number}", summary="Posts register births.", **fields)


def birth_need(**fields: object) -> Need:
    return make_need(title="Register births", problem="Parents walk two days to register a birth.", **fields)


def solutions_of(need: Need) -> set[str]:
    return {match.solution.ref for match in matches_of(need, VISITOR)}


def test_a_run_keeps_with_what_it_was_made() -> None:
    need = birth_need()
    solution = birth_solution()
    make_solution(title="Ferries")
    change = refresh_index(at=AT)

    run = refresh_need(need, at=AFTER)

    assert run is not None
    assert (run.need, run.weights.version, run.catalogue, run.model) == (
        need,
        1,
        change.catalogue,
        engine().model,
    )
    assert (run.need_seen, run.considered, run.at) == (need.changed_at, 2, AFTER)
    assert run.notes == [{"code": "no_model", "facts": {}}]
    match = run.matches.get()
    assert (match.solution, match.rank) == (solution, 1)
    assert match.score == pytest.approx(sum(match.shares.values()), abs=1e-6)
    assert [reason["code"] for reason in match.reasons] == ["shared_words"]


def test_a_second_run_writes_over_the_first() -> None:
    need = birth_need()
    first, second = birth_solution(1), birth_solution(2)
    refresh_all(at=AT)
    pks = dict(Match.objects.values_list("solution__ref", "pk"))
    Solution.objects.filter(pk=second.pk).update(state=SolutionState.ARCHIVED, changed_at=AFTER)

    refresh_all(at=AFTER)

    assert dict(Match.objects.values_list("solution__ref", "pk")) == {first.ref: pks[first.ref]}
    assert [run.at > AT for run in MatchRun.objects.all()] == [True]
    assert solutions_of(need) == {first.ref}


def test_answers_stay_when_a_candidate_drops_out_and_when_it_comes_back() -> None:
    need = birth_need()
    solution = birth_solution()
    refresh_all(at=AT)
    owner = make_person(organisation=need.organisation)
    answer_match(Match.objects.get(), side=Side.IMPORTER, answer=Answer.YES, by=owner, at=AFTER)
    shown = Match.objects.get().run_id

    Solution.objects.update(state=SolutionState.ARCHIVED, changed_at=AFTER)
    refresh_all(at=AFTER)
    assert solutions_of(need) == set()
    assert Interest.objects.get().match.solution == solution

    Solution.objects.update(state=SolutionState.PUBLISHED, changed_at=AFTER + timedelta(hours=1))
    refresh_all(at=AFTER)
    assert solutions_of(need) == {solution.ref}
    assert Interest.objects.get().run_id == shown
    assert Match.objects.get().interests.get().answer == "yes"
    assert MatchRun.objects.count() == 2


def test_a_refusal_makes_a_new_list_that_knows_it() -> None:
    need = birth_need()
    birth_solution()
    refresh_all(at=AT, clock=ticking())
    owner = make_person(organisation=need.organisation)
    answer_match(Match.objects.get(), side=Side.IMPORTER, answer=Answer.NO, reason="law", by=owner, at=AFTER)
    assert is_stale(need)

    assert refresh_all(at=AFTER, clock=ticking(AFTER)).needs == 1
    assert not is_stale(need)
    assert [match.run.at > AFTER for match in matches_of(need, VISITOR)] == [True]


def test_nobody_is_offered_their_own_or_only_their_own_countrys_solutions() -> None:
    kenya = make_country("KEN")
    importing = make_organisation(country=kenya)
    need = birth_need(organisation=importing)
    birth_solution(1, organisation=importing)
    birth_solution(2, organisation=make_organisation(country=kenya))
    abroad = birth_solution(3)

    refresh_all(at=AT)

    assert solutions_of(need) == {abroad.ref}


def test_what_two_countries_export_may_come_from_the_other_one() -> None:
    need = birth_need()
    both = birth_solution()
    both.exporters.create(country=make_country("KEN"), position=1)

    refresh_all(at=AT)

    assert solutions_of(need) == {both.ref}


def test_a_need_without_a_country_is_offered_everything() -> None:
    need = birth_need(organisation=None, country=None)
    solution = birth_solution()

    refresh_all(at=AT)

    assert solutions_of(need) == {solution.ref}


def test_stored_lists_hold_what_members_see() -> None:
    birth_need()
    seen = {birth_solution(1).pk, birth_solution(2, visibility=Visibility.MEMBERS).pk}
    birth_solution(3, visibility=Visibility.SECRETARIAT)

    refresh_all(at=AT)

    assert set(Match.objects.values_list("solution", flat=True)) == seen
    assert MatchRun.objects.get().considered == 2


def test_all_stale_needs_are_computed_once() -> None:
    for state in (NeedState.DRAFT, NeedState.SUBMITTED, NeedState.OPEN):
        birth_need(state=state)
    birth_need(state=NeedState.WITHDRAWN)
    birth_solution()
    refresh_index(at=AT)

    assert refresh_waiting(at=AT, clock=ticking()) == 3
    assert waiting() == 0
    assert refresh_waiting(at=AFTER, clock=ticking()) == 0
    assert MatchRun.objects.count() == Match.objects.count() == 3


def test_last_changed_first_and_no_more_than_asked_for() -> None:
    early, late = birth_need(), birth_need(changed_at=AFTER)

    assert refresh_waiting(at=AT, limit=1) == 1
    assert (is_stale(late), is_stale(early)) == (False, True)


def test_progress_is_told_need_by_need() -> None:
    birth_need()
    birth_need()
    birth_solution()
    heard: list[Progress] = []

    refresh_all(at=AT, on_progress=heard.append, clock=ticking())

    assert [(each.step, each.done, each.total) for each in heard] == [
        (RefreshStep.INDEX, 1, 1),
        (RefreshStep.INDEX, 1, 2),
        (RefreshStep.INDEX, 2, 2),
        (RefreshStep.NEEDS, 0, 2),
        (RefreshStep.NEEDS, 1, 2),
        (RefreshStep.NEEDS, 2, 2),
    ]


def test_others_see_the_progress_while_it_goes_on() -> None:
    birth_need()
    birth_need()
    clock = ticking()
    seen: list[Progress | None] = []

    refresh_waiting(at=AT, on_progress=lambda told: seen.append(progress(clock())), clock=clock)

    assert seen == [None, Progress(RefreshStep.NEEDS, 0, 2, AT), Progress(RefreshStep.NEEDS, 1, 2, AT)]
    assert progress(clock()) is None


def test_a_second_worker_has_nothing_to_do() -> None:
    birth_need()
    Refresh.objects.create(worker="another", beat=AT)

    assert refresh_waiting(at=AT) == 0
    done = refresh_all(at=AT)
    assert (done.index, done.needs) == (None, 0)
    assert not MatchRun.objects.exists()


def test_a_worker_that_was_replaced_leaves_the_rest_to_the_other() -> None:
    birth_need()
    birth_need()

    def replaced(told: Progress) -> None:
        if told.done == 1:
            Refresh.objects.update(worker="another")

    with pytest.raises(LeaseLost):
        refresh_waiting(at=AT, on_progress=replaced, clock=ticking())

    assert (MatchRun.objects.count(), waiting()) == (1, 1)
    assert Refresh.objects.get().worker == "another"


def test_a_need_deleted_in_between_is_passed_over() -> None:
    birth_need()
    gone = birth_need(changed_at=AFTER)

    def delete(told: Progress) -> None:
        Need.objects.filter(pk=gone.pk).delete()

    assert refresh_waiting(at=AT, on_progress=delete, clock=ticking()) == 1
    assert waiting() == 0


def test_a_need_that_cannot_be_ranked_does_not_stop_the_others(caplog: pytest.LogCaptureFixture) -> None:
    good = birth_need()
    broken = birth_need(state=NeedState.DRAFT, changed_at=AFTER, languages=7)
    birth_solution()

    assert refresh_all(at=AT).needs == 1
    assert (is_stale(good), is_stale(broken)) == (False, True)
    told = f"The need with the number {broken.pk} could not be ranked; the others go on."
    assert told in caplog.messages


def test_a_database_that_fails_ends_the_round() -> None:
    birth_need()
    birth_solution()
    refresh_index(at=AT)

    def away(told: Progress) -> None:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE southsouth_matchrun RENAME TO away")

    with pytest.raises(DatabaseError), transaction.atomic():
        refresh_waiting(at=AT, on_progress=away)
    assert not MatchRun.objects.exists()


def test_a_solution_deleted_in_between_is_left_out() -> None:
    """The index still knows it, and so does the ranker's own memory of profiles."""
    need = birth_need()
    kept, gone = birth_solution(1), birth_solution(2)
    birth_need(changed_at=AFTER)
    refresh_index(at=AT)

    def delete(told: Progress) -> None:
        if told.done == 1:
            Solution.objects.filter(pk=gone.pk).delete()

    assert refresh_waiting(at=AT, on_progress=delete, clock=ticking()) == 2
    assert solutions_of(need) == {kept.ref}


def test_while_the_index_is_made_an_old_list_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    need = birth_need()
    birth_solution()
    refresh_all(at=AT)
    monkeypatch.setattr("southsouth.matching.queries.memory.FEW", 0)
    (engine().solutions.path / "current.json").unlink()

    assert refresh_need(need, at=AFTER) is None
    assert Match.objects.filter(need=need).count() == 1
    ask_refresh(by=None, at=AFTER)
    assert refresh_waiting(at=AFTER) == 0


def test_other_weights_change_the_run() -> None:
    need = birth_need()
    birth_solution()
    refresh_all(at=AT)
    officer = make_person(Role.SECRETARIAT)
    use_weights(save_weights({"lexical": 0.0}, note="Fewer words", by=officer, at=AT), by=officer, at=AT)
    before = Match.objects.get().score

    assert refresh_all(at=AFTER).needs == 1
    assert MatchRun.objects.get().weights.version == 2
    assert Match.objects.get().score < before
    assert not is_stale(need)


def test_asking_for_everything_is_a_deed_of_the_secretariat() -> None:
    with pytest.raises(PermissionDenied):
        ask_refresh(by=make_person(), at=AT)
    assert not Refresh.objects.exists()

    officer = make_person(Role.SECRETARIAT)
    ask_refresh(by=officer, at=AT)
    assert Refresh.objects.get().wanted_at == AT
    assert [(entry.deed, entry.by) for entry in Entry.objects.all()] == [("matches.refresh_asked", officer)]


def test_the_first_run_makes_the_first_weights() -> None:
    refresh_need(birth_need(), at=AT)

    assert WeightSet.objects.get().version == 1
