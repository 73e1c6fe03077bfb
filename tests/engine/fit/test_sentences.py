"""Any text into clean sentences."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from southsouth.engine.fit.sentences import LONGEST_SENTENCE, clean, cut, sentences

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=300)
"""Every code point, halves of surrogate pairs too."""


def test_text_is_split_where_sentences_end():
    found = sentences("Parents walk two days. Many never come! Why do they not? It rains...")
    assert found == ["Parents walk two days.", "Many never come!", "Why do they not? It rains..."]


def test_a_piece_of_few_letters_joins_the_sentence_before():
    assert sentences("Nobody answers the phone. No. Never at all, they say.") == [
        "Nobody answers the phone. No.",
        "Never at all, they say.",
    ]


def test_short_pieces_alone_make_one_sentence():
    assert sentences("No.") == ["No."]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("我们需要水。村庄没有电！谁能帮助我们？", 3),
        ("আমরা পানি চাই। গ্রামে বিদ্যুৎ নেই।", 2),
        ("نريد الماء في القرى؟ لا كهرباء هنا أبدا.", 2),
        ("ہمیں پانی چاہیے۔ گاؤں میں بجلی نہیں۔", 2),
    ],
)
def test_other_scripts_end_their_sentences_in_their_own_way(text, count):
    assert len(sentences(text)) == count


def test_an_abbreviation_ends_no_sentence():
    text = "Dr. A. Banda of St. Mary works in e.g. Lusaka. She sees many children."
    assert sentences(text) == ["Dr. A. Banda of St. Mary works in e.g. Lusaka.", "She sees many children."]


def test_an_abbreviation_at_the_very_end_is_kept():
    assert sentences("They answer to the office of Mr.") == ["They answer to the office of Mr."]


def test_lines_and_list_marks_divide():
    assert sentences("We need:\n- a dam of earth\n• a pump for it\n2) somebody who mends it") == [
        "We need:",
        "a dam of earth",
        "a pump for it",
        "somebody who mends it",
    ]


def test_what_has_no_letter_is_no_sentence():
    assert sentences("*** \n --- \n ...") == []


def test_a_sentence_without_end_is_cut_at_spaces():
    parts = sentences("word " * 500)
    assert max(map(len, parts)) <= LONGEST_SENTENCE
    assert " ".join(parts).split() == ["word"] * 500
    assert all(part.endswith("word") for part in parts)


def test_a_word_without_end_is_cut_anywhere():
    assert [len(part) for part in cut("x" * 1_300)] == [600, 600, 100]


def test_nothing_is_cut_into_nothing():
    assert cut("") == []


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("<p>One</p><p>two</p>", "One\n\ntwo"),
        ("a <b>bold</b> word", "a bold word"),
        ("before<script>alert('x')</script>after", "beforeafter"),
        ("before<STYLE type=x>p {}</style >after", "beforeafter"),
        ("before<!-- not <b>this</b> -->after", "beforeafter"),
        ("x<script>never closed", "x never closed"),
        ("3 < 5 and 5 > 3", "3 < 5 and 5 > 3"),
        ("fish &amp; rice", "fish & rice"),
        ("two\t\u00a0  spaces", "two spaces"),
        ("soft\u00adhyphen\u200b\ufeff", "softhyphen"),
        ("می\u200cخواهیم", "می\u200cخواهیم"),
        ("bell\x07and\x00nul", "bell and nul"),
        ("half \ud800 a character", "half a character"),
        ("cafe\u0301", "café"),
    ],
)
def test_markup_and_control_characters_fall_out(written, plain):
    assert clean(written) == plain


@given(ANY_TEXT)
def test_any_text_gives_sentences_of_bearable_length_without_control_characters(text):
    found = sentences(clean(text))
    assert all(len(each) <= LONGEST_SENTENCE for each in found if len(each.encode("utf-8", "replace")) > 12)
    assert all(any(letter.isalnum() for letter in each) for each in found)
    assert "\n" not in "".join(found)


@pytest.mark.parametrize(
    "piece", ["<script", "<!--", "A. ", "b1. ", "<a", '."', "&amp;", "x", " \n", "- ", "<p>", "<style>x</style>"]
)
def test_fifty_pages_of_anything_are_read_in_a_moment(piece):
    text = piece * (200_000 // len(piece))
    start = time.process_time()
    sentences(clean(text))
    assert time.process_time() - start < 2.0
