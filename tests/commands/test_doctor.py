"""``southsouth doctor``: what is looked at, what is found, what to do."""

from __future__ import annotations

import logging
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone
from pytest_django.fixtures import Settings

from southsouth.ledger.actions import record
from southsouth.management import health
from southsouth.management.health import State, examine
from southsouth.matching.actions import refresh_all, refresh_index
from southsouth.members.lifecycle import Role
from southsouth.reference.models import Country
from tests.makers import make_country, make_need, make_person, make_solution

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _well(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """An installation in order, but for the sentence model, which these tests leave out to be quick."""
    settings.INDEX_DIR = tmp_path / "index"
    settings.VAR_DIR = tmp_path
    settings.LANGUAGE_MODEL = ""
    settings.SITE_URL, settings.ALLOWED_HOSTS = "https://south.example.org", ["south.example.org"]
    monkeypatch.setattr("southsouth.engine.fit.encoder.PACKAGE", "a-package-that-is-not-there")
    caplog.set_level(logging.CRITICAL)
    make_country()
    make_person(Role.ADMINISTRATOR)
    refresh_all(at=timezone.now())


def found(what: str) -> tuple[State, str, str]:
    finding = next(each for each in examine(timezone.now()) if each.what == what)
    return finding.state, finding.said, finding.remedy


def test_what_is_in_order_is_told_too():
    findings = {each.what: each.state for each in examine(timezone.now())}
    assert findings == {
        "configuration": State.GOOD,
        "address": State.GOOD,
        "database": State.GOOD,
        "disk": State.GOOD,
        "sentence model": State.WRONG,
        "lists": State.GOOD,
        "people": State.GOOD,
        "clock": State.GOOD,
        "matching index": State.GOOD,
    }


def test_something_wrong_ends_with_code_1_and_says_what_to_do(run):
    said = run("doctor")
    assert said.code == 1
    lines = said.out.splitlines()
    place = next(number for number, line in enumerate(lines) if line.startswith("wrong"))
    assert lines[place].split(maxsplit=3) == ["wrong", "sentence", "model", "a-package-that-is-not-there"]
    assert lines[place + 1].strip().startswith("Install the packages anew")
    assert [line for line in lines if line.startswith("good   lists")] == [
        "good   lists           1 countries and territories"
    ]


def test_debug_and_the_demonstration_are_noted(settings):
    settings.DEMO = True
    assert found("configuration")[:2] == (State.NOTE, "this is the demonstration edition")
    settings.DEBUG = True
    assert found("configuration") == (State.NOTE, "DEBUG is on", "Leave DEBUG out of the environment.")


def test_a_fault_of_the_settings_is_told(settings):
    settings.LANGUAGE_CODE = "no-such-language!"
    state, said, _ = found("configuration")
    assert state is State.WRONG
    assert "LANGUAGE_CODE" in said


@pytest.mark.parametrize(
    ("url", "hosts", "state"),
    [
        ("https://south.example.org", ["*"], State.GOOD),
        ("http://127.0.0.1:8000", ["127.0.0.1"], State.GOOD),
        ("http://south.example.org", ["south.example.org"], State.WRONG),
        ("https://south.example.org", ["127.0.0.1"], State.WRONG),
    ],
)
def test_the_address_is_answered_and_not_open_to_listeners(settings, url, hosts, state):
    settings.SITE_URL, settings.ALLOWED_HOSTS = url, hosts
    assert found("address")[0] is state


def test_a_disk_without_room_or_right_is_told(settings, monkeypatch, tmp_path):
    monkeypatch.setattr(health, "ROOM", 10**18)
    assert (found("disk")[0], found("disk")[2]) == (State.WRONG, "Make room.")
    settings.VAR_DIR = tmp_path / "none"
    assert found("disk")[1] == f"{tmp_path / 'none'} cannot be written"


def test_lists_and_people_that_are_missing_are_told():
    Country.objects.all().delete()
    assert found("lists") == (State.WRONG, "there are no countries", "Run southsouth load_reference.")
    assert found("people")[:2] == (State.GOOD, "1 people may sign in")


def test_nobody_who_administers_is_noted():
    make_person(Role.EXPERT)
    health.Person.objects.filter(role=Role.ADMINISTRATOR).delete()
    assert found("people") == (
        State.NOTE,
        "nobody can administer the platform",
        "Run southsouth createsuperuser.",
    )


def test_a_clock_behind_the_ledger_is_told():
    record("country.seen", make_country(), by=None, at=timezone.now() + timedelta(days=1))
    state, said, _ = found("clock")
    assert state is State.WRONG
    assert "and the ledger has" in said


def test_a_clock_that_differs_from_the_database_is_told():
    late = {each.what: each for each in examine(timezone.now() + timedelta(hours=1))}["clock"]
    assert (late.state, late.remedy) == (State.WRONG, "Set both clocks by a time server.")


def test_a_model_that_was_asked_for_must_work(settings, tmp_path):
    settings.LANGUAGE_MODEL = str(tmp_path / "nothing")
    state, _, remedy = found("sentence model")
    assert (state, remedy.startswith("Correct SOUTHSOUTH_LANGUAGE_MODEL")) == (State.WRONG, True)


def test_an_index_that_is_missing_is_told(settings, tmp_path):
    settings.INDEX_DIR = tmp_path / "elsewhere"
    assert found("matching index")[:2] == (State.WRONG, "there is none that fits the model")


def test_needs_that_wait_are_noted():
    make_need()
    make_solution()
    refresh_index(at=timezone.now())
    state, said, remedy = found("matching index")
    assert (state, said.rpartition("; ")[2], remedy) == (State.NOTE, "1 needs wait", "Run southsouth refresh_matches.")


def test_a_migration_that_is_missing_is_told():
    newest = MigrationLoader(connection).graph.leaf_nodes("southsouth")[0]
    MigrationRecorder(connection).record_unapplied(*newest)
    assert found_in_database() == (State.WRONG, "1 migrations are missing", "Run southsouth migrate.")


def found_in_database() -> tuple[State, str, str]:
    findings = examine(timezone.now())
    assert [each.what for each in findings] == ["configuration", "address", "database", "disk", "sentence model"]
    return findings[2].state, findings[2].said, findings[2].remedy
