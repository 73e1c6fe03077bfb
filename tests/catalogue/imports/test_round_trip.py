"""What goes out comes in again and changes nothing, in every form of file; nobody gets out more than they see."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.contrib.auth.models import AnonymousUser

from southsouth.catalogue.actions.imports import import_adoptions, import_needs, import_solutions
from southsouth.catalogue.queries.exports import (
    ADOPTION_COLUMNS,
    NEED_COLUMNS,
    SOLUTION_COLUMNS,
    Record,
    adoption_records,
    need_records,
    solution_records,
)
from southsouth.ledger.models import Entry
from southsouth.members.lifecycle import Role
from southsouth.tables.reading import read_rows
from southsouth.tables.report import Report
from southsouth.tables.rows import Form, Row
from southsouth.tables.writing import write_table
from tests.makers import (
    AT,
    make_adoption,
    make_area,
    make_block,
    make_country,
    make_exporter,
    make_goal,
    make_need,
    make_organisation,
    make_person,
    make_place,
    make_precondition,
    make_recorded_solution,
    make_result,
    make_solution,
    make_source,
    make_target,
    make_topic,
    make_whole_solution,
)

DIFFICULT = 'First line\r\nsecond, with "quotes"; =1+1 and a semicolon\n- كلمة 中文'
KINDS = {
    "solutions": (solution_records, import_solutions, SOLUTION_COLUMNS),
    "needs": (need_records, import_needs, NEED_COLUMNS),
    "adoptions": (adoption_records, import_adoptions, ADOPTION_COLUMNS),
}
INFORMATION = {"state", "published_at", "confirmed_on", "review_on", "opened_at"}
"""Columns that tell and are not taken."""


@pytest.fixture(autouse=True)
def _everything(_lists: None) -> None:
    """Records with every field filled in a difficult way, and records with nearly none."""
    solution = make_whole_solution(
        "published",
        ref="whole",
        title="=cmd|' /C calc'!A0",
        problem=DIFFICULT,
        how_it_works="  spaces around  ",
        languages=["fr", "swa"],
        help_given=["training"],
        cost_low_usd=0,
        cost_high_usd=10**11,
        visits_a_year=0,
        evidence="measured",
        step="national",
        focus_area=make_area("work"),
        topics=[make_topic("online-work")],
        goals=[make_goal(16), make_goal(1)],
        targets=[make_target("16.6")],
        organisation=make_organisation(name="Office; with, marks"),
        confirmed_on=AT.date(),
    )
    make_exporter(solution, country=make_country("KEN"), organisation=make_organisation(country=make_country("PER")))
    make_exporter(solution, country=make_country("KEN"), organisation=make_organisation(country=None))
    make_exporter(solution, country=make_country("PER"))
    block = make_block(solution, text=DIFFICULT, position=1, cost_low_usd=5)
    make_precondition(solution, block=block, fact="egdi", minimum=0.1 + 0.2, changeable=False, note="[not a list]")
    make_result(solution, before=-0.1, after=1e-7, unit="+", year=None, source="@source")
    make_result(solution, before=None, after=0, position=1)
    make_place(solution, since=None, name="Sylhet")
    make_place(solution, since=2009, name="Later written, earlier begun")
    make_source(solution, url="https://example.org/a;b,c?d=[1]&e=%20")
    make_solution("draft", ref="bare", organisation=None, summary="B")
    make_recorded_solution(ref="recorded")
    make_need(
        ref="whole-need",
        problem=DIFFICULT,
        people_affected=0,
        deadline=AT.date(),
        willing_to_host=False,
        connectivity="none",
        kinds_of_help=["code"],
        languages=["swa"],
        goals=[make_goal(16)],
        topics=[make_topic("online-work")],
        visibility="secretariat",
    )
    make_need("draft", ref="bare-need", organisation=None, country=None)
    make_adoption(solution, ref="whole-adoption", year_is_approximate=True, importer_name=DIFFICULT[:100])
    make_adoption(solution, ref="bare-adoption", year=None, origin="own", source="")


@pytest.mark.parametrize("form", list(Form))
@pytest.mark.parametrize("kind", KINDS)
def test_export_then_import_changes_nothing(kind: str, form: Form, tmp_path: Path) -> None:
    records, take, columns = KINDS[kind]
    before = list(records(None))
    path = tmp_path / "file"
    with path.open("wb") as file:
        write_table(before, form, file, columns)

    report = take(read_rows(path), by=None, at=AT)

    assert report.refused == ()
    assert (report.created, report.changed) == ((), ())
    assert report.unchanged == tuple(str(record["ref"]) for record in before)
    assert set(report.ignored) <= INFORMATION
    assert list(records(None)) == before
    assert not Entry.objects.exists()


@pytest.mark.parametrize("kind", KINDS)
def test_records_have_the_columns_in_their_order(kind: str) -> None:
    records, _, columns = KINDS[kind]
    assert [tuple(record) for record in records(None)] == [tuple(columns)] * len(list(records(None)))


def refs(records: Iterator[Record]) -> list[object]:
    return [record["ref"] for record in records]


@pytest.mark.parametrize(
    ("records", "public", "all_of_them"),
    [
        (solution_records, ["recorded", "whole"], ["bare", "recorded", "whole"]),
        (need_records, [], ["bare-need", "whole-need"]),
        (adoption_records, ["bare-adoption", "whole-adoption"], ["bare-adoption", "whole-adoption"]),
    ],
)
def test_everybody_gets_out_what_they_see(
    records: Callable[[object], Iterator[Record]], public: list[str], all_of_them: list[str]
) -> None:
    assert refs(records(AnonymousUser())) == public
    assert refs(records(make_person(Role.SECRETARIAT))) == all_of_them
    assert refs(records(None)) == all_of_them


def test_whole_record_as_it_goes_out() -> None:
    whole = next(record for record in solution_records(None) if record["ref"] == "whole")
    assert whole["goals"] == [1, 16]
    assert (whole["focus_area"], whole["topics"], whole["targets"]) == ("work", ["online-work"], ["16.6"])
    assert (whole["state"], whole["confirmed_on"], whole["review_on"]) == ("published", "2026-03-02", None)
    exporters = whole["exporters"]
    assert isinstance(exporters, list)
    assert [exporter["country"] for exporter in exporters] == ["BGD", "KEN", "KEN", "PER"]
    assert exporters[0]["organisation"] == "Office; with, marks"
    assert exporters[1]["organisation"].startswith("organisation-")
    assert "organisation" not in exporters[3]
    assert whole["places"] == [
        {"country": "BGD", "name": "Later written, earlier begun", "since": 2009},
        {"country": "BGD", "name": "Sylhet"},
    ]
    conditions = whole["preconditions"]
    assert isinstance(conditions, list)
    assert [condition.get("block") for condition in conditions] == [None, 2]


def test_people_never_go_out() -> None:
    columns = {*SOLUTION_COLUMNS, *NEED_COLUMNS, *ADOPTION_COLUMNS}
    assert not columns & {"author", "triage_reason", "reviewer", "email", "official"}


@pytest.mark.slow
def test_large_file_is_taken_in_batches() -> None:
    def many() -> Report:
        rows = (Row(n, {"ref": f"r{n}", "title": f"T{n}", "summary": "S", "sdgs": "16"}) for n in range(2, 1203))
        return import_solutions(rows, by=None, at=AT)

    assert len(many().created) == 1201
    assert len(many().unchanged) == 1201
    assert Entry.objects.filter(deed="solution.imported").count() == 1201
