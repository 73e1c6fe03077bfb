"""Organisations are admitted one by one, or come in from a file."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied

from southsouth.ledger.models import Entry
from southsouth.members.actions import admit_organisation, import_organisations, organisation_ref
from southsouth.members.lifecycle import OrganisationKind, Origin, Role
from southsouth.members.models import Organisation
from southsouth.members.queries import organisation_records, organisations_in
from southsouth.reference.actions import NotAccepted
from southsouth.tables.report import Refused
from southsouth.tables.rows import Row
from tests.makers import AT, make_country, make_organisation, make_person

pytestmark = pytest.mark.django_db

FINANCE = {"name": "Ministry of Finance", "kind": "government", "country": "Kenya"}


@pytest.fixture(autouse=True)
def _kenya() -> None:
    make_country("KEN")


def taken(*values: dict, dry_run: bool = False, by=None):
    return import_organisations(
        [Row(number, value) for number, value in enumerate(values, start=2)], by=by, at=AT, dry_run=dry_run
    )


def stored() -> set[tuple]:
    return set(Organisation.objects.values_list("ref", "name", "kind", "country_id", "website", "origin"))


@pytest.mark.parametrize(
    ("name", "iso3", "taken", "ref"),
    [
        ("Ministry of Finance", "KEN", (), "ministry-of-finance-ken"),
        ("Ministry of Finance", "KEN", {"ministry-of-finance-ken"}, "ministry-of-finance-ken-2"),
        ("Finance", "KEN", {"finance-ken", "finance-ken-2"}, "finance-ken-3"),
        ("UNDP", None, (), "undp"),
        ("وزارة المالية", "SDN", (), "organisation-sdn"),
        ("x" * 300, "KEN", (), "x" * 66 + "-ken"),
    ],
)
def test_a_reference_is_made_of_name_and_country(name, iso3, taken, ref):
    assert organisation_ref(name, iso3, taken) == ref


def test_an_organisation_is_admitted():
    officer = make_person(Role.SECRETARIAT)
    organisation = admit_organisation(
        name=" Ministry  of Finance ",
        kind=OrganisationKind.GOVERNMENT,
        country=make_country("KEN"),
        website=" https://finance.example.org ",
        origin=Origin.SAMPLE,
        by=officer,
        at=AT,
    )
    assert Organisation.objects.get(name="Ministry of Finance") == organisation
    assert (organisation.ref, organisation.website, organisation.origin) == (
        "ministry-of-finance-ken",
        "https://finance.example.org",
        "sample",
    )
    assert list(Entry.objects.values_list("deed", "ref", "by", "at")) == [
        ("organisation.admitted", "ministry-of-finance-ken", officer.pk, AT)
    ]


def test_an_organisation_of_no_country_has_a_reference_of_its_own_choice():
    assert (
        admit_organisation(name="UNDP", kind="international", country=None, ref="undp-hq", by=None, at=AT).ref
        == "undp-hq"
    )


@pytest.mark.parametrize(
    ("wrong", "found"),
    [
        ({"name": " "}, {"name": "empty"}),
        ({"name": "x" * 301}, {"name": "too_long"}),
        ({"name": "Treasury"}, {"name": "taken"}),
        ({"kind": "club"}, {"kind": "not_known"}),
        ({"website": "finance.example.org"}, {"website": "not_an_address"}),
        ({"website": "https://x.org/" + "x" * 200}, {"website": "not_an_address"}),
        ({"ref": "treasury"}, {"ref": "taken"}),
    ],
)
def test_what_cannot_be_kept_is_said_for_each_field(wrong, found):
    kenya = make_country("KEN")
    make_organisation(ref="treasury", name="Treasury", country=kenya)
    plain = {"name": "Ministry of Finance", "kind": "government", "country": kenya}
    with pytest.raises(NotAccepted) as raised:
        admit_organisation(**{**plain, **wrong}, by=None, at=AT)
    assert raised.value.faults == found
    assert Organisation.objects.count() == 1


def test_only_the_secretariat_admits_and_imports():
    person = make_person(Role.FUNDER)
    with pytest.raises(PermissionDenied):
        admit_organisation(name="Club", kind="private", country=None, by=person, at=AT)
    with pytest.raises(PermissionDenied):
        taken(FINANCE, by=person)
    assert stored() == set()


def test_rows_are_written_and_a_second_time_change_nothing():
    officer = make_person(Role.SECRETARIAT)
    undp = {"ref": "undp", "name": "UNDP", "kind": "international", "country": "", "website": "https://undp.org"}
    unknown = {"name": "Some office", "kind": None, "country": "KEN", "origin": "recorded"}
    report = taken(FINANCE, undp, unknown, by=officer)
    assert report.created == ("ministry-of-finance-ken", "undp", "some-office-ken")
    assert stored() == {
        ("ministry-of-finance-ken", "Ministry of Finance", "government", "KEN", "", "own"),
        ("undp", "UNDP", "international", None, "https://undp.org", "own"),
        ("some-office-ken", "Some office", "", "KEN", "", "recorded"),
    }
    report = taken(FINANCE, undp, unknown)
    assert (report.created, report.changed, len(report.unchanged)) == ((), (), 3)
    assert {entry.deed for entry in Entry.objects.all()} == {"organisation.imported"}
    assert Entry.objects.count() == 3


def test_a_row_with_a_reference_changes_what_it_says_and_no_more():
    make_organisation(
        ref="treasury", name="Treasury", country=make_country("KEN"), website="https://t.org", origin="recorded"
    )
    report = taken({"id": "treasury", "name": "National Treasury", "country": None})
    assert report.changed == ("treasury",)
    assert stored() == {("treasury", "National Treasury", "government", None, "https://t.org", "recorded")}
    assert Entry.objects.get().facts == {"fields": ["name", "country"]}
    taken({"ref": "treasury", "name": "National Treasury", "origin": "", "website": ""})
    assert stored() == {("treasury", "National Treasury", "government", None, "", "own")}


def test_a_dry_run_and_a_bad_row_write_nothing():
    assert taken(FINANCE, dry_run=True).created == ("ministry-of-finance-ken",)
    assert not taken(FINANCE, {**FINANCE, "name": "Treasury", "kind": "club"}).good
    assert stored() == set()


@pytest.mark.parametrize(
    ("cells", "column", "code"),
    [
        ({"name": ""}, "name", "empty"),
        ({"kind": "ministry"}, "kind", "not_known"),
        ({"country": "Atlantis"}, "country", "no_such_country"),
        ({"website": "finance"}, "website", "not_an_address"),
        ({"website": "https://x.org/" + "x" * 200}, "website", "too_long"),
        ({"ref": "a b"}, "ref", "not_a_reference"),
        ({"origin": "hearsay"}, "origin", "not_known"),
    ],
)
def test_a_cell_that_cannot_be_taken_is_named(cells, column, code):
    report = taken({**FINANCE, **cells})
    assert [(each.row, each.column, each.code) for each in report.refused] == [(2, column, code)]


def test_a_row_says_which_organisation_it_is():
    report = taken({"name": "Ministry of Finance", "kind": "government"})
    assert report.refused == (Refused(2, "country", "no_column"),)


def test_an_organisation_stands_once_by_reference_and_by_name():
    make_organisation(ref="treasury", name="Treasury", country=make_country("KEN"))
    report = taken(
        FINANCE,
        FINANCE,
        {**FINANCE, "ref": "other"},
        {**FINANCE, "name": "Treasury", "ref": "finance-2"},
        {**FINANCE, "name": "Third", "ref": "treasury"},
    )
    assert report.refused == (
        Refused(3, "ref", "twice", {"value": "ministry-of-finance-ken", "first": 2}),
        Refused(4, "name", "taken", {"value": "Ministry of Finance", "holder": "ministry-of-finance-ken"}),
        Refused(5, "name", "taken", {"value": "Treasury", "holder": "treasury"}),
    )
    assert report.changed == ("treasury",)


def test_what_goes_out_comes_in_and_changes_nothing():
    make_organisation(name="Treasury", country=make_country("KEN"), kind="", origin="recorded")
    make_organisation(name="UNDP", country=None, kind="international", website="https://undp.org")
    records = list(organisation_records(None))
    report = taken(*records)
    assert (list(report.unchanged), report.good, report.ignored) == ([row["ref"] for row in records], True, ())


def test_organisations_of_a_country_with_those_who_speak_for_them(django_assert_num_queries):
    kenya = make_country("KEN")
    finance, works = (make_organisation(name=name, country=kenya) for name in ("Finance", "Works"))
    make_organisation(country=make_country("UGA"))
    make_person(organisation=finance)
    make_person(organisation=finance, is_active=False)
    make_person(Role.EXPERT, organisation=works)
    with django_assert_num_queries(1):
        found = [(each.name, each.speakers, each.country.iso3) for each in organisations_in(kenya, AnonymousUser())]
    assert found == [("Finance", 1, "KEN"), ("Works", 0, "KEN")]
