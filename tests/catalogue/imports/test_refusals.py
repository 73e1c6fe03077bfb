"""What a file of solutions cannot say: each refusal with row, column and what would do."""

from __future__ import annotations

import pytest

from southsouth.catalogue.actions.imports import import_solutions
from southsouth.catalogue.actions.imports.intake import MOST_REFUSED
from southsouth.catalogue.models import Solution
from southsouth.tables.report import Refused
from southsouth.tables.rows import Row
from tests.catalogue.imports.rows import only, places, rows_of
from tests.makers import AT, SOURCE, make_solution

GOOD: dict[str, object] = {"ref": "good", "title": "A", "summary": "B"}


def refusal(**cells: object) -> Refused:
    report = import_solutions(rows_of({**GOOD, **cells}), by=None, at=AT)
    assert not Solution.objects.filter(ref="good").exists()
    return only(report)


@pytest.mark.parametrize(
    ("cells", "column", "code", "facts"),
    [
        ({"title": "x" * 201}, "title", "too_long", {"found": 201, "limit": 200}),
        ({"title": ["x"]}, "title", "not_text", {"value": '["x"]'}),
        ({"language": "Frensh"}, "language", "not_known", {"value": "Frensh", "nearest": "French"}),
        ({"languages": "fr; xx"}, "languages", "not_known", {"value": "xx", "nearest": None}),
        ({"focus_area": "Finnance"}, "focus_area", "no_such_area", {"value": "Finnance", "nearest": ["Finance"]}),
        (
            {"topics": "one stop service"},
            *("topics", "no_such_topic", {"value": "one stop service", "nearest": ["One stop services"]}),
        ),
        ({"goals": "18"}, "goals", "out_of_range", {"value": "18", "low": 1, "high": 17}),
        ({"sdgs": "SDG 2"}, "sdgs", "not_known", {"value": "SDG 2", "nearest": None}),
        ({"targets": "16.7"}, "targets", "not_known", {"value": "16.7", "nearest": "16.6"}),
        ({"evidence": "E"}, "evidence", "not_known", {"value": "E", "nearest": None}),
        ({"step": "nationwide"}, "step", "not_known", {"value": "nationwide", "nearest": "national"}),
        ({"cost_low_usd": "cheap"}, "cost_low_usd", "not_a_number", {"value": "cheap"}),
        ({"visits_a_year": 2.5}, "visits_a_year", "not_whole", {"value": "2.5"}),
        ({"exporters": "Atlantis"}, "exporters.1.country", "no_such_country", {"value": "Atlantis", "nearest": []}),
        (
            {"exporters": [{"country": "KEN"}, {"organisation": "Nobody"}]},
            *("exporters.2.country", "no_column", {}),
        ),
        ({"exporters": [7]}, "exporters.1", "not_an_entry", {"value": "7"}),
        ({"sources": "example.org"}, "sources", "not_an_address", {"value": "example.org"}),
        ({"origin": "recorded"}, "sources", "recorded_without_source", {}),
        ({"title": ""}, "title", "needed_for_new", {"value": "good"}),
        ({"cost_low_usd": 2, "cost_high_usd": 1}, "cost_high_usd", "high_below_low", {"low": 2, "high": 1}),
        (
            {"blocks": [{"title": "x"}, {"title": "y", "cost_low_usd": 2, "cost_high_usd": 1}]},
            *("blocks.2.cost_high_usd", "high_below_low", {"low": 2, "high": 1}),
        ),
        (
            {"preconditions": [{"kind": "luck", "text": "x"}]},
            *("preconditions.1.kind", "not_known", {"value": "luck", "nearest": None}),
        ),
        (
            {"preconditions": [{"kind": "law", "text": "x", "fact": "egdi"}]},
            *("preconditions.1.minimum", "fact_and_minimum", {}),
        ),
        (
            {"preconditions": [{"kind": "law", "text": "x", "minimum": 2}]},
            *("preconditions.1.fact", "fact_and_minimum", {}),
        ),
        (
            {"preconditions": [{"kind": "law", "text": "x", "fact": "egdi", "minimum": 7}]},
            *("preconditions.1.minimum", "out_of_range", {"value": 7.0, "low": 0, "high": 1}),
        ),
        (
            {"blocks": [{"title": "Hall"}], "preconditions": [{"kind": "law", "text": "x", "block": 2}]},
            *("preconditions.1.block", "no_such_block", {"value": "2", "blocks": ["Hall"]}),
        ),
        (
            {"preconditions": [{"kind": "law", "text": "x", "block": "Bus"}]},
            *("preconditions.1.block", "no_such_block", {"value": "Bus", "blocks": []}),
        ),
        ({"results": [{"after": 1}]}, "results.1.indicator", "no_column", {}),
        ({"places": [{"country": "KEN", "name": "x", "since": 12}]}, "places.1.since", "out_of_range", None),
        ({"ref": "../"}, "ref", "not_a_reference", {"value": "../"}),
    ],
)
def test_cell_is_refused_with_its_place(
    cells: dict[str, object], column: str, code: str, facts: dict[str, object] | None
) -> None:
    wrong = refusal(**cells)
    assert (wrong.row, wrong.column, wrong.code) == (2, column, code)
    assert facts is None or dict(wrong.facts) == facts


def test_every_bad_cell_of_every_row_is_told_in_the_order_of_the_file() -> None:
    rows = rows_of({**GOOD, "summary": None}, {"ref": "b", "title": "x" * 300, "summary": "y" * 3000}, GOOD)
    report = import_solutions(rows, by=None, at=AT)
    assert places(report) == [
        (2, "summary", "needed_for_new"),
        (3, "title", "too_long"),
        (3, "summary", "too_long"),
        (4, "ref", "twice"),
    ]
    assert dict(report.refused[-1].facts) == {"value": "good", "first": 2}


def test_record_that_is_there_cannot_lose_its_title() -> None:
    make_solution(ref="old")
    report = import_solutions(rows_of({"ref": "old", "title": "", "exporters": ""}), by=None, at=AT)
    assert places(report) == [(2, "title", "empty"), (2, "exporters", "empty")]


def test_draft_may_lose_its_exporters() -> None:
    make_solution("draft", ref="old")
    assert import_solutions(rows_of({"ref": "old", "exporters": ""}), by=None, at=AT).changed == ("old",)


def test_recorded_solution_cannot_lose_its_sources() -> None:
    import_solutions(rows_of({**GOOD, "sources": SOURCE}), by=None, at=AT)
    report = import_solutions(rows_of({"ref": "good", "sources": None}), by=None, at=AT)
    assert places(report) == [(2, "sources", "recorded_without_source")]


def test_precondition_names_a_block_that_is_there_already() -> None:
    import_solutions(rows_of({**GOOD, "blocks": [{"title": "Hall"}]}), by=None, at=AT)
    row = {"ref": "good", "preconditions": [{"kind": "law", "text": "x", "block": "hall"}]}
    assert import_solutions(rows_of(row), by=None, at=AT).changed == ("good",)
    assert str(Solution.objects.get().preconditions.get().block) == "Hall"


def test_columns_nobody_reads_are_named() -> None:
    report = import_solutions(rows_of({**GOOD, "state": "published", "colour": "red"}), by=None, at=AT)
    assert (report.ignored, report.created) == (("state", "colour"), ("good",))
    assert Solution.objects.get().state == "draft"


def test_hopeless_file_is_read_no_further() -> None:
    read = []

    def endless() -> object:
        number = 1
        while True:
            number += 1
            read.append(number)
            yield Row(number, {"ref": f"r{number}", "title": "x" * 300, "summary": "y"})

    report = import_solutions(endless(), by=None, at=AT)  # type: ignore[arg-type]

    assert (len(read), len(report.refused)) == (MOST_REFUSED, MOST_REFUSED + 1)
    last = report.refused[-1]
    assert (last.row, last.column, last.code, dict(last.facts)) == (1001, "", "stopped_here", {"refused": 1000})


def test_empty_file_does_nothing() -> None:
    report = import_solutions([], by=None, at=AT)
    assert (report.created, report.good) == ((), True)
