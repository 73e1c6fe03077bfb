"""Numbers, money, days and values as each language writes them."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.db import DatabaseError
from django.utils.translation import override

from southsouth.web.words import fact_name, fact_value, forget_names, name_of
from southsouth.web.words.names import STORED
from southsouth.web.words.numbers import (
    day_text,
    list_text,
    money_text,
    number_text,
    partial_day_text,
    percent_text,
    size_text,
    year_text,
)
from tests.makers import make_area, make_country


@pytest.mark.parametrize(
    ("language", "number", "money", "percent", "day"),
    [
        ("en", "1,234,567.5", "US$\u206060,000", "45%", "12 March 2025"),
        ("fr", "1\u202f234\u202f567,5", "60\u202f000", "45\u00a0%", "12 mars 2025"),
        ("ar", "١٬٢٣٤٬٥٦٧٫٥", "٦٠٬٠٠٠", "٤٥", "١٢ مارس ٢٠٢٥"),
        ("bn", "১,২৩৪,৫৬৭.৫", "৬০,০০০", "৪৫%", "১২ মার্চ, ২০২৫"),
        ("zh", "1,234,567.5", "60,000", "45%", "2025年3月12日"),
    ],
)
def test_numbers_follow_the_language(language, number, money, percent, day):
    with override(language):
        assert number_text(1234567.5) == number
        assert money in money_text(60000)
        assert percent_text(44.6).startswith(percent.rstrip("%"))
        assert day_text(datetime(2025, 3, 12, tzinfo=UTC)) == day


def test_small_money_has_cents_and_years_no_separators():
    assert money_text(3.2) == "US$\u20603.20"
    assert number_text(-0.3) == "-0.3"
    assert number_text(2.0) == "2"
    assert year_text(2025) == "2025"
    with override("ar"):
        assert year_text(2025) == "٢٠٢٥"


@pytest.mark.parametrize(
    ("kept", "shown"), [("2019", "2019"), ("2019-06", "June 2019"), ("2019-06-23", "23 June 2019")]
)
def test_a_day_is_shown_as_exactly_as_it_is_known(kept, shown):
    assert partial_day_text(kept) == shown
    assert day_text(date(2019, 6, 23)) == "23 June 2019"


def test_lists_have_an_and_before_the_last():
    assert list_text(["a", "b", "c"]) == "a, b and c"
    with override("fr"):
        assert list_text(["a", "b"]) == "a et b"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("code", "value", "shown"),
    [
        ("internet_users_pct", 44.6, "45%"),
        ("mobile_subscriptions_per_100", 98.2, "98 per 100 people"),
        ("gdp_per_capita_usd", 1840.4, "US$\u20601,840"),
        ("gdp_per_capita_ppp", 6263.0, "6,263 international $ of 2021"),
        ("hdi", 0.6543, "0.654"),
        ("rule_of_law", -0.31, "-0.3"),
        ("gtmi_national_id", 1, "Yes"),
        ("income_group", "low", "low income"),
        ("legal_family", "mixed", "mixed law"),
        ("legal_components", ("civil", "religious"), "civil law and religious law"),
        ("official_languages", ["ar", "fr"], "Arabic and French"),
        ("subregion", "Sub-Saharan Africa", "Sub-Saharan Africa"),
        ("population", 53000000, "53,000,000"),
        ("ldc", True, "yes"),
        ("sids", False, "no"),
        ("hdi", None, "not known"),
        ("subregion", "", "not known"),
        ("currency", "KES", "KES"),
    ],
)
def test_a_value_is_told_in_words(code, value, shown):
    assert fact_value(code, value) == shown


def test_facts_have_names():
    assert fact_name("hdi") == "Human Development Index"
    assert fact_name("legal_family") == "Legal system"
    with override("fr"):
        assert fact_name("hdi") == "Indice de développement humain"


@pytest.mark.django_db
def test_names_are_those_of_the_records():
    assert name_of("country", "KEN") == "Kenya"
    assert name_of("country", "XXX") == "XXX"
    assert name_of("region", "Africa") == "Africa"
    make_area("transport", names={"en": "Transport"})
    assert name_of("area", "transport") == "Transport"
    make_country("KEN", names={"en": "Republic of Kenya"})
    assert name_of("country", "KEN") == "Kenya", "kept for a minute"
    forget_names()
    assert name_of("country", "KEN") == "Republic of Kenya"
    with override("fr"):
        assert name_of("language", "ar") == "arabe"


def test_without_a_database_names_are_those_that_came_with_the_platform(monkeypatch):
    def absent() -> dict[str, dict[str, str]]:
        raise DatabaseError("no such table")

    monkeypatch.setitem(STORED, "topic", absent)
    monkeypatch.setitem(STORED, "country", absent)
    assert name_of("country", "BGD") == "Bangladesh"
    assert name_of("topic", "one-stop-services") == "One-stop service centres"


@pytest.mark.parametrize(
    ("code", "small", "large"),
    [
        ("en", "1 kB", "3.4 MB"),
        ("fr", "1\u202fko", "3,4\u202fMo"),
        ("ar", "١ كيلوبايت", "٣٫٤ م.ب"),
        ("bn", "১ kB", "৩.৪ MB"),
    ],
)
def test_the_size_of_a_file_is_read_in_the_language(code, small, large):
    with override(code):
        assert (size_text(10), size_text(1_499), size_text(3_400_000)) == (small, small, large)
