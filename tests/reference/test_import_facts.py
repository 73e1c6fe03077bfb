"""Country facts from a file: all or none, repeatable, each refusal with its place."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from southsouth.ledger.models import Entry
from southsouth.members.lifecycle import Role
from southsouth.reference.actions import import_facts
from southsouth.reference.models import ContextFact
from southsouth.reference.queries import fact_records
from southsouth.tables.report import Refused
from southsouth.tables.rows import Row
from tests.makers import AT, make_country, make_fact, make_person

pytestmark = pytest.mark.django_db

HDI = {"iso3": "BGD", "fact": "hdi", "value": "0.685", "year": "2023", "source": "gapminder-sg:HDI"}


@pytest.fixture(autouse=True)
def _countries() -> None:
    make_country("BGD")
    make_country("LAO", names={"en": "Lao People’s Democratic Republic"}, aliases=["Lao PDR"])


def taken(*values: dict, dry_run: bool = False, by=None):
    return import_facts(
        [Row(number, value) for number, value in enumerate(values, start=2)], by=by, at=AT, dry_run=dry_run
    )


def stored() -> set[tuple]:
    return set(ContextFact.objects.values_list("country_id", "fact", "value", "year", "source", "unit", "note"))


def test_facts_are_written_with_one_line_a_country():
    officer = make_person(Role.SECRETARIAT)
    egdi = {**HDI, "fact": "EGDI", "value": 0.65, "unit": "index 0-1", "note": "revised", "source": "egov2024"}
    report = taken(HDI, egdi, {**HDI, "iso3": "Lao PDR", "value": 0.6}, by=officer)
    assert report.created == ("BGD hdi", "BGD egdi", "LAO hdi")
    assert stored() == {
        ("BGD", "hdi", 0.685, 2023, "gapminder-sg:HDI", "", ""),
        ("BGD", "egdi", 0.65, 2023, "egov2024", "index 0-1", "revised"),
        ("LAO", "hdi", 0.6, 2023, "gapminder-sg:HDI", "", ""),
    }
    lines = set(Entry.objects.values_list("deed", "ref", "by", "at"))
    assert lines == {("country.facts_imported", iso3, officer.pk, AT) for iso3 in ("BGD", "LAO")}
    assert Entry.objects.get(ref="BGD").facts == {"codes": ["egdi", "hdi"]}
    assert not ContextFact.objects.filter(shipped=True).exists()


def test_a_new_value_replaces_the_old_one_and_keeps_the_unit():
    make_fact(make_country("BGD"), "hdi", value=0.5, year=2010, unit="index", note="old", shipped=True)
    assert taken(HDI).changed == ("BGD hdi",)
    assert stored() == {("BGD", "hdi", 0.685, 2023, "gapminder-sg:HDI", "index", "")}
    assert taken({**HDI, "unit": ""}).changed == ("BGD hdi",)
    assert stored() == {("BGD", "hdi", 0.685, 2023, "gapminder-sg:HDI", "", "")}


def test_the_same_file_again_changes_nothing():
    taken(HDI)
    report = taken({**HDI, "iso3": "বাংলাদেশ"})
    assert (report.created, report.changed, report.unchanged) == ((), (), ("BGD hdi",))
    assert Entry.objects.count() == 1


def test_a_dry_run_and_a_bad_row_write_nothing():
    report = taken(HDI, dry_run=True)
    assert report.created == ("BGD hdi",)
    report = taken(HDI, {**HDI, "iso3": "LAO", "value": 2})
    assert report.refused == (Refused(3, "value", "out_of_range", {"value": 2.0, "low": 0, "high": 1}),)
    assert stored() == set()
    assert not Entry.objects.exists()


@pytest.mark.parametrize(
    ("cells", "column", "code"),
    [
        ({"iso3": "Atlantis"}, "iso3", "no_such_country"),
        ({"iso3": ""}, "iso3", "empty"),
        ({"fact": "happiness"}, "fact", "not_known"),
        ({"value": "much"}, "value", "not_a_number"),
        ({"value": None}, "value", "empty"),
        ({"fact": "gtmi_service_bus", "value": 1.5}, "value", "not_an_answer"),
        ({"year": 2027}, "year", "out_of_range"),
        ({"year": 1949}, "year", "out_of_range"),
        ({"source": None}, "source", "empty"),
        ({"note": "x" * 1001}, "note", "too_long"),
    ],
)
def test_a_cell_that_cannot_be_taken_is_named(cells, column, code):
    report = taken({**HDI, **cells})
    assert [(each.row, each.column, each.code) for each in report.refused] == [(2, column, code)]


def test_a_country_nobody_knows_comes_with_the_nearest():
    report = taken({**HDI, "iso3": "Laos PDR"})
    assert report.refused[0].facts == {"value": "Laos PDR", "nearest": ["Lao People’s Democratic Republic"]}


def test_a_kind_nobody_knows_comes_with_the_nearest():
    assert taken({**HDI, "fact": "hid"}).refused[0].facts == {"value": "hid", "nearest": "hdi"}


def test_a_fact_of_a_country_stands_once():
    report = taken(HDI, {**HDI, "iso3": "Bangladesh"})
    assert report.refused == (Refused(3, "", "twice", {"value": "BGD hdi", "first": 2}),)


def test_the_country_may_stand_under_its_own_name_and_other_columns_are_told():
    values = {**HDI, "country": "Bangladesh", "remark": "x"}
    del values["iso3"]
    report = taken(values)
    assert (report.created, report.ignored) == (("BGD hdi",), ("remark",))


def test_what_goes_out_comes_in_and_changes_nothing():
    make_fact(make_country("BGD"), "hdi", value=0.685, unit="index", note="n")
    make_fact(make_country("LAO"), "gtmi_service_bus", value=2)
    report = taken(*fact_records())
    assert (set(report.unchanged), report.good, report.ignored) == ({"BGD hdi", "LAO gtmi_service_bus"}, True, ())


def test_only_the_secretariat_imports():
    with pytest.raises(PermissionDenied):
        taken(HDI, by=make_person(Role.EXPERT))
    assert stored() == set()
