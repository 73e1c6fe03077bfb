"""Problems that contradict themselves are refused, with every place and code at once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from southsouth.engine.timetable import Attendee, Interpreters, Locked, NotPossible, Problem, Slot, Table, Wish, plan
from tests.engine.timetable.makers import people, slots, wishes

SOUND = Problem(slots=slots(3), people=people("abcd"), wishes=wishes("ab", "ac", "cd"), tables=(Table("T"), Table("U")))
MUTE = Interpreters(frozenset({"en", "fr"}), (("s0", 1),))
APART = tuple(
    Attendee(name, languages=frozenset({tongue})) for name, tongue in zip("abcd", ("en", "fr") * 2, strict=True)
)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"slots": (*slots(3), Slot("s1"))}, ["slots[3]: twice"]),
        ({"people": people("abcda")}, ["people[4]: twice"]),
        ({"wishes": wishes("ab", "ab")}, ["wishes[1]: twice"]),
        ({"tables": (Table("T"), Table("T"))}, ["tables[1]: twice"]),
        ({"wishes": wishes("ax", "aa")}, ["wishes[0].b: not_known", "wishes[1]: with_oneself"]),
        ({"wishes": wishes("ab", after=("cd",))}, ["wishes[0].after: not_known"]),
        ({"wishes": wishes("ab", after=("ab",))}, ["wishes[0].after: after_itself"]),
        (
            {"locked": (Locked("zz", "s9", "V"),)},
            ["locked[0].wish: not_known", "locked[0].slot: not_known", "locked[0].table: not_known"],
        ),
        (
            {
                "people": people("abcd", free=frozenset({"s0", "s8"})),
                "tables": (Table("T", frozenset({"s7"})),),
                "interpreters": (Interpreters(frozenset({"en", "fr"}), (("s6", 1),)),),
                "wishes": wishes("ab", free=frozenset({"s5"})),
            },
            [
                *(f"people[{place}].free: not_known" for place in range(4)),
                "tables[0].slots: not_known",
                "interpreters[0].slots: not_known",
                "wishes[0].free: not_known",
            ],
        ),
        ({"locked": (Locked("ab", "s0"), Locked("ab", "s1"))}, ["locked[1]: twice"]),
        ({"locked": (Locked("ab", "s0"), Locked("ac", "s0"))}, ["locked[1]: person_taken"]),
        ({"locked": (Locked("ab", "s0", "T"), Locked("cd", "s0", "T"))}, ["locked[1]: table_taken"]),
        (
            {"people": people("abcd", free=frozenset({"s1"})), "locked": (Locked("ab", "s0"),)},
            ["locked[0]: not_free"] * 2,
        ),
        (
            {"people": people("abcd", most=1), "locked": (Locked("ab", "s0"), Locked("ac", "s1"))},
            ["locked[1]: ceiling"],
        ),
        (
            {"tables": (Table("T"), Table("U", frozenset({"s1"}))), "locked": (Locked("ab", "s0", "U"),)},
            ["locked[0]: no_table"],
        ),
        ({"tables": (Table("T"),), "locked": (Locked("ab", "s0"), Locked("cd", "s0"))}, ["locked[1]: tables_short"]),
        (
            {
                "wishes": (*wishes("ab"), Wish("cd", "c", "d", after=("ab",))),
                "locked": (Locked("ab", "s1"), Locked("cd", "s1")),
            },
            ["locked[1]: order"],
        ),
        (
            {"people": APART, "interpreters": (MUTE,), "locked": (Locked("ab", "s0"), Locked("cd", "s0"))},
            ["locked[1]: no_interpreter"],
        ),
        ({"people": APART, "interpreters": (), "locked": (Locked("cd", "s0"),)}, ["locked[0]: no_interpreter"]),
    ],
)
def test_a_contradiction_is_refused_with_its_place(change, told):
    with pytest.raises(NotPossible) as refused:
        plan(replace(SOUND, **change))
    assert [f"{fault.where}: {fault.code}" for fault in refused.value.faults] == told
    assert str(refused.value) == "; ".join(told)


def test_what_does_not_contradict_itself_is_planned():
    locked = (Locked("ab", "s0", "T"), Locked("cd", "s0", "U"))
    assert len(plan(replace(SOUND, locked=locked), effort=0.2).meetings) == 3


def test_interpreters_are_shared_out_so_that_every_settled_meeting_has_one():
    """The first could have either pool; the second only the one that the first would take."""
    who = (
        Attendee("a", languages=frozenset({"en"})),
        Attendee("b", languages=frozenset({"fr", "es"})),
        Attendee("c", languages=frozenset({"en"})),
        Attendee("d", languages=frozenset({"fr"})),
    )
    pools = (MUTE, Interpreters(frozenset({"en", "es"}), (("s0", 1),)))
    locked = (Locked("ab", "s0"), Locked("cd", "s0"))
    found = plan(replace(SOUND, people=who, wishes=wishes("ab", "cd"), interpreters=pools, locked=locked), effort=0.2)
    assert [sorted(meeting.interpreter) for meeting in found.meetings] == [["en", "es"], ["en", "fr"]]
