"""Plans whose right answer is known."""

from __future__ import annotations

import sys
import time
from dataclasses import replace

import pytest

from bench.workshops import workshop
from southsouth.engine.timetable import (
    Aim,
    Attendee,
    Interpreters,
    Locked,
    Problem,
    Slot,
    Table,
    Wish,
    bound,
    build,
    clashes,
    exact,
    frame,
    idle_gaps,
    parts,
    plan,
    replan,
)
from tests.engine.timetable.makers import held, people, slots, wishes

EFFORT = 0.3
FREE = frozenset


def reasons(found) -> dict[str, str]:
    return {each.wish: each.reason for each in found.unmet}


def test_floors_come_before_scores():
    """c has only one wish, worth little, in the one slot of a; the two others could have met there for much more."""
    asked = (Wish("ab", "a", "b", 90), Wish("ac", "a", "c", 1))
    who = (*people("ab"), Attendee("c", least=1))
    problem = Problem(slots=slots(1), people=who, wishes=asked)
    found = plan(problem, effort=EFFORT)
    assert held(found.meetings) == {"ac": "s0"}
    assert (found.floors_short, found.optimal, found.share) == ({}, True, 1.0)
    assert found.unmet[0].reason == "floor_elsewhere"
    assert found.unmet[0].facts == {"slot": "s0", "wishes": ["ac"], "cost": 1 + 50 * 90 - 90}
    without = plan(replace(problem, aims=(Aim.SCORE,)), effort=EFFORT)
    assert held(without.meetings) == {"ab": "s0"}
    assert reasons(without) == {"ac": "slots_taken"}


def test_floors_that_nobody_can_reach_are_told():
    problem = Problem(slots=slots(2), people=people("ab", least=2), wishes=wishes("ab", score=5))
    found = plan(problem, effort=EFFORT)
    assert found.floors_short == {"a": 1, "b": 1}
    assert found.worth == found.bound == 5 - 2 * 50 * 5
    assert found.share == 1.0
    assert plan(replace(problem, wishes=()), effort=EFFORT).share == 1.0
    assert replace(found, worth=-990).share == pytest.approx(0.5)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (
            {"people": (Attendee("a", free=FREE({"s0"})), Attendee("b", free=FREE({"s1"})), *people("cd"))},
            "no_common_slot",
        ),
        ({"tables": ()}, "no_table"),
        (
            {"people": tuple(Attendee(each, languages=FREE({each})) for each in "abcd"), "interpreters": ()},
            "no_interpreter",
        ),
        ({"people": people("abcd", most=0)}, "ceiling"),
    ],
)
def test_what_could_never_be_held_is_told_apart(change, reason):
    problem = Problem(slots=slots(2), people=people("abcd"), wishes=wishes("ab"))
    assert reasons(plan(replace(problem, **change), effort=EFFORT)) == {"ab": reason}


def test_the_last_table_goes_to_the_meeting_worth_more():
    problem = Problem(
        slots=slots(1),
        people=people("abcd"),
        wishes=(Wish("ab", "a", "b", 3), Wish("cd", "c", "d", 7)),
        tables=(Table("T"),),
    )
    found = plan(problem, effort=EFFORT)
    assert held(found.meetings) == {"cd": "s0"}
    assert reasons(found) == {"ab": "tables_taken"}
    assert found.unmet[0].facts == {"slot": "s0", "wishes": ["cd"], "cost": 4}


def test_two_people_far_away_need_no_table():
    who = (*people("ab", remote=True), *people("cd"))
    problem = Problem(slots=slots(1), people=who, wishes=wishes("ab", "cd"), tables=(Table("T"),))
    found = plan(problem, effort=EFFORT)
    assert {meeting.wish: meeting.table for meeting in found.meetings} == {"ab": "", "cd": "T"}
    settled = replace(problem, locked=(Locked("ab", "s0", "T"),))
    assert {meeting.wish: meeting.table for meeting in plan(settled, effort=EFFORT).meetings} == {"ab": "T"}


def speakers(**tongues: str) -> tuple[Attendee, ...]:
    return tuple(Attendee(name, languages=FREE(said.split())) for name, said in tongues.items())


def pool(pair: str, *numbers: int) -> Interpreters:
    return Interpreters(FREE(pair.split()), tuple((f"s{place}", number) for place, number in enumerate(numbers)))


def test_who_shares_no_language_meets_where_an_interpreter_is():
    who = speakers(a="en", b="fr", c="en", d="fr")
    problem = Problem(slots=slots(2), people=who, wishes=wishes("ab", "cd", "ac"), interpreters=(pool("fr en", 0, 1),))
    found = plan(problem, effort=EFFORT)
    assert held(found.meetings)["ac"] == "s0"
    assert clashes(problem, found.meetings) == ()
    assert set(reasons(found).values()) == {"interpreters_taken"}
    assert found.unmet[0].facts["wishes"]


def test_interpreters_of_two_kinds_are_shared_out():
    """a and b could have either; c and d only one of them: both meetings are held."""
    who = speakers(a="en", b="fr es", c="en", d="fr")
    pools = (pool("fr en", 1), pool("es en", 1))
    problem = Problem(slots=slots(1), people=who, wishes=wishes("ab", "cd"), interpreters=pools)
    found = plan(problem, effort=EFFORT)
    assert clashes(problem, found.meetings) == ()
    assert [sorted(meeting.interpreter) for meeting in found.meetings] == [["en", "es"], ["en", "fr"]]


def test_a_table_in_one_slot_and_an_interpreter_in_another_are_no_meeting():
    who = speakers(a="en", b="fr", c="en", d="fr", e="", f="")
    problem = Problem(
        slots=slots(2),
        people=who,
        wishes=(*wishes("cd", "ef", score=9), *wishes("ab")),
        tables=(Table("T"),),
        interpreters=(pool("fr en", 1, 0),),
    )
    found = plan(problem, effort=EFFORT)
    assert held(found.meetings) == {"cd": "s0", "ef": "s1"}
    assert reasons(found) == {"ab": "tables_taken"}


def test_each_thing_is_there_somewhere_and_all_of_it_nowhere():
    who = (
        *speakers(a="en", b="fr", e="en", f="en"),
        *(replace(each, remote=True) for each in speakers(g="en", h="fr")),
    )
    problem = Problem(
        slots=slots(2),
        people=who,
        wishes=(
            *wishes("ab"),
            Wish("ef", "e", "f", 9, free=FREE({"s0"})),
            Wish("gh", "g", "h", 9, free=FREE({"s1"})),
        ),
        tables=(Table("T"),),
        interpreters=(pool("fr en", 1, 1),),
    )
    found = plan(problem, effort=EFFORT)
    assert reasons(found) == {"ab": "apart"}
    assert found.unmet[0].facts["wishes"] in (["ef"], ["gh"])


def test_a_meeting_comes_after_the_one_it_follows():
    asked = (Wish("ab", "a", "b", after=("cd", "ac")), *wishes("cd", "ac"))
    problem = Problem(slots=slots(4), people=people("abcd"), wishes=asked)
    at = held(plan(problem, effort=EFFORT).meetings)
    assert max(at["cd"], at["ac"]) < at["ab"]
    early = replace(problem, locked=(Locked("ab", "s0"),))
    assert reasons(plan(early, effort=EFFORT)) == {"cd": "order", "ac": "order"}
    middle = replace(problem, locked=(Locked("ab", "s2"),))
    assert max(held(plan(middle, effort=EFFORT).meetings)[each] for each in ("cd", "ac")) < "s2"
    late = replace(problem, locked=(Locked("cd", "s2"),))
    assert held(plan(late, effort=EFFORT).meetings)["ab"] == "s3"


def test_what_must_be_held_is_held_or_proved_impossible():
    problem = Problem(
        slots=slots(1), people=people("abc"), wishes=(Wish("ab", "a", "b", 90), Wish("ac", "a", "c", must=True))
    )
    found = plan(problem, effort=EFFORT)
    assert (held(found.meetings), found.possible, found.optimal) == ({"ac": "s0"}, True, True)
    both = replace(problem, wishes=wishes("ab", "ac", must=True))
    found = plan(both, effort=EFFORT)
    assert (found.possible, found.optimal) == (False, False)
    assert [clash.code for clash in clashes(both, found.meetings)] == ["must_missing"]


def test_all_meetings_given_the_gaps_are_fewest():
    """The published form of the problem: everything must be held, only the waiting between counts."""
    asked = wishes("ab", "ac", "bc", "bd", "cd", must=True)
    problem = Problem(slots=slots(6), people=people("abcd"), wishes=asked, aims=(Aim.GAPS,))
    found = plan(problem, effort=EFFORT)
    assert (len(found.meetings), found.possible, found.optimal, found.idle_gaps) == (5, True, True, 0)
    some = replace(problem, aims=(Aim.SCORE,))
    assert plan(some, effort=EFFORT).possible


def test_a_gap_is_closed_where_nothing_is_lost():
    days = (*slots(3, day="one"), Slot("s3", "two"))
    who = (Attendee("a"), Attendee("b", free=FREE({"s0", "s1"})), Attendee("c", free=FREE({"s0", "s2"})), Attendee("d"))
    problem = Problem(slots=days, people=who, wishes=wishes("ab", "ac"))
    assert plan(problem, effort=EFFORT).idle_gaps == 0
    assert idle_gaps(problem, plan(replace(problem, aims=(Aim.SCORE,)), effort=EFFORT).meetings) >= 0


def test_people_stay_at_their_table():
    problem = Problem(
        slots=(*slots(2, day="one"), Slot("s2", "two")),
        people=people("abcd"),
        wishes=wishes("ab", "ac", "cd", "bd", "ad", "bc"),
        tables=(Table("T"), Table("U")),
    )
    found = plan(problem, effort=EFFORT)
    assert len(found.meetings) == 6
    assert found.table_changes == 2, "two of four must change once; the next day begins anew"


# Workshops of a likely size


def test_a_workshop_of_eighteen_is_solved_exactly():
    problem, told = workshop(18, "tight"), []
    found = plan(problem, effort=20, tell=told.append)
    assert clashes(problem, found.meetings) == ()
    assert found.optimal and found.share == 1.0
    assert told[0].stage == "first"
    assert all(each.worth <= each.bound + 1e-6 for each in told)
    assert told[-1].held == len(found.meetings)


@pytest.fixture
def large(monkeypatch):
    """What is done with workshops too large to be solved as a whole, on small ones."""
    monkeypatch.setattr(bound, "FINEST", 0)
    monkeypatch.setattr(parts, "PEOPLE", 8)
    monkeypatch.setattr(sys.modules[plan.__module__], "SMALL", 0)


@pytest.mark.usefixtures("large")
def test_a_large_workshop_is_bettered_by_parts():
    problem, told = workshop(18, "tight"), []
    found = plan(problem, effort=0.2, tell=told.append)
    assert clashes(problem, found.meetings) == ()
    assert found.share > 0.95
    assert "parts" in {each.stage for each in told}
    assert plan(problem, effort=0.2) == found


@pytest.mark.usefixtures("large")
def test_a_large_workshop_stops_when_asked_to_and_where_nothing_better_can_be():
    problem, told = workshop(18, "tight"), []
    found = plan(problem, stop=lambda: "ejection" in {each.stage for each in told}, tell=told.append)
    assert clashes(problem, found.meetings) == ()
    assert plan(Problem(slots=slots(2), people=people("ab"), wishes=wishes("ab"))).share == 1.0


@pytest.mark.usefixtures("large")
def test_interpreters_of_two_kinds_count_in_the_bound_of_a_large_one():
    who = speakers(a="en", b="fr es", c="en", d="fr")
    pools = (pool("fr en", 1), pool("es en", 1))
    asked = Problem(slots=slots(1), people=who, wishes=wishes("ab", "cd"), interpreters=pools, aims=(Aim.SCORE,))
    assert len(plan(asked, effort=EFFORT).meetings) == 2


def test_the_bound_of_a_small_one_knows_the_slots_already():
    whole = frame.framed(workshop(18, "tight"))
    found = bound.bounded(whole)
    assert bound.tightened(whole, found) is found


def test_with_little_effort_the_best_is_not_proved():
    found = plan(workshop(24, "tight"), effort=0.01)
    assert not found.optimal
    assert 0.9 < found.share < 1


def test_the_solver_ends_when_it_is_asked_to():
    whole = frame.framed(workshop(40, "tight"))
    board = build.first_plan(whole, bound.bounded(whole), lambda: False)
    began = time.monotonic()
    verdict = exact.most_worth(board, 500.0, 1, 0, lambda: True)
    assert not verdict.proved
    assert time.monotonic() - began < 20


def test_a_part_that_cannot_be_solved_in_time_leaves_the_plan_as_it_was():
    whole = frame.framed(workshop(18, "tight"))
    board = build.first_plan(whole, bound.bounded(whole), lambda: False)
    before = list(board.slot)
    assert not exact.solved(board, exact.everything(whole), 0.0)
    assert board.slot == before


def test_published_meetings_stay_when_people_come_and_go():
    problem = workshop(18, "ample")
    before = plan(problem, effort=EFFORT)
    gone = problem.people[3].id
    left = replace(
        problem,
        people=tuple(each for each in problem.people if each.id != gone),
        wishes=tuple(each for each in problem.wishes if gone not in (each.a, each.b)),
    )
    told: list = []
    after = replan(left, before.meetings, effort=EFFORT, tell=told.append)
    unhurt = {each.wish: each.slot for each in before.meetings if each.wish in {wish.id for wish in left.wishes}}
    same = sum(held(after.meetings).get(wish) == slot for wish, slot in unhurt.items())
    assert clashes(left, after.meetings) == ()
    assert same >= 0.95 * len(unhurt)
    assert after.score >= 0.97 * plan(left, effort=EFFORT).score
    assert told[0].stage == "kept"
    tables = {(each.wish, each.slot): each.table for each in before.meetings}
    stayed = [each for each in after.meetings if (each.wish, each.slot) in tables]
    assert all(tables[each.wish, each.slot] == each.table for each in stayed)


def test_what_no_longer_can_be_held_is_not_kept():
    problem = Problem(slots=slots(2), people=people("abc", most=1), wishes=wishes("ab", "ac"))
    meetings = [*plan(replace(problem, people=people("abc")), effort=EFFORT).meetings]
    assert len(meetings) == 2
    assert len(replan(problem, meetings).meetings) == 1
    assert len(replan(problem, meetings, stop=lambda: True).meetings) == 1
