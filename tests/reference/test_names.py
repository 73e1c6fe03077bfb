"""From what somebody wrote to the country, area or topic meant."""

from __future__ import annotations

import pytest

from southsouth.reference.queries import (
    Lookup,
    area_names,
    country_names,
    find_country,
    folded,
    nearest_countries,
    topic_names,
)
from tests.makers import make_area, make_country, make_topic

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("The  GAMBIA", "gambia"),
        ("Côte d’Ivoire", "cote divoire"),
        ("Cote D'Ivoire", "cote divoire"),
        ("St. Lucia", "saint lucia"),
        ("Trinidad & Tobago", "trinidad and tobago"),
        ("Türkiye", "turkiye"),
        ("the", "the"),
        ("Guinea_Bissau", "guinea bissau"),
        ("السُّودان", "السودان"),
        ("বাংলাদেশ", "বাংলাদেশ"),
        ("  ", ""),
    ],
)
def test_case_accents_and_marks_do_not_count(text, key):
    assert folded(text) == key


@pytest.mark.parametrize(
    "text",
    [
        "BGD",
        "bd",
        "050",
        "Bangladesh",
        "بنغلاديش",
        "Бангладеш",
        "孟加拉国",
        "বাংলাদেশ",
        "People’s Republic of Bangladesh",
    ],
)
def test_a_country_is_found_by_code_and_by_every_name(text):
    country = make_country("BGD", m49="050", aliases=["People's Republic of Bangladesh"])
    assert find_country(text) == country


def test_what_nobody_knows_or_two_are_called_is_not_found():
    make_country("COD", aliases=["Congo"])
    make_country("COG", aliases=["Congo"])
    assert find_country("Congo") is None
    assert find_country("Atlantis") is None
    assert find_country("") is None


def test_a_name_that_is_nearly_right_is_offered():
    laos = make_country("LAO", names={"en": "Lao People’s Democratic Republic"}, aliases=["Laos", "Lao PDR"])
    make_country("BGD")
    assert nearest_countries("Laos PDR") == [laos]
    assert nearest_countries("Xyzzy") == []
    assert nearest_countries("") == []


def test_the_likest_comes_first_each_once_and_not_too_many():
    for iso3, name, aliases in (
        ("GIN", "Guinea", []),
        ("GNB", "Guinea-Bissau", ["Guinea Bisau"]),
        ("PNG", "New Guinea", []),
    ):
        make_country(iso3, names={"en": name}, aliases=aliases)
    names = country_names()
    assert [country.iso3 for country in names.nearest("Guinea Bissao")] == ["GNB", "GIN", "PNG"]
    assert [country.iso3 for country in names.nearest("Guinea Bissao", count=2)] == ["GNB", "GIN"]
    assert names.nearest("Guinea Bissao", count=9) == names.nearest("guinea-bissao")
    assert [country.iso3 for country in names.nearest("New Guinee", count=1)] == ["PNG"]


def test_a_lookup_is_one_query_for_any_number_of_texts(django_assert_num_queries):
    make_country("BGD")
    with django_assert_num_queries(1):
        names = country_names()
        assert [names.find(text) is not None for text in ("BGD", "Bangladesh", "Peru")] == [True, True, False]


def test_the_same_record_under_the_same_key_counts_once():
    lookup = Lookup([("A-B", "one"), ("a b", "one"), ("a b c", "two"), ("", "three"), ("a b c", "four")])
    assert (lookup.find("A B"), lookup.find("A B C"), lookup.find("")) == ("one", None, None)


def test_areas_go_by_short_name_names_and_future_of():
    area = make_area("public-service", names={"en": "Public service", "fr": "Service public"}, active=False)
    names = area_names()
    for text in ("public-service", "Public Service", "service public", "Future of Public Service"):
        assert names.find(text) == area
    assert names.find("Finance") is None
    assert names.nearest("Publik service") == [area]


def test_topics_go_by_short_name_and_names(django_assert_num_queries):
    topic = make_topic("birth-registration", names={"en": "Birth registration", "es": "Registro de nacimientos"})
    with django_assert_num_queries(1):
        names = topic_names()
        assert names.find("Registro de Nacimientos").area.slug == "public-service"
    assert names.find("birth registration") == topic
