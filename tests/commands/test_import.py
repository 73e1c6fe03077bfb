"""``southsouth import``: all or none, repeatable, each fault with its place and what to do."""

from __future__ import annotations

import sys

import pytest
from django.db import connection

from southsouth.__main__ import main
from southsouth.events.models import Event
from southsouth.ledger.models import Entry
from southsouth.management.kinds import KINDS, LATER
from tests.makers import make_country

pytestmark = pytest.mark.django_db

HEADING = "ref,title,kind,starts,source"
DHAKA = "dhaka-2017,First workshop,workshop,2017-12-09,https://example.org/a"
ASTANA = "astana-2018,Second workshop,workshop,2018-06,https://example.org/b"


def test_rows_come_in_and_a_second_time_change_nothing(run, file):
    path = file("events.csv", HEADING, DHAKA, ASTANA)
    assert run("import", "events", path).out == "events: 2 new, 0 changed, 0 as before\n"
    assert run("import", "events", path).out == "events: 0 new, 0 changed, 2 as before\n"
    assert set(Event.objects.values_list("ref", flat=True)) == {"dhaka-2017", "astana-2018"}
    assert set(Entry.objects.values_list("deed", "by")) == {("event.imported", None)}


def test_a_dry_run_names_what_would_change(run, file):
    run("import", "events", file("events.csv", HEADING, DHAKA))
    path = file("events.csv", HEADING, DHAKA.replace("First", "The first"), ASTANA)
    said = run("import", "events", path, "--dry-run")
    assert said.out == (
        "new\tastana-2018\nchanged\tdhaka-2017\nevents: 1 new, 1 changed, 0 as before (nothing was written)\n"
    )
    assert set(Event.objects.values_list("title", flat=True)) == {"First workshop"}


def test_faults_are_told_with_file_row_and_column_and_nothing_is_done(run, file):
    make_country("BGD")
    path = file(
        "events.csv",
        f"{HEADING},country",
        f"{DHAKA},Bangladech",
        "x,Second,workshp,2018-13,https://example.org/b,BGD",
    )
    said = run("import", "events", path)
    assert (said.code, said.out) == (2, "")
    assert said.err.splitlines() == [
        "Nothing was imported.",
        "events.csv, row 2, column country: No country is called Bangladech. Write its name or its ISO code. "
        "Did you mean Bangladesh?",
        "events.csv, row 3, column kind: workshp is not one of the values of this column. Look them up in an exported "
        "file. Did you mean workshop?",
        "events.csv, row 3, column starts: 2018-13 is not a date. Write it like 2019-06-23; 2019-06 or 2019 where no "
        "more is known.",
    ]
    assert not Event.objects.exists()


def test_only_the_first_faults_are_told_one_by_one(run, file):
    path = file("events.csv", HEADING, *(f"x{number},,,," for number in range(20)))
    lines = run("import", "events", path).err.splitlines()
    assert len(lines) == 52
    assert lines[-1] == "And 10 more."


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ([], "events.csv: The file is empty. Choose a file with a row of headings and at least one row below it."),
        (
            ["%PDF-1.7"],
            "events.csv: This is a PDF document, not a table. Save the table as CSV, XLSX or JSON Lines, and choose "
            "that file.",
        ),
        (
            [HEADING, 'x,"unclosed,workshop,2018,https://example.org/b'],
            "events.csv, row 2: A quotation mark is not closed, or stands alone inside a cell. Double the marks inside "
            "cells.",
        ),
    ],
)
def test_a_file_that_cannot_be_read_is_told(run, file, lines, message):
    said = run("import", "events", file("events.csv", *lines))
    assert (said.err, said.code) == (message, 2)


def test_a_file_that_is_not_there_is_told(run, tmp_path):
    said = run("import", "events", tmp_path / "none.csv")
    assert (said.err, said.code) == (
        "none.csv: The file could not be opened: there is no such file. Check its name, and whether you may read it.",
        2,
    )


def test_columns_nobody_reads_are_told(run, file):
    said = run("import", "events", file("events.csv", f"{HEADING},weather", f"{DHAKA},rain"))
    assert said.err == "Columns that are not read: weather\n"
    assert Event.objects.count() == 1


def test_progress_is_shown_to_somebody_and_only_then(run, file):
    path = file("events.csv", HEADING, DHAKA, ASTANA)
    assert run("import", "events", path).err == ""
    said = run("import", "events", path, terminal=True).err
    assert said.startswith("\rRows read: 1")
    assert said.endswith("\rRows read: 2\n")


@pytest.mark.parametrize("kind", LATER)
@pytest.mark.parametrize("command", ["import", "export"])
def test_what_is_not_kept_yet_is_said(run, kind, command):
    said = run(command, kind, *(["file.csv"] if command == "import" else []))
    assert said.code == 2
    assert said.err.startswith("The platform does not keep partnerships yet")


@pytest.mark.parametrize("command", ["import", "export"])
def test_a_kind_nobody_knows_is_refused(run, command):
    said = run(command, "volcanoes", *(["file.csv"] if command == "import" else []))
    assert said.code == 1
    assert "invalid choice: 'volcanoes'" in said.err


@pytest.mark.django_db(databases=[])
def test_bad_input_ends_with_code_2_and_words_on_standard_error(monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["southsouth", "import", "partnerships", "file.csv"])
    with pytest.raises(SystemExit) as end:
        main()
    assert end.value.code == 2
    said = capsys.readouterr()
    assert (said.out, said.err.strip()) == (
        "",
        "CommandError: The platform does not keep partnerships yet, so none can be imported.",
    )


@pytest.mark.parametrize("command", [("import", "events"), ("export", "events"), ("figures",)])
def test_a_database_without_tables_sends_to_the_doctor(run, file, command):
    path = file("events.csv", HEADING, DHAKA)
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {Event._meta.db_table} RENAME TO elsewhere")
    said = run(*command, *([path] if command[0] == "import" else []))
    assert (said.code, said.err.startswith("The database does not answer as it should")) == (1, True)


def test_every_kind_of_the_interface_is_known():
    wanted = {"organisations", "solutions", "needs", "partnerships", "events", "adoptions", "countries", "facts"}
    assert set(KINDS) | set(LATER) == wanted
