"""Reasons, gaps, missing facts and notes: every code has a full sentence, and says what it is given."""

from __future__ import annotations

import pytest
from django.utils.translation import override

from southsouth.catalogue.lifecycle import NeedState, NotNow, NotReady, SolutionState
from southsouth.engine.fit import Note
from southsouth.engine.fit.profiles import Gap, Missing, Reason, Size
from southsouth.web.words import gap_label, gap_text_after_label, said_in_words
from southsouth.web.words.gaps import GAPS, MISSING, NOTES
from southsouth.web.words.reasons import REASONS

ORIGIN = {"origin": "BGD", "host": "KEN"}
INTERNET = {"fact": "internet_users_pct", **ORIGIN, "origin_value": 44.6, "host_value": 29.2}
QUOTES = {
    "need_part": "problem",
    "need_sentence": "Parents walk two days.",
    "solution_part": "how",
    "solution_sentence": "Nobody walks.",
    "likeness": 0.7,
    "need_words": ["walk"],
    "solution_words": ["walks"],
}
LAW = {"ref": "1", "kind": "law", "text": "Nurses may register births"}
SIGNAL = {"ref": "2", "kind": "connection", "text": "Some signal", "said_by": "fact", "fact": "internet_users_pct"}
OWNER = {**LAW, "said_by": "owner", "fact": None, "value": None, "minimum": None}
BUDGET = {"budget": 60000.0, "low": 20000.0, "high": 38000.0}

REASONS_SAID = [
    ("same_meaning", QUOTES, "The need says “Parents walk two days.”, and the solution says “Nobody walks.”."),
    ("shared_words", {"words": ["birth"]}, "Both use the word birth."),
    ("shared_words", {"words": ["birth", "post"]}, "Both use the words birth and post."),
    ("same_area", {"area": "public-service"}, "Both belong to the focus area Public service."),
    ("same_topics", {"topics": ["one-stop-services"]}, "Both are about one topic: One-stop service centres."),
    ("same_topics", {"topics": ["a", "b"]}, "Both are about the same topics: a and b."),
    (
        "same_goals",
        {"goals": [16]},
        "Both serve the Sustainable Development Goal Peace, justice and strong institutions.",
    ),
    ("same_goals", {"goals": [1, 2]}, "Both serve the Sustainable Development Goals No poverty and Zero hunger."),
    (
        "same_subregion",
        {**ORIGIN, "region": "Eastern Africa"},
        "Bangladesh and Kenya lie in the same sub-region: Eastern Africa.",
    ),
    ("same_region", {**ORIGIN, "region": "Africa"}, "Bangladesh and Kenya lie in the same region: Africa."),
    ("shared_language", {"languages": ["en"]}, "A language in common: English."),
    ("shared_language", {"languages": ["en", "fr"]}, "Languages in common: English and French."),
    ("alike", INTERNET, "Internet users: much alike, 45% in Bangladesh and 29% in Kenya."),
    (
        "alike",
        {"fact": "income_group", **ORIGIN, "origin_value": "low", "host_value": "low"},
        "Income group: the same in Bangladesh and Kenya (low income).",
    ),
    (
        "alike",
        {"fact": "sids", **ORIGIN, "origin_value": False, "host_value": False},
        "Small island developing State: the same in Bangladesh and Kenya (no).",
    ),
    (
        "used_nearby",
        {"countries": ["NPL"]},
        "It was already taken up in a country like this one: Nepal.",
    ),
    (
        "used_nearby",
        {"countries": ["NPL", "BTN"]},
        "It was already taken up in countries like this one: Nepal and Bhutan.",
    ),
    ("proof", {"level": "measured"}, "How strong the proof is: measured by the owner."),
    ("step", {"step": "one_place"}, "How far it has come: works in one place."),
    ("within_budget", BUDGET, "It costs US$20,000 to US$38,000 to start, and the budget is US$60,000."),
    (
        "within_budget",
        {"budget": 9.5, "low": 3.2, "high": 3.2},
        "It costs US$3.20 to start, and the budget is US$9.50.",
    ),
    (
        "precondition_met",
        OWNER,
        "It needs “Nurses may register births”, and the owner of the need says that this is there.",
    ),
    (
        "precondition_met",
        {**SIGNAL, "value": 29.2, "minimum": 10.0},
        "It needs “Some signal”. Internet users: 29%, and 10% is enough.",
    ),
    (
        "help_offered",
        {"kinds": ["advice", "training"]},
        "The exporter gives the help that is sought: advice from a distance and training.",
    ),
]

GAPS_SAID = [
    (
        "precondition_missing",
        {**OWNER, "changeable": False},
        "It needs “Nurses may register births”, and the owner of the need says that this is not there."
        " There is no way to do without it.",
    ),
    (
        "precondition_missing",
        {**SIGNAL, "value": 5.0, "minimum": 10.0, "changeable": True},
        "It needs “Some signal”. Internet users: 5%, and at least 10% is needed. There is a way to do without it.",
    ),
    (
        "precondition_missing",
        {**SIGNAL, "value": 5.0, "minimum": 10.0, "changeable": None},
        "It needs “Some signal”. Internet users: 5%, and at least 10% is needed.",
    ),
    (
        "over_budget",
        {**BUDGET, "budget": 9000.0},
        "It costs US$20,000 or more to start, and the budget is US$9,000.",
    ),
    (
        "different",
        INTERNET,
        "Internet users: 45% in Bangladesh, where it comes from, and 29% in Kenya.",
    ),
    (
        "no_shared_language",
        {"need": ["sw"], "solution": ["en", "bn"]},
        "The material is in English and Bangla, and the people served speak Swahili. It must be translated.",
    ),
    (
        "help_not_offered",
        {"kinds": ["funding"]},
        "The exporter has not offered the help that is sought: funding.",
    ),
    (
        "exporter_full",
        {"until": "2027-01-01"},
        "The exporter takes no new requests before 1 January 2027.",
    ),
    ("exporter_full", {"until": None}, "The exporter takes no new requests at the moment."),
]

MISSING_SAID = [
    (
        "precondition_unknown",
        LAW,
        "It needs “Nurses may register births”. Nobody has said yet whether this is there.",
    ),
    ("fact_unknown", {"fact": "egdi", "host": "KEN"}, "E-Government Development Index: not known for Kenya."),
    ("no_country", {}, "The need does not say for which country it is."),
    ("no_budget", {}, "The need does not say how large the budget is."),
    ("cost_unknown", {}, "The exporter has not said what it costs to start."),
    ("no_languages", {}, "The need does not say which languages people use there."),
]

NOTES_SAID = [
    (
        "text_cut",
        {"part": "problem", "read": 200000, "of": 1234567},
        "“the problem”: only the first 200,000 of 1,234,567 characters were read.",
    ),
    (
        "language_unknown",
        {"part": "title"},
        "“title”: the language was not recognised, so only words that look the same were compared.",
    ),
    (
        "by_word_table",
        {"language": "fr"},
        "The text is in French. It was compared through a table of words, which can miss a good match.",
    ),
    ("no_model", {}, "The language model is not there. Texts were compared by their words only."),
    ("no_index", {}, "The list of solutions is being prepared. Please come back in a minute."),
    ("no_text", {}, "There is no text to compare yet."),
    ("unusable", {"part": "problem"}, "“the problem”: nothing in it could be read as words."),
]


def plain(text: str) -> str:
    return text.replace("\u2068", "").replace("\u2069", "").replace("\u2060", "")


@pytest.mark.django_db
@pytest.mark.parametrize(("code", "facts", "sentence"), REASONS_SAID)
def test_a_reason_is_a_sentence(code, facts, sentence):
    assert plain(said_in_words(Reason(code, facts))) == sentence


@pytest.mark.django_db
@pytest.mark.parametrize(("code", "facts", "sentence"), GAPS_SAID)
def test_a_gap_is_a_sentence(code, facts, sentence):
    assert plain(said_in_words(Gap(code, Size.SMALL, facts))) == sentence


@pytest.mark.django_db
@pytest.mark.parametrize(("code", "facts", "sentence"), MISSING_SAID)
def test_what_is_missing_is_a_sentence(code, facts, sentence):
    assert plain(said_in_words(Missing(code, facts, 10.0, 20.0))) == sentence


@pytest.mark.django_db
@pytest.mark.parametrize(("code", "facts", "sentence"), NOTES_SAID)
def test_a_note_is_a_sentence(code, facts, sentence):
    assert plain(said_in_words(Note(code, facts))) == sentence


@pytest.mark.parametrize(
    ("table", "told"),
    [(REASONS, REASONS_SAID), (GAPS, GAPS_SAID), (MISSING, MISSING_SAID), (NOTES, NOTES_SAID)],
    ids=["reasons", "gaps", "missing", "notes"],
)
def test_every_code_is_tried_above(table, told):
    assert {code for code, _, _ in told} == set(table)


@pytest.mark.django_db
def test_words_of_others_keep_their_own_direction():
    with override("ar"):
        sentence = said_in_words(Missing("precondition_unknown", LAW, 0.0, 0.0))
    assert "\u2068Nurses may register births\u2069" in sentence


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("code", "facts", "label"),
    [
        ("precondition_missing", {**OWNER, "changeable": None}, "Law"),
        ("different", INTERNET, "Internet users"),
        ("over_budget", BUDGET, "Cost"),
        ("no_shared_language", {}, "Language"),
        ("help_not_offered", {}, "Help"),
        ("exporter_full", {}, "Exporter’s capacity"),
    ],
)
def test_a_gap_has_a_label(code, facts, label):
    assert gap_label(code, facts) == label


@pytest.mark.django_db
def test_a_gap_does_not_say_its_label_twice():
    law = {"fact": "legal_family", **ORIGIN, "origin_value": "common", "host_value": "mixed"}
    assert gap_text_after_label("different", law) == (
        "Common law in Bangladesh, where it comes from, and mixed law in Kenya."
    )
    assert gap_text_after_label("exporter_full", {"until": None}) == (
        "The exporter takes no new requests at the moment."
    )


def test_a_move_that_is_refused_names_both_states():
    assert said_in_words(NotNow(NeedState.OPEN, NeedState.DRAFT)) == (
        "The need is in the state “open”. From there it cannot become “draft”."
    )
    assert said_in_words(NotNow(SolutionState.DRAFT, SolutionState.PUBLISHED)) == (
        "The solution is in the state “draft”. From there it cannot become “published”."
    )


def test_what_is_not_ready_names_what_is_missing():
    assert said_in_words(NotReady(("title", "problem", "country"))) == (
        "Something is still missing: title, the problem and country. Nothing is lost. Fill it in and send again."
    )


def test_a_value_without_words_is_an_error():
    with pytest.raises(TypeError, match="There are no words for int"):
        said_in_words(3)
