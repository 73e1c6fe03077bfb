"""The checker sees every way in which meetings cannot be held."""

from __future__ import annotations

import pytest

from southsouth.engine.timetable import (
    Attendee,
    Interpreters,
    Locked,
    Meeting,
    Problem,
    Table,
    Wish,
    clashes,
    idle_gaps,
    shortfalls,
)
from tests.engine.timetable.makers import slots

EN_FR = frozenset({"en", "fr"})
PROBLEM = Problem(
    slots=slots(4),
    people=(
        Attendee("a", languages=frozenset({"en"}), most=2, least=1),
        Attendee("b", languages=frozenset({"en"}), free=frozenset({"s0", "s1", "s2"}), least=3),
        Attendee("c", languages=frozenset({"fr"})),
        Attendee("d", languages=frozenset({"en"}), remote=True),
        Attendee("e", languages=frozenset({"en"}), remote=True),
    ),
    wishes=(
        Wish("ab", "a", "b"),
        Wish("ac", "a", "c", free=frozenset({"s0", "s1"})),
        Wish("ad", "a", "d", after=("ab",)),
        Wish("bc", "b", "c"),
        Wish("de", "d", "e"),
    ),
    tables=(Table("T"), Table("U", frozenset({"s0"}))),
    interpreters=(Interpreters(EN_FR, (("s0", 1), ("s1", 1))),),
)


@pytest.mark.parametrize(
    ("meetings", "codes"),
    [
        ([Meeting("ab", "s0", "T"), Meeting("de", "s0"), Meeting("ad", "s1", "T")], []),
        ([Meeting("zz", "s0", "T")], ["not_known"]),
        ([Meeting("ab", "s9", "T")], ["not_known"]),
        ([Meeting("ab", "s0", "T"), Meeting("ab", "s1", "T")], ["wish_twice"]),
        ([Meeting("ab", "s0", "T"), Meeting("ac", "s0", "U", EN_FR)], ["person_twice"]),
        (
            [Meeting("ab", "s0", "T"), Meeting("ac", "s1", "T", EN_FR), Meeting("ad", "s2", "T")],
            ["ceiling"],
        ),
        ([Meeting("ab", "s3", "T")], ["person_not_free"]),
        ([Meeting("ac", "s2", "T", EN_FR)], ["slot_not_wanted", "interpreters_short"]),
        ([Meeting("ab", "s0")], ["no_table"]),
        ([Meeting("ab", "s1", "U")], ["table_not_there"]),
        ([Meeting("ab", "s0", "T"), Meeting("de", "s0", "T")], ["table_twice"]),
        ([Meeting("bc", "s0", "T")], ["no_interpreter", "interpreters_short"]),
        ([Meeting("ab", "s1", "T"), Meeting("ad", "s0", "T")], ["order"]),
    ],
)
def test_what_cannot_be_held_is_named(meetings, codes):
    assert [clash.code for clash in clashes(PROBLEM, meetings)] == codes


def test_a_broken_lock_is_named():
    locked = Problem(slots=PROBLEM.slots, people=PROBLEM.people, wishes=PROBLEM.wishes, locked=(Locked("ab", "s0"),))
    assert [clash.code for clash in clashes(locked, [Meeting("ab", "s1")])] == ["lock_broken"]
    assert [clash.code for clash in clashes(locked, [])] == ["lock_broken"]
    assert clashes(locked, [Meeting("ab", "s0")]) == ()


def test_who_is_short_and_who_waits():
    meetings = [Meeting("ab", "s0", "T"), Meeting("bc", "s2", "T")]
    assert shortfalls(PROBLEM, meetings) == {"b": 1}
    assert idle_gaps(PROBLEM, meetings) == 1
