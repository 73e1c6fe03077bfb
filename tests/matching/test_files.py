"""Needs, solutions and adoptions out of rows of plain files."""

from __future__ import annotations

from dataclasses import fields

import pytest

from southsouth.engine.fit.profiles import (
    Adoption,
    Evidence,
    NeedProfile,
    Part,
    Precondition,
    PreconditionKind,
    SolutionProfile,
    Step,
    Text,
)
from southsouth.matching.queries.files import UNTOLD, Files
from southsouth.reference.queries.plain import shipped_contexts
from southsouth.tables.report import Refused
from southsouth.tables.rows import Row

FILES = Files()
CONTEXTS = shipped_contexts()
NEED = {"need_id": "N1", "title": "Register births", "summary": "Parents walk two days."}
SOLUTION = {"solution_id": "s1", "title": "Health posts register births", "summary": "On a phone."}


def need(**more):
    taken = FILES.needs([Row(2, {**NEED, **more})])
    assert taken.refused == []
    return taken.profiles["N1"]


def solution(**more):
    taken = FILES.solutions([Row(2, {**SOLUTION, **more})])
    assert taken.refused == []
    return taken.profiles["s1"]


def refused(read, values):
    return [(each.row, each.column, each.code) for each in read([Row(7, values)]).refused]


def test_the_least_a_need_must_have():
    assert need() == NeedProfile(
        "N1", (Text(Part.TITLE, "Register births"), Text(Part.SUMMARY, "Parents walk two days."))
    )


def test_the_least_a_solution_must_have():
    assert solution() == SolutionProfile(
        "s1", (Text(Part.TITLE, "Health posts register births"), Text(Part.SUMMARY, "On a phone."))
    )


def test_everything_a_need_may_say():
    full = need(
        country="Lao PDR",
        focus_area="Future of Public Service",
        topics="identity-registration; Something of our own",
        sdgs=[16, "SDG 3"],
        language="French",
        languages="lo; en",
        budget_usd="60000",
        connectivity="some_days",
        kinds_of_help="training;code",
        sufferers="Mothers.",
        tried="A bus.",
        success="One visit.",
        place="Hills.",
        law="A decree.",
        staff="Two nurses.",
        systems="Paper.",
        deadline="2026-06-30",
    )
    assert [(text.part, text.text, text.language) for text in full.texts] == [
        (Part.TITLE, "Register births", "fr"),
        (Part.SUMMARY, "Parents walk two days.", "fr"),
        (Part.SUFFERERS, "Mothers.", "fr"),
        (Part.TRIED, "A bus.", "fr"),
        (Part.SUCCESS, "One visit.", "fr"),
        (Part.CONTEXT, "Hills.", "fr"),
        (Part.CONTEXT, "A decree.", "fr"),
        (Part.CONTEXT, "Two nurses.", "fr"),
        (Part.CONTEXT, "Paper.", "fr"),
    ]
    assert full == NeedProfile(
        ref="N1",
        texts=full.texts,
        country=CONTEXTS["LAO"],
        focus_area="public-service",
        topics=frozenset({"identity-registration", "something of our own"}),
        goals=frozenset({3, 16}),
        languages=("lo", "en"),
        budget_usd=60_000.0,
        kinds_of_help=frozenset({"training", "code"}),
        facts={"internet_users_pct": 20.0},
    )


def test_everything_a_solution_may_say():
    full = solution(
        problem="Far away.",
        how_it_works="A form.",
        failures="Batteries.",
        blocks=[{"title": "The form", "text": "Offline."}],
        results=[{"indicator": "Days to register"}],
        exporters=[{"country": "Kenya", "organisation": "Ministry"}, {"iso3": "UGA"}, {"country": "KE"}],
        focus_area="Gesundheit",
        goals="16",
        languages=["en"],
        evidence="C",
        step="national",
        cost_low_usd=10,
        cost_high_usd=20,
        preconditions=[
            {"kind": "connection", "text": "Signal", "fact": "internet_users_pct", "minimum": 50, "changeable": "no"},
            {"kind": "law", "text": "A decree", "block": "The form"},
        ],
        help_given="code",
        licence="MIT",
    )
    assert [(text.part, text.text) for text in full.texts[2:]] == [
        (Part.PROBLEM, "Far away."),
        (Part.HOW, "A form."),
        (Part.FAILURES, "Batteries."),
        (Part.BLOCK, "The form. Offline."),
        (Part.RESULT, "Days to register"),
    ]
    assert full == SolutionProfile(
        ref="s1",
        texts=full.texts,
        exporters=(CONTEXTS["KEN"], CONTEXTS["UGA"]),
        exporter_ref="KEN",
        focus_area="gesundheit",
        goals=frozenset({16}),
        languages=("en",),
        evidence=Evidence.MEASURED,
        step=Step.NATIONAL,
        cost_usd=(10.0, 20.0),
        preconditions=(
            Precondition("1", PreconditionKind.CONNECTION, "Signal", "internet_users_pct", 50.0, changeable=False),
            Precondition("2", PreconditionKind.LAW, "A decree", block="The form"),
        ),
        help_given=frozenset({"code"}),
    )


@pytest.mark.parametrize("cell", ["Kenya: Ministry of Health; Uganda", ["Kenya", "UGA"], "KEN;UG"])
def test_exporters_may_be_written_as_text(cell):
    assert [each.iso3 for each in solution(country=cell).exporters] == ["KEN", "UGA"]


@pytest.mark.parametrize(("low", "high", "cost"), [(5, None, (5.0, 5.0)), (None, 7, (7.0, 7.0)), (9, 3, (3.0, 9.0))])
def test_one_cost_is_both_and_two_are_put_in_order(low, high, cost):
    assert solution(cost_low_usd=low, cost_high_usd=high).cost_usd == cost


def test_other_names_of_columns_are_known():
    taken = FILES.needs([Row(1, {"ref": "N1", "name": "Births", "description": "Far.", "budget": 5})])
    assert taken.profiles["N1"].budget_usd == 5.0


@pytest.mark.parametrize(
    ("values", "faults"),
    [
        ({"title": "x", "summary": "y"}, [(7, "need_id", "no_column")]),
        ({**NEED, "title": "  "}, [(7, "title", "empty")]),
        ({**NEED, "country": "Atlantis"}, [(7, "country", "no_such_country")]),
        ({**NEED, "sdgs": "18"}, [(7, "sdgs", "out_of_range")]),
        ({**NEED, "language": "Klingon"}, [(7, "language", "not_known")]),
        ({**NEED, "budget_usd": "much"}, [(7, "budget_usd", "not_a_number")]),
        ({**NEED, "title": None, "sdgs": [0]}, [(7, "title", "empty"), (7, "sdgs", "out_of_range")]),
    ],
)
def test_a_cell_of_a_need_that_cannot_be_taken_is_named(values, faults):
    assert refused(FILES.needs, values) == faults


@pytest.mark.parametrize(
    ("cell", "column", "code"),
    [
        ([{"organisation": "Ministry"}], "exporters.1.country", "no_column"),
        (["Kenya", {"country": "Atlantis"}], "exporters", "no_such_country"),
    ],
)
def test_an_exporter_from_nowhere_is_named(cell, column, code):
    assert refused(FILES.solutions, {**SOLUTION, "exporters": cell}) == [(7, column, code)]


def test_a_country_nobody_knows_comes_with_the_nearest():
    taken = FILES.needs([Row(3, {**NEED, "country": "Bangladech"})])
    assert taken.refused[0].facts["nearest"][0] == "Bangladesh"


def test_a_row_with_a_fault_is_not_taken_and_others_are():
    taken = FILES.needs([Row(2, {**NEED, "sdgs": 99}), Row(3, {**NEED, "need_id": "N2"})])
    assert list(taken.profiles) == ["N2"]
    assert [each.row for each in taken.refused] == [2]


def test_of_two_rows_with_one_reference_the_first_counts_and_that_is_told():
    taken = FILES.solutions([Row(2, SOLUTION), Row(5, {**SOLUTION, "title": "Another"})])
    assert taken.profiles["s1"].texts[0].text == "Health posts register births"
    assert taken.doubled == [(5, "s1", 2)]


def test_columns_that_are_not_read_are_told_once():
    taken = FILES.needs([Row(2, {**NEED, "answer": "x", "owner": "y"}), Row(3, {**NEED, "answer": "x", "basis": "z"})])
    assert taken.ignored == ["answer", "basis"]


def test_adoptions_are_sorted_by_solution_and_weigh_by_how_far_they_came():
    found, wrong, ignored = FILES.adoptions(
        [
            Row(2, {"solution_id": "s1", "importer_country": "Kenya", "year": 2019, "status": "in operation", "x": 1}),
            Row(
                3,
                {
                    "solution_id": "s1",
                    "importer_country": "UGA",
                    "year": None,
                    "status": "technical cooperation delivered",
                },
            ),
            Row(4, {"solution_id": "s2", "importer_country": "UGA", "year": None, "status": None}),
            Row(5, {"solution_id": "s2", "importer_country": "Atlantis", "year": None, "status": None}),
        ]
    )
    assert found == {
        "s1": [Adoption(CONTEXTS["KEN"], 2019, 1.0), Adoption(CONTEXTS["UGA"], None, 0.6)],
        "s2": [Adoption(CONTEXTS["UGA"], None, UNTOLD)],
    }
    assert [(each.row, each.column, each.code) for each in wrong] == [(5, "importer_country", "no_such_country")]
    assert ignored == ["x"]
    assert all(isinstance(each, Refused) for each in wrong)


def test_every_field_of_a_profile_that_a_file_can_know_is_filled():
    told = {each.name for each in fields(NeedProfile)} - {"answers", "refused"}
    assert told == {
        *("ref", "texts", "country", "focus_area", "topics", "goals", "languages"),
        *("budget_usd", "kinds_of_help", "facts"),
    }
