"""What people type into numbers, years, days and languages, and what the fields make of it."""

from __future__ import annotations

from datetime import date

import pytest
from django import forms

from southsouth.web.workspace.forms.fields import Day, Decimal, Languages, OneOf, SomeOf, WholeNumber, Year, YesNo
from tests.makers import make_language


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("", None),
        ("  ", None),
        ("0", 0),
        ("23000", 23000),
        ("23,000", 23000),
        ("23.000", 23000),
        ("23 000", 23000),
        ("23\u202f000", 23000),
        ("1’234’567", 1234567),
        ("٢٣٠٠٠", 23000),
        ("২৩,০০০", 23000),
    ],
)
def test_whole_number_takes(typed: str, value: int | None) -> None:
    assert WholeNumber().clean(typed) == value


@pytest.mark.parametrize("typed", ["many", "12.5", "1,23", "-4", "1e5", "12,3456", "23,000,", "²³"])
def test_whole_number_says_what_it_cannot_take(typed: str) -> None:
    with pytest.raises(forms.ValidationError, match=r"^\['How many\?'\]$"):
        WholeNumber(wrong="How many?").clean(typed)


def test_whole_number_has_a_limit() -> None:
    field = WholeNumber(largest=100)
    assert field.clean("100") == 100
    with pytest.raises(forms.ValidationError, match="one digit too many"):
        field.clean("101")


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("", None),
        ("3.5", 3.5),
        ("3,5", 3.5),
        ("1,234", 1234.0),
        ("1,234.5", 1234.5),
        ("1 234,5", 1234.5),
        ("٣٫٥", 3.5),
        ("-2", -2.0),
    ],
)
def test_decimal_takes(typed: str, value: float | None) -> None:
    assert Decimal().clean(typed) == value


@pytest.mark.parametrize("typed", ["a few", "1.2.3", "nan", "inf"])
def test_decimal_says_what_it_cannot_take(typed: str) -> None:
    with pytest.raises(forms.ValidationError, match="Enter a number in digits"):
        Decimal().clean(typed)


@pytest.mark.parametrize(("value", "shown"), [(10.0, "10"), (0.25, "0.25"), ("many", "many"), (None, None)])
def test_decimal_shows_no_needless_zeros(value: object, shown: object) -> None:
    assert Decimal().prepare_value(value) == shown


@pytest.mark.parametrize(("typed", "value"), [("", None), ("1900", 1900), ("2026", 2026)])
def test_year_takes(typed: str, value: int | None) -> None:
    field = Year()
    field.latest = 2026
    assert field.clean(typed) == value


@pytest.mark.parametrize("typed", ["1899", "2027"])
def test_year_lies_between_1900_and_this_one(typed: str) -> None:
    field = Year()
    field.latest = 2026
    with pytest.raises(forms.ValidationError) as refused:
        field.clean(typed)
    assert refused.value.messages == ["Enter a year from 1900 to 2026"]


@pytest.mark.parametrize("typed", ["2027-06-30", "30/06/2027", "30.06.2027"])
def test_day_takes(typed: str) -> None:
    assert Day().clean(typed) == date(2027, 6, 30)


def test_day_says_how_to_write_it() -> None:
    with pytest.raises(forms.ValidationError, match="for example 2027-06-30"):
        Day().clean("30 June")


@pytest.mark.parametrize(("typed", "value"), [("yes", True), ("no", False), ("", None)])
def test_yes_no_knows_three_answers(typed: str, value: bool | None) -> None:
    assert YesNo().clean(typed) is value
    assert YesNo().prepare_value(value) == typed


def test_one_of_offers_not_known_unless_it_must_be_there() -> None:
    assert [code for code, _ in OneOf("connectivity").choices] == ["good", "slow", "some_days", "none", ""]
    assert [code for code, _ in OneOf("connectivity", required=True).choices] == ["good", "slow", "some_days", "none"]


def test_some_of_takes_codes_of_its_list_only() -> None:
    assert SomeOf("help").clean(["code", "training"]) == ["code", "training"]
    with pytest.raises(forms.ValidationError):
        SomeOf("help").clean(["money"])


@pytest.mark.django_db
def test_languages_are_found_by_any_of_their_names() -> None:
    make_language("sw", names={"en": "Swahili", "fr": "swahili"}, own_name="Kiswahili")
    make_language("ar", names={"en": "Arabic", "fr": "arabe"}, own_name="العربية")
    assert Languages().clean(" Kiswahili, arabe; sw،العربية ") == ["sw", "ar"]
    assert Languages().clean("") == []


@pytest.mark.django_db
def test_an_unknown_language_is_answered_with_what_may_be_meant() -> None:
    make_language("sw", names={"en": "Swahili"}, own_name="Kiswahili")
    with pytest.raises(forms.ValidationError) as near:
        Languages().clean("Swahilli")
    assert near.value.messages == ["“Swahilli” is not in our list of languages. Did you mean Swahili?"]
    with pytest.raises(forms.ValidationError) as far:
        Languages().clean("Khmu")
    assert far.value.messages == [
        "“Khmu” is not in our list of languages. Take it out here, and name it in a text below."
    ]
