"""Countries from a file: all or none, repeatable, each refusal with its place."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from southsouth.ledger.models import Entry
from southsouth.members.lifecycle import Role
from southsouth.reference.actions import import_countries
from southsouth.reference.models import Country
from southsouth.reference.queries import country_records
from southsouth.tables.report import Refused
from southsouth.tables.rows import Row
from tests.makers import AT, make_country, make_person

pytestmark = pytest.mark.django_db

KENYA = {"iso3": "KEN", "iso2": "KE", "status": "un_member", "name_en": "Kenya"}


def rows(*values: dict) -> list[Row]:
    return [Row(number, value) for number, value in enumerate(values, start=2)]


def taken(*values: dict, dry_run: bool = False):
    return import_countries(rows(*values), by=None, at=AT, dry_run=dry_run)


def refusals(*values: dict) -> list[tuple]:
    report = taken(*values)
    assert not report.good
    return [(each.row, each.column, each.code) for each in report.refused]


def test_a_new_country_is_written_as_the_file_says():
    officer = make_person(Role.SECRETARIAT)
    values = {
        **KENYA,
        "m49": 404,
        "name_fr": "Kenya",
        "aliases": "Republic of Kenya; Kenia",
        "subregion": "sub-saharan africa",
        "ldc": "no",
        "lldc": None,
        "official_languages": ["sw", "en"],
        "legal_components": "common; customary",
        "population": "524",
        "lat": "-1.28",
        "borders": "ETH;UGA",
        "sources": "names=un; area=geo",
    }
    report = import_countries(rows(values), by=officer, at=AT)
    assert (report.created, report.changed, report.unchanged, report.ignored) == (("KEN",), (), (), ())
    found = Country.objects.get(pk="KEN")
    assert (found.names, found.m49, found.aliases) == (
        {"en": "Kenya", "fr": "Kenya"},
        "404",
        ["Republic of Kenya", "Kenia"],
    )
    assert (found.subregion, found.ldc, found.lldc, found.population) == ("Sub-Saharan Africa", False, None, 524)
    assert (found.official_languages, found.legal_components) == (["sw", "en"], ["common", "customary"])
    assert (found.latitude, found.borders, found.sources) == (-1.28, ["ETH", "UGA"], {"names": "un", "area": "geo"})
    assert found.shipped is False
    entry = Entry.objects.get()
    assert (entry.deed, entry.ref, entry.by, entry.at, entry.facts) == ("country.imported", "KEN", officer, AT, {})


def test_a_number_that_lost_its_zeros_is_an_m49_code():
    taken({**KENYA, "m49": 4})
    assert Country.objects.get().m49 == "004"


def test_columns_that_are_not_there_change_nothing_and_empty_cells_make_unknown():
    make_country("KEN", capital="Nairobi", ldc=False, aliases=["Kenia"], names={"en": "Kenya", "fr": "Kenya"})
    report = taken({"iso3": "KEN", "ldc": "", "name_fr": None, "capital": None})
    assert report.changed == ("KEN",)
    found = Country.objects.get()
    assert (found.ldc, found.capital, found.names, found.aliases) == (None, "", {"en": "Kenya"}, ["Kenia"])
    assert Entry.objects.get().facts == {"fields": ["names", "ldc", "capital"]}


def test_a_list_that_is_emptied_is_empty():
    make_country("KEN", aliases=["Kenia"])
    taken({"iso3": "KEN", "aliases": None})
    assert Country.objects.get().aliases == []


def test_the_same_file_again_changes_nothing():
    taken(KENYA)
    report = taken(KENYA)
    assert (report.created, report.changed, report.unchanged) == ((), (), ("KEN",))
    assert Entry.objects.count() == 1


def test_a_dry_run_tells_and_writes_nothing():
    make_country("BGD")
    report = taken(KENYA, {"iso3": "BGD", "capital": "Dhaka", "extra": 1}, dry_run=True)
    assert (report.created, report.changed, report.ignored) == (("KEN",), ("BGD",), ("extra",))
    assert set(Country.objects.values_list("pk", "capital")) == {("BGD", "")}
    assert not Entry.objects.exists()


def test_one_bad_row_refuses_all():
    assert refusals(KENYA, {"iso3": "UGA", "iso2": "UG", "status": "kingdom", "name_en": "Uganda"}) == [
        (3, "status", "not_known")
    ]
    assert not Country.objects.exists()
    assert not Entry.objects.exists()


@pytest.mark.parametrize(
    ("cells", "column", "code"),
    [
        ({"iso3": "Kenya"}, "iso3", "not_an_iso_code"),
        ({"iso3": None}, "iso3", "empty"),
        ({"iso2": "KEN"}, "iso2", "not_an_iso_code"),
        ({"m49": "4044"}, "m49", "not_an_m49_code"),
        ({"region": "Middle-earth"}, "region", "not_known"),
        ({"subregion": "Africa"}, "subregion", "not_known"),
        ({"ldc": "perhaps"}, "ldc", "not_yes_or_no"),
        ({"official_languages": "Swahili"}, "official_languages", "not_a_language_code"),
        ({"legal_components": "mixed"}, "legal_components", "not_known"),
        ({"population": "-1"}, "population", "out_of_range"),
        ({"population": "1.5"}, "population", "not_whole"),
        ({"lat": 91}, "lat", "out_of_range"),
        ({"sources": "names"}, "sources", "not_pairs"),
        ({"name_en": "x" * 121}, "name_en", "too_long"),
        ({"iso2": None}, "iso2", "needed_for_new"),
        ({"name_en": None}, "name_en", "needed_for_new"),
    ],
)
def test_a_cell_that_cannot_be_taken_is_named(cells, column, code):
    assert refusals({**KENYA, **cells}) == [(2, column, code)]


def test_a_file_without_the_column_of_the_key_is_refused():
    assert refusals({"name_en": "Kenya"}) == [(2, "iso3", "no_column")]


def test_what_a_country_must_have_cannot_be_emptied():
    make_country("KEN")
    assert refusals({"iso3": "KEN", "status": None, "name_en": ""}) == [(2, "status", "empty"), (2, "name_en", "empty")]


def test_a_country_stands_once():
    report = taken(KENYA, KENYA)
    assert report.refused == (Refused(3, "iso3", "twice", {"value": "KEN", "first": 2}),)


def test_a_two_letter_code_belongs_to_one_country():
    make_country("KEN")
    report = taken(
        {"iso3": "UGA", "iso2": "KE", "status": "un_member", "name_en": "Uganda"},
        {"iso3": "TZA", "iso2": "TZ", "status": "un_member", "name_en": "Tanzania"},
        {"iso3": "ZMB", "iso2": "TZ", "status": "un_member", "name_en": "Zambia"},
    )
    assert report.refused == (
        Refused(2, "iso2", "taken", {"value": "KE", "holder": "KEN"}),
        Refused(4, "iso2", "taken", {"value": "TZ", "holder": "TZA"}),
    )


def test_two_countries_do_not_swap_their_codes_in_one_file():
    make_country("KEN")
    make_country("UGA")
    assert refusals({"iso3": "KEN", "iso2": "UG"}, {"iso3": "UGA", "iso2": "KE"}) == [
        (2, "iso2", "taken"),
        (3, "iso2", "taken"),
    ]


def test_sources_may_come_as_a_mapping():
    taken({**KENYA, "sources": {"names": "un", "year": 2024}})
    assert Country.objects.get().sources == {"names": "un", "year": "2024"}


def test_what_goes_out_comes_in_and_changes_nothing():
    make_country("KEN", aliases=["Kenia"], ldc=None, sids=False, area_km2=580_367.0, sources={"names": "un"})
    make_country("BGD")
    report = taken(*country_records())
    assert (set(report.unchanged), report.good, report.ignored) == ({"KEN", "BGD"}, True, ())


def test_only_the_secretariat_imports():
    with pytest.raises(PermissionDenied):
        import_countries(rows(KENYA), by=make_person(Role.FOCAL_POINT), at=AT)
    assert not Country.objects.filter(pk="KEN").exists()
