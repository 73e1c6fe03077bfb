"""The filters of the templates: numbers and names as the reader writes them, fits laid out for reading."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.utils.translation import override

from southsouth.engine.fit.profiles import Band, Fit, Gap, Missing, Reason, Size
from southsouth.templatetags import fits, house
from tests.makers import make_area, make_country, make_match, make_need, make_solution

AREA = Reason("same_area", {"area": "public-service"}, 8.0)
QUOTE = {
    "need_part": "problem",
    "need_sentence": "A",
    "solution_part": "how",
    "solution_sentence": "B",
    "likeness": 0.6,
    "need_words": [],
    "solution_words": [],
}
PAIR = Reason("same_meaning", QUOTE, 20.0)
LAW = {"fact": "legal_family", "origin": "BGD", "host": "KEN", "origin_value": "common", "host_value": "mixed"}
FIT = Fit(
    need="need-1",
    solution="births",
    rank=1,
    score=70.0,
    band=Band.GOOD,
    parts={},
    shares={},
    reasons=(),
    gaps=(),
    missing=(),
    known=0,
    asked=0,
)


def part(name, fit):
    return next(each for each in fits.parts_shown(fit) if each.name == name)


def test_numbers_days_and_texts():
    assert [house.shown(value) for value in (1234.56, 7, date(2025, 3, 12), "as it is", None, True)] == [
        "1,234.6",
        "7",
        "12 March 2025",
        "as it is",
        "",
        "True",
    ]
    assert house.shown(2.346, 2) == "2.35"
    assert (house.usd(3.2), house.usd(None)) == ("US$\u20603.20", "")
    assert (house.year(2019), house.year(None)) == ("2019", "")
    assert house.day_or_less("2019-06") == "June 2019"


def test_results_have_money_before_and_other_units_behind():
    assert house.measured(3.2, "US$") == "US$\u20603.20"
    assert house.measured(45.0, "<days>") == "45 <bdi>&lt;days&gt;</bdi>"


@pytest.mark.parametrize(("value", "rows", "last"), [(244, 4, 0), (43, 0, 43), (245, 4, 1), (61, 1, 0), (0, 0, 0)])
def test_a_tally_has_a_stitch_for_each(value, rows, last):
    assert (house.full_rows(value), house.last_row(value)) == (rows, last)
    assert house.full_rows(value) * house.STITCHES + house.last_row(value) == value


@pytest.mark.django_db
def test_names_in_the_language_of_the_reader():
    assert house.named(make_country("KEN")) == "Kenya"
    assert house.named(None) == ""
    assert house.named("plain") == "plain"
    assert house.called("KEN", "country") == "Kenya"
    with override("ar"):
        assert house.named(make_country("KEN")) == "كينيا"
    assert house.named(make_area("x", names={"fr": "Santé"})) == "Santé"


def test_words_and_sentences():
    assert house.word("open", "need_state") == "open"
    assert house.word(None, "need_state") == ""
    assert house.said(Missing("no_budget", {}, 1.0, 2.0)) == "The need does not say how large the budget is."
    assert house.fact("hdi") == "Human Development Index"
    assert house.valued(0.6, "hdi") == "0.6"
    assert house.at({"a": 1}, "a") == 1
    assert house.at({"a": 1}, "b") is None


def test_where_a_link_goes():
    assert house.site("https://www.example.org/a/b") == "example.org"
    assert house.page_name("https://example.org/guide/one-stop_shop.html") == "One stop shop"
    assert house.page_name("https://example.org/2019/11/") == "example.org"
    assert house.page_name("https://example.org/%D9%83%D9%8A%D9%86%D9%8A%D8%A7") == "كينيا"
    assert house.page_name("https://example.org") == "example.org"


def test_who_made_a_fact():
    assert house.credited("gtmi2022") == "World Bank"
    assert house.credited("nobody") == "nobody"


def test_words_in_another_language_say_so():
    assert house.foreign("en") == ""
    assert house.foreign("ar") == ' lang="ar" dir="rtl"'
    assert house.foreign("fr") == ' lang="fr" dir="ltr"'
    assert house.foreign('"><b>') == ' lang="&quot;&gt;&lt;b&gt;" dir="ltr"'
    assert house.foreign(FIT) == ' dir="auto"', "a language nobody chose"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "value", "word", "tone"),
    [
        ("problem", 0.9, "Very close", ""),
        ("problem", 0.6, "Close", ""),
        ("cost", 0.8, "Good", ""),
        ("cost", 0.6, "Fair", ""),
        ("cost", 0.4, "Partly", "mid"),
        ("cost", 0.1, "Weak", "low"),
    ],
)
def test_a_part_has_a_word_and_a_bar(name, value, word, tone):
    shown = part(name, replace(FIT, parts={name: value}, shares={name: 12.0}))
    assert (shown.word, shown.tone, shown.value, shown.points) == (word, tone, round(value * 10) * 10, 12.0)


def test_parts_stand_in_their_order_and_what_is_not_known_has_no_bar():
    shown = fits.parts_shown(FIT)
    assert [each.name for each in shown] == [
        *("problem", "context", "preconditions", "cost", "languages", "proof", "capacity")
    ]
    assert {(each.word, each.value) for each in shown} == {("Not known", None)}


@pytest.mark.django_db
def test_a_part_says_why():
    gap = Gap("different", Size.MEDIUM, LAW)
    region = Reason("same_region", {"origin": "BGD", "host": "KEN", "region": "Africa"}, 3.0)
    both = replace(FIT, reasons=(AREA, region), gaps=(gap,), missing=(Missing("cost_unknown", {}, 1.0, 2.0),))
    assert part("problem", both).why == "Both belong to the focus area Public service."
    assert part("context", replace(both, parts={"context": 0.9})).why.startswith("Bangladesh and Kenya lie in")
    assert part("context", replace(both, parts={"context": 0.2})).why.startswith("Legal system: common law")
    assert part("cost", both).why == "The exporter has not said what it costs to start."
    assert part("proof", both).why == "No reviewer has looked at it yet, and no import is recorded."
    assert part("proof", replace(both, parts={"proof": 0.4})).why == "Judged by the imports that are recorded."


def test_a_problem_known_by_its_sentences_only_counts_them():
    assert part("problem", replace(FIT, reasons=(PAIR,))).why == "1 sentence means much the same."
    assert part("problem", replace(FIT, reasons=(PAIR, PAIR))).why == "2 sentences mean much the same."
    assert part("problem", FIT).why == "There is no text to compare."
    assert part("problem", replace(FIT, parts={"problem": 0.5})).why == ""


def test_quotes_and_other_reasons_are_told_apart():
    fit = replace(FIT, reasons=(PAIR, AREA))
    assert fits.quotes_of(fit) == [PAIR]
    assert fits.other_reasons(fit) == [AREA]


@pytest.mark.django_db
def test_gaps_are_told_after_their_label():
    gap = Gap("different", Size.MEDIUM, LAW)
    assert fits.label_of(gap) == "Legal system"
    assert fits.told(gap) == "Common law in Bangladesh, where it comes from, and mixed law in Kenya."


@pytest.mark.parametrize(
    ("sentence", "words", "marked"),
    [
        ("Register births", ["births"], "Register <mark>births</mark>"),
        ("Births, rebirths", ["births"], "<mark>Births</mark>, rebirths"),
        ("<b> & births", ["births"], "&lt;b&gt; &amp; <mark>births</mark>"),
        ("两天才能登记出生", ["登记"], "两天才能<mark>登记</mark>出生"),
        ("naître", ["naître"], "<mark>naître</mark>"),
        ("a (b) c", ["(b)"], "a <mark>(b)</mark> c"),
        ("nothing shared", [], "nothing shared"),
        ("<i>", [""], "&lt;i&gt;"),
    ],
)
def test_shared_words_are_marked_and_nothing_becomes_markup(sentence, words, marked):
    assert fits.marked(sentence, words) == marked


@pytest.mark.django_db
def test_a_stored_match_gives_its_fit():
    match = make_match(make_need(), make_solution(), score=61.5)
    assert fits.as_fit(match).score == 61.5
    assert fits.as_fit(FIT) is FIT
    assert fits.as_fit("") == ""
