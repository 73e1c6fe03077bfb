"""``southsouth export``: what goes out comes in again and changes nothing."""

from __future__ import annotations

import io
import json

import pytest
from django.core.management import call_command

from southsouth.catalogue.models import Adoption, Solution
from southsouth.management.commands.export import write_whole
from southsouth.management.kinds import KINDS
from tests.makers import (
    make_adoption,
    make_area,
    make_country,
    make_event,
    make_fact,
    make_language,
    make_need,
    make_organisation,
    make_result,
    make_whole_solution,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def some_of_everything() -> None:
    for code in ("en", "fr", "sw"):
        make_language(code)
    kenya = make_country("KEN", aliases=["Kenia", "Republic of Kenya"], sources={"names": "un"})
    make_fact(kenya, "hdi", value=0.6)
    make_event(country=kenya, opportunities=0)
    make_organisation(country=kenya, kind="", origin="recorded")
    solution = make_whole_solution(focus_area=make_area(), languages=["en", "fr"])
    make_result(solution, indicator="Days", before=20.5, after=3)
    make_adoption(solution)
    make_need(problem='Papers, "stamps"\nand =queues;', languages=["sw"], deadline="2027-01-31")


@pytest.mark.usefixtures("some_of_everything")
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("form", ["csv", "xlsx", "jsonl"])
def test_what_goes_out_comes_in_and_changes_nothing(run, tmp_path, kind, form):
    path = tmp_path / f"out.{form}"
    rows = len(list(KINDS[kind].give(None)))
    assert rows
    assert run("export", kind, "--out", path).code == 0
    said = run("import", kind, path)
    assert (said.code, said.out) == (0, f"{kind}: 0 new, 0 changed, {rows} as before\n")


@pytest.mark.usefixtures("some_of_everything")
def test_without_a_file_it_goes_to_standard_output(run):
    lines = run("export", "events").out.splitlines()
    assert lines[0] == "\ufeff" + ",".join(KINDS["events"].columns)
    assert len(lines) == 2
    assert json.loads(run("export", "events", "--format", "jsonl").out)["country"] == "KEN"


def test_a_list_without_rows_has_its_columns(run):
    assert run("export", "events").out.strip("\ufeff\r\n") == ",".join(KINDS["events"].columns)


def test_the_form_may_differ_from_the_name_of_the_file(run, tmp_path):
    make_event(ref="a")
    path = tmp_path / "out.csv"
    run("export", "events", "--out", path, "--format", "jsonl")
    assert json.loads(path.read_text())["ref"] == "a"


def test_a_file_of_that_name_is_replaced_and_nothing_else_is_left(run, tmp_path):
    make_event(ref="a")
    path = tmp_path / "out.csv"
    path.write_text("old")
    run("export", "events", "--out", path)
    assert "a,Workshop" in path.read_text()
    assert [each.name for each in tmp_path.iterdir()] == ["out.csv"]


def test_where_nothing_can_be_written_it_says_so(run, tmp_path):
    said = run("export", "events", "--out", tmp_path / "no-folder" / "out.csv")
    assert said.code == 2
    assert said.err.endswith("out.csv cannot be written: No such file or directory. Name another file.")


def test_a_workbook_is_nothing_for_a_terminal(run):
    said = run("export", "events", "--format", "xlsx", terminal=True)
    assert (said.code, said.err) == (2, "A workbook is nothing for a terminal. Name a file: --out FILE.xlsx")


def test_a_text_longer_than_a_cell_is_told(run, tmp_path):
    make_event(ref="a", outcome="short")
    solution = make_whole_solution()
    Solution.objects.filter(pk=solution.pk).update(how_it_works="x" * 32_768)
    said = run("export", "solutions", "--out", tmp_path / "out.xlsx")
    assert said.code == 2
    assert "row 2, column how_it_works: The text has 32,768 characters" in said.err
    assert list(tmp_path.iterdir()) == []


def test_binary_output_is_written_as_it_is(run):
    make_event(ref="a")
    out = io.TextIOWrapper(io.BytesIO())
    call_command("export", "events", "--format", "xlsx", stdout=out)
    assert out.buffer.getvalue().startswith(b"PK")


def test_a_file_is_written_whole_or_not_at_all(tmp_path):
    path = tmp_path / "out.csv"
    with pytest.raises(TypeError):
        write_whole(path, "text")
    assert list(tmp_path.iterdir()) == []


def test_confidential_rows_are_the_operator_s(run):
    make_need(visibility="secretariat", title="A secret")
    assert "A secret" in run("export", "needs").out
    assert not Adoption.objects.exists()
