"""Events from a file: all or none, repeatable; what is unknown stays unknown."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied

from southsouth.events.actions import import_events, known_date
from southsouth.events.models import Event
from southsouth.events.policies import may_import_events
from southsouth.events.queries import event_records
from southsouth.ledger.models import Entry
from southsouth.members.lifecycle import Role
from southsouth.tables.fields import Wrong
from southsouth.tables.report import Refused
from southsouth.tables.rows import Row
from tests.makers import AT, SOURCE, make_country, make_event, make_person

pytestmark = pytest.mark.django_db

DHAKA = {
    "id": "dhaka-2017",
    "title": "First workshop",
    "kind": "workshop",
    "start": "2017-12-09",
    "end": "2017-12-11",
    "city": "Dhaka",
    "country": "Bangladesh",
    "countries_present": 18,
    "opportunities": 38,
    "outcome": "38 opportunities",
    "source": SOURCE,
}
BAPA = {
    **dict.fromkeys(DHAKA),
    "id": "bapa-2019",
    "title": "Side event",
    "kind": "side event",
    "start": "2019",
    "source": SOURCE,
}


@pytest.fixture(autouse=True)
def _bangladesh() -> None:
    make_country("BGD")


def taken(*values: dict, dry_run: bool = False, by=None):
    return import_events(
        [Row(number, value) for number, value in enumerate(values, start=2)], by=by, at=AT, dry_run=dry_run
    )


def test_what_is_known_is_written_and_what_is_not_stays_unknown():
    officer = make_person(Role.SECRETARIAT)
    report = taken(DHAKA, BAPA, by=officer)
    assert (report.created, report.ignored) == (("dhaka-2017", "bapa-2019"), ())
    dhaka, bapa = Event.objects.get(ref="dhaka-2017"), Event.objects.get(ref="bapa-2019")
    assert (dhaka.starts, dhaka.ends, dhaka.country_id) == ("2017-12-09", "2017-12-11", "BGD")
    assert (dhaka.countries_present, dhaka.opportunities, dhaka.origin) == (18, 38, "recorded")
    assert (bapa.kind, bapa.starts, bapa.ends, bapa.city, bapa.country_id) == ("side_event", "2019", "", "", None)
    assert (bapa.countries_present, bapa.opportunities, bapa.outcome) == (None, None, "")
    lines = set(Entry.objects.values_list("deed", "ref", "by", "at"))
    assert lines == {("event.imported", ref, officer.pk, AT) for ref in ("dhaka-2017", "bapa-2019")}


def test_the_platform_s_own_names_of_columns_are_read_too():
    own = {"ref": "dhaka-2017", "title": "First workshop", "kind": "workshop", "starts": "2017-12", "origin": "own"}
    assert taken(own).created == ("dhaka-2017",)
    assert (Event.objects.get().starts, Event.objects.get().origin, Event.objects.get().source) == (
        "2017-12",
        "own",
        "",
    )


def test_the_same_file_again_changes_nothing():
    taken(DHAKA, BAPA)
    report = taken(DHAKA, BAPA)
    assert (report.created, report.changed, report.unchanged) == ((), (), ("dhaka-2017", "bapa-2019"))
    assert Entry.objects.count() == 2


def test_columns_that_are_not_there_change_nothing_and_empty_cells_make_unknown():
    taken(DHAKA)
    report = taken({"id": "dhaka-2017", "opportunities": None, "country": "", "outcome": None, "origin": None})
    assert report.changed == ("dhaka-2017",)
    event = Event.objects.get()
    assert (event.opportunities, event.country, event.outcome) == (None, None, "")
    assert (event.countries_present, event.city, event.origin) == (18, "Dhaka", "recorded")
    assert Entry.objects.filter(facts={"fields": ["country", "opportunities", "outcome"]}).count() == 1


def test_a_dry_run_and_a_bad_row_write_nothing():
    assert taken(DHAKA, dry_run=True).created == ("dhaka-2017",)
    assert not taken(DHAKA, {**BAPA, "start": "soon"}).good
    assert not Event.objects.exists()
    assert not Entry.objects.exists()


@pytest.mark.parametrize(
    ("cells", "column", "code"),
    [
        ({"id": None}, "ref", "empty"),
        ({"id": "a b"}, "id", "not_a_reference"),
        ({"title": None}, "title", "needed_for_new"),
        ({"kind": None}, "kind", "needed_for_new"),
        ({"kind": "party"}, "kind", "not_known"),
        ({"start": None}, "starts", "needed_for_new"),
        ({"start": "9 December 2017"}, "start", "not_a_date"),
        ({"end": "2017-12-08"}, "ends", "ends_before_start"),
        ({"end": "2016"}, "ends", "ends_before_start"),
        ({"country": "Bangladech"}, "country", "no_such_country"),
        ({"countries_present": 301}, "countries_present", "out_of_range"),
        ({"opportunities": -1}, "opportunities", "out_of_range"),
        ({"source": None}, "source", "recorded_without_source"),
        ({"source": "a newspaper"}, "source", "not_an_address"),
        ({"origin": "hearsay"}, "origin", "not_known"),
    ],
)
def test_a_cell_that_cannot_be_taken_is_named(cells, column, code):
    report = taken({**DHAKA, **cells})
    assert [(each.row, each.column, each.code) for each in report.refused] == [(2, column, code)]


def test_what_an_event_must_have_cannot_be_emptied():
    taken(DHAKA)
    report = taken({"id": "dhaka-2017", "title": None, "start": None})
    assert report.refused == (
        Refused(2, "title", "empty", {"value": "dhaka-2017"}),
        Refused(2, "starts", "empty", {"value": "dhaka-2017"}),
    )


def test_an_event_stands_once():
    assert taken(DHAKA, DHAKA).refused == (Refused(3, "ref", "twice", {"value": "dhaka-2017", "first": 2}),)


def test_an_end_known_less_well_than_the_start_is_no_fault():
    assert taken({**DHAKA, "end": "2017"}, {**BAPA, "end": "2019-03-20"}).good


def test_what_goes_out_comes_in_and_changes_nothing():
    make_event(ref="one", country=make_country("BGD"), opportunities=0, ends="2019-07")
    make_event(ref="two", starts="2018", origin="sample", source="")
    report = taken(*event_records(None))
    assert (report.unchanged, report.good, report.ignored) == (("one", "two"), True, ())


@pytest.mark.parametrize(
    ("cell", "date"),
    [
        ("2017-12-09", "2017-12-09"),
        (" 2017-12 ", "2017-12"),
        ("2017", "2017"),
        (2017, "2017"),
        ("2017-12-09T10:30:00", "2017-12-09"),
        ("2017-12-09 10:30", "2017-12-09"),
        ("2024-02-29", "2024-02-29"),
    ],
)
def test_a_date_is_as_long_as_it_is_known(cell, date):
    assert known_date(cell) == date


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("2017-13", "not_a_date"),
        ("2017-02-29", "not_a_date"),
        ("2017-1-2", "not_a_date"),
        ("09.12.2017", "not_a_date"),
        ("2017-12-", "not_a_date"),
        ("0000", "not_a_date"),
        ("", "not_a_date"),
        ("1944", "out_of_range"),
        ("2101-01-01", "out_of_range"),
    ],
)
def test_what_is_no_date_is_refused(cell, code):
    with pytest.raises(Wrong) as raised:
        known_date(cell)
    assert raised.value.code == code


@pytest.mark.parametrize(
    ("role", "may"),
    [
        (Role.FOCAL_POINT, False),
        (Role.EXPERT, False),
        (Role.FUNDER, False),
        (Role.SECRETARIAT, True),
        (Role.ADMINISTRATOR, True),
    ],
)
def test_events_are_imported_by_the_secretariat(role, may):
    person = make_person(role)
    assert may_import_events(person) is may
    person.is_active = False
    assert may_import_events(person) is False


def test_the_operator_imports_and_a_visitor_does_not():
    assert may_import_events(None) is True
    assert may_import_events(AnonymousUser()) is False
    with pytest.raises(PermissionDenied):
        taken(DHAKA, by=make_person(Role.EXPERT))
    assert not Event.objects.exists()
