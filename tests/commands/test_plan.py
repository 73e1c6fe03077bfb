"""``southsouth plan``: a plain file in, a plan with its reasons out, no database."""

from __future__ import annotations

import json
import os
import signal
import sys
import threading

import pytest

from bench.workshops import workshop
from southsouth.__main__ import main
from southsouth.engine.timetable import Fault
from southsouth.engine.timetable.bound import bounded
from southsouth.engine.timetable.build import first_plan
from southsouth.engine.timetable.exact import most_worth
from southsouth.engine.timetable.frame import framed
from southsouth.management.commands.plan import asked_to_end
from southsouth.management.plans import WORDS, fault_texts

PROBLEM = {
    "slots": [
        {"id": "s1", "start": "2026-03-02T09:00+06:00", "end": "2026-03-02T09:25+06:00"},
        {"id": "s2", "start": "2026-03-02T09:30+06:00", "end": "2026-03-02T09:55+06:00"},
    ],
    "people": [{"id": "p1", "name": "x"}, {"id": "p2"}, {"id": "p3"}],
    "wishes": [{"id": "w1", "a": "p1", "b": "p2", "score": 8}, {"id": "w2", "a": "p1", "b": "p3", "score": 5}],
}


@pytest.fixture
def problem(file):
    return lambda **change: file("meetings.json", json.dumps(PROBLEM | change))


def test_the_plan_is_written_as_json(run, problem, tmp_path):
    said = run("plan", problem(), "--seed", "3")
    answer = json.loads(said.out)
    assert said.code == 0
    assert {each["wish"] for each in answer["meetings"]} == {"w1", "w2"}
    assert (answer["score"], answer["bound"], answer["share"], answer["optimal"]) == (13, 13, 1, True)
    assert said.err.splitlines() == ["meetings.json: fields that are not read: people.name"]
    out = tmp_path / "plan.json"
    assert run("plan", problem(), "--seed", "3", "--seconds", "5", "--out", out).out == ""
    written = json.loads(out.read_text(encoding="utf-8"))
    assert {**written, "seconds": 0} == {**answer, "seconds": 0}


def test_progress_is_shown_to_somebody_who_watches(run, problem):
    assert "2 meetings, 100.0 % of the bound" in run("plan", problem(), terminal=True).err
    assert "0 meetings, 0 % of the bound" in run("plan", problem(wishes=[]), terminal=True).err


def test_all_faults_of_a_file_are_told(run, problem):
    wishes = [{"id": "w1", "a": "p9", "b": "p2", "score": -1}]
    said = run("plan", problem(wishes=wishes, locked=[{"wish": "w4", "slot": "s9"}]))
    assert (said.code, said.out) == (2, "")
    assert said.err.splitlines() == [
        "Nothing was planned.",
        "wishes[0].score: this must be a whole number from 0 to 1,000,000",
        "wishes[0].a: no such person p9",
        "locked[0].wish: no such wish w4",
        "locked[0].slot: no such slot s9",
    ]


def test_every_fault_has_words():
    facts = tuple((name, "x") for name in ("id", "slot", "wish", "most"))
    assert all("{" not in line for line in fault_texts(Fault("", code, facts) for code in WORDS))
    assert list(fault_texts([Fault("objective[0]", "not_known", facts)])) == ["objective[0]: no such objective x"]


@pytest.mark.parametrize("content", ["{", '{"slots": [', "[" * 200_000])
def test_what_is_not_json_is_told(run, file, content):
    said = run("plan", file("meetings.json", content))
    assert said.code == 2
    assert said.err.startswith("meetings.json: this is not JSON in UTF-8")


def test_files_that_are_not_there_are_told(run, problem, tmp_path):
    assert "cannot be read: No such file or directory" in run("plan", tmp_path / "gone.json").err
    assert "cannot be written" in run("plan", problem(), "--out", tmp_path / "nowhere" / "plan.json").err


def test_musts_that_cannot_all_be_held_end_with_a_code(run, problem):
    wishes = [{**each, "must": True, "free": ["s1"]} for each in PROBLEM["wishes"]]
    said = run("plan", problem(wishes=wishes, people=[{"id": "p1"}, {"id": "p2"}, {"id": "p3"}]))
    assert said.code == 1
    assert json.loads(said.out)["possible"] is False
    assert said.err == "The meetings that must be held cannot all be held: that is proved."


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_asked_to_end_once_there_is_time_to_answer(number):
    before = signal.getsignal(number)
    with asked_to_end() as asked:
        assert not asked
        os.kill(os.getpid(), number)
        assert asked == [number]
        assert signal.getsignal(number) is before
    assert signal.getsignal(number) is before


def test_asked_to_end_while_the_solver_works_it_ends():
    whole = framed(workshop(40, "tight"))
    board = first_plan(whole, bounded(whole), lambda: False)
    with asked_to_end() as asked:
        soon = threading.Timer(0.5, os.kill, (os.getpid(), signal.SIGINT))
        soon.start()
        assert not most_worth(board, 500.0, 1, 0, lambda: bool(asked)).proved
        soon.join()


@pytest.mark.parametrize(
    ("option", "value", "told"),
    [
        ("--seconds", "0", "not a number of seconds"),
        ("--seconds", "soon", "not a number of seconds"),
        ("--seed", "-", "whole number from 0 to"),
        ("--seed", "9999999999", "whole number from 0 to"),
    ],
)
def test_options_without_sense_are_refused(problem, capsys, monkeypatch, option, value, told):
    monkeypatch.setattr(sys, "argv", ["southsouth", "plan", str(problem()), option, value])
    with pytest.raises(SystemExit) as end:
        main()
    assert end.value.code == 2
    assert told in capsys.readouterr().err
