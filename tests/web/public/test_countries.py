"""Countries: the list by region, search in any language, the page of one, two side by side."""

from __future__ import annotations

import pytest

from tests.makers import (
    make_adoption,
    make_country,
    make_event,
    make_fact,
    make_need,
    make_organisation,
    make_recorded_solution,
    make_solution,
)
from tests.web.public.pages import attributes, links, said, texts

pytestmark = pytest.mark.django_db


def test_countries_stand_under_their_regions_by_name(client):
    for iso3 in ("KEN", "BGD", "RWA", "NPL"):
        make_country(iso3)
    page = client.get("/en/countries/")
    assert texts(page, "h2")[:2] == ["Africa", "Asia"]
    assert texts(page, "h3") == ["Sub-Saharan Africa", "Southern Asia"]
    assert texts(page, "ul", "lands") == ["Kenya Rwanda", "Bangladesh Nepal"]


def test_each_country_says_what_is_recorded_of_it(client):
    make_adoption(make_solution())
    make_need(country=make_country("KEN"))
    page = client.get("/en/countries/")
    assert texts(page, "ul", "lands") == ["Kenya 1 import · 1 need", "Bangladesh 1 solution"]


def test_drafts_and_what_members_see_are_not_counted(client):
    make_solution("draft")
    make_solution(visibility="members")
    make_need(visibility="members")
    assert texts(client.get("/en/countries/"), "ul", "lands") == ["Kenya", "Bangladesh"]


@pytest.mark.parametrize("asked", ["keny", "Кения", "كينيا", "ken", "Kenia", "肯尼亚", "kenyya"])
def test_a_country_is_found_by_a_name_in_any_language(client, asked):
    make_country("KEN")
    make_country("BGD")
    page = client.get("/en/countries/", {"q": asked})
    assert texts(page, "ul", "lands") == ["Kenya"]
    assert f"1 country for “{asked}”" in said(page)


def test_a_name_nobody_knows_leads_back(client):
    make_country("KEN")
    page = client.get("/en/countries/?q=Zzyzx")
    assert texts(page, "strong") == ["No country has a name like that"]
    assert "/en/countries/" in links(page)


def test_the_list_costs_the_same_queries(queries):
    make_country("KEN")
    few = queries("/en/countries/")
    for iso3 in ("BGD", "NPL", "BTN"):
        make_solution(organisation=make_organisation(country=make_country(iso3)))
    assert queries("/en/countries/") == few


def test_the_page_tells_what_is_recorded(client):
    bangladesh = make_country("BGD", ldc=True, lldc=False, sids=False, population=173000000, population_year=2025)
    make_fact(bangladesh, "internet_users_pct", value=44.6, year=2023)
    make_fact(bangladesh, "gtmi_national_id", value=1, year=2022, source="gtmi2022")
    solution = make_recorded_solution(title="One counter")
    make_adoption(solution, importer=make_country("KEN"), year=2020, year_is_approximate=True)
    make_adoption(
        make_solution(title="Far away", organisation=make_organisation(country=make_country("BRA"))),
        exporter=make_country("BRA"),
        importer=bangladesh,
        year=2018,
        status="pilot",
    )
    make_need(title="Floods", country=bangladesh)
    make_event(ref="dhaka-2017", title="First workshop", starts="2017-12-09", country=bangladesh)
    page = client.get("/en/countries/BGD/")
    text = said(page)
    assert texts(page, "h1") == ["Bangladesh"]
    for sentence in (
        "Asia · Southern Asia",
        "Least developed country",
        "Exports1",
        "Imports recorded1",
        "Carried elsewhere1",
        "Open needs1",
        "One counter",
        "Floods",
        "Far awayBrazil2018Pilot Source: example.org",
        "One counterKenyaabout 2020In operation Source: example.org",
        "First workshop2017",
        "Internet users45% 2023 · Gapminder; World Bank; UNDP",
        "National identity systemYes 2022 · World Bank",
        "Human Development Indexnot known",
        "Population173,000,000 2025",
    ):
        assert sentence in text
    assert texts(page, "span", "tag")[0] == "Least developed country"
    assert {"/en/countries/KEN/", "/en/countries/BRA/", "/en/events/dhaka-2017/"} <= set(links(page))


def test_a_country_about_which_nothing_is_recorded(client):
    make_country("TUV", sids=True, region="", subregion="")
    text = said(client.get("/en/countries/TUV/"))
    assert "Small island developing State" in text
    assert text.count("Nothing is recorded yet.") == 2
    assert "No need of this country is open." in text
    assert "/en/needs/try/?country=TUV" in links(client.get("/en/countries/TUV/"))


def test_two_countries_stand_side_by_side(client):
    kenya, uganda = make_country("KEN", income_group="lower_middle"), make_country("UGA", income_group="low")
    make_fact(kenya, "internet_users_pct", value=41, year=2023)
    make_fact(uganda, "internet_users_pct", value=38, year=2021)
    make_fact(kenya, "hdi", value=0.6, year=2023)
    page = client.get("/en/countries/KEN/?with=UGA")
    table = texts(page, "table")[0]
    assert table.startswith("FactKenyaUgandaAlike?")
    assert "Income grouplower middle income low income different" in table
    assert "Internet users41% 2023 38% 2021 alike" in table
    assert "Human Development Index0.6 2023 not known not known" in table
    assert texts(page, "h2", "cp") == ["Kenya beside Uganda"]
    assert "UGA" in [
        value
        for value, chosen in zip(
            attributes(page, "option", "value"), attributes(page, "option", "selected"), strict=True
        )
        if chosen is not None
    ]


@pytest.mark.parametrize("other", ["KEN", "XXX", "%00", "k'", ""])
def test_nothing_to_compare_with_is_harmless(client, other):
    make_country("KEN")
    assert texts(client.get(f"/en/countries/KEN/?with={other}"), "h2", "cp") == []


def test_small_letters_lead_to_the_one_address(client):
    make_country("KEN")
    answer = client.get("/fr/countries/ken/")
    assert (answer.status_code, answer["Location"]) == (301, "/fr/countries/KEN/")
    assert client.get("/en/countries/XXX/").status_code == 404


def test_the_page_costs_the_same_queries(queries):
    kenya = make_country("KEN")
    make_adoption(make_solution())
    few = queries("/en/countries/KEN/")
    for _ in range(3):
        make_adoption(make_solution())
        make_need(country=kenya)
        make_event(country=kenya)
    assert queries("/en/countries/KEN/") == few


def test_names_follow_the_language(client):
    make_country("KEN")
    assert texts(client.get("/ar/countries/KEN/"), "h1") == ["كينيا"]
    assert texts(client.get("/zh/countries/KEN/"), "h1") == ["肯尼亚"]


def test_only_reading_is_possible(client):
    assert client.post("/en/countries/").status_code == 405
    assert client.post("/en/countries/KEN/").status_code == 405
