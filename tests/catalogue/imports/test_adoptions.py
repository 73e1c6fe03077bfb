"""Adoptions from files."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from southsouth.catalogue.actions.imports import adoptions, import_adoptions
from southsouth.catalogue.models import Adoption
from southsouth.members.lifecycle import Origin
from southsouth.tables.report import Report
from tests.catalogue.actions.ledger import facts, lines
from tests.catalogue.imports.rows import only, places, rows_of
from tests.makers import AT, SOURCE, make_country, make_exporter, make_person, make_solution

LATER = AT + timedelta(days=1)
ROW: dict[str, object] = {
    "id": "P001",
    "solution_id": "nosi_ss",
    "exporter_country": "Brazil",
    "exporter_org": "Agency",
    "importer_country": "Kenya",
    "importer_org": "Institute",
    "year": 2018,
    "year_basis": "stated or derived from the source",
    "status": "technical cooperation delivered",
    "evidence": "excerpt",
    "source": SOURCE,
}


@pytest.fixture(autouse=True)
def _solution(_lists: None) -> None:
    make_solution(ref="nosi_ss")


def take(*records: dict[str, object], **options: object) -> Report:
    return import_adoptions(rows_of(*records), **{"by": None, "at": AT, **options})


def test_row_of_a_public_compilation() -> None:
    report = take(ROW)

    adoption = Adoption.objects.get()
    assert (report.created, report.ignored) == (("P001",), ())
    assert (adoption.solution.ref, adoption.exporter_id, adoption.importer_id) == ("nosi_ss", "BRA", "KEN")
    assert (adoption.exporter_name, adoption.importer_name, adoption.year) == ("Agency", "Institute", 2018)
    assert (adoption.year_is_approximate, adoption.status) == (False, "cooperation_delivered")
    assert (adoption.origin, adoption.evidence, adoption.source) == (Origin.RECORDED, "excerpt", SOURCE)
    assert lines(adoption) == [("adoption.imported", "", "", None)]


def test_second_time_changes_nothing_and_a_changed_cell_is_written() -> None:
    take(ROW)
    assert take(ROW, at=LATER).unchanged == ("P001",)

    report = take({"ref": "P001", "status": "In operation", "year": "", "importer": "PER", "origin": ""}, at=LATER)

    adoption = Adoption.objects.get()
    assert report.changed == ("P001",)
    assert (adoption.status, adoption.year, adoption.importer_id) == ("in_operation", None, "PER")
    assert (adoption.exporter_id, adoption.changed_at) == ("BRA", LATER)
    assert facts(adoption) == {"fields": ["importer", "status", "year"]}


def test_adoption_may_move_to_another_solution() -> None:
    take(ROW)
    other = make_solution(ref="other")
    take({"ref": "P001", "solution": "other"})
    assert Adoption.objects.get().solution == other


@pytest.mark.parametrize(
    ("written", "kept"),
    [("approximate", True), ("about 2018", True), ("exactly", False), ("yes", True), (False, False), ("", False)],
)
def test_year_is_approximate_in_many_words(written: object, kept: bool) -> None:
    take({**ROW, "year_basis": written})
    assert Adoption.objects.get().year_is_approximate is kept


def test_exporter_is_the_only_country_that_exports_the_solution() -> None:
    row = {name: value for name, value in ROW.items() if name != "exporter_country"}
    assert take(row).good
    assert Adoption.objects.get().exporter_id == "BGD"


def test_exporter_of_a_solution_of_two_countries_must_be_named() -> None:
    make_exporter(make_solution(ref="two"), country=make_country("BRA"))
    report = take({**ROW, "solution_id": "two", "exporter_country": ""})
    assert places(report) == [(2, "exporter", "needed_for_new")]


def test_row_without_a_reference_is_known_by_solution_importer_and_year() -> None:
    row = {name: value for name, value in ROW.items() if name != "id"}
    assert take(row).created == ("nosi_ss-KEN-2018",)
    assert take(row).unchanged == ("nosi_ss-KEN-2018",)
    assert take({**row, "year": None}).created == ("nosi_ss-KEN",)


def test_unknown_solution_is_refused_with_the_nearest() -> None:
    wrong = only(take({**ROW, "solution_id": "nosi-s"}))
    assert (wrong.column, wrong.code) == ("solution_id", "no_such_solution")
    assert wrong.facts == {"value": "nosi-s", "nearest": ["nosi_ss"]}


def test_among_very_many_solutions_no_nearest_is_looked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(adoptions, "MOST_COMPARED", 0)
    assert only(take({**ROW, "solution_id": "nosi-s"})).facts == {"value": "nosi-s", "nearest": []}


@pytest.mark.parametrize(
    ("cells", "column", "code"),
    [
        ({"year": AT.year + 1}, "year", "out_of_range"),
        ({"status": "dreamt"}, "status", "not_known"),
        ({"year_basis": "perhaps"}, "year_basis", "not_yes_or_no"),
        ({"source": ""}, "source", "recorded_without_source"),
        ({"importer_country": None}, "importer", "needed_for_new"),
        ({"solution_id": None}, "solution", "needed_for_new"),
    ],
)
def test_cell_is_refused_with_its_place(cells: dict[str, object], column: str, code: str) -> None:
    report = take({**ROW, **cells})
    assert places(report) == [(2, column, code)]
    assert not Adoption.objects.exists()


def test_row_that_names_nothing_names_what_is_needed() -> None:
    report = take({"evidence": "excerpt", "source": SOURCE})
    assert places(report) == [(2, name, "needed_for_new") for name in ("solution", "exporter", "importer", "status")]


def test_own_adoption_needs_no_source() -> None:
    assert take({**ROW, "origin": "own", "source": None}).good


def test_record_that_is_there_cannot_lose_its_status() -> None:
    take(ROW)
    assert places(take({"ref": "P001", "status": ""})) == [(2, "status", "empty")]


def test_same_reference_twice_and_dry_run_write_nothing() -> None:
    assert places(take(ROW, ROW)) == [(3, "ref", "twice")]
    assert take(ROW, dry_run=True).created == ("P001",)
    assert not Adoption.objects.exists()


def test_import_is_for_the_secretariat() -> None:
    with pytest.raises(PermissionDenied):
        take(ROW, by=make_person())
