"""Two countries side by side, fact by fact: alike, different or unknown, with year and source."""

from __future__ import annotations

import pytest

from southsouth.reference.models import Country, fact_kinds
from southsouth.reference.queries import Known, Likeness, compare, known_facts
from southsouth.reference.queries.comparison import TRAITS, as_large, one_shared, same_law, trait
from tests.makers import make_country, make_fact

pytestmark = pytest.mark.django_db


def lines(origin: Country, host: Country) -> dict[str, Likeness]:
    return {line.code: line.likeness for line in compare(origin, host)}


def test_every_trait_and_every_kind_of_fact_has_a_line_in_order():
    found = compare(make_country("BGD"), make_country("KEN"))
    assert [line.code for line in found] == [*TRAITS, *fact_kinds()]
    assert [line.code for line in found if line.kind is None] == list(TRAITS)


def test_a_fact_is_alike_different_or_unknown():
    origin, host = make_country("BGD"), make_country("KEN")
    for country, connected, literate in ((origin, 44.5, 79.0), (host, 46.0, 82.6)):
        make_fact(country, "internet_users_pct", value=connected)
        make_fact(country, "adult_literacy_pct", value=literate)
    make_fact(origin, "hdi", value=0.4)
    make_fact(host, "hdi", value=0.8)
    make_fact(host, "egdi", value=0.6)
    found = lines(origin, host)
    assert found["internet_users_pct"] is Likeness.ALIKE
    assert found["adult_literacy_pct"] is Likeness.ALIKE
    assert found["hdi"] is Likeness.DIFFERENT
    assert found["egdi"] is Likeness.UNKNOWN
    assert found["rule_of_law"] is Likeness.UNKNOWN


def test_a_line_carries_value_year_source_and_note_of_both_sides():
    origin, host = make_country("BGD"), make_country("KEN")
    make_fact(origin, "hdi", value=0.68, year=2023, source="gapminder-sg:HDI", note="revised")
    line = next(line for line in compare(origin, host) if line.code == "hdi")
    assert (line.origin, line.host) == (Known(0.68, 2023, "gapminder-sg:HDI", "revised"), None)
    assert line.kind == fact_kinds()["hdi"]
    assert known_facts(origin) == {"hdi": line.origin}


def test_traits_of_a_country_carry_their_source():
    country = make_country(
        "BGD",
        population=173_000_000,
        population_year=2025,
        population_source="factbook2026",
        legal_components=["common", "religious"],
        official_languages=["bn"],
        ldc=True,
        sids=False,
        landlocked=None,
        income_group="",
        sources={"names": "un_m49_2024", "groups": "un_m49_2024+g77", "legal_family": "govtech2020"},
    )
    assert trait(country, "subregion") == Known("Southern Asia", source="un_m49_2024")
    assert trait(country, "population") == Known(173_000_000, 2025, "factbook2026")
    assert trait(country, "legal_components") == Known(("common", "religious"), source="govtech2020")
    assert trait(country, "official_languages") == Known(("bn",))
    assert trait(country, "ldc") == Known(True, source="un_m49_2024+g77")
    assert trait(country, "sids") == Known(False, source="un_m49_2024+g77")
    assert (trait(country, "landlocked"), trait(country, "income_group")) == (None, None)


def test_traits_are_compared_each_in_its_way():
    origin = make_country("BGD", population=100, official_languages=["bn"], income_group="low", ldc=True, sids=False)
    host = make_country("NPL", population=300, official_languages=["ne"], income_group="low", ldc=False, sids=None)
    found = lines(origin, host)
    assert found["subregion"] is found["income_group"] is found["population"] is Likeness.ALIKE
    assert found["official_languages"] is found["ldc"] is Likeness.DIFFERENT
    assert found["sids"] is Likeness.UNKNOWN


def test_the_line_is_called_in_the_language_of_the_reader():
    found = {line.code: line for line in compare(make_country("BGD"), make_country("KEN"))}
    assert found["population"].name_in("en") == "population"
    assert found["hdi"].name_in("en") == fact_kinds()["hdi"].names["en"]
    assert found["hdi"].name_in("zh") == fact_kinds()["hdi"].names["zh"]


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        (("common", "religious"), ("common", "customary"), True),
        (("common",), ("civil",), False),
        (("civil", "common"), ("civil",), False),
        (("customary",), ("customary",), True),
        (("customary",), ("religious",), False),
        (("customary",), ("civil", "customary"), False),
        ("text", ("civil",), False),
    ],
)
def test_law_is_alike_by_civil_and_common_first(one, other, alike):
    assert same_law(one, other) is same_law(other, one) is alike


def test_populations_are_alike_up_to_three_times():
    assert as_large(100, 300)
    assert as_large(300, 100)
    assert not as_large(100, 301)


def test_languages_are_alike_when_one_is_shared():
    assert one_shared(("fr", "ar"), ("ar",))
    assert not one_shared(("fr",), ("ar",))
    assert not one_shared("fr", ("fr",))


def test_countries_with_facts_are_compared_without_a_query(django_assert_num_queries):
    for iso3 in ("BGD", "KEN"):
        make_fact(make_country(iso3), "hdi", value=0.6)
    origin, host = Country.objects.with_facts().order_by("iso3")
    with django_assert_num_queries(0):
        assert lines(origin, host)["hdi"] is Likeness.ALIKE
