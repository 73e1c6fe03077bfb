"""The file of a problem: defaults, times with zones, and every fault with its place, all at once."""

from __future__ import annotations

import pytest

from southsouth.engine.timetable import Aim, Attendee, Interpreters, Locked, NotPossible, Slot, Table, Wish, plan
from southsouth.engine.timetable.files import plan_value, read_problem

WHOLE = {
    "slots": [
        {"id": "late", "start": "2026-03-02T23:30+06:00", "end": "2026-03-02T23:55+06:00"},
        {"id": "early", "start": "2026-03-02T09:00+06:00", "end": "2026-03-02T09:25+06:00"},
        {"id": "far", "start": "2026-03-02T18:30-06:00", "end": "2026-03-02T18:55-06:00"},
    ],
    "tables": [{"id": "T1", "slots": ["early"]}, {"id": "T2", "slots": None}],
    "people": [
        {"id": "p1", "delegation": "KEN", "languages": ["en"], "free": ["early"], "min": 1, "max": 2, "remote": False},
        {"id": "p2", "languages": ["fr"]},
    ],
    "interpreters": [{"languages": ["en", "fr"], "slots": {"early": 2}}],
    "wishes": [
        {"id": "w1", "a": "p1", "b": "p2", "score": 80, "must": False, "free": None, "after": []},
        {"id": "w2", "a": "p1", "b": "p2", "must": True, "free": ["late", "early"], "after": ["w1"]},
    ],
    "locked": [{"wish": "w1", "slot": "early", "table": "T1"}],
    "objective": ["floors", "gaps"],
}


def test_everything_is_read():
    problem, ignored = read_problem(WHOLE)
    assert ignored == ()
    assert problem.slots == (Slot("early", "2026-03-02"), Slot("late", "2026-03-02"), Slot("far", "2026-03-02"))
    assert problem.tables == (Table("T1", frozenset({"early"})), Table("T2"))
    assert problem.people == (
        Attendee("p1", "KEN", frozenset({"en"}), frozenset({"early"}), 1, 2),
        Attendee("p2", languages=frozenset({"fr"})),
    )
    assert problem.interpreters == (Interpreters(frozenset({"en", "fr"}), (("early", 2),)),)
    assert problem.wishes == (
        Wish("w1", "p1", "p2", 80),
        Wish("w2", "p1", "p2", 1, True, frozenset({"late", "early"}), ("w1",)),
    )
    assert problem.locked == (Locked("w1", "early", "T1"),)
    assert problem.aims == (Aim.FLOORS, Aim.GAPS)


def test_missing_parts_have_plain_defaults():
    problem, ignored = read_problem({"slots": [{"id": "b"}, {"id": "a"}], "people": [], "wishes": [], "title": "x"})
    assert ignored == ("title",)
    assert problem.slots == (Slot("b"), Slot("a"))
    assert (problem.tables, problem.interpreters, problem.locked) == (None, None, ())
    assert problem.aims == tuple(Aim)
    assert read_problem({})[0].slots == ()


def told(**change: object) -> list[str]:
    with pytest.raises(NotPossible) as refused:
        read_problem(WHOLE | change)
    return [f"{fault.where}: {fault.code}" for fault in refused.value.faults]


SLOT = {"id": "early", "start": "2026-03-02T09:00+06:00", "end": "2026-03-02T09:25+06:00"}


@pytest.mark.parametrize(
    ("change", "faults"),
    [
        (
            {"slots": 3, "people": [], "wishes": [], "locked": [], "tables": None, "interpreters": None},
            ["slots: not_list"],
        ),
        ({"people": [*WHOLE["people"], 4]}, ["people[2]: not_object"]),
        ({"people": [*WHOLE["people"], {"id": 4}]}, ["people[2].id: not_text"]),
        ({"people": [*WHOLE["people"], {"id": ""}]}, ["people[2].id: missing"]),
        ({"people": [*WHOLE["people"], {"id": "x", "delegation": 7}]}, ["people[2].delegation: not_text"]),
        ({"people": [*WHOLE["people"], {"id": "x", "min": 3, "max": 2}]}, ["people[2].min: above_max"]),
        ({"people": [*WHOLE["people"], {"id": "x", "min": True}]}, ["people[2].min: not_number"]),
        ({"people": [*WHOLE["people"], {"id": "x", "max": -1}]}, ["people[2].max: not_number"]),
        ({"people": [*WHOLE["people"], {"id": "x", "remote": "no"}]}, ["people[2].remote: not_flag"]),
        ({"people": [*WHOLE["people"], {"id": "x", "free": ["early", 1]}]}, ["people[2].free[1]: not_text"]),
        ({"tables": "T1", "locked": []}, ["tables: not_list"]),
        (
            {"interpreters": [{"languages": ["en"], "slots": []}], "locked": []},
            [
                "interpreters[0].languages: not_two",
                "interpreters[0].slots: not_object",
            ],
        ),
        ({"objective": ["floors", "joy"]}, ["objective[1]: not_known"]),
        ({"slots": [*WHOLE["slots"], SLOT | {"id": "x"}]}, ["slots[3]: overlap"]),
        ({"slots": [*WHOLE["slots"], {"id": "x"}]}, ["slots: some_times"]),
        (
            {"slots": [*WHOLE["slots"], SLOT | {"id": "x", "start": "noon"}]},
            ["slots[3].start: not_time", "slots: some_times"],
        ),
        (
            {"slots": [*WHOLE["slots"], SLOT | {"id": "x", "start": 9}]},
            ["slots[3].start: not_time", "slots: some_times"],
        ),
        (
            {"slots": [*WHOLE["slots"], SLOT | {"id": "x", "start": "2026-03-02T08:00"}]},
            [
                "slots[3].start: not_time",
                "slots: some_times",
            ],
        ),
        (
            {"slots": [*WHOLE["slots"], {"id": "x", "start": "2026-03-04T08:00Z", "end": "2026-03-04T07:00Z"}]},
            [
                "slots[3].end: not_after",
            ],
        ),
        (
            {"slots": [*WHOLE["slots"], SLOT | {"start": "2026-03-04T08:00Z", "end": "2026-03-04T09:00Z"}]},
            ["slots[3]: twice"],
        ),
        (
            {"wishes": [*WHOLE["wishes"], {"id": "w3", "a": "p9", "b": "p2", "score": 1.5, "after": ["w7"]}]},
            ["wishes[2].score: not_number", "wishes[2].a: not_known", "wishes[2].after: not_known"],
        ),
        (
            {"locked": [{"wish": "w1", "slot": "early"}, {"wish": "w2", "slot": "early"}]},
            ["locked[1]: person_taken", "locked[1]: person_taken", "locked[1]: order"],
        ),
    ],
)
def test_every_fault_is_named_with_its_place(change, faults):
    assert told(**change) == faults


def test_what_is_no_object_is_told_once():
    with pytest.raises(NotPossible) as refused:
        read_problem([1])
    assert [(fault.where, fault.code) for fault in refused.value.faults] == [("", "not_object")]


def test_a_plan_is_written_with_all_its_parts():
    problem, _ = read_problem(WHOLE | {"objective": None})
    value = plan_value(plan(problem, effort=0.2), 1.234)
    assert value["meetings"] == [{"wish": "w1", "slot": "early", "table": "T1", "interpreter": ["en", "fr"]}]
    assert [(each["wish"], each["reason"]) for each in value["unmet"]] == [("w2", "slots_taken")]
    assert (value["seconds"], value["possible"], value["optimal"]) == (1.23, False, False)
    assert list(value) == [
        *("meetings", "unmet", "score", "bound", "share", "floors_short", "idle_gaps", "table_changes", "seconds"),
        *("optimal", "possible"),
    ]
