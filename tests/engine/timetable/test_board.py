"""Moving others so that one more meeting fits."""

from __future__ import annotations

import pytest

from southsouth.engine.timetable import Attendee, Interpreters, Problem, Table, Wish, board
from southsouth.engine.timetable.board import Board
from southsouth.engine.timetable.frame import framed
from tests.engine.timetable.makers import people, slots, wishes

FREE = frozenset


def of(**more: object) -> Board:
    return Board(framed(Problem(slots=slots(2), **more)))


def test_two_who_share_no_free_slot_get_one_by_a_swap_along_the_path():
    made = of(people=(Attendee("a", free=FREE({"s0"})), *people("bcd")), wishes=wishes("bc", "cd", "ab"))
    made.hold(0, 0)
    made.hold(1, 1)
    assert made.allowed(2) == 0
    assert made.place(2)
    assert made.slot == [1, 0, 0]


def test_a_path_that_is_too_long_is_left(monkeypatch):
    monkeypatch.setattr(board, "LONGEST_CHAIN", 0)
    made = of(people=people("abc"), wishes=(Wish("ab", "a", "b", free=FREE({"s0"})), Wish("bc", "b", "c")))
    made.hold(1, 0)
    assert not made.place(0)
    assert made.slot == [-1, 0]


def test_where_every_table_is_taken_another_meeting_makes_room():
    made = of(
        people=people("abcd"), wishes=(Wish("ab", "a", "b", free=FREE({"s0"})), *wishes("cd")), tables=(Table("T"),)
    )
    made.hold(1, 0)
    assert made.place(0)
    assert made.slot == [0, 1]


@pytest.mark.parametrize("remote", [True, False])
def test_without_an_interpreter_nothing_is_moved(remote):
    """One interpreter works in the first slot, none in the second: no table helps the other two."""
    who = tuple(
        Attendee(name, languages=FREE({tongue}), remote=remote)
        for name, tongue in zip("abcd", ("en", "fr") * 2, strict=True)
    )
    made = of(
        people=who,
        wishes=wishes("ab", "cd"),
        tables=(Table("T"),),
        interpreters=(Interpreters(FREE({"en", "fr"}), (("s0", 1),)),),
    )
    made.hold(1, 0)
    assert not made.place(0)
    assert made.slot == [-1, 0]


def test_a_meeting_that_no_other_slot_takes_makes_no_room():
    only = FREE({"s0"})
    made = of(people=people("abcd"), wishes=wishes("ab", "cd", free=only), tables=(Table("T"),))
    made.hold(1, 0)
    assert not made.place(0)


def test_what_is_taken_back_is_as_it_was():
    who = tuple(Attendee(name, languages=FREE({tongue})) for name, tongue in zip("ab", ("en", "fr"), strict=True))
    pools = (Interpreters(FREE({"en", "fr"}), (("s0", 2),)),)
    made = of(people=who, wishes=wishes("ab"), tables=(Table("T"), Table("U")), interpreters=pools)
    made.hold(0, 0)
    assert (made.left, made.staff) == ([1, 2], [[1, 0]])
    made.drop(0)
    made.undo(1)
    assert (made.slot, made.left, made.staff, made.pool) == ([0], [1, 2], [[1, 0]], [0])
    made.undo(0)
    assert (made.slot, made.left, made.staff, made.pool) == ([-1], [2, 2], [[2, 0]], [-1])


def test_a_slot_that_was_overdrawn_stays_closed_until_enough_has_left():
    who = tuple(Attendee(name, languages=FREE({tongue})) for name, tongue in zip("abcd", ("en", "fr") * 2, strict=True))
    pools = (Interpreters(FREE({"en", "fr"}), (("s0", 1),)),)
    made = of(people=who, wishes=wishes("ab", "cd"), tables=(Table("T"),), interpreters=pools)
    made.hold(0, 0)
    made.hold(1, 0)
    assert not made.sound([0])
    made.drop(1)
    assert made.sound([0]) and not made.rooms & 1 and not made.staffed[0] & 1
    made.drop(0)
    assert made.rooms & 1 and made.staffed[0] & 1
