"""The shipped lists into the database, as often as one likes."""

from __future__ import annotations

import pytest

from southsouth.ledger.models import Entry
from southsouth.reference.actions import import_countries, import_facts, load_reference, retire, save_focus_area
from southsouth.reference.models import ContextFact, Country, FocusArea, Goal, Language, Target, Topic
from southsouth.reference.models.shipped import LANGUAGES
from southsouth.tables.report import Report
from southsouth.tables.rows import Row
from tests.makers import AT

pytestmark = pytest.mark.django_db

COUNTS = {
    "languages": (Language, 211),
    "countries": (Country, 212),
    "facts": (ContextFact, 6905),
    "goals": (Goal, 17),
    "targets": (Target, 169),
    "focus_areas": (FocusArea, 6),
    "topics": (Topic, 45),
}


def counted(reports: dict[str, Report]) -> dict[str, tuple[int, int, int]]:
    return {
        name: (len(report.created), len(report.changed), len(report.unchanged))
        for name, report in reports.items()
        if report.good and not report.ignored
    }


def test_everything_comes_in_and_a_second_time_changes_nothing():
    assert counted(load_reference()) == {name: (count, 0, 0) for name, (_, count) in COUNTS.items()}
    assert {name: model.objects.count() for name, (model, _) in COUNTS.items()} == {
        name: count for name, (_, count) in COUNTS.items()
    }
    assert counted(load_reference()) == {name: (0, 0, count) for name, (_, count) in COUNTS.items()}
    assert not Entry.objects.exists()


def test_shipped_values_keep_their_meaning_and_what_was_lost_is_mended():
    load_reference()
    namibia = Country.objects.get(pk="NAM")
    assert (namibia.iso2, namibia.m49, namibia.name_in("ar")) == ("NA", "516", "ناميبيا")
    assert Country.objects.filter(ldc=True).count() == 44
    assert Target.objects.get(code="16.9").names["fr"] == "Identité juridique et enregistrement des naissances"
    targets = Target.objects.filter(goal=1).values_list("code", flat=True)
    assert list(targets) == ["1.1", "1.2", "1.3", "1.4", "1.5", "1.a", "1.b"]
    assert set(Language.objects.interface().values_list("code", flat=True)) == set(LANGUAGES)
    assert Country.objects.filter(shipped=False).count() == ContextFact.objects.filter(shipped=False).count() == 0
    Goal.objects.filter(number=16).update(names={"en": "Wrong"})
    ContextFact.objects.filter(country_id="BGD").delete()
    Country.objects.filter(pk="KEN").update(capital="Mombasa")
    reports = load_reference()
    assert reports["goals"].changed == ("16",)
    assert reports["countries"].changed == ("KEN",)
    assert {ref.split()[0] for ref in reports["facts"].created} == {"BGD"}
    assert Country.objects.get(pk="KEN").capital == "Nairobi"


def test_what_was_imported_or_edited_stays_and_what_was_not_changed_is_as_shipped():
    load_reference()
    shipped = ContextFact.objects.get(country_id="UGA", fact="hdi")
    same = {"iso3": "UGA", "fact": "hdi", "value": shipped.value, "year": shipped.year, "source": shipped.source}
    other = {"iso3": "KEN", "fact": "hdi", "value": 0.9, "year": 2025, "source": "ministry"}
    report = import_facts([Row(2, same), Row(3, other)], by=None, at=AT)
    assert (report.unchanged, report.changed) == (("UGA hdi",), ("KEN hdi",))
    import_countries([Row(2, {"iso3": "KEN", "capital": "Mombasa"})], by=None, at=AT)
    area = FocusArea.objects.get(slug="work")
    save_focus_area(area, names={"en": "Work and skills"}, by=None, at=AT)
    retire(Topic.objects.filter(area=area)[0], by=None, at=AT)
    reports = load_reference()
    assert {name: report.changed for name, report in reports.items() if report.changed} == {}
    assert ContextFact.objects.get(country_id="KEN", fact="hdi").value == 0.9
    assert set(ContextFact.objects.filter(shipped=False).values_list("country_id", "fact")) == {("KEN", "hdi")}
    assert Country.objects.get(pk="KEN").capital == "Mombasa"
    assert FocusArea.objects.get(slug="work").names == {"en": "Work and skills"}
    assert Topic.objects.filter(active=False).count() == 1
