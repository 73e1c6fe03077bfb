"""What must hold of every plan, whatever is asked."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from southsouth.engine.timetable import Locked, Meeting, Problem, clashes, idle_gaps, plan, replan, shortfalls
from southsouth.engine.timetable.frame import FLOOR_WORTH
from tests.engine.timetable.makers import SLOTS, held, problems

EFFORT = 0.2
modest = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def worth(problem: Problem, meetings: list[Meeting]) -> int:
    """What a plan is worth, counted anew."""
    scores = {wish.id: wish.score for wish in problem.wishes}
    best = max([1, *scores.values()])
    short = sum(shortfalls(problem, meetings).values())
    return sum(scores[meeting.wish] for meeting in meetings) - FLOOR_WORTH * best * short


def best_by_trying(problem: Problem) -> int:
    """The most that any plan is worth: every wish in every slot, with every interpreter and every table."""
    pairs = [frozenset(), *{pool.languages for pool in problem.interpreters or ()}]
    tables = ["", *(table.id for table in problem.tables or ())]
    ways = [None, *product([slot.id for slot in problem.slots], tables, pairs)]
    plans = (
        [Meeting(wish.id, *way) for wish, way in zip(problem.wishes, chosen, strict=True) if way is not None]
        for chosen in product(ways, repeat=len(problem.wishes))
    )
    return max(worth(problem, meetings) for meetings in plans if not clashes(problem, meetings))


@modest
@given(problems(), st.integers(0, 3))
def test_every_plan_can_be_held_and_knows_what_it_is_worth(problem, seed):
    found = plan(problem, effort=EFFORT, seed=seed)
    assert clashes(problem, found.meetings) == ()
    assert found.worth == worth(problem, found.meetings) <= found.bound + 1e-6
    assert 0 <= found.share <= 1
    assert found.idle_gaps == idle_gaps(problem, found.meetings)
    assert {each.wish for each in found.unmet} == {wish.id for wish in problem.wishes} - set(held(found.meetings))
    assert plan(problem, effort=EFFORT, seed=seed) == found


@modest
@given(problems(most_people=3, most_wishes=2, days=SLOTS[:3]))
def test_a_tiny_plan_is_the_best_there_is(problem):
    found = plan(problem, effort=EFFORT)
    assert found.optimal
    assert found.worth == best_by_trying(problem) == found.bound


@modest
@given(problems(), st.data())
def test_a_meeting_that_is_locked_stays(problem, data):
    before = plan(problem, effort=EFFORT)
    chosen = data.draw(st.sets(st.sampled_from(before.meetings))) if before.meetings else set()
    locked = replace(problem, locked=tuple(Locked(each.wish, each.slot, each.table) for each in chosen))
    after = plan(locked, effort=EFFORT)
    assert clashes(locked, after.meetings) == ()
    assert held(chosen).items() <= held(after.meetings).items()


@modest
@given(problems(), st.data())
def test_who_stays_away_hurts_only_the_own_meetings(problem, data):
    before = plan(problem, effort=EFFORT)
    away = data.draw(st.sampled_from(problem.people)).id
    left = tuple(wish for wish in problem.wishes if away not in (wish.a, wish.b))
    kept = {wish.id for wish in left}
    smaller = replace(
        problem,
        people=tuple(person for person in problem.people if person.id != away),
        wishes=tuple(replace(wish, after=tuple(set(wish.after) & kept)) for wish in left),
    )
    assert clashes(smaller, plan(smaller, effort=EFFORT).meetings) == ()
    after = replan(smaller, before.meetings, effort=EFFORT)
    assert clashes(smaller, after.meetings) == ()
    assert {wish for wish in held(before.meetings) if wish in kept} <= set(held(after.meetings)) | {
        each.wish for each in after.unmet
    }


@modest
@given(problems(), st.integers(0, 12))
def test_stopped_at_any_moment_there_is_a_plan(problem, moment):
    asked = iter(range(1_000_000))
    found = plan(problem, effort=EFFORT, stop=lambda: next(asked) >= moment)
    assert clashes(problem, found.meetings) == ()
    assert 0 <= found.share <= 1


@pytest.mark.parametrize("aims", [("floors", "score"), ("score",), ("gaps",), ("tables",), ()])
@settings(max_examples=5, deadline=None)
@given(problem=problems())
def test_whatever_the_aims_the_plan_can_be_held(problem, aims):
    asked = replace(problem, aims=aims)
    assert clashes(asked, plan(asked, effort=EFFORT).meetings) == ()


@modest
@given(problems())
def test_every_reason_is_true(problem):
    found = plan(problem, effort=EFFORT)
    people = {person.id: person for person in problem.people}
    wishes = {wish.id: wish for wish in problem.wishes}
    every = frozenset(slot.id for slot in problem.slots)
    for unmet in found.unmet:
        wish = wishes[unmet.wish]
        free = [slot for slot in (wish.free, people[wish.a].free, people[wish.b].free) if slot is not None]
        common = every.intersection(*free)
        busy = {each.slot for each in found.meetings if {wish.a, wish.b} & {wishes[each.wish].a, wishes[each.wish].b}}
        match unmet.reason:
            case "no_common_slot":
                assert not common
            case "no_table":
                assert common and not any(table.slots is None or table.slots & common for table in problem.tables)
            case "no_interpreter" | "interpreters_taken":
                assert common and not people[wish.a].languages & people[wish.b].languages
            case "ceiling":
                who = unmet.facts["person"]
                held_there = [each for each in found.meetings if who in (wishes[each.wish].a, wishes[each.wish].b)]
                assert len(held_there) == people[who].most == unmet.facts["most"]
            case "slots_taken" | "floor_elsewhere":
                assert common
            case "tables_taken" | "apart":
                assert common - busy
            case other:
                assert other == "order" and unmet.facts["wishes"]
        if unmet.facts.get("wishes") and unmet.reason != "order":
            left = [each for each in found.meetings if each.wish not in unmet.facts["wishes"]]
            assert clashes(problem, left) == ()
