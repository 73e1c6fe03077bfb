"""Countries, kinds of facts, themes and languages answer questions about themselves."""

from __future__ import annotations

import pytest

from southsouth.reference.models import (
    ContextFact,
    Country,
    FocusArea,
    Language,
    Topic,
    fact_kinds,
    in_language,
)
from tests.makers import make_area, make_country, make_fact, make_goal, make_language, make_target, make_topic

pytestmark = pytest.mark.django_db


def codes(rows) -> set[str]:
    return set(rows.values_list("pk", flat=True))


@pytest.fixture
def some_countries() -> None:
    make_country("BGD", global_south=True, ldc=True, lldc=False, sids=False)
    make_country("NPL", global_south=True, ldc=True, lldc=True, sids=False)
    make_country("FJI", global_south=True, ldc=False, lldc=False, sids=True)
    make_country("FRA", global_south=False, ldc=False, lldc=False, sids=False)
    make_country("PSE", global_south=True, ldc=None, lldc=None, sids=None, status="un_observer")


@pytest.mark.usefixtures("some_countries")
def test_countries_by_group():
    assert codes(Country.objects.south()) == {"BGD", "NPL", "FJI", "PSE"}
    assert codes(Country.objects.un_members()) == {"BGD", "NPL", "FJI", "FRA"}
    assert codes(Country.objects.least_developed()) == {"BGD", "NPL"}
    assert codes(Country.objects.landlocked_developing()) == {"NPL"}
    assert codes(Country.objects.small_islands()) == {"FJI"}


@pytest.mark.usefixtures("some_countries")
def test_countries_by_region_of_any_level():
    make_country("KEN", intermediate_region="Eastern Africa")
    assert codes(Country.objects.in_region("Asia")) == {"BGD", "NPL", "PSE"}
    assert codes(Country.objects.in_region("Southern Asia")) == {"BGD", "NPL"}
    assert codes(Country.objects.in_region("Eastern Africa")) == {"KEN"}


def test_facts_are_read_at_once(django_assert_num_queries):
    for iso3 in ("BGD", "KEN"):
        make_fact(make_country(iso3), "hdi", value=0.6)
        make_fact(make_country(iso3), "egdi", value=0.5)
    with django_assert_num_queries(2):
        found = {country.iso3: {fact.fact for fact in country.facts.all()} for country in Country.objects.with_facts()}
    assert found == {"BGD": {"hdi", "egdi"}, "KEN": {"hdi", "egdi"}}
    only = Country.objects.with_facts(["hdi"]).get(pk="KEN")
    assert [fact.fact for fact in only.facts.all()] == ["hdi"]


def test_a_country_is_called_by_its_name():
    country = make_country("BGD")
    assert (str(country), country.name_in("fr"), country.name_in("bn")) == ("Bangladesh", "Bangladesh", "বাংলাদেশ")
    assert str(make_fact(country, "hdi")) == "BGD hdi"
    assert ContextFact.objects.get().year == 2023


@pytest.mark.parametrize(
    ("names", "language", "name"),
    [
        ({"en": "Benin", "pt": "Benim"}, "pt-br", "Benim"),
        ({"en": "Benin", "pt": "Benim"}, "fr", "Benin"),
        ({"en": "Benin", "pt": ""}, "pt", "Benin"),
        ({"ar": "بنن"}, "fr", "بنن"),
        ({}, "fr", ""),
    ],
)
def test_a_name_falls_back_to_english_and_then_to_any(names, language, name):
    assert in_language(names, language) == name


def test_a_kind_of_fact_knows_its_words():
    percent, coded = fact_kinds()["internet_users_pct"], fact_kinds()["gtmi_digital_signature"]
    assert not percent.coded
    assert (percent.unit_in("ar"), coded.unit_in("en"), percent.answer_in(1, "en")) == ("٪", "", "")
    assert percent.group_in("fr") == "Électricité et connexion"
    assert coded.coded
    assert len({coded.answer_in(value, "en") for value in range(4)}) == 4
    assert (coded.answer_in(4, "en"), coded.answer_in(-1, "en")) == ("", "")
    assert percent.name_in("en") != percent.name_in("ru") != ""


@pytest.mark.parametrize(
    ("code", "value", "fault"),
    [
        ("hdi", 0.5, ""),
        ("hdi", 1.01, "out_of_range"),
        ("hdi", -0.01, "out_of_range"),
        ("gdp_per_capita_usd", 1e9, ""),
        ("gdp_per_capita_usd", -1, "out_of_range"),
        ("gtmi_service_bus", 2, ""),
        ("gtmi_service_bus", 1.5, "not_an_answer"),
        ("gtmi_service_bus", 3, "out_of_range"),
    ],
)
def test_a_value_that_cannot_be_one_is_seen(code, value, fault):
    assert fact_kinds()[code].fault(value) == fault


@pytest.mark.parametrize(
    ("code", "one", "other", "alike"),
    [
        ("adult_literacy_pct", 72.0, 74.9, True),
        ("adult_literacy_pct", 84.0, 86.5, True),
        ("adult_literacy_pct", 71.0, 84.0, True),
        ("adult_literacy_pct", 60.0, 80.0, False),
        ("gni_per_capita_usd", 100_000.0, 101_000.0, True),
        ("gtmi_service_bus", 1.0, 1.0, True),
        ("gtmi_service_bus", 1.0, 2.0, False),
    ],
)
def test_two_values_are_alike_when_near_or_in_one_band(code, one, other, alike):
    kind = fact_kinds()[code]
    assert kind.alike(one, other) is kind.alike(other, one) is alike


def test_facts_stand_by_group():
    groups = [kind.group for kind in fact_kinds().values()]
    assert list(dict.fromkeys(groups)) == ["people", "economy", "connection", "digital_government", "institutions"]
    assert groups == sorted(groups, key=list(dict.fromkeys(groups)).index)


def test_focus_areas_and_topics_in_use(django_assert_num_queries):
    area, old = make_area("work", position=2), make_area("old", active=False, position=1)
    make_topic("jobs", area=area, position=2)
    make_topic("skills", area=area, position=1)
    make_topic("gone", area=area, active=False)
    make_topic("under-old", area=old)
    assert codes(FocusArea.objects.active()) == {area.pk}
    assert {topic.slug for topic in Topic.objects.active()} == {"jobs", "skills"}
    with django_assert_num_queries(2):
        found = {each.slug: [topic.slug for topic in each.topics.all()] for each in FocusArea.objects.with_topics()}
    assert found == {"work": ["skills", "jobs"], "old": []}


def test_themes_are_called_by_name_and_reference():
    area = make_area("work", names={"en": "Work", "fr": "Travail"}, summaries={"en": "Jobs."})
    topic = make_topic("jobs", area=area, names={"en": "Jobs", "fr": "Emplois"})
    assert (str(area), area.ref, area.name_in("fr"), area.summary_in("ar")) == ("Work", "work", "Travail", "Jobs.")
    assert (str(topic), topic.ref, topic.name_in("fr")) == ("Jobs", "jobs", "Emplois")


def test_goals_and_targets_are_called_by_number_and_label():
    goal = make_goal(16, names={"en": "Peace", "es": "Paz"})
    target = make_target("16.9", goal=goal, names={"en": "Legal identity", "es": "Identidad"})
    assert (str(goal), goal.name_in("es")) == ("16 Peace", "Paz")
    assert (str(target), target.name_in("es")) == ("16.9 Legal identity", "Identidad")


def test_languages_of_the_pages_and_their_direction():
    arabic = make_language("ar", names={"en": "Arabic", "fr": "arabe"})
    hausa = make_language("ha", interface=False)
    assert codes(Language.objects.interface()) == {"ar"}
    assert (arabic.direction, hausa.direction) == ("rtl", "ltr")
    assert (str(arabic), arabic.name_in("fr")) == ("Arabic", "arabe")
